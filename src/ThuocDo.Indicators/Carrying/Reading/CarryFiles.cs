using ThuocDo.Indicators.Indices.Computing.Reading;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using static ThuocDo.Shared.Language.Folding;

namespace ThuocDo.Indicators.Carrying.Reading;

/// <summary>Reads the edges of a change of units and the counts of the units before it.</summary>
public static class CarryFiles
{
    /// <summary>
    /// The words of the conversion table that all people go this way, folded: the table writes them with and without
    /// capitals and misspells its marks.
    /// </summary>
    private const string AllPeople = "toan bo dan so";

    private static readonly string[] Standings = ["rank", "score", "rate", "percent"];

    /// <summary>The edges, and a warning for each that names no old unit.</summary>
    public static (IReadOnlyList<UnitEdge> Edges, IReadOnlyList<Explanation> Warnings) Edges(
        IndexFile file
    )
    {
        var edges = new List<UnitEdge>();
        var warnings = new List<Explanation>();
        if (!file.Need("old_code", "new_code", "note"))
        {
            return (edges, warnings);
        }

        foreach (var row in file.Rows)
        {
            if (file.Text(row, "new_code") is not { } to)
            {
                continue;
            }

            if (row["old_code"]?.Trim() is not { Length: > 0 } from)
            {
                warnings.Add(
                    new(
                        "carry.warning.no-old-code",
                        file.Name,
                        IndexFile.Line(row),
                        to,
                        row["note"] ?? ""
                    )
                );
            }
            else
            {
                edges.Add(
                    new(
                        from,
                        to,
                        Fold(row["note"] ?? "").Contains(AllPeople, StringComparison.Ordinal)
                    )
                );
            }
        }

        return (edges, warnings);
    }

    /// <summary>The counts by unit; places, scores and rates do not travel and are refused.</summary>
    public static IReadOnlyList<CarriedFigure> Values(IndexFile file)
    {
        var figures = new List<CarriedFigure>();
        var first = new Dictionary<string, CsvRow>();
        if (!file.NeedRows())
        {
            return figures;
        }

        if (
            !file.Rows[0].Has("numerator")
            && Standings.Where(file.Rows[0].Has).ToList() is { Count: > 0 } standings
        )
        {
            file.RefuseAll("carry.error.standing", string.Join(", ", standings));
            return figures;
        }

        if (!file.Need("code", "numerator", "denominator"))
        {
            return figures;
        }

        foreach (var row in file.Rows)
        {
            if (file.Text(row, "code") is not { } code)
            {
                continue;
            }

            if (!first.TryAdd(code, row))
            {
                file.RefuseRepeated(row, first[code], code);
                continue;
            }

            figures.Add(new(code, Count(file, row, "numerator"), Count(file, row, "denominator")));
        }

        return figures;
    }

    private static decimal? Count(IndexFile file, CsvRow row, string column)
    {
        var count = file.Number(row, column);
        if (count < 0)
        {
            file.Refuse(row, column, row[column]!, "carry.error.negative");
        }

        return count;
    }
}
