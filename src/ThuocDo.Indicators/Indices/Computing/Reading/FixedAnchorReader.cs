using System.Globalization;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Indices.Computing.Reading;

/// <summary>
/// Reads a table of fixed anchors of sub-indices of PCI: direction, weight and distance of the anchors of each indicator
/// and the intercept of the sub-index. Where weight or distance are missing, the printed slope is taken; it is the same
/// number, rounded.
/// </summary>
public static class FixedAnchorReader
{
    /// <summary>From 1 to 10.</summary>
    private const decimal Scale = 9;

    private static readonly string[] Columns =
    [
        "year",
        "sub_index",
        "indicator_code",
        "direction",
        "weight_in_sub_index",
        "slope_per_raw_unit",
        "implied_anchor_range_max_minus_min",
        "intercept_of_sub_index",
    ];

    public static IReadOnlyDictionary<(int Year, string SubIndex), FixedIndex> Read(IndexFile file)
    {
        var table = new Dictionary<(int Year, string SubIndex), FixedIndex>();
        if (!file.NeedRows() | !file.Need(Columns))
        {
            return table;
        }

        foreach (
            var index in file
                .Rows.Select(r => (Row: r, Year: file.Year(r), Name: file.Text(r, "sub_index")))
                .Where(r => r.Year is not null && r.Name is not null)
                .GroupBy(r => (r.Year!.Value, r.Name!))
        )
        {
            if (Index(file, [.. index.Select(r => r.Row)]) is { } read)
            {
                table.Add(index.Key, read);
            }
        }

        return table;
    }

    /// <summary>Says which readings the table does not cover, and which of its indicators nobody read.</summary>
    public static void Check(
        IndexFile input,
        IEnumerable<IndicatorReading> readings,
        IReadOnlyDictionary<(int Year, string SubIndex), FixedIndex> table,
        string tableName
    )
    {
        foreach (var index in readings.GroupBy(r => (r.Year, r.SubIndex)))
        {
            var year = index.Key.Year.ToString(CultureInfo.InvariantCulture);
            if (!table.TryGetValue(index.Key, out var known))
            {
                input.RefuseAll("index-file.no-anchors", tableName, index.Key.SubIndex, year);
                continue;
            }

            var codes = index.Select(r => r.Code).Distinct().ToList();
            foreach (var code in codes.Where(c => !known.Slopes.ContainsKey(c)))
            {
                input.RefuseAll("index-file.no-anchor", tableName, code, index.Key.SubIndex, year);
            }

            foreach (var code in known.Slopes.Keys.Except(codes))
            {
                input.RefuseAll("index-file.no-reading", tableName, code, index.Key.SubIndex, year);
            }
        }
    }

    private static FixedIndex? Index(IndexFile file, IReadOnlyList<CsvRow> rows)
    {
        var slopes = new Dictionary<string, decimal>();
        decimal? intercept = null;
        foreach (var row in rows)
        {
            if (
                file.Text(row, "indicator_code") is not { } code
                || file.Text(row, "intercept_of_sub_index") is null
                || file.Number(row, "intercept_of_sub_index") is not { } start
                || Slope(file, row) is not { } slope
            )
            {
                continue;
            }

            if ((intercept ??= start) != start)
            {
                file.Refuse(
                    row,
                    "intercept_of_sub_index",
                    row["intercept_of_sub_index"]!,
                    "index-file.intercept",
                    Numbers.Text(intercept)
                );
            }

            if (!slopes.TryAdd(code, slope))
            {
                file.RefuseRepeated(
                    row,
                    rows.First(r => r["indicator_code"]?.Trim() == code),
                    code
                );
            }
        }

        return intercept is { } found ? new(found, slopes) : null;
    }

    private static decimal? Slope(IndexFile file, CsvRow row)
    {
        if (file.Text(row, "direction") is not { } sign)
        {
            return null;
        }

        if (IndicatorList.DirectionOf(sign) is not { } direction)
        {
            file.Refuse(row, "direction", sign, "index-file.direction");
            return null;
        }

        var weight = file.Number(row, "weight_in_sub_index");
        var range = file.Number(row, "implied_anchor_range_max_minus_min");
        if (range <= 0)
        {
            file.Refuse(
                row,
                "implied_anchor_range_max_minus_min",
                row["implied_anchor_range_max_minus_min"]!,
                "index-file.range"
            );
            return null;
        }

        if (weight is { } w && range is { } r)
        {
            return (direction == Direction.Positive ? Scale : -Scale) * w / r;
        }

        return file.Text(row, "slope_per_raw_unit") is null
            ? null
            : file.Number(row, "slope_per_raw_unit");
    }
}
