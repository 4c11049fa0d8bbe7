using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes;

/// <summary>One body that was asked in a step, for the join.</summary>
/// <param name="Answer">Null while it is awaited.</param>
public readonly record struct OpinionAnswer(string Code, string? Answer);

/// <summary>
/// The process at work, as pure functions: which ways are open under which facts, when opinions are enough, when a timer
/// has run out. The dossier is always at exactly one step; only opinions and sub-cases run side by side.
/// </summary>
public static class ProcessRun
{
    /// <summary>The ways open from a step. Several: the officer chooses. None: something is still missing.</summary>
    public static IReadOnlyList<Transition> Open(
        ProcessPart part,
        string step,
        IReadOnlyDictionary<string, string> facts
    )
    {
        var ways = part.From(step).Where(t => t.After is null).ToList();
        var open = ways.Where(t => !t.Otherwise && IsTrue(t.When)).ToList();
        return open.Count > 0 ? open : [.. ways.Where(t => t.Otherwise && IsTrue(t.When))];

        // What is not known opens nothing.
        bool IsTrue(Condition? when) => when is null || when.Holds(facts) == true;
    }

    /// <summary>
    /// True if the answers are enough to go on. Silence fills a place in "all", but is no answer that could be the first
    /// or one of so many; when everybody has answered or fallen silent nobody is left to wait for.
    /// </summary>
    public static bool IsJoined(JoinRule rule, int count, IReadOnlyCollection<OpinionAnswer> asked)
    {
        if (asked.Count == 0)
        {
            return false;
        }

        var all = asked.All(a => a.Answer is not null);
        var spoken = asked.Count(a => a.Answer is not null and not KnownFacts.Silent);
        return rule switch
        {
            JoinRule.All => all,
            JoinRule.First => spoken >= 1 || all,
            _ => spoken >= count || all,
        };
    }

    /// <summary>The timer that has run out, the earliest first; null if none.</summary>
    /// <param name="since">UTC instant at which the step began.</param>
    public static Transition? Elapsed(
        ProcessPart part,
        string step,
        DateTime since,
        DateTime now,
        WorkCalendar calendar
    ) =>
        part.From(step)
            .Where(t => t.After is not null)
            .Select(t => (Transition: t, Due: DueOf(t.After!.Value, since, calendar)))
            .Where(t => t.Due < now)
            .OrderBy(t => t.Due)
            .Select(t => t.Transition)
            .FirstOrDefault();

    /// <summary>UTC instant at which a limit that began then is over.</summary>
    public static DateTime DueOf(Limit limit, DateTime since, WorkCalendar calendar) =>
        VietnamTime.ToUtc(Deadline.DueLocal(VietnamTime.ToLocal(since), limit, calendar));

    /// <summary>The time a step may take, as a limit of its own: a share is cut from the office time of the whole limit.</summary>
    /// <param name="whole">The whole limit, from <paramref name="start"/> on.</param>
    public static Limit? LimitOf(Budget? budget, Limit whole, DateTime start, WorkCalendar calendar)
    {
        if (budget?.Limit is { } own)
        {
            return own;
        }

        if (budget?.Share is not > 0)
        {
            return null;
        }

        var local = VietnamTime.ToLocal(start);
        var minutes = calendar.WorkingMinutesBetween(
            local,
            Deadline.DueLocal(local, whole, calendar)
        );
        var hours = (int)decimal.Floor(minutes * budget.Share.Value / 60);
        return new Limit(Math.Max(1, hours), LimitUnit.WorkingHours);
    }
}
