using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cascade.Words;

/// <summary>The verdict of a condition and its explanation.</summary>
internal static class ConditionWords
{
    public static IEnumerable<CascadeStatement> Of(ConditionResult result)
    {
        var condition = result.Condition;
        var (finding, key) = result.Verdict switch
        {
            CascadeVerdict.Implied => ("implied", "cascade.verdict.implied"),
            CascadeVerdict.NotImplied => ("gap", "cascade.verdict.gap"),
            CascadeVerdict.Contradictory => ("contradictory", "cascade.verdict.contradictory"),
            _ => ("not-decided", "cascade.verdict.not-decided"),
        };
        var verdict = new Explanation(
            key,
            CascadePhrases.Name(condition),
            CascadePhrases.Of(condition.Demand)
        );
        return result.Gap is { } gap
            ? OfGap(result, gap).Prepend(new(finding, condition.Key, verdict))
            :
            [
                new(finding, condition.Key, Explained(result, verdict))
                {
                    Item = CascadePhrases.Of(result.Support ?? []),
                },
            ];
    }

    private static Explanation Explained(ConditionResult result, Explanation verdict) =>
        result switch
        {
            { Verdict: CascadeVerdict.Contradictory or CascadeVerdict.NotDecided } => verdict,
            { Support: null or { Count: 0 } } => new(
                "cascade.and",
                verdict,
                new Explanation("cascade.support.figures")
            ),
            _ => new(
                "cascade.and",
                verdict,
                new Explanation("cascade.support.targets", CascadePhrases.Of(result.Support))
            ),
        };

    private static IEnumerable<CascadeStatement> OfGap(ConditionResult result, Gap gap)
    {
        var condition = result.Condition;
        foreach (var member in gap.Members)
        {
            yield return Short(condition, gap, member);
        }

        yield return Suffices(result, gap);
        foreach (var (figure, value) in gap.Counterexample)
        {
            var part = figure.Part.ToString().ToLowerInvariant();
            yield return new(
                "figure",
                condition.Key,
                new($"cascade.figure.{part}", figure.Unit, value, condition.Key)
            )
            {
                Body = figure.Unit,
                Item = part,
                Stated = value,
            };
        }
    }

    private static CascadeStatement Short(HigherCondition condition, Gap gap, GapMember member)
    {
        var wanted = CascadePhrases.Of(condition.Demand, gap.Yardstick);
        return new(
            "short",
            condition.Key,
            member.Stated is { } stated
                ? new(
                    "cascade.short",
                    member.Body.Name,
                    CascadePhrases.Of(condition.Demand, stated),
                    wanted,
                    member.Shortfall!
                )
                : new("cascade.short.unstated", member.Body.Name, wanted, Why(member))
        )
        {
            Body = member.Body.Key,
            Stated = member.Stated,
            Asked = gap.Yardstick,
        };
    }

    private static Explanation Why(GapMember member) => CascadePhrases.Of(member.Reasons);

    private static CascadeStatement Suffices(ConditionResult result, Gap gap)
    {
        var (condition, value) = (result.Condition, gap.LeastCommonValue);
        var key = (value, gap.Closes, result.IsMinimal) switch
        {
            (null, _, true) => "cascade.suffices.none",
            (null, _, false) => "cascade.suffices.open",
            (_, false, true) => "cascade.suffices.harder",
            _ => "cascade.suffices",
        };
        var sentence = new Explanation(
            key,
            condition.Key,
            CascadePhrases.Of(gap.Members.Select(m => m.Body)),
            CascadePhrases.Of(condition.Demand, value ?? condition.Demand.Value)
        );
        return new("suffices", condition.Key, sentence) { Asked = value };
    }
}
