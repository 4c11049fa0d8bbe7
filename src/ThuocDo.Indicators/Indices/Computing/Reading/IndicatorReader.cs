using System.Globalization;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Indices.Computing.Reading;

/// <summary>
/// Reads raw indicators of sub-indices of PCI, one row for each indicator. Direction and weight come from the columns
/// <c>direction</c> and <c>weight_in_sub_index</c> where the file has them, else from the shipped list.
/// </summary>
public static class IndicatorReader
{
    /// <summary>What rounded weights may be off in sum.</summary>
    private const decimal WeightTolerance = 0.0001m;

    private static readonly string[] Columns =
    [
        "year",
        "gso_code",
        "sub_index",
        "indicator_code",
        "indicator_raw_value",
    ];

    /// <param name="file">The file.</param>
    /// <param name="isScaleKnown">Whether a table says what an indicator counts; then nothing else is asked.</param>
    public static IReadOnlyList<IndicatorReading> Read(IndexFile file, bool isScaleKnown)
    {
        var first = new Dictionary<(int, string, string, string), CsvRow>();
        var unknown = new HashSet<(int, string, string)>();
        var readings = new List<IndicatorReading>();
        if (!file.NeedRows() | !file.Need(Columns))
        {
            return [];
        }

        foreach (var row in file.Rows)
        {
            if (
                file.Year(row) is not { } year
                || file.Text(row, "sub_index") is not { } subIndex
                || file.Text(row, "indicator_code") is not { } code
            )
            {
                continue;
            }

            var unit = row["gso_code"]?.Trim() ?? "";
            var scale = isScaleKnown ? null : Scale(file, row, year, subIndex, code);
            if (!first.TryAdd((year, unit + "|" + row["province"], subIndex, code), row))
            {
                file.RefuseRepeated(
                    row,
                    first[(year, unit + "|" + row["province"], subIndex, code)],
                    $"{unit} {code}"
                );
            }
            else if (scale is null && !isScaleKnown)
            {
                if (unknown.Add((year, subIndex, code)))
                {
                    file.Refuse(row, "indicator_code", code, "index-file.indicator", subIndex);
                }
            }
            else
            {
                readings.Add(
                    new()
                    {
                        Year = year,
                        Unit = unit,
                        SubIndex = subIndex,
                        Code = code,
                        Series = scale?.Series ?? code,
                        Direction = scale?.Direction ?? Direction.Positive,
                        Weight = scale?.Weight ?? new(1, 1),
                        Value = file.Number(row, "indicator_raw_value"),
                    }
                );
            }
        }

        if (!isScaleKnown && file.IsSound)
        {
            CheckWeights(file, readings);
        }

        return readings;
    }

    private static ListedIndicator? Scale(
        IndexFile file,
        CsvRow row,
        int year,
        string subIndex,
        string code
    )
    {
        var listed = IndicatorList.Find(subIndex, code, year);
        var (sign, weight) = (row["direction"], row["weight_in_sub_index"]);
        if (sign is null && weight is null)
        {
            return listed;
        }

        var direction = sign is null ? listed?.Direction : IndicatorList.DirectionOf(sign);
        if (sign is not null && direction is null)
        {
            file.Refuse(row, "direction", sign, "index-file.direction");
        }

        var given = weight is null ? listed?.Weight : IndicatorList.WeightOf(weight);
        if (weight is not null && given is null)
        {
            file.Refuse(row, "weight_in_sub_index", weight, "index-file.weight");
        }

        return direction is { } d && given is { } w
            ? new(subIndex, listed?.Series ?? code, code, d, w, new(year, year))
            : null;
    }

    /// <summary>Weights that do not make a whole tell that an indicator is missing from the file.</summary>
    private static void CheckWeights(IndexFile file, IEnumerable<IndicatorReading> readings)
    {
        foreach (var index in readings.GroupBy(r => (r.Year, r.SubIndex)))
        {
            var sum = index.DistinctBy(r => r.Code).Sum(r => r.Weight.Value);
            if (Math.Abs(sum - 1) > WeightTolerance)
            {
                file.RefuseAll(
                    "index-file.weights",
                    index.Key.SubIndex,
                    index.Key.Year.ToString(CultureInfo.InvariantCulture),
                    Numbers.Text(Math.Round(sum, 4))
                );
            }
        }
    }
}
