namespace ThuocDo.Indicators.Indices.Computing;

public enum Direction
{
    /// <summary>More is better.</summary>
    Positive,
    Negative,
}

/// <summary>The two ends of a scale: the worst or best value so far.</summary>
public readonly record struct Anchors(decimal Low, decimal High)
{
    /// <summary>
    /// On the scale from 1 to 10. Values beyond the anchors leave the scale; without a distance between the anchors there
    /// is no score.
    /// </summary>
    public decimal? Score(decimal value, Direction direction) =>
        High == Low ? null
        : direction == Direction.Positive ? 1 + (9 * (value - Low) / (High - Low))
        : 10 - (9 * (value - Low) / (High - Low));
}

/// <summary>
/// Over which years the ends of the scale are sought: the given number of years that end with the year of the score, or
/// all years up to it. VCCI uses all years so far, so that scores of different years compare; a new extreme then changes
/// the scores of everybody.
/// </summary>
public readonly record struct AnchorSpan(int? Years)
{
    public static AnchorSpan InYear => new(1);
    public static AnchorSpan Cumulative => new(null);

    public bool Covers(int year, int scored) =>
        year <= scored && (Years is not { } years || year > scored - years);
}

/// <summary>A part of a whole as two whole numbers, so that three sixths and five tenths are one.</summary>
public readonly record struct Weight(decimal Numerator, decimal Denominator)
{
    public decimal Value => Numerator / Denominator;

    public decimal Of(decimal score) => Numerator * score / Denominator;
}
