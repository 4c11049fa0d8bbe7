using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring.Rules;

/// <summary>What a rule says of a criterion.</summary>
/// <param name="Points">As of the input; none where nothing was put in, or where the criterion is left out of the sum.</param>
/// <param name="Open">What can still be won by the end of the year, or by the day of the duty.</param>
/// <param name="Lost">What cannot be won any more.</param>
/// <param name="Words">How the points come about, with the numbers.</param>
public sealed record RuleResult(decimal? Points, decimal Open, decimal Lost, Explanation Words)
{
    /// <summary>No case arose, and the table gives its points to the other criteria of the same parent.</summary>
    public bool IsLeftOut { get; init; }
}
