using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Programmes.Pilots;

/// <summary>Where a pilot stands; derived, never typed.</summary>
public enum PilotState
{
    /// <summary>Its first day is still to come.</summary>
    Planned,
    Running,

    /// <summary>Its last day has passed, and nobody has extended, stopped or spread it.</summary>
    Unjudged,
    Ended,
    Replicated,

    /// <summary>A model of another province, not adopted by any body here.</summary>
    Known,
}

public enum AdoptionState
{
    Awaited,
    Overdue,
    Done,

    /// <summary>Done after its day.</summary>
    DoneLate,
    Dropped,
}

/// <summary>What a pilot and its spreading must fulfil, and where they stand.</summary>
public static class PilotRules
{
    /// <param name="last">The evaluation that holds.</param>
    /// <param name="adoptions">How many bodies shall adopt it or have done so.</param>
    public static PilotState StateOf(
        Pilot pilot,
        PilotEvaluation? last,
        int adoptions,
        DateOnly today
    ) =>
        // The last word of a person holds, also over bodies that had adopted it before.
        last?.Verdict == PilotVerdict.Stop
            ? PilotState.Ended
        : adoptions > 0 || last?.Verdict == PilotVerdict.Replicate ? PilotState.Replicated
        : pilot.Origin == PilotOrigin.Elsewhere ? PilotState.Known
        : pilot.From > today ? PilotState.Planned
        : pilot.To < today ? PilotState.Unjudged
        : PilotState.Running;

    /// <param name="task">The task made of it, if one was.</param>
    public static AdoptionState StateOf(PilotAdoption adoption, AssignedTask? task, DateOnly today)
    {
        if (adoption.DroppedFor is not null || task?.State == TaskState.Withdrawn)
        {
            return AdoptionState.Dropped;
        }

        var due = task?.DueOn ?? adoption.DueOn;
        return DoneOn(adoption, task) is { } done
            ? done > due
                ? AdoptionState.DoneLate
                : AdoptionState.Done
            : due < today
                ? AdoptionState.Overdue
                : AdoptionState.Awaited;
    }

    /// <summary>The day from which a body works by the model; none: not yet.</summary>
    public static DateOnly? DoneOn(PilotAdoption adoption, AssignedTask? task) =>
        task is null ? adoption.DoneOn
        : task.State == TaskState.Done ? task.DoneOn
        : null;

    /// <param name="judged">The pilot as it was when somebody judged it; none: nobody has.</param>
    /// <returns>None where it can be written.</returns>
    public static Outcome? FaultOf(PilotFacts facts, UnitTree tree, Pilot? judged) =>
        facts.Name.Length is 0 or > Pilot.NameMaxLength
            ? Outcome.Refused("pilot.refused.name", Pilot.NameMaxLength)
        : facts.What.Length is 0 or > Pilot.TextMaxLength
            ? Outcome.Refused("pilot.refused.what", Pilot.TextMaxLength)
        : facts.LeadUnitId is { } lead && !IsBody(tree, lead)
            ? Outcome.Refused("pilot.refused.lead")
        : facts.Origin == PilotOrigin.Elsewhere ? FaultOfElsewhere(facts)
        : FaultOfOwn(facts, tree, judged);

    /// <returns>None where it can be decided so.</returns>
    public static Outcome? FaultOfVerdict(
        Pilot pilot,
        PilotVerdict verdict,
        string grounds,
        DateOnly? until,
        DateOnly today
    ) =>
        pilot.Origin == PilotOrigin.Elsewhere ? Outcome.Refused("pilot.refused.not-own")
        : pilot.From > today ? Outcome.Refused("pilot.refused.not-begun", pilot.From)
        : grounds.Length is 0 or > Pilot.TextMaxLength
            ? Outcome.Refused("pilot.refused.grounds", Pilot.TextMaxLength)
        : verdict == PilotVerdict.GoOn && pilot.To < today
            ? Outcome.Refused("pilot.refused.over", pilot.To)
        : verdict != PilotVerdict.Extend ? null
        : until is not { } day || day <= today || day <= pilot.To
            ? Outcome.Refused("pilot.refused.until", pilot.To ?? today)
        : null;

    /// <summary>An own pilot is spread only after a person has said so; a model of others may be adopted at once.</summary>
    public static bool MayReplicate(Pilot pilot, PilotEvaluation? last) =>
        pilot.Origin == PilotOrigin.Elsewhere || last?.Verdict == PilotVerdict.Replicate;

    private static Outcome? FaultOfElsewhere(PilotFacts facts) =>
        facts.Place is not { Length: > 0 and <= Pilot.ShortMaxLength }
        || facts.Source is not { Length: > 0 and <= Pilot.ShortMaxLength }
        || facts.SourceOn is null
            ? Outcome.Refused("pilot.refused.source", Pilot.ShortMaxLength)
            : null;

    private static Outcome? FaultOfOwn(PilotFacts facts, UnitTree tree, Pilot? judged)
    {
        if (facts.Units.Count is 0 or > UnitList.MostUnits || facts.LeadUnitId is null)
        {
            return Outcome.Refused("pilot.refused.units", UnitList.MostUnits);
        }

        if (facts.From is not { } from || facts.To < from)
        {
            return Outcome.Refused("pilot.refused.days");
        }

        foreach (var id in facts.Units)
        {
            if (!IsBody(tree, id) || !tree[id].IsValidOn(from))
            {
                return Outcome.Refused("pilot.refused.unit", tree.Find(id)?.Name ?? "–", from);
            }
        }

        // Whoever has seen the verdict must not choose anew what it is measured by.
        return
            judged is not null
            && (
                judged.From != from
                // Its last day is moved by a verdict.
                || judged.To != facts.To
                || judged.Indicator != facts.Indicator
                || !UnitList.Read(judged.Units).ToHashSet().SetEquals(facts.Units)
            )
            ? Outcome.Refused("pilot.refused.judged")
            : null;
    }

    private static bool IsBody(UnitTree tree, Guid id) =>
        tree.Find(id) is { } unit && unit.Kind != UnitKind.Area;
}
