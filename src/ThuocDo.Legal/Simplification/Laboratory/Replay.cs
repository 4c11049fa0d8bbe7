using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Simplification.Laboratory;

/// <summary>How officers answer to another limit. Nobody knows beforehand, so the two ends are computed.</summary>
public enum Pace
{
    /// <summary>A dossier takes the hours that it took: a shorter limit makes nobody faster.</summary>
    AsWorked,

    /// <summary>A dossier takes the part of its limit that it took: what was in time stays in time, what was late is late by as much.</summary>
    ByLimit,
}

/// <summary>What is changed in the replay; as it stands, nothing.</summary>
public sealed record LabPlan
{
    public static readonly LabPlan Unchanged = new();

    /// <summary>The limit in place of the recorded one.</summary>
    public Limit? Limit { get; init; }

    /// <summary>Required papers as it is, and how many of them fall away.</summary>
    public int Papers { get; init; }
    public int DroppedPapers { get; init; }

    /// <summary>The part of the work that stays when steps fall away: 1 all of it.</summary>
    public decimal Work { get; init; } = 1;

    /// <summary>Officers more or fewer in each agency; one always stays.</summary>
    public int Officers { get; init; }
    public Pace Pace { get; init; }
}

/// <summary>One agency in the replay.</summary>
/// <param name="Officers">Who held a dossier of this procedure in the year, or as planned.</param>
/// <param name="Load">Office time in which dossiers lie with officers, by the office time of all of them.</param>
public sealed record OfficeLoad(Guid UnitId, int Dossiers, int Late, int Officers, decimal Load);

/// <summary>What came out; times in hours of office time from receipt to result, without what the clock stood still.</summary>
public sealed record LabResult(
    int Dossiers,
    int Late,
    decimal MeanHours,
    decimal MedianHours,
    decimal NinthDecileHours,
    IReadOnlyList<OfficeLoad> Offices
)
{
    public decimal LateShare => Dossiers == 0 ? 0 : (decimal)Late / Dossiers;
}

/// <summary>
/// Replays recorded dossiers, agency by agency, in office time. An agency has as many officers as held a dossier of the procedure in the
/// year; each holds one at a time and takes the next in the order of receipt. From the recorded results follows how long each dossier was
/// worked on: from the moment an officer was free to its result, less the time its clock stood still, in which the officer takes others. A
/// dossier that was done before its turn is taken beside the queue. So the unchanged replay gives what was recorded, up to results outside
/// office hours, and a change of limit, papers, work or officers works through the queue.
/// </summary>
public static class Replay
{
    public static LabResult Run(ReplayBook book, LabPlan plan)
    {
        var (hours, offices) = (new List<long>(book.Traces.Count), new List<OfficeLoad>());
        // The days of the whole book: an agency with a single dossier is not busy.
        var (from, to) =
            book.Traces.Count == 0
                ? default
                : (book.Traces.Min(t => t.Received), book.Traces.Max(t => t.Closed));
        foreach (var office in book.Traces.GroupBy(t => t.UnitId).OrderBy(g => g.Key))
        {
            offices.Add(
                Office(
                    office.Key,
                    [.. office.OrderBy(t => t.Received).ThenBy(t => t.Id)],
                    book.Calendars[office.Key],
                    plan,
                    from,
                    to,
                    hours
                )
            );
        }

        hours.Sort();
        return new LabResult(
            hours.Count,
            offices.Sum(o => o.Late),
            hours.Count == 0 ? 0 : hours.Sum() / 60m / hours.Count,
            Quantile(hours, 5),
            Quantile(hours, 9),
            [.. offices.OrderByDescending(o => o.Load).ThenByDescending(o => o.Dossiers)]
        );
    }

    /// <summary>What was recorded, without any replay: for comparing it with one, and for what came after a change.</summary>
    public static LabResult Recorded(ReplayBook book)
    {
        var hours = book
            .Traces.Select(t =>
            {
                var axis = new Axis(t.Received, book.Calendars[t.UnitId]);
                return Math.Max(0, axis.At(t.Closed) - axis.Stopped(t));
            })
            .Order()
            .ToList();
        return new LabResult(
            hours.Count,
            book.Traces.Count(t => t.IsLate),
            hours.Count == 0 ? 0 : hours.Sum() / 60m / hours.Count,
            Quantile(hours, 5),
            Quantile(hours, 9),
            []
        );
    }

