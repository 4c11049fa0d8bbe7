using ThuocDo.Organisation.Units;

namespace ThuocDo.Programmes.Plans;

public enum PlanState
{
    InTime,
    Late,

    /// <summary>Issued; there is no day to be in time for.</summary>
    Issued,

    /// <summary>Issued, but the copy bears no day: whether in time is not known.</summary>
    Undated,

    /// <summary>Not issued yet, and there is time.</summary>
    Awaited,
    Overdue,

    /// <summary>Not issued; the duty has no day.</summary>
    Missing,
}

/// <summary>One body with its plan or without.</summary>
public sealed record PlanLine
{
    public required Unit Body { get; init; }

    /// <summary>Who holds its duties today; empty while it exists itself, or if nobody is known to follow it.</summary>
    public required IReadOnlyList<Unit> Heirs { get; init; }

    /// <summary>The programme binds it; else it issued a plan of its own accord.</summary>
    public required bool IsBound { get; init; }
    public required DateOnly? DueOn { get; init; }

    /// <summary>Its plans, or those of its heirs since it ended, the earliest first.</summary>
    public required IReadOnlyList<ActionPlan> Plans { get; init; }
    public required PlanState State { get; init; }

    /// <summary>Calendar days: before the last day in time, after it, or still to go; none where there is no day.</summary>
    public int? Days { get; init; }
}

/// <summary>
/// Who owes a plan and who has issued it, body by body. Pure. The first plan answers the duty. A body that ended hands the duty to
/// its heirs: what one of them issues from then on answers it; what an heir issued before was its own.
/// </summary>
public sealed class PlanLines(UnitTree tree, DateOnly today)
{
    public IReadOnlyList<PlanLine> Of(
        IReadOnlyList<BoundBody> bound,
        IReadOnlyList<ActionPlan> plans
    )
    {
        var lines = bound.Select(b => Line(b.Unit, true, b.DueOn, Answers(b.Unit, plans))).ToList();
        var counted = lines.SelectMany(l => l.Plans).ToHashSet();
        lines.AddRange(
            plans
                .Where(p => !counted.Contains(p))
                .GroupBy(p => p.Issuer.Id)
                .Select(own => Line(own.First().Issuer, false, null, Ordered(own)))
        );
        return lines;
    }

    /// <summary>Everybody who follows a body, however far.</summary>
    private HashSet<Unit> Followers(Unit body)
    {
        var found = new HashSet<Unit>();
        var open = new Queue<Unit>([body]);
        while (open.TryDequeue(out var next))
        {
            foreach (
                var follower in tree.SuccessionsFrom(next.Id)
                    .Select(s => tree[s.ToUnitId])
                    .Where(u => u.Kind != UnitKind.Area && found.Add(u))
            )
            {
                open.Enqueue(follower);
            }
        }

        return found;
    }

    private IReadOnlyList<ActionPlan> Answers(Unit body, IReadOnlyList<ActionPlan> plans)
    {
        var followers = Followers(body);
        return Ordered(
            plans.Where(p =>
                p.Issuer.Id == body.Id
                || body.ValidTo is { } end && p.IssuedOn >= end && followers.Contains(p.Issuer)
            )
        );
    }

    private static IReadOnlyList<ActionPlan> Ordered(IEnumerable<ActionPlan> plans) =>
        [
            .. plans
                .OrderBy(p => p.IssuedOn ?? DateOnly.MaxValue)
                .ThenBy(p => p.Programme.Key, StringComparer.Ordinal),
        ];

    private PlanLine Line(Unit body, bool isBound, DateOnly? dueOn, IReadOnlyList<ActionPlan> plans)
    {
        var (state, days) = StateOf(dueOn, plans);
        return new PlanLine
        {
            Body = body,
            Heirs = body.IsValidOn(today)
                ? []
                :
                [
                    .. Followers(body)
                        .Where(u => u.IsValidOn(today))
                        .OrderBy(u => u.Key, StringComparer.Ordinal),
                ],
            IsBound = isBound,
            DueOn = dueOn,
            Plans = plans,
            State = state,
            Days = days,
        };
    }

    private (PlanState State, int? Days) StateOf(DateOnly? dueOn, IReadOnlyList<ActionPlan> plans)
    {
        if (plans is [var first, ..])
        {
            return dueOn is not { } due ? (PlanState.Issued, null)
                : first.IssuedOn is not { } issued ? (PlanState.Undated, null)
                : issued <= due ? (PlanState.InTime, Between(issued, due))
                : (PlanState.Late, Between(due, issued));
        }

        return dueOn is not { } day ? (PlanState.Missing, null)
            : today <= day ? (PlanState.Awaited, Between(today, day))
            : (PlanState.Overdue, Between(day, today));
    }

    private static int Between(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;
}
