using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Drafts;

/// <summary>An indicator with the ways in which texts and people call it.</summary>
/// <param name="Names">Each a phrase; the likest one counts.</param>
/// <param name="Kind">The kind of condition it has served so far, else a share.</param>
/// <param name="Index">The published index it is taken from.</param>
/// <param name="Group">The published group that such a condition has meant so far.</param>
public sealed record IndicatorChoice(
    IndicatorInfo Info,
    IReadOnlyList<string> Names,
    ConditionKind Kind,
    string? Index,
    string? Group
)
{
    /// <summary>Stands where nothing measures a condition yet.</summary>
    public const string Unmeasured = "unmeasured";
    public const string UnmeasuredReading = "none";
}

/// <summary>
/// Proposes the indicator that a drafted target means by <see cref="Likeness{T}"/>; the kind must fit. Below the threshold nothing is
/// proposed; a person decides in any case.
/// </summary>
public sealed class IndicatorMatcher(IEnumerable<IndicatorChoice> choices)
{
    /// <summary>From this likeness on something is proposed.</summary>
    public const double Threshold = 0.3;

    private readonly Likeness<IndicatorChoice> names = new(
        choices
            .OrderBy(c => c.Info.Key, StringComparer.Ordinal)
            .SelectMany(c => c.Names.Select(n => (c, n)))
    );

    /// <summary>The likely ones, the likeliest first; of equals the first by key.</summary>
    public IReadOnlyList<IndicatorChoice> Propose(string name, ConditionKind kind) =>
        names.Propose(name, Threshold, choice => Fits(choice.Kind, kind));

    /// <summary>Whether an indicator can measure a condition; a score and a share are one thing in different words.</summary>
    public static bool Fits(ConditionKind known, ConditionKind wanted) =>
        known == wanted
        || (known, wanted)
            is
                (ConditionKind.Share, ConditionKind.Level)
                or
                (ConditionKind.Level, ConditionKind.Share);
}
