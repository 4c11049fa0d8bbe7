namespace ThuocDo.Indicators.Indices.Computing;

/// <summary>The four groups of PAPI; the greater the better.</summary>
public enum QuartileGroup
{
    Low,
    LowerMiddle,
    UpperMiddle,
    High,
}

/// <summary>
/// The cut points between the groups: the k-th smallest value with k = n × p rounded up. From the upper cut on it is
/// high, from the middle one upper-middle, above the lower one lower-middle, else low. So 63 provinces fall into groups of
/// 16, 15, 16 and 16 from below, as PAPI printed them for 2019 and, value for value, for dimension 6 of 2022.
/// </summary>
public sealed record Quartiles(decimal P25, decimal P50, decimal P75)
{
    /// <summary>Of the values there are; none without a value.</summary>
    public static Quartiles? Of(IEnumerable<decimal?> values)
    {
        var ascending = values.OfType<decimal>().Order().ToList();
        decimal Cut(int quarters) => ascending[((ascending.Count * quarters) + 3) / 4 - 1];

        return ascending.Count == 0 ? null : new(Cut(1), Cut(2), Cut(3));
    }

    public QuartileGroup GroupOf(decimal value) =>
        value >= P75 ? QuartileGroup.High
        : value >= P50 ? QuartileGroup.UpperMiddle
        : value > P25 ? QuartileGroup.LowerMiddle
        : QuartileGroup.Low;
}

/// <summary>The two "national averages": what provinces print for PAPI is the median.</summary>
public static class Averages
{
    public static decimal? Mean(IEnumerable<decimal?> values)
    {
        var known = values.OfType<decimal>().ToList();
        return known.Count == 0 ? null : known.Sum() / known.Count;
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static decimal? Median(IEnumerable<decimal?> values)
    {
        var ascending = values.OfType<decimal>().Order().ToList();
        return ascending.Count == 0
            ? null
            : (ascending[(ascending.Count - 1) / 2] + ascending[ascending.Count / 2]) / 2;
    }
}
