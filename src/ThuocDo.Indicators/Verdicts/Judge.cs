using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Indices;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.Verdicts;

/// <summary>
/// Says of a figure whether the condition holds on the day. A value that equals the limit satisfies it; nothing is
/// rounded before it is compared; what is not known is never judged.
/// </summary>
public static class Judge
{
    public static Verdict Number(decimal? value, ConditionOperator direction, decimal limit) =>
        value is { } v ? Holds(direction.IsMet(v, limit)) : Verdict.NotYetMeasured;

    public static Verdict Percent(Share share, ConditionOperator direction, decimal percent)
    {
        if (!share.IsApplicable)
        {
            return Verdict.NotApplicable;
        }

        var (value, limit) = ((decimal)share.Numerator * 100, percent * share.Denominator);
        return Holds(direction.IsMet(value, limit));
    }

    public static Verdict Points(Growth? growth, decimal percent) =>
        growth is null ? Verdict.NotYetMeasured
        : !growth.IsApplicable ? Verdict.NotApplicable
        : Holds(growth.ReachesPoints(percent));

    /// <summary>On a base of 0 there is no relative growth to speak of.</summary>
    public static Verdict Relative(Growth? growth, decimal percent) =>
        growth is null ? Verdict.NotYetMeasured
        : !growth.IsApplicable || growth.Base.Numerator == 0 ? Verdict.NotApplicable
        : Holds(growth.ReachesRelative(percent));

    public static Verdict Group(IndexGroup? group, IndexGroup wanted) =>
        group is null ? Verdict.NotYetMeasured : Holds(group.Step >= wanted.Step);

    /// <summary>A place, or a group that proves one.</summary>
    public static Verdict Rank(Print? print, decimal limit) =>
        print is null ? Verdict.NotYetMeasured
        : print.Rank is { } rank ? Holds(rank <= limit)
        : print.Group?.RankAtMost is { } most && most <= limit ? Verdict.Met
        : Verdict.NotYetMeasured;

    /// <summary>"Keep": every edition must hold; one that fails decides, one that cannot be judged leaves it open.</summary>
    public static Verdict EveryEdition(IEnumerable<Edition> editions, decimal limit)
    {
        var verdicts = editions.Select(e => Rank(e.Main, limit)).ToList();
        return verdicts.Contains(Verdict.NotMet) ? Verdict.NotMet
            : verdicts.Count == 0 || verdicts.Contains(Verdict.NotYetMeasured)
                ? Verdict.NotYetMeasured
            : Verdict.Met;
    }

    private static Verdict Holds(bool holds) => holds ? Verdict.Met : Verdict.NotMet;
}
