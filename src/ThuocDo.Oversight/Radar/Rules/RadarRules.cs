namespace ThuocDo.Oversight.Radar.Rules;

/// <summary>What the radar says of a unit and a sign.</summary>
/// <param name="Count">What was counted.</param>
/// <param name="UsualRate">The share that would be usual for it, from 0 to 1.</param>
/// <param name="UsualMost">So many would still be usual.</param>
/// <param name="Chance">How likely as many or more are in a unit that does as the others do.</param>
public sealed record SignReading(SignCount Count, double UsualRate, long UsualMost, double Chance)
{
    public double Rate => (double)Count.Hits / Count.Cases;

    /// <summary>Worth looking at. It says nothing about why.</summary>
    public bool IsUnusual => Count.Hits > UsualMost;
}

/// <summary>What the radar saw of a province in a period.</summary>
/// <param name="Readings">Of each sign and each unit that has enough cases.</param>
public sealed record RadarPicture(IReadOnlyList<SignReading> Readings)
{
    public IEnumerable<RadarSign> SignsOf(Guid unit) =>
        Readings.Where(r => r.Count.UnitId == unit && r.IsUnusual).Select(r => r.Count.Sign);
}

/// <summary>
/// Each unit against what the others show. Units differ by nature, so the number of hits is beta-binomial: its mean is what the
/// kinds of dossiers of the unit would give elsewhere, its spread is that between the units, of which the far ones count only a
/// little, so that a few units do not hide each other. The threshold is divided by the number of looks: in five clean
/// provinces of a hundred at most anything at all is called unusual at one reading.
/// </summary>
public static class RadarRules
{
    /// <summary>The stated false-alarm rate: of a whole clean province over all units and signs, at one reading.</summary>
    public const double FalseAlarms = 0.05;

    /// <summary>The spread is itself estimated and natural differences have longer tails than the model: this part of the rate is used.</summary>
    private const double Used = 0.5;

    public const int LeastCases = 20;
    public const int LeastUnits = 8;

    /// <summary>A unit is judged by the others of its level; with fewer there is nothing usual to tell.</summary>
    public const int LeastPeers = 5;

    /// <summary>Beyond so many standard deviations a unit counts for the spread as if it lay there.</summary>
    private const double Clip = 2;

    /// <summary>Mean of the square of a standard normal variable cut at ±2.</summary>
    private const double ClippedSquare = 0.9205;

    public static RadarPicture Read(IReadOnlyList<SignCount> counts)
    {
        var groups = counts
            .Where(c => c.Cases >= LeastCases && c.Peers >= LeastPeers)
            .GroupBy(c => c.Sign)
            .Select(g => g.ToList())
            .Where(g => g.Count >= LeastUnits)
            .ToList();
        var looks = groups.Sum(g => g.Count);
        return looks == 0
            ? new RadarPicture([])
            : new RadarPicture([.. groups.SelectMany(g => Read(g, FalseAlarms * Used / looks))]);
    }

    private static IEnumerable<SignReading> Read(List<SignCount> counts, double threshold)
    {
        var (least, floor) = Nature(counts[0].Sign);
        var (scale, spread) = Fit(counts, least, floor);
        foreach (var count in counts)
        {
            var mean = MeanOf(count, scale, least);
            var law = new BetaBinomial(count.Cases, mean, Widened(spread, count));
            yield return new SignReading(
                count,
                mean,
                law.SmallestAbove(threshold),
                law.TailFrom(count.Hits)
            );
        }
    }

    /// <summary>The least share that is taken for usual, and the least spread between units, as variance over its greatest value.</summary>
    private static (double Least, double Spread) Nature(RadarSign sign) =>
        sign switch
        {
            RadarSign.LastDay => (0.02, 0.004),
            RadarSign.CounterOnline => (0.3, 0.004),
            RadarSign.NightBatch => (0.004, 0.004),
            _ => (0.003, 0.002),
        };

    /// <summary>The mean of few others is itself off by chance: as wide as one unit against the mean of so many.</summary>
    private static double Widened(double spread, SignCount count) =>
        Math.Min(0.9, spread * (1 + 1.0 / count.Peers));

    private static double MeanOf(SignCount count, double scale, double least) =>
        Math.Clamp(scale * count.Expected / count.Cases, least, 0.98);

