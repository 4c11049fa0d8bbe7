namespace ThuocDo.Oversight.Inspections.Draw;

/// <summary>
/// How likely each item is to be drawn. The draw has the same law as taking the first arrivals of independent exponential
/// clocks with the weights as rates; the chance is the integral of "this one arrives and fewer than the sample before it".
/// </summary>
public static class Inclusion
{
    /// <summary>Points of the rule; with weights within a factor of a hundred the error is below 10⁻⁶.</summary>
    private const int Points = 400;

    /// <summary>Above this many items the sum of work is not worth a page.</summary>
    public const int MostItems = 300;

    /// <returns>For each item a probability; they add up to the sample.</returns>
    public static double[] Of(IReadOnlyList<int> weights, int sample)
    {
        if (sample >= weights.Count)
        {
            return [.. weights.Select(_ => 1.0)];
        }

        var known = new Dictionary<int, double>();
        return [.. weights.Select(w => known.TryGetValue(w, out var p) ? p : known[w] = One(w))];

        double One(int weight)
        {
            var own = false;
            var others = new List<int>(weights.Count - 1);
            foreach (var w in weights)
            {
                if (!own && w == weight)
                {
                    own = true;
                    continue;
                }

                others.Add(w);
            }

            // v = e^(-w t) is uniform. With v = s³ the steep end near 0 is smooth; Simpson's rule.
            var sum = 0.0;
            for (var i = 0; i <= Points; i++)
            {
                var s = (double)i / Points;
                var factor =
                    i is 0 or Points ? 1
                    : i % 2 == 1 ? 4
                    : 2;
                sum += factor * 3 * s * s * FewerBefore(others, weight, s * s * s, sample);
            }

            return Math.Clamp(sum / (3 * Points), 0, 1);
        }
    }

    /// <summary>The probability that fewer than <paramref name="sample"/> of the others came before.</summary>
    private static double FewerBefore(List<int> others, int weight, double v, int sample)
    {
        Span<double> count = stackalloc double[Math.Min(sample, 1000)];
        count[0] = 1;
        foreach (var other in others)
        {
            var came = v <= 0 ? 1 : 1 - Math.Pow(v, (double)other / weight);
            for (var k = count.Length - 1; k >= 0; k--)
            {
                count[k] = count[k] * (1 - came) + (k > 0 ? count[k - 1] * came : 0);
            }
        }

        var sum = 0.0;
        foreach (var p in count)
        {
            sum += p;
        }

        return sum;
    }
}

/// <summary>The public formula of the weights of places; the same for everybody, nothing is typed.</summary>
public static class DrawWeights
{
    public const int Base = 10;
    public const int PerSign = 10;
    public const int MostSigns = 3;
    public const int LongUnseen = 10;

    /// <summary>A place that no round has visited for so many years has waited long.</summary>
    public const int LongYears = 2;

    /// <param name="signs">Signs of the radar that are unusual for the unit in the last twelve months.</param>
    /// <param name="lastVisit">Of any round; none: never.</param>
    /// <param name="today">The day of the commitment.</param>
    public static int Of(int signs, DateOnly? lastVisit, DateOnly today) =>
        Base
        + PerSign * Math.Min(signs, MostSigns)
        + (lastVisit is { } day && day > today.AddYears(-LongYears) ? 0 : LongUnseen);
}
