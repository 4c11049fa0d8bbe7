using ThuocDo.Indicators.Indices.Computing.Reading;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>One body of a file, scored.</summary>
public sealed record ParSelfResult(
    int Year,
    string Set,
    string Unit,
    CriterionTree Tree,
    SheetScore Score
);

/// <summary>
/// Inputs of self-scores as a file: <c>year,code</c> and what the rule of the criterion asks for (<c>numerator,denominator,missed,count,
/// before,done_on,parts,stated,no_case</c>); <c>set</c> (else <see cref="DefaultSet"/>), <c>unit</c>, and <c>as_of</c>, the day for which
/// is said what can still be won (else the last day of the year).
/// </summary>
public static class ParSelfTable
{
    public const string DefaultSet = "par-876";

    public static IReadOnlyList<ParSelfResult> Read(IndexFile file)
    {
        if (!file.NeedRows() | !file.Need("year", "code"))
        {
            return [];
        }

        var rows = file
            .Rows.Select(row =>
                (
                    Row: row,
                    Year: file.Year(row),
                    Set: row["set"]?.Trim() ?? DefaultSet,
                    Unit: row["unit"]?.Trim() ?? ""
                )
            )
            .Where(r => r.Year is not null)
            .ToList();
        var results = new List<ParSelfResult>();
        foreach (
            var sheet in rows.GroupBy(r => (Year: r.Year!.Value, r.Set, r.Unit))
                .OrderBy(g => g.Key.Year)
                .ThenBy(g => g.Key.Set, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Unit, StringComparer.Ordinal)
        )
        {
            var first = sheet.First().Row;
            if (ParSet.Find(sheet.Key.Set) is not { } set || set.Text() is not { } text)
            {
                file.Refuse(
                    first,
                    "set",
                    sheet.Key.Set,
                    "par-file.set",
                    string.Join(
                        ", ",
                        ParSet.Shipped.Where(s => s.Text() is not null).Select(s => s.Key)
                    )
                );
                continue;
            }

            if (!set.IsFor(sheet.Key.Year))
            {
                file.Refuse(
                    first,
                    "year",
                    first["year"]!,
                    "par-file.set-year",
                    set.Key,
                    set.FirstYear.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    set.LastYear.ToString(System.Globalization.CultureInfo.InvariantCulture)
                );
                continue;
            }

            var tree = CriterionFile.Kept(text);
            var lines = new Dictionary<string, CsvRow>();
            var inputs = new Dictionary<string, ScoreInput>();
            foreach (var (row, _, _, _) in sheet)
            {
                if (file.Text(row, "code") is not { } code)
                {
                    continue;
                }

                if (tree.Find(code)?.Rule is null)
                {
                    file.Refuse(row, "code", code, "par-file.not-scored");
                }
                else if (!lines.TryAdd(code, row))
                {
                    file.RefuseRepeated(row, lines[code], code);
                }
                else
                {
                    var input = Input(file, row);
                    inputs[code] = input;
                    // What is below 0 was told above.
                    if (
                        ParInput.Check(tree.Find(code)!, input, DateOnly.MaxValue)
                            is { Succeeded: false } wrong
                        && wrong.Key != "par.refused.number"
                    )
                    {
                        file.Refuse(
                            row,
                            "code",
                            code,
                            "par-file.input",
                            new Explanation(wrong.Key!, [.. wrong.Arguments.Select(a => a ?? "–")])
                        );
                    }
                }
            }

            var dated = sheet.Select(r => r.Row).FirstOrDefault(r => r["as_of"] is not null);
            var asOf = dated is null
                ? new DateOnly(sheet.Key.Year, 12, 31)
                : Day(file, dated, "as_of");
            var score = SheetScore.Of(tree, inputs, sheet.Key.Year, asOf ?? default);
            if (ParBook.Excess(tree, score) is var (given, left))
            {
                file.Refuse(first, "set", set.Key, "par-file.excess", given, left);
            }

            results.Add(new(sheet.Key.Year, set.Key, sheet.Key.Unit, tree, score));
        }

        return results;
    }

    private static ScoreInput Input(IndexFile file, CsvRow row)
    {
        decimal? Positive(string column)
        {
            var value = file.Number(row, column);
            if (value < 0)
            {
                file.Refuse(row, column, row[column]!, "index-file.negative");
            }

            return value;
        }

        var parts = row["parts"] is { } text ? ScoreInput.ReadParts(text) : null;
        if (row["parts"] is { } wrong && parts is null)
        {
            file.Refuse(row, "parts", wrong, "index-file.number");
        }

        return new()
        {
            Numerator = Positive("numerator"),
            Denominator = Positive("denominator"),
            Missed = Positive("missed"),
            Count = Positive("count"),
            Before = Positive("before"),
            DoneOn = Day(file, row, "done_on"),
            Parts = parts,
            Stated = Positive("stated"),
            NoCase = row["no_case"] is "1" or "true" ? true : null,
        };
    }

    private static DateOnly? Day(IndexFile file, CsvRow row, string column)
    {
        if (row[column]?.Trim() is not { } text)
        {
            return null;
        }

        if (
            DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.None,
                out var day
            )
        )
        {
            return day;
        }

        file.Refuse(row, column, text, "par-file.day");
        return null;
    }
}
