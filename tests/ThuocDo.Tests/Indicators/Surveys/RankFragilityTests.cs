using Shouldly;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Surveys.Rules;
using Xunit;

namespace ThuocDo.Tests.Indicators.Surveys;

/// <summary>
/// Rank shares against every ordered resample, n to the power of n for each body, counted one by one as whole numbers.
/// </summary>
public sealed class RankFragilityTests
{
    public static readonly TheoryData<string> Cases =
    [
        "5 3/4 4",
        "5 4 2/3 3 5",
        "1 2 3 4/4 3/5",
        "5 5/4 4/3 3",
        "5 1/4 2/3 3/1",
        "4 5 2 3/3 4 4",
        "2/4/",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shares_OfASmallCase_AreThoseOfAllOrderedResamples(string text)
    {
        var answers = Read(text);
        var expected = Exhaustive(answers);

        var exact = RankFragility.Of([.. answers.Select(a => a.Length)], Totals(answers), "-");

        exact.IsExact.ShouldBeTrue();
        foreach (var (body, shares) in expected.Index())
        {
            exact
                .Bodies[body]
                .Shares.Zip(shares)
                .ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-12, text);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void DrawnShares_LieWithinTheirErrorOfTheExactOnes(string text)
    {
        const int Draws = 20_000;
        var answers = Read(text);
        var expected = Exhaustive(answers);

        var drawn = RankFragility.Of(
            [.. answers.Select(a => a.Length)],
            Totals(answers),
            "seed",
            Draws,
            0
        );

        (drawn.IsExact, drawn.Resamples).ShouldBe((false, Draws));
        foreach (var (body, shares) in expected.Index())
        {
            foreach (var (found, exact) in drawn.Bodies[body].Shares.Zip(shares))
            {
                // Four standard errors: one in sixteen thousand lies beyond by chance.
                Math.Abs(found - exact)
                    .ShouldBeLessThan(4 * Math.Sqrt(exact * (1 - exact) / Draws) + 1e-9, text);
            }
        }
    }

    /// <summary>The whole score: scales of the year, weights, total. A body moves another one's score, and with it the rank.</summary>
    [Fact]
    public void Shares_ThroughTheWholeScore_AgreeWithAllOrderedResamples()
    {
        (int Time, int Cost)[][] answers =
        [
            [(5, 2), (4, 1), (2, 2)],
            [(4, 3), (3, 1)],
            [(2, 4), (5, 1), (3, 3)],
        ];
        Func<IReadOnlyList<int[]>, IReadOnlyList<decimal?>> totals = times =>
            [
                .. DdciScoringTests
                    .Method(AnchorSpan.InYear)
                    .Score(
                        2025,
                        [
                            .. answers
                                .Index()
                                .SelectMany(b =>
                                    new DdciValue[]
                                    {
                                        new(
                                            2025,
                                            $"{b.Index}",
                                            "time",
                                            Mean(b.Item.Select(a => a.Time), times[b.Index])
                                        ),
                                        new(
                                            2025,
                                            $"{b.Index}",
                                            "cost",
                                            Mean(b.Item.Select(a => a.Cost), times[b.Index])
                                        ),
                                        new(2025, $"{b.Index}", "help", b.Index + 1),
                                    }
                                ),
                        ]
                    )
                    .Select(s => s.Total),
            ];

        var exact = RankFragility.Of([3, 2, 3], totals, "-");

        foreach (var (body, shares) in Exhaustive([3, 2, 3], totals).Index())
        {
            exact
                .Bodies[body]
                .Shares.Zip(shares)
                .ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-12);
        }
    }

    [Theory]
    [InlineData("1 0 0", 1, 1)]
    [InlineData("0.025 0.95 0.025", 2, 2)]
    [InlineData("0.03 0.94 0.03", 1, 3)]
    [InlineData("0 0.5 0.5", 2, 3)]
    public void Interval_LeavesTwoAndAHalfOfAHundredOnEachSide(
        string shares,
        int best,
        int worst
    ) =>
        new RankShares([
            .. shares
                .Split(' ')
                .Select(s => double.Parse(s, System.Globalization.CultureInfo.InvariantCulture)),
        ]).Interval.ShouldBe((best, worst));

    [Fact]
    public void Interval_WithoutAnyTotal_IsNone() => new RankShares([0, 0]).Interval.ShouldBeNull();

    private static double[][] Exhaustive(int[][] answers) =>
        Exhaustive([.. answers.Select(a => a.Length)], Totals(answers));

    private static double[][] Exhaustive(
        int[] sizes,
        Func<IReadOnlyList<int[]>, IReadOnlyList<decimal?>> totals
    )
    {
        var counts = sizes.Select(_ => new long[sizes.Length]).ToArray();
        var ways = sizes.Select(n => (long)Math.Pow(n, n)).ToArray();
        var all = ways.Aggregate(1L, (product, n) => product * n);
        var ranks = new Dictionary<string, IReadOnlyList<int?>>();
        for (var number = 0L; number < all; number++)
        {
            var left = number;
            var times = new List<int[]>();
            foreach (var (body, n) in sizes.Index())
            {
                var (mine, drawn) = (left % ways[body], new int[n]);
                left /= ways[body];
                for (var i = 0; i < n; i++, mine /= n)
                {
                    drawn[mine % n]++;
                }

                times.Add(drawn);
            }

            var key = string.Join('/', times.Select(t => string.Join(' ', t)));
            if (!ranks.TryGetValue(key, out var places))
            {
                ranks[key] = places = Ranking.Of(totals(times));
            }

            foreach (var (body, rank) in places.Index())
            {
                if (rank is { } place)
                {
                    counts[body][place - 1]++;
                }
            }
        }

        return [.. counts.Select(c => c.Select(n => (double)n / all).ToArray())];
    }

    private static Func<IReadOnlyList<int[]>, IReadOnlyList<decimal?>> Totals(int[][] answers) =>
        times => [.. answers.Select((a, body) => Mean(a, times[body]))];

    private static decimal? Mean(IEnumerable<int> values, int[] times) =>
        times.Sum() == 0
            ? null
            : (decimal)values.Zip(times).Sum(p => p.First * p.Second) / times.Sum();

    private static int[][] Read(string text) =>
        [
            .. text.Split('/')
                .Select(b =>
                    b.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Select(n =>
                            int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)
                        )
                        .ToArray()
                ),
        ];
}
