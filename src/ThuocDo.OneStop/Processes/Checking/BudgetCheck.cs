using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes.Checking;

/// <summary>
/// The sum of the times of the steps must not exceed the limit (Circular 01/2018, internal processes). Counted on the
/// heaviest way, each step once.
/// </summary>
internal static class BudgetCheck
{
    /// <summary>Shares are counted in millionths, so that sums are exact.</summary>
    private const long Whole = 1_000_000;

    public static IEnumerable<ProcessFinding> Of(ProcessDefinition process, Limit? limit)
    {
        foreach (var part in process.Parts)
        {
            var whole = part == process.Main ? limit : LimitOfPart(process, part, limit);
            var graph = new PartGraph(part);
            var shares = graph.Heaviest(s =>
                s.Budget?.Share is { } share ? (long)(share * Whole) : 0
            );
            if (shares.Weight > Whole)
            {
                yield return ProcessFinding.Error(
                    "shares-over",
                    part.Code,
                    part.Name,
                    shares.Weight * 100m / Whole,
                    string.Join(" → ", shares.Steps)
                );
            }

            if (whole is not { } most)
            {
                continue;
            }

            var minutes = LinearProcess.Minutes(most);
            var used = graph.Heaviest(s => Minutes(s, minutes));
            if (used.Weight > minutes && shares.Weight <= Whole)
            {
                yield return ProcessFinding.Error(
                    "budget-over",
                    part.Code,
                    part.Name,
                    used.Weight / 480m,
                    most.InWords,
                    minutes / 480m,
                    string.Join(" → ", used.Steps)
                );
            }

            foreach (var slot in Late(part, minutes))
            {
                yield return slot;
            }
        }
    }

    /// <summary>An opinion may not take longer than its step; a step without time of its own gives it the whole.</summary>
    private static IEnumerable<ProcessFinding> Late(ProcessPart part, long whole)
    {
        foreach (var step in part.Steps)
        {
            var most = step.Budget is null ? whole : Minutes(step, whole);
            foreach (
                var slot in step.Opinions.Where(o =>
                    o.Due is { } due && LinearProcess.Minutes(due) > most
                )
            )
            {
                yield return ProcessFinding.Error(
                    "opinion-over",
                    ProcessCheck.Place(part, step.Code),
                    slot.Question,
                    slot.Due!.Value.InWords,
                    most / 480m
                );
            }
        }
    }

    /// <summary>A sub-case has the time of the step that opens it; opened by several, the least.</summary>
    private static Limit? LimitOfPart(ProcessDefinition process, ProcessPart part, Limit? whole)
    {
        var budgets = process
            .Parts.SelectMany(p => p.Steps)
            .Where(s => s.Part == part.Code)
            .Select(s => s.Budget)
            .OfType<Budget>()
            .ToList();
        return budgets
            .Select(b =>
                b.Limit
                ?? (
                    whole is { } w && b.Share is > 0
                        ? new Limit(
                            Math.Max(1, (int)(LinearProcess.Minutes(w) * b.Share.Value / 60)),
                            LimitUnit.WorkingHours
                        )
                        : (Limit?)null
                )
            )
            .Where(l => l is not null)
            .OrderBy(l => LinearProcess.Minutes(l!.Value))
            .FirstOrDefault();
    }

    private static long Minutes(StepDefinition step, long whole) =>
        step.Budget switch
        {
            { Limit: { } own } => LinearProcess.Minutes(own),
            { Share: { } share } => (long)(share * whole),
            _ => 0,
        };
}
