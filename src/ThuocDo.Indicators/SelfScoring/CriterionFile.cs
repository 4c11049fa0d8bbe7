using System.Globalization;
using System.Text;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Indices.Computing.Reading;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>
/// Reads a table of criteria: <c>code,name_vi,max,rule</c>, and where they are needed <c>name_en,parameters,when_none,decimals,figure,
/// due,within,source,confidence</c>. All faults are told at once, each with its line.
/// </summary>
public static class CriterionFile
{
    /// <summary>Every table makes so many points.</summary>
    public const decimal Whole = 100;

    /// <summary>Characters of a whole file that are taken in.</summary>
    public const int MaxLength = 200_000;

    private const int NameMaxLength = 500;

    private static readonly string[] Columns =
    [
        "code",
        "name_vi",
        "name_en",
        "max",
        "rule",
        "parameters",
        "when_none",
        "decimals",
        "figure",
        "due",
        "within",
        "source",
        "confidence",
    ];

    /// <returns>None where the file has faults.</returns>
    public static CriterionTree? Read(IndexFile file)
    {
        if (!file.NeedRows() | !file.Need("code", "name_vi", "max", "rule"))
        {
            return null;
        }

        var lines = new Dictionary<string, CsvRow>();
        var all = new List<Criterion>();
        foreach (var row in file.Rows)
        {
            if (One(file, row) is not { } criterion)
            {
                continue;
            }

            if (!lines.TryAdd(criterion.Code, row))
            {
                file.RefuseRepeated(row, lines[criterion.Code], criterion.Code);
                continue;
            }

            all.Add(criterion);
        }

        // Sums of a table that could not be read whole would only repeat its faults.
        if (file.IsSound)
        {
            Check(file, all, lines);
        }

        return file.IsSound ? new(all) : null;
    }

    /// <summary>The table of a text that was read before.</summary>
    /// <exception cref="FormatException">It does not hold.</exception>
    public static CriterionTree Kept(string text)
    {
        var file = new IndexFile("criteria", new StringReader(text));
        return Read(file)
            ?? throw new FormatException(string.Join(' ', file.Faults.Select(f => f.ToString())));
    }

    /// <summary>The file in one form, so that two equal tables are one text.</summary>
    public static string Text(IEnumerable<CsvRow> rows)
    {
        var text = new StringBuilder(CsvText.Line(Columns));
        foreach (var row in rows)
        {
            text.Append(CsvText.Line([.. Columns.Select(c => row[c]?.Trim().Normalize() ?? "")]));
        }

        return text.ToString();
    }

    private static Criterion? One(IndexFile file, CsvRow row)
    {
        var code = file.Text(row, "code");
        var name = file.Text(row, "name_vi");
        var max = file.Number(row, "max");
        if (max is null && row["max"] is null)
        {
            file.Text(row, "max");
        }

        if (code is null || name is null || max is null)
        {
            return null;
        }

        if (
            code.Length > Criterion.CodeMaxLength
            || code.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not '.')
        )
        {
            file.Refuse(row, "code", code, "par-file.code", Criterion.CodeMaxLength);
        }

        if (name.Length > NameMaxLength)
        {
            file.Refuse(row, "name_vi", name[..40] + "…", "par-file.long", NameMaxLength);
        }

        if (max is <= 0 or > Whole || decimal.Round(max.Value, 4) != max)
        {
            file.Refuse(row, "max", row["max"]!, "par-file.max", Whole);
        }

        return new()
        {
            Code = code,
            Name = new Bilingual(name, row["name_en"]?.Trim()),
            Max = max.Value,
            Rule = Rule(file, row),
            WhenNone = WhenNoneOf(file, row),
            Decimals = DecimalsOf(file, row),
            Figure = row["figure"]?.Trim(),
            Due = DueOf(file, row),
            Within = row["within"]?.Split('|', StringSplitOptions.TrimEntries) ?? [],
            Source = row["source"]?.Trim(),
            IsConfirmed = row["confidence"]?.Trim() == "confirmed",
        };
    }

    private static ScoringRule? Rule(IndexFile file, CsvRow row)
    {
        if (row["rule"]?.Trim() is not { } kind)
        {
            return null;
        }

        if (!ScoringRule.Kinds.Contains(kind))
        {
            file.Refuse(row, "rule", kind, "par-file.rule", string.Join(", ", ScoringRule.Kinds));
            return null;
        }

        try
        {
            return ScoringRule.Of(kind, row["parameters"]);
        }
        catch (FormatException)
        {
            file.Refuse(
                row,
                "parameters",
                row["parameters"] ?? "",
                "par-file.parameters",
                $"{kind}: {Needs(kind)}"
            );
            return null;
        }
    }

    /// <summary>An example of what the rule needs.</summary>
    private static string Needs(string kind) =>
        kind switch
        {
            "linear-floor" => "floor=0.8",
            "linear-target" => "target=0.6;floor=0.3",
            "tiered" => "steps=1:1|0.8:0.5",
            "count" or "bonus" or "penalty" => "each=0.5",
            "composite" => "weights=1|1|1",
            "growth" => "target=0.05",
            "survey" => "scale=points|share|five",
            _ => "–",
        };

    private static WhenNone WhenNoneOf(IndexFile file, CsvRow row)
    {
        switch (row["when_none"]?.Trim())
        {
            case null:
                return WhenNone.NotSaid;
            case "full":
                return WhenNone.Full;
            case "redistribute":
                return WhenNone.Redistribute;
            case "zero":
                return WhenNone.Zero;
            case var other:
                file.Refuse(row, "when_none", other, "par-file.when-none");
                return WhenNone.NotSaid;
        }
    }

    private static int? DecimalsOf(IndexFile file, CsvRow row)
    {
        if (row["decimals"]?.Trim() is not { } text)
        {
            return null;
        }

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var decimals)
            && decimals <= 4
        )
        {
            return decimals;
        }

        file.Refuse(row, "decimals", text, "par-file.decimals");
        return null;
    }

    private static (int, int)? DueOf(IndexFile file, CsvRow row)
    {
        if (row["due"]?.Trim() is not { } text)
        {
            return null;
        }

        var due = Criterion.ReadDue(text);
        if (due is null)
        {
            file.Refuse(row, "due", text, "par-file.due");
        }

        return due;
    }

    private static void Check(IndexFile file, List<Criterion> all, Dictionary<string, CsvRow> lines)
    {
        var parts = all.ToLookup(c => c.Parent ?? "");
        foreach (var one in all)
        {
            var row = lines[one.Code];
            if (one.Parent is { } parent && !lines.ContainsKey(parent))
            {
                file.Refuse(row, "code", one.Code, "par-file.parent", parent);
            }

            foreach (var other in one.Within.Where(w => !lines.ContainsKey(w) || w == one.Code))
            {
                file.Refuse(row, "within", other, "par-file.within");
            }

            if (one.Parent is not null && one.IsApart)
            {
                file.Refuse(row, "code", one.Code, "par-file.apart");
            }

            var sum = parts[one.Code].Sum(c => c.Max);
            if (parts[one.Code].Any() == (one.Rule is not null))
            {
                file.Refuse(row, "rule", row["rule"] ?? "", "par-file.leaf", one.Code);
            }
            else if (one.Rule is null && sum != one.Max)
            {
                file.Refuse(row, "max", row["max"]!, "par-file.sum", one.Code, Numbers.Text(sum));
            }
        }

        var total = parts[""].Where(c => !c.IsApart).Sum(c => c.Max);
        if (total != Whole)
        {
            file.RefuseAll("par-file.total", Numbers.Text(total), Numbers.Text(Whole));
        }
    }
}
