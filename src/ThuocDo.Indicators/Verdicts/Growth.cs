using System.Numerics;
using ThuocDo.Indicators.Figures;

namespace ThuocDo.Indicators.Verdicts;

/// <summary>
/// The average yearly increase of a share on a base year, in two readings. Both compare whole numbers, so that a share
/// that reaches the limit exactly has reached it.
/// </summary>
public sealed record Growth(int BaseYear, Share Base, int Year, Share Now)
{
    public int Years => Year - BaseYear;

    public bool IsApplicable => Years > 0 && Base.IsApplicable && Now.IsApplicable;

    /// <summary>Percentage points a year.</summary>
    public decimal? PointsPerYear => IsApplicable ? (Now.Value - Base.Value) * 100 / Years : null;

    /// <summary>Compound growth in percent a year; for print only, a root is not exact. None where the base is 0.</summary>
    public decimal? PercentPerYear =>
        IsApplicable && Base.Numerator > 0
            ? (decimal)(Math.Pow((double)(Now.Value! / Base.Value!)!, 1.0 / Years) - 1) * 100
            : null;

    /// <summary>now − base ≥ limit × years, multiplied out.</summary>
    public bool ReachesPoints(decimal percent) =>
        ((decimal)Now.Numerator * Base.Denominator - (decimal)Base.Numerator * Now.Denominator)
            * 100
        >= percent * Years * Now.Denominator * Base.Denominator;

    /// <summary>now ÷ base ≥ (1 + limit) ^ years, multiplied out.</summary>
    public bool ReachesRelative(decimal percent)
    {
        const int scale = 10_000;
        var factor = new BigInteger((100 + percent) * scale);
        var one = new BigInteger(100 * scale);
        return new BigInteger(Now.Numerator) * Base.Denominator * BigInteger.Pow(one, Years)
            >= new BigInteger(Base.Numerator) * Now.Denominator * BigInteger.Pow(factor, Years);
    }
}
