using ThuocDo.Indicators.Indices.Computing.Reading;

namespace ThuocDo.Indicators.ServiceIndex;

/// <param name="Period">As the file names it.</param>
public sealed record ServiceResult(string Period, string Unit, ServiceScore Score);

/// <summary>
/// Counts that somebody else published: a line for each with period, unit, input and value. An input is the name of a count as in
/// <c>data/indices/service_metrics.csv</c>, or the key of a metric whose share in percent alone is known. Other inputs are left aside:
/// such files print results beside the counts.
/// </summary>
public static class ServiceTable
{
    private static readonly string[] Columns = ["period", "unit", "input", "value"];

    public static IReadOnlyList<ServiceResult> Read(IndexFile file, ServiceSet set)
    {
        if (!file.NeedRows() | !file.Need(Columns))
        {
            return [];
        }

        var counts = set
            .Metrics.SelectMany(m => m.Numerator.Append(m.Denominator))
            .ToHashSet(StringComparer.Ordinal);
        var metrics = set.Metrics.Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. file
                .Rows.Select(row =>
                    (
                        Row: row,
                        Period: file.Text(row, "period") ?? "",
                        Unit: file.Text(row, "unit") ?? "",
                        Input: file.Text(row, "input") ?? "",
                        Value: file.Number(row, "value")
                    )
                )
                .GroupBy(r => (r.Period, r.Unit))
                .Select(one =>
                {
                    foreach (var same in one.GroupBy(r => r.Input))
                    {
                        foreach (var again in same.Skip(1))
                        {
                            file.RefuseRepeated(again.Row, same.First().Row, same.Key);
                        }
                    }

                    foreach (var (row, _, _, input, value) in one)
                    {
                        if (value < 0 && (counts.Contains(input) || metrics.Contains(input)))
                        {
                            file.Refuse(row, "value", row["value"]!, "index-file.negative");
                        }
                    }

                    // A count above the line without the one below would leave its metric out unseen.
                    var given = one.Select(r => r.Input).ToHashSet(StringComparer.Ordinal);
                    foreach (
                        var metric in set.Metrics.Where(m =>
                            m.Numerator.Any(given.Contains)
                            && !(given.Contains(m.Denominator) && m.Numerator.All(given.Contains))
                        )
                    )
                    {
                        file.RefuseAll(
                            "index-file.half",
                            one.Key.Unit,
                            metric.Key,
                            string.Join(
                                ", ",
                                metric
                                    .Numerator.Append(metric.Denominator)
                                    .Where(n => !given.Contains(n))
                            )
                        );
                    }

                    Dictionary<string, decimal> Of(HashSet<string> names) =>
                        one.Where(r => names.Contains(r.Input) && r.Value is not null)
                            .GroupBy(r => r.Input)
                            .ToDictionary(g => g.Key, g => g.First().Value!.Value);
                    return new ServiceResult(
                        one.Key.Period,
                        one.Key.Unit,
                        ServiceScore.Of(set, Of(counts), Of(metrics))
                    );
                }),
        ];
    }
}
