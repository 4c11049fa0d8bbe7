using System.Globalization;
using System.Text;
using ThuocDo.Indicators.Indices;

namespace ThuocDo.Indicators.Forecasts;

/// <summary>Whole years of one figure by one method.</summary>
/// <param name="Kind">What is measured, as the report groups it: <c>PCI score</c>.</param>
public sealed record TestSeries(
    string Kind,
    IReadOnlyList<(int Year, decimal Value)> Years,
    decimal Least,
    decimal? Most
);

/// <summary>How the forecast did for one kind and so many years ahead.</summary>
/// <param name="Forecasts">How many could be compared with what came.</param>
/// <param name="Covered">How many of the results lay in the interval.</param>
/// <param name="Error">Mean distance of the middle from the result.</param>
/// <param name="Naive">The same of "as in the last known year".</param>
public sealed record BackTestRow(
    string Kind,
    int Ahead,
    int Forecasts,
    int Covered,
    decimal Error,
    decimal Naive
);

/// <summary>
/// Asks the forecast of past years and compares it with what came: by rolling origin, each time from the years known then and no others.
/// </summary>
public static class BackTest
{
    public const int Farthest = 3;

    /// <summary>Of all kinds together, which have no scale in common: without errors.</summary>
    public const string All = "all";

    public static IReadOnlyList<BackTestRow> Of(IEnumerable<TestSeries> series)
    {
        var results = series.SelectMany(Results).ToList();
        return
        [
            .. results
                .GroupBy(r => (r.Kind, r.Ahead))
                .OrderBy(g => g.Key.Kind, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Ahead)
                .Select(g => Row(g.Key.Kind, g.Key.Ahead, [.. g], true)),
            .. results
                .GroupBy(r => r.Ahead)
                .OrderBy(g => g.Key)
                .Select(g => Row(All, g.Key, [.. g], false)),
        ];
    }

    /// <summary>Scores, parts and places of the province as they shipped, cut at each change of method.</summary>
    public static IReadOnlyList<TestSeries> Shipped(IndexBook book)
    {
        var found = new List<TestSeries>();
        foreach (var index in book.Indices)
        {
            var editions = book.Of(index.Key, IndexBook.Home);
            var starts = editions
                .Where(e => e.IsBreak)
                .Select(e => e.Year)
                .Prepend(int.MinValue)
                .Append(int.MaxValue)
                .Distinct()
                .Order()
                .ToList();
            foreach (var (from, to) in starts.Zip(starts.Skip(1)))
            {
                var same = editions.Where(e => e.Year >= from && e.Year < to).ToList();
                if (same.Count == 0)
                {
                    continue;
                }

                found.Add(
                    new(
                        index.Key + " score",
                        [
                            .. same.Where(e => e.Main.Score is not null)
                                .Select(e => (e.Year, e.Main.Score!.Value)),
                        ],
                        0,
                        same.Max(e => e.Main.MaxScore)
                    )
                );
                found.Add(
                    new(
                        index.Key + " rank",
                        [
                            .. same.Where(e => e.Main.Rank is not null)
                                .Select(e => (e.Year, (decimal)e.Main.Rank!.Value)),
                        ],
                        1,
                        63
                    )
                );
            }
        }

        return found;
    }

    /// <summary>The rows as a table of the guide.</summary>
    public static string Table(IEnumerable<BackTestRow> rows)
    {
        var text = new StringBuilder(
            "| figure | years ahead | forecasts | in the 80 % interval | mean error | \"as last year\" |\n| --- | --- | --- | --- | --- | --- |\n"
        );
        foreach (var row in rows)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Kind} | {row.Ahead} | {row.Forecasts} | {row.Covered} ({100m * row.Covered / row.Forecasts:0} %) | {Number(row, row.Error)} | {Number(row, row.Naive)} |\n"
            );
        }

        return text.ToString();
    }

    private static string Number(BackTestRow row, decimal value) =>
        row.Kind == All ? "" : value.ToString("0.00", CultureInfo.InvariantCulture);

    private static IEnumerable<Result> Results(TestSeries series)
    {
        for (var known = Forecaster.FewestYears; known < series.Years.Count; known++)
        {
            var past = series.Years.Take(known).ToList();
            var last = past[^1];
            var forecast = Forecaster.Of(past, last.Year + Farthest, series.Least, series.Most);
            foreach (var (year, value) in series.Years.Skip(known))
            {
                if (forecast.Years.FirstOrDefault(f => f.Year == year) is { } said)
                {
                    yield return new(
                        series.Kind,
                        year - last.Year,
                        said.Low <= value && value <= said.High,
                        Math.Abs(said.Value - value),
                        Math.Abs(last.Value - value)
                    );
                }
            }
        }
    }

    private static BackTestRow Row(
        string kind,
        int ahead,
        IReadOnlyList<Result> results,
        bool sameScale
    ) =>
        new(
            kind,
            ahead,
            results.Count,
            results.Count(r => r.IsCovered),
            sameScale ? results.Average(r => r.Error) : 0,
            sameScale ? results.Average(r => r.Naive) : 0
        );

    private sealed record Result(
        string Kind,
        int Ahead,
        bool IsCovered,
        decimal Error,
        decimal Naive
    );
}
