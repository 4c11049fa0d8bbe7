namespace ThuocDo.Indicators.Carrying;

/// <summary>
/// A count of a unit, or a rate as its two counts. What is not known is empty and stays empty: a sum with an unknown part
/// is not known.
/// </summary>
public sealed record CarriedFigure(string Unit, decimal? Numerator, decimal? Denominator)
{
    /// <summary>False where an assumption divided an old unit, here or earlier in a chain.</summary>
    public bool IsExact { get; init; } = true;
    public CarryRule Rule { get; init; } = CarryRule.Kept;

    /// <summary>
    /// What the numerator is at least and at most: of a divided unit this unit may have had nothing or everything.
    /// </summary>
    public (decimal? Least, decimal? Most) Bounds { get; init; } = (Numerator, Numerator);

    /// <summary>Not rounded; none without a denominator.</summary>
    public decimal? Rate => Denominator is { } below and not 0 ? Numerator / below : null;
}
