namespace ThuocDo.Indicators.Figures;

/// <summary>
/// A share as it is kept: what stands above and below the line. Nothing below the line means "not applicable", never
/// 0 %; rounding is for print, comparisons use the two numbers.
/// </summary>
public readonly record struct Share(long Numerator, long Denominator)
{
    public bool IsApplicable => Denominator != 0;

    /// <summary>The exact quotient, or none where there is nothing below the line.</summary>
    public decimal? Value => IsApplicable ? (decimal)Numerator / Denominator : null;

    public static Share operator +(Share a, Share b) =>
        new(a.Numerator + b.Numerator, a.Denominator + b.Denominator);

    public static Share Add(Share a, Share b) => a + b;
}
