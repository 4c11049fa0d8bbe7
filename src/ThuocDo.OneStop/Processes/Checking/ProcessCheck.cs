using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes.Checking;

/// <summary>What the surroundings of a process ask of it.</summary>
/// <param name="Limit">The limit its budgets must keep within; else that of the process.</param>
/// <param name="HasFee">The procedure has a fee.</param>
/// <param name="UnitExists">Whether a unit of this key exists; none: not checked.</param>
public sealed record CheckContext(
    Limit? Limit = null,
    bool HasFee = false,
    Func<string, bool>? UnitExists = null
);

/// <summary>
/// The type checker of processes: refuses what cannot finish. It looks at the definition alone and always gives the
/// same findings in the same order.
/// </summary>
public static class ProcessCheck
{
    public static IReadOnlyList<ProcessFinding> Run(
        ProcessDefinition process,
        CheckContext? context = null
    )
    {
        var around = context ?? new CheckContext();
        var findings = new List<ProcessFinding>();
        findings.AddRange(Doubles(process));
        foreach (var part in process.Parts)
        {
            findings.AddRange(Names(process, part, around));
            if (part.Steps.Count == 0)
            {
                findings.Add(ProcessFinding.Error("no-step", part.Code, part.Name));
                continue;
            }

            var graph = new PartGraph(part);
            findings.AddRange(Ways(graph));
            findings.AddRange(ParallelCheck.Of(process, part));
            findings.AddRange(ConditionCheck.Of(process, part));
        }

        findings.AddRange(ParallelCheck.Nesting(process));
        if (process.Parts.All(p => p.Steps.Count > 0))
        {
            findings.AddRange(BudgetCheck.Of(process, around.Limit ?? process.Limit));
            findings.AddRange(FeeCheck.Of(process, process.HasFee || around.HasFee));
        }

        return findings;
    }

    /// <summary>The first of two with one code would win silently.</summary>
    private static IEnumerable<ProcessFinding> Doubles(ProcessDefinition process)
    {
        foreach (var code in Twice(process.Parts.Select(p => p.Code)))
        {
            yield return ProcessFinding.Error("double-code", code, code);
        }

        foreach (var code in Twice(process.Facts.Select(f => f.Name)))
        {
            yield return ProcessFinding.Error("double-code", "facts", code);
        }

        // Facts of sub-cases and opinions are named by these codes, so they are unique over all parts.
        foreach (
            var code in Twice(
                process
                    .Parts.SelectMany(p => p.Steps)
                    .SelectMany(s => s.Opinions)
                    .Select(o => o.Code)
            )
        )
        {
            yield return ProcessFinding.Error("double-code", "opinions", code);
        }

        foreach (var part in process.Parts)
        {
            foreach (var code in Twice(part.Steps.Select(s => s.Code)))
            {
                yield return ProcessFinding.Error("double-code", part.Code, code);
            }
        }

        static IEnumerable<string> Twice(IEnumerable<string> codes) =>
            codes.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key);
    }

    private static IEnumerable<ProcessFinding> Names(
        ProcessDefinition process,
        ProcessPart part,
        CheckContext around
    )
    {
        foreach (var step in part.Steps)
        {
            var place = Place(part, step.Code);
            if (step.Role is null && step.Kind != StepKind.Wait)
            {
                yield return ProcessFinding.Error("missing-role", place, step.Name);
            }

            if (step.Code is Transition.Granted or Transition.Refused)
            {
                yield return ProcessFinding.Error("reserved-code", place, step.Code);
            }

            if (step.Phase is { } phase && process.Phases.All(p => p.Code != phase))
            {
                yield return ProcessFinding.Error("unknown-phase", place, phase);
            }
            else if (step.Phase is null && process.Phases.Count > 0 && part == process.Main)
            {
                yield return ProcessFinding.Warning("no-phase", place, step.Name);
            }

            foreach (
                var unit in step
                    .Opinions.Select(o => o.Unit)
                    .Append(step.Unit)
                    .Where(u => u.Place == UnitPlace.Named)
                    .Select(u => u.Key!)
                    .Distinct()
            )
            {
                if (around.UnitExists?.Invoke(unit) == false)
                {
                    yield return ProcessFinding.Error("unknown-unit", place, unit);
                }
            }
        }

        for (var i = 0; i < part.Transitions.Count; i++)
        {
            var way = part.Transitions[i];
            var place = Place(part, way, i);
            if (part.Find(way.From) is null)
            {
                yield return ProcessFinding.Error("unknown-source", place, way.From);
            }

            if (!way.IsEnd && part.Find(way.To) is null)
            {
                yield return ProcessFinding.Error("unknown-target", place, way.To);
            }

            if (way.After is { Unit: not LimitUnit.WorkingDays })
            {
                yield return ProcessFinding.Error("timer-unit", place, way.After.Value.ToString());
            }
        }
    }

    private static IEnumerable<ProcessFinding> Ways(PartGraph graph)
    {
        var part = graph.Part;
        var reachable = graph.Reachable();
        var ending = graph.Ending();
        if (part.Transitions.All(t => !t.IsEnd))
        {
            yield return ProcessFinding.Error("no-end", part.Code, part.Name);
        }

        foreach (var step in part.Steps)
        {
            var place = Place(part, step.Code);
            if (!reachable.Contains(step.Code))
            {
                yield return ProcessFinding.Error("unreachable-step", place, step.Name);
            }

            if (graph.From(step.Code).Count == 0)
            {
                yield return ProcessFinding.Error("dead-end", place, step.Name);
            }
            else if (!ending.Contains(step.Code))
            {
                yield return ProcessFinding.Error("no-exit", place, step.Name);
            }
        }
    }

    internal static string Place(ProcessPart part, string step) => $"{part.Code}/{step}";

    internal static string Place(ProcessPart part, Transition way, int index) =>
        $"{part.Code}/{way.From}>{way.To} #{index + 1}";
}
