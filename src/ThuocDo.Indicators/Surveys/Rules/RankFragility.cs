using System.Globalization;
using ThuocDo.Indicators.Indices.Computing;

namespace ThuocDo.Indicators.Surveys.Rules;

/// <summary>How safe the rank of one body is when other firms had happened to answer.</summary>
/// <param name="Shares">Share of the resamples with rank 1, 2, …; they add up to 1 unless some resamples give no total.</param>
public sealed record RankShares(IReadOnlyList<double> Shares)
{
    /// <summary>
    /// The narrowest ranks that leave at most 2.5 of 100 resamples on each side; none where no resample gives a rank.
    /// </summary>
    public (int Best, int Worst)? Interval
    {
        get
        {
            const double Tail = 0.025;
            var all = Shares.Sum();
            if (all <= 0)
            {
                return null;
            }

            return (First(Shares), Shares.Count + 1 - First([.. Shares.Reverse()]));

            int First(IReadOnlyList<double> shares)
            {
                var sum = 0.0;
                for (var i = 0; i < shares.Count; i++)
                {
                    sum += shares[i];
                    // A tail of exactly 2.5 of 100 stays outside whatever the order in which it was summed.
                    if (sum > (Tail * all) + 1e-12)
                    {
                        return i + 1;
                    }
                }

                return shares.Count;
            }
        }
    }
}

/// <summary>What resampling found, and how.</summary>
/// <param name="Bodies">In the order they were given.</param>
/// <param name="IsExact">Every possible resample was weighed; otherwise so many were drawn.</param>
/// <param name="Resamples">Number of different resamples weighed, or of draws.</param>
public sealed record Fragility(IReadOnlyList<RankShares> Bodies, bool IsExact, int Resamples);

/// <summary>
/// Ranks again and again with answers drawn anew, with replacement, within each body. Where all bodies together allow few different
/// resamples, each of them is weighed with its probability, and the shares are exact; otherwise they are drawn from a seed.
/// </summary>
public static class RankFragility
{
    /// <summary>Up to so many different resamples are weighed one by one.</summary>
    public const int MostExact = 20_000;

    /// <summary>So that a tail of 2.5 of 100 holds 50 draws.</summary>
    public const int Draws = 2_000;

    /// <param name="answers">How many answers each body has.</param>
    /// <param name="totals">Totals of the bodies when answer i of body b counts <c>times[b][i]</c> times.</param>
    /// <param name="seed">Text from which the draws begin.</param>
    /// <param name="draws">How many, where not all are weighed.</param>
    /// <param name="mostExact">Up to so many different resamples all of them are weighed.</param>
    public static Fragility Of(
        IReadOnlyList<int> answers,
        Func<IReadOnlyList<int[]>, IReadOnlyList<decimal?>> totals,
        string seed,
        int draws = Draws,
        int mostExact = MostExact
    )
    {
        var shares = answers.Select(_ => new double[answers.Count]).ToArray();
        var different = answers.Aggregate(1.0, (product, n) => product * Different(n));
        if (different <= mostExact)
        {
            var weighed = answers.Select(n => All(n).ToList()).ToList();
            Weigh(weighed, [], 1);
            return Result(true, (int)different);

            void Weigh(List<List<(int[] Times, double Part)>> left, List<int[]> chosen, double part)
            {
                if (chosen.Count == left.Count)
                {
                    Add(chosen, part);
                    return;
                }

                foreach (var (times, own) in left[chosen.Count])
                {
                    Weigh(left, [.. chosen, times], part * own);
                }
            }
        }

        var random = SurveyDraws.From(seed);
        var counts = answers.Select(n => new int[n]).ToList();
        for (var draw = 0; draw < draws; draw++)
        {
            foreach (var body in counts)
            {
                Array.Clear(body);
                for (var i = 0; i < body.Length; i++)
                {
                    body[random.Below(body.Length)]++;
                }
            }

            Add(counts, 1.0 / draws);
        }

        return Result(false, draws);

        void Add(IReadOnlyList<int[]> times, double part)
        {
            foreach (var (body, rank) in Ranking.Of(totals(times)).Index())
            {
                if (rank is { } place)
                {
                    shares[body][place - 1] += part;
                }
            }
        }

        Fragility Result(bool isExact, int resamples) =>
            new([.. shares.Select(s => new RankShares(s))], isExact, resamples);
    }

    /// <summary>How many different multisets of n answers there are: (2n − 1) over n; none answered is one.</summary>
    private static double Different(int n)
    {
        var ways = 1.0;
        for (var i = 1; i < n; i++)
        {
            ways = ways * (n + i) / i;
        }

        return n == 0 ? 1 : ways;
    }

    /// <summary>Every multiset with its probability: n! by the factorials of the times, by n to the power of n.</summary>
    private static IEnumerable<(int[] Times, double Part)> All(int n)
    {
        return n == 0 ? [([], 1)] : From(new int[n], 0, n, 1);

        IEnumerable<(int[], double)> From(int[] times, int place, int left, double part)
        {
            if (place == n - 1)
            {
                int[] done = [.. times];
                done[place] = left;
                yield return (done, part * Math.Pow(1.0 / n, left));
                yield break;
            }

            // Of those left, `take` are this answer: binomial coefficient times 1/n for each.
            var ways = 1.0;
            for (var take = 0; take <= left; take++)
            {
                times[place] = take;
                foreach (
                    var row in From(
                        times,
                        place + 1,
                        left - take,
                        part * ways * Math.Pow(1.0 / n, take)
                    )
                )
                {
                    yield return row;
                }

                ways = ways * (left - take) / (take + 1);
            }

            times[place] = 0;
        }
    }

    /// <summary>Text of a seed for a round, so that its draws can be repeated.</summary>
    public static string SeedOf(string seedHex, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{seedHex}/ranks/{year}");
}