    private static OfficeLoad Office(
        Guid unit,
        List<ReplayedDossier> traces,
        WorkCalendar calendar,
        LabPlan plan,
        DateTime from,
        DateTime to,
        List<long> hours
    )
    {
        var axis = new Axis(traces[0].Received, calendar);
        var officers = Math.Max(
            1,
            traces.Select(t => t.OfficerId).OfType<Guid>().Distinct().Count()
        );
        var planned = Math.Max(1, officers + plan.Officers);
        var (recorded, replayed) = (Free(officers), Free(planned));
        var (late, busy, last) = (0, 0L, 0L);
        foreach (var trace in traces)
        {
            var (at, stopped) = (axis.At(trace.Received), axis.Stopped(trace));
            var done = Math.Max(at, axis.At(trace.Closed) - stopped);
            var begun = Math.Max(at, recorded.Peek());
            var isBeside = begun > done;
            var work = done - (isBeside ? at : begun);
            if (!isBeside)
            {
                recorded.Dequeue();
                recorded.Enqueue(done, done);
            }

            var keepsStops = stopped == 0 || !Spared(trace, plan);
            var due = Due(trace, plan, calendar, keepsStops);
            var then = Paced(trace, work, plan, calendar);
            var start = isBeside ? at : Math.Max(at, replayed.Peek());
            var end = start + then;
            if (!isBeside)
            {
                replayed.Dequeue();
                replayed.Enqueue(end, end);
            }

            busy += then;
            last = Math.Max(last, end);
            hours.Add(end - at);
            late += axis.DayOf(end + (keepsStops ? stopped : 0), trace) > due ? 1 : 0;
        }

        return new OfficeLoad(
            unit,
            traces.Count,
            late,
            planned,
            busy == 0
                ? 0
                : (decimal)busy
                    / (Math.Max(last, calendar.WorkingMinutesBetween(from, to)) * planned)
        );
    }

    private static PriorityQueue<long, long> Free(int officers)
    {
        var queue = new PriorityQueue<long, long>(officers);
        for (var i = 0; i < officers; i++)
        {
            queue.Enqueue(0, 0);
        }

        return queue;
    }

    /// <summary>
    /// Which paper a supplement was about is not recorded: each is taken as equally likely, and the dossier decides by its own key, so that every
    /// run of the same plan spares the same ones.
    /// </summary>
    private static bool Spared(ReplayedDossier trace, LabPlan plan) =>
        plan.Papers > 0
        && plan.DroppedPapers > 0
        && Number(trace.Id) % (uint)plan.Papers < (uint)plan.DroppedPapers;

    private static uint Number(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BitConverter.ToUInt32(bytes[12..]);
    }

    /// <summary>The recorded day, moved by as many working days as the limit ends earlier or later; extensions and stops stay.</summary>
    private static DateOnly Due(
        ReplayedDossier trace,
        LabPlan plan,
        WorkCalendar calendar,
        bool keepsStops
    )
    {
        var due = DateOnly.FromDateTime(trace.Due);
        if (!keepsStops)
        {
            return Day(Deadline.DueLocal(trace.Received, plan.Limit ?? trace.Limit, calendar));
        }

        if (plan.Limit is not { } limit || limit == trace.Limit)
        {
            return due;
        }

        var was = Day(Deadline.DueLocal(trace.RunFrom, trace.Limit, calendar));
        var now = Day(Deadline.DueLocal(trace.RunFrom, limit, calendar));
        var moved = calendar.WorkingDaysBetween(was, due);
        if (moved >= 0)
        {
            return calendar.AddWorkingDays(now, moved);
        }

        for (; moved < 0; now = now.AddDays(-1))
        {
            moved += calendar.IsWorkingDay(now) ? 1 : 0;
        }

        return now;

        static DateOnly Day(DateTime at) => DateOnly.FromDateTime(at);
    }

    private static long Paced(ReplayedDossier trace, long work, LabPlan plan, WorkCalendar calendar)
    {
        var stays = (long)Math.Round(work * plan.Work, MidpointRounding.AwayFromZero);
        if (plan.Pace == Pace.AsWorked || plan.Limit is not { } limit || limit == trace.Limit)
        {
            return stays;
        }

        var was = Minutes(trace.Limit);
        var now = Minutes(limit);
        return trace.IsLate ? Math.Max(0, stays - was + now)
            : was == 0 ? stays
            : stays * now / was;

        long Minutes(Limit of) =>
            calendar.WorkingMinutesBetween(
                trace.RunFrom,
                Deadline.DueLocal(trace.RunFrom, of, calendar)
            );
    }

    /// <param name="tenths">Of the ten parts.</param>
    private static decimal Quantile(List<long> sorted, int tenths) =>
        sorted.Count == 0
            ? 0
            : sorted[Math.Min(sorted.Count - 1, sorted.Count * tenths / 10)] / 60m;

    /// <summary>Office time of an agency in minutes since its first receipt.</summary>
    private sealed class Axis(DateTime origin, WorkCalendar calendar)
    {
        public long At(DateTime local) => calendar.WorkingMinutesBetween(origin, local);

        public long Stopped(ReplayedDossier trace) =>
            trace.Stops.Sum(s => calendar.WorkingMinutesBetween(s.From, s.To));

        /// <summary>
        /// The day on which so much office time is over. A moment on the axis is the end of a day and the morning after at once, and is what a
        /// result at night or on a day off becomes; where it is the recorded one its day is known.
        /// </summary>
        public DateOnly DayOf(long minutes, ReplayedDossier trace) =>
            minutes == At(trace.Closed)
                ? DateOnly.FromDateTime(trace.Closed)
                : DateOnly.FromDateTime(
                    minutes <= 0 ? origin : calendar.AddWorkingMinutes(origin, minutes)
                );
    }
}
