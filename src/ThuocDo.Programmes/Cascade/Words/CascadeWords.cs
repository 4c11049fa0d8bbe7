using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cascade.Words;

/// <summary>Puts a report into statements: conditions first, each with its explanation, then what plans say wrongly or not at all.</summary>
public static class CascadeWords
{
    public static IReadOnlyList<CascadeStatement> Of(CascadeReport report) =>
        [
            .. report.Conditions.SelectMany(ConditionWords.Of),
            .. report.Contradictions.Select(Of),
            .. report.Weaknesses.Select(Of),
            .. report.LateTasks.Select(Of),
            .. report.OrphanTasks.Select(t => new CascadeStatement(
                "orphan",
                t.Key,
                new("cascade.orphan", t.Key, t.Name)
            )),
            .. report.UntiedTargets.Select(t => Untied(t.Body, t.Key)),
            .. report.UntiedTasks.Select(t => Untied(t.Body, t.Key)),
        ];

    private static CascadeStatement Of(Contradiction contradiction)
    {
        var conditions = string.Join(", ", contradiction.Conditions.Select(c => c.Key));
        var targets = CascadePhrases.Of(contradiction.Targets);
        var (indicator, hasTargets) = (contradiction.Indicator, targets.Length > 0);
        return new("contradiction", indicator, Sentence()) { Item = targets };

        Explanation Sentence() =>
            !contradiction.IsDecided ? new("cascade.contradiction.open", indicator)
            : conditions.Length == 0 && !hasTargets
                ? new("cascade.contradiction.figures", indicator)
            : conditions.Length == 0 ? new("cascade.contradiction.targets", indicator, targets)
            : !hasTargets ? new("cascade.contradiction.conditions", indicator, conditions)
            : new("cascade.contradiction.both", indicator, conditions, targets);
    }

    private static CascadeStatement Of(Weakness weakness)
    {
        var (target, condition) = (weakness.Target, weakness.Condition);
        var missing = string.Join(", ", weakness.MissingUnits);
        var sentence = new Explanation(
            "cascade.weaker",
            target.Body.Name,
            target.Key,
            CascadePhrases.Of(target.Promise.Demand),
            CascadePhrases.Name(condition),
            CascadePhrases.Of(condition.Demand),
            CascadePhrases.Of(weakness.Reasons)
        );
        return new(
            "weaker",
            condition.Key,
            missing.Length == 0 ? sentence : new("cascade.weaker.scope", sentence, missing)
        )
        {
            Body = target.Body.Key,
            Item = target.Key,
            Stated = target.Promise.Demand.Value,
            Asked = condition.Demand.Value,
        };
    }

    private static CascadeStatement Of(LateTask late) =>
        new(
            "late",
            late.Higher.Key,
            new(
                "cascade.late",
                late.Task.Body.Name,
                late.Task.Key,
                late.Task.Deadline!,
                late.Higher.Key,
                late.Higher.Deadline!
            )
        )
        {
            Body = late.Task.Body.Key,
            Item = late.Task.Key,
        };

    private static CascadeStatement Untied(Body body, string item) =>
        new("untied", "", new("cascade.untied", body.Name, item)) { Body = body.Key, Item = item };
}
