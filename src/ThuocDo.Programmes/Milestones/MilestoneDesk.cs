using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Milestones;

/// <param name="Seen">Version of what was set for the year when the form was shown; empty: it was only proposed.</param>
public sealed record MilestoneChoice(int Year, decimal Value, Guid Seen);

/// <param name="Key">Idempotency key of the form.</param>
public sealed record MilestoneRequest(
    string Key,
    string Condition,
    string? Reason,
    IReadOnlyList<MilestoneChoice> Choices
);

/// <summary>What milestones must fulfil.</summary>
public static class MilestoneRules
{
    /// <param name="all">All milestones of the condition as they would be.</param>
    /// <param name="changed">Those that people change now.</param>
    /// <param name="asked">What the rule proposes for the deadline, on the same scale: of a growth its limit times the years.</param>
    /// <returns>None where they can be set.</returns>
    public static Outcome? FaultOf(
        ConditionInfo condition,
        IReadOnlyList<Milestone> all,
        IReadOnlyList<Milestone> changed,
        DateOnly today,
        Milestone? asked = null
    )
    {
        // A place or a number of rounds has no parts.
        if (
            MilestoneRule.Repeats(condition)
            && changed.FirstOrDefault(m => m.Value != decimal.Truncate(m.Value)) is { } broken
        )
        {
            return Outcome.Refused("milestone.refused.whole", Text(broken.Year), broken.Value);
        }

        var (least, most) = MilestoneRule.Range(condition);
        var direction = MilestoneRule.OperatorOf(condition);
        var last = condition.Deadline.Year;
        if (changed.FirstOrDefault(m => m.Year < today.Year) is { } over)
        {
            return Outcome.Refused("milestone.refused.over", Text(over.Year));
        }

        if (changed.FirstOrDefault(m => m.Value < least || m.Value > most) is { } wild)
        {
            return Outcome.Refused("milestone.refused.range", Text(wild.Year), wild.Value);
        }

        // A weaker target is an amendment of the programme, with its act; never a milestone.
        var limit = condition.Kind switch
        {
            ConditionKind.Group => null,
            ConditionKind.Growth => asked?.Value,
            _ => condition.Limit,
        };
        if (
            all.FirstOrDefault(m => m.Year == last) is { } end
            && limit is { } demanded
            && !direction.IsMet(end.Value, demanded)
        )
        {
            return Outcome.Refused("milestone.refused.softer", end.Value, demanded);
        }

        return all.Zip(all.Skip(1))
            .Where(pair => changed.Contains(pair.First) || changed.Contains(pair.Second))
            .Where(pair =>
                direction.IsFloor()
                    ? pair.Second.Value < pair.First.Value
                    : pair.Second.Value > pair.First.Value
            )
            .Select(pair =>
                Outcome.Refused(
                    "milestone.refused.backwards",
                    Text(pair.Second.Year),
                    Text(pair.First.Year)
                )
            )
            .FirstOrDefault();
    }

    /// <summary>A year is no number to be grouped by thousands.</summary>
    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Sets milestones of the programme that leads. Each has a history of its own, with the reason.</summary>
public sealed class MilestoneDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    IConditionSource conditions,
    IConditionSeries series,
    ICurrentUser user,
    Clock clock
)
{
    public async Task<Outcome> SetAsync(MilestoneRequest request, CancellationToken cancellation)
    {
        if (!user.Can(Permissions.ProgrammeManage))
        {
            return Outcome.Refused("draft.refused.not-allowed");
        }

        var condition = (await conditions.ConditionsAsync(cancellation)).FirstOrDefault(c =>
            c.Key == request.Condition
        );
        if (condition is null)
        {
            return Outcome.Refused("milestone.refused.condition", request.Condition);
        }

        // Read before the transaction: what is proposed does not depend on what is being set.
        var figures = await series.OfHomeAsync(cancellation);
        var proposed = MilestoneRule.Propose(
            condition,
            figures.GetValueOrDefault(condition.Key, [])
        );
        return await unitOfWork.RunAsync(
            new ActionKey(request.Key, "milestone.set", user.UserId),
            token => OnceAsync(request, condition, proposed, token),
            cancellation
        );
    }

    private async Task<Outcome> OnceAsync(
        MilestoneRequest request,
        ConditionInfo condition,
        IReadOnlyList<Milestone> proposed,
        CancellationToken cancellation
    )
    {
        var programme = await db.Set<Programme>()
            .Leading(clock.Today)
            .Select(p => p.Id)
            .FirstAsync(cancellation);
        var rows = await db.Set<SetMilestone>()
            .Where(m => m.ProgrammeId == programme && m.Condition == condition.Key)
            .ToListAsync(cancellation);
        var now = MilestoneRule.With(
            proposed,
            rows.Select(m => new Milestone(m.Year, m.Value, true, m.Reason))
        );
        var reason = request.Reason?.Trim().Normalize() ?? "";
        var decimals = MilestoneRule.Decimals(condition);
        var changed = new List<Milestone>();
        foreach (var choice in request.Choices)
        {
            // What must be whole is refused below and not made whole here.
            var value = MilestoneRule.Repeats(condition)
                ? choice.Value
                : Math.Round(choice.Value, decimals, MidpointRounding.AwayFromZero);
            var before = now.FirstOrDefault(m => m.Year == choice.Year);
            if (before is null)
            {
                return Outcome.Refused(
                    "milestone.refused.year",
                    choice.Year.ToString(CultureInfo.InvariantCulture)
                );
            }

            if (before.Value == value)
            {
                continue;
            }

            var row = rows.FirstOrDefault(m => m.Year == choice.Year);
            if ((row?.Version ?? Guid.Empty) != choice.Seen)
            {
                return Outcome.Stale("common.stale");
            }

            changed.Add(new Milestone(choice.Year, value, true, reason));
        }

        if (changed.Count == 0)
        {
            return Outcome.Refused("milestone.refused.nothing");
        }

        if (reason.Length is 0 or > SetMilestone.ReasonMaxLength)
        {
            return Outcome.Refused("milestone.refused.reason", SetMilestone.ReasonMaxLength);
        }

        if (
            MilestoneRules.FaultOf(
                condition,
                MilestoneRule.With(now, changed),
                changed,
                clock.Today,
                proposed.LastOrDefault(m => m.Year == condition.Deadline.Year)
            ) is
            { } fault
        )
        {
            return fault;
        }

        foreach (var milestone in changed)
        {
            Write(
                rows.FirstOrDefault(m => m.Year == milestone.Year),
                programme,
                condition.Key,
                milestone
            );
        }

        return Outcome.Done;
    }

    private void Write(SetMilestone? row, Guid programme, string condition, Milestone milestone)
    {
        if (row is null)
        {
            row = new SetMilestone
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                ProgrammeId = programme,
                Condition = condition,
                Year = milestone.Year,
            };
            row.Set(milestone.Value, milestone.Reason!);
            db.AddRecorded(SetMilestone.Fields, row, "set", clock.Now, user.UserId);
            return;
        }

        var history = new ChainedRow<SetMilestone>(SetMilestone.Fields, row);
        row.Set(milestone.Value, milestone.Reason!);
        db.Add(history.Record("changed", clock.Now, user.UserId));
    }
}
