namespace ThuocDo.Programmes.Compiling.Targets;

public enum QuantityKind
{
    Percent,

    /// <summary>A number with a unit of its own: things, points, tonnes.</summary>
    Count,

    /// <summary>A number with no unit, as indices have.</summary>
    Plain,
    Money,
    Time,
    Rank,

    /// <summary>A group named by a word.</summary>
    Group,
}

/// <summary>How a verb before the number turns it.</summary>
public enum Turn
{
    None,
    Growth,
    CutBy,
    CutTo,
}

/// <summary>
/// A number that stands in a sentence as a quantity, with its operator and unit. <c>First</c> and <c>End</c> are tokens
/// from the words of the operator to those of the unit, <c>Number</c> is the token of the number itself.
/// </summary>
public sealed record Quantity(QuantityKind Kind, int First, int Number, int End)
{
    public decimal Value { get; init; }

    public decimal? High { get; init; }

    /// <summary>The word of a group named by one.</summary>
    public string Word { get; init; } = "";

    /// <summary>Empty for a bare value, else &gt;=, &gt;, &lt;, &lt;=.</summary>
    public string Bound { get; init; } = "";

    public string Unit { get; init; } = "";

    public bool IsYearly { get; init; }

    public Turn Turn { get; init; }

    public string RankGroup { get; init; } = "";

    public bool IsPercent => Kind == QuantityKind.Percent;

    public string Operator =>
        Kind switch
        {
            QuantityKind.Rank => "rank<=",
            QuantityKind.Group => Bound is "" or "=" ? "=" : Bound,
            _ => Turn switch
            {
                Turn.Growth when Bound is "<" or "<=" => Bound,
                Turn.Growth => High is not null ? "growth range"
                : Bound is ">" or ">=" ? $"growth{Bound}"
                : "growth=",
                Turn.CutBy => Bound is ">=" or ">" ? "reduce>=" : "reduce=",
                Turn.CutTo => Bound is "<" or "<=" ? Bound : "reduce_to",
                _ => High is not null ? "range"
                : Bound.Length > 0 ? Bound
                : "=",
            },
        };

    public string Printed =>
        Kind == QuantityKind.Group ? Word
        : High is { } high ? $"{Words.NumberText.Print(Value)}..{Words.NumberText.Print(high)}"
        : Words.NumberText.Print(Value);
}