    private static (double Scale, double Spread) Fit(
        List<SignCount> counts,
        double least,
        double floor
    )
    {
        var (scale, spread) = (1.0, floor);
        for (var round = 0; round < 6; round++)
        {
            spread = SpreadOf(counts, scale, least, floor);
            var (hits, expected) = (0.0, 0.0);
            foreach (var count in counts)
            {
                var mean = MeanOf(count, scale, least);
                var deviation = Deviation(count.Cases, mean, Widened(spread, count));
                hits +=
                    count.Cases * mean
                    + Math.Clamp(
                        count.Hits - count.Cases * mean,
                        -Clip * deviation,
                        Clip * deviation
                    );
                expected += count.Expected;
            }

            scale = expected > 0 ? Math.Clamp(hits / expected, 0.2, 5) : 1;
        }

        return (scale, spread);
    }

    /// <summary>The spread at which the clipped squares are as great as they should be; by halving.</summary>
    private static double SpreadOf(List<SignCount> counts, double scale, double least, double floor)
    {
        var target = ClippedSquare * (counts.Count - 1);
        var (low, high) = (floor, 0.5);
        if (Squares(low) <= target)
        {
            return floor;
        }

        for (var i = 0; i < 30; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Squares(middle) > target ? (middle, high) : (low, middle);
        }

        return high;

        double Squares(double spread) =>
            counts.Sum(c =>
            {
                var mean = MeanOf(c, scale, least);
                var z = (c.Hits - c.Cases * mean) / Deviation(c.Cases, mean, Widened(spread, c));
                return Math.Min(z * z, Clip * Clip);
            });
    }

    private static double Deviation(long cases, double mean, double spread) =>
        Math.Sqrt(cases * mean * (1 - mean) * (1 + (cases - 1) * spread));
}

/// <summary>Hits among cases whose chance itself differs from unit to unit.</summary>
/// <param name="cases">How many.</param>
/// <param name="mean">Mean chance, between 0 and 1.</param>
/// <param name="spread">Variance of the chance over mean × (1 − mean), between 0 and 1.</param>
public readonly struct BetaBinomial(long cases, double mean, double spread)
{
    private readonly double a = mean * (1 - spread) / spread;
    private readonly double b = (1 - mean) * (1 - spread) / spread;

    /// <summary>P(X ≥ hits).</summary>
    public double TailFrom(long hits)
    {
        var (k, term) = End();
        var sum = 0.0;
        for (; k >= hits && k >= 0; k--)
        {
            sum += term;
            term *= Down(k);
        }

        return Math.Min(1, sum);
    }

    /// <summary>The smallest k with P(X &gt; k) ≤ threshold.</summary>
    public long SmallestAbove(double threshold)
    {
        var (k, term) = End();
        for (var sum = 0.0; k > 0; k--)
        {
            sum += term;
            if (sum > threshold)
            {
                return k;
            }

            term *= Down(k);
        }

        return 0;
    }

    /// <summary>Where the upper tail ends for every purpose. Sums begin there: small terms first, and none is lost by underflow.</summary>
    private (long K, double Chance) End()
    {
        var k = (long)(cases * mean);
        var term = Math.Exp(LogChance(k));
        for (; k < cases && term > 1e-25; k++)
        {
            term /= Down(k + 1);
        }

        return (k, term);
    }

    /// <summary>P(X = k − 1) ÷ P(X = k).</summary>
    private double Down(long k) => k / (cases - k + 1.0) * ((b + cases - k) / (a + k - 1));

    private double LogChance(long k) =>
        LogGamma(cases + 1)
        - LogGamma(k + 1)
        - LogGamma(cases - k + 1)
        + LogGamma(k + a)
        + LogGamma(cases - k + b)
        - LogGamma(cases + a + b)
        - LogGamma(a)
        - LogGamma(b)
        + LogGamma(a + b);

    /// <summary>By Stirling's series after the argument was brought above ten: good to 12 digits.</summary>
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++)
        {
            shift -= Math.Log(x);
        }

        var inverse = 1 / (x * x);
        return shift
            + (x - 0.5) * Math.Log(x)
            - x
            + 0.5 * Math.Log(2 * Math.PI)
            + (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / x;
    }
}
