using System.Globalization;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Reading;

/// <summary>Planned and used office time of a step, in minutes. Time in which the clock stood still is not used.</summary>
/// <param name="WholeMinutes">The office time of the whole limit.</param>
public sealed record StepUse(
    ProcessStep Step,
    long PlannedMinutes,
    long UsedMinutes,
    long WholeMinutes
)
{
    public long LeftMinutes => PlannedMinutes - UsedMinutes;

    /// <param name="until">UTC; the step in hand has been used up to then.</param>
    public static IReadOnlyList<StepUse> Of(
        DossierWork work,
        IReadOnlyList<DossierEvent> events,
        DateTime until
    )
    {
        var used = new long[work.Steps.Count];
        try
        {
            var (step, since) = (1, work.Dossier.ReceivedAt);
            foreach (var item in events)
            {
                if (
                    item.Payload.Set.TryGetValue("step", out var text)
                    && int.TryParse(text, CultureInfo.InvariantCulture, out var next)
                    && next != step
                )
                {
                    Use(step, since, item.Event.At);
                    (step, since) = (next, item.Event.At);
                }
            }

            Use(step, since, work.Dossier.ClosedAt ?? until);
            var whole = Whole(work);
            var shares = work.Steps.Sum(s => s.BudgetShare);
            return
            [
                .. work.Steps.Select(
                    (s, i) =>
                        new StepUse(
                            s,
                            // Shares of alternative branches may add up to more than the whole; each stands for itself.
                            shares > 0
                                ? (long)(whole * s.BudgetShare / Math.Min(1, shares))
                                : 0,
                            used[i],
                            whole
                        )
                ),
            ];
        }
        catch (CalendarRangeException)
        {
            return [];
        }

        void Use(int step, DateTime from, DateTime to)
        {
            if (to <= from || step < 1 || step > used.Length)
            {
                return;
            }

            var minutes = Minutes(work, from, to);
            foreach (var stop in work.Clock.Stops)
            {
                var (begin, end) = (
                    stop.From > from ? stop.From : from,
                    (stop.To ?? until) < to ? stop.To ?? until : to
                );
                minutes -= end > begin ? Minutes(work, begin, end) : 0;
            }

            used[step - 1] += Math.Max(0, minutes);
        }
    }

    private static long Whole(DossierWork work)
    {
        var run = work.Ledger.LastOrDefault(e => e.Limit is not null);
        if (run is null)
        {
            return 0;
        }

        var start = VietnamTime.ToLocal(run.At);
        return work.Calendar.WorkingMinutesBetween(
            start,
            Deadline.DueLocal(start, Limit.Parse(run.Limit!, null), work.Calendar)
        );
    }

    private static long Minutes(DossierWork work, DateTime from, DateTime to) =>
        work.Calendar.WorkingMinutesBetween(VietnamTime.ToLocal(from), VietnamTime.ToLocal(to));
}
