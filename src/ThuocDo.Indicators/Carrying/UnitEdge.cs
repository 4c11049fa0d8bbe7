namespace ThuocDo.Indicators.Carrying;

/// <summary>From a unit that ended, wholly or in part, to one that goes on.</summary>
/// <param name="From">Code of the old unit.</param>
/// <param name="To">Code of the new unit.</param>
/// <param name="TakesPopulation">
/// All people of the old unit go this way, however little of its land does: what is counted of people goes with them.
/// </param>
public sealed record UnitEdge(string From, string To, bool TakesPopulation = false);

/// <summary>How a figure of a unit gets to the units after it, the sure ways first.</summary>
[Flags]
public enum CarryRule
{
    None = 0,

    /// <summary>No edge: the unit goes on as it was.</summary>
    Kept = 1,

    /// <summary>The whole old unit goes into one new unit: a merger, a move or a new name.</summary>
    Whole = 2,

    /// <summary>The old unit is divided, and this part has all of its people.</summary>
    WholePopulation = 4,

    /// <summary>The old unit is divided, and this part has land and no people: nothing is counted here.</summary>
    AreaOnly = 8,

    /// <summary>The old unit is divided and nobody knows how: equal shares, an assumption.</summary>
    EqualShare = 16,
}

/// <summary>How a measure travels when units change.</summary>
public enum Travel
{
    /// <summary>Whole numbers that are added and divided.</summary>
    Count,

    /// <summary>Numerator and denominator travel as counts, the rate is computed again; rates are never averaged.</summary>
    Rate,

    /// <summary>A place, a published score or a group says something of one field of units; it never travels.</summary>
    Standing,
}
