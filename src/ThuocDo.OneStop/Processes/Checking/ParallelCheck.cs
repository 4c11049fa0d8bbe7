namespace ThuocDo.OneStop.Processes.Checking;

/// <summary>Opinions and sub-cases: can everything that is waited for ever come?</summary>
internal static class ParallelCheck
{
    public static IEnumerable<ProcessFinding> Of(ProcessDefinition process, ProcessPart part)
    {
        foreach (var step in part.Steps)
        {
            var place = ProcessCheck.Place(part, step.Code);
            if (step.Kind == StepKind.Opinion)
            {
                foreach (var finding in Opinions(step, place))
                {
                    yield return finding;
                }
            }
            else if (step.Opinions.Count > 0)
            {
                yield return ProcessFinding.Error("opinion-elsewhere", place, step.Name);
            }

            if (step.Kind == StepKind.SubCase)
            {
                if (step.Part is null || process.Part(step.Part) is null)
                {
                    yield return ProcessFinding.Error(
                        "unknown-part",
                        place,
                        step.Name,
                        step.Part ?? "–"
                    );
                }

                if (step.Budget is null)
                {
                    yield return ProcessFinding.Error("case-without-time", place, step.Name);
                }
            }
            else if (step.Part is not null)
            {
                yield return ProcessFinding.Error("part-elsewhere", place, step.Name);
            }
        }

        foreach (var step in part.Steps.Where(s => s.Kind == StepKind.SubCase).Skip(1))
        {
            if (part.Steps.First(s => s.Code == step.Code) != step)
            {
                yield return ProcessFinding.Error(
                    "double-code",
                    ProcessCheck.Place(part, step.Code),
                    step.Code
                );
            }
        }
    }

    /// <summary>A part that opens itself, at once or over others, would never come to an end; a part nobody opens is idle.</summary>
    public static IEnumerable<ProcessFinding> Nesting(ProcessDefinition process)
    {
        var opens = process
            .Parts.GroupBy(p => p.Code)
            .ToDictionary(
                g => g.Key,
                g =>
                    g.SelectMany(p => p.Steps)
                        .Select(s => s.Part)
                        .OfType<string>()
                        .Distinct()
                        .ToList()
            );
        foreach (var part in process.Parts)
        {
            if (Below(part.Code).Contains(part.Code))
            {
                yield return ProcessFinding.Error("endless-nesting", part.Code, part.Name);
            }

            if (part != process.Main && !opens.Values.Any(o => o.Contains(part.Code)))
            {
                yield return ProcessFinding.Error("unused-part", part.Code, part.Name);
            }
        }

        HashSet<string> Below(string code)
        {
            var seen = new HashSet<string>();
            var open = new Stack<string>([code]);
            while (open.TryPop(out var next))
            {
                foreach (var below in opens.GetValueOrDefault(next, []).Where(seen.Add))
                {
                    open.Push(below);
                }
            }

            return seen;
        }
    }

    private static IEnumerable<ProcessFinding> Opinions(StepDefinition step, string place)
    {
        if (step.Opinions.Count == 0)
        {
            yield return ProcessFinding.Error("join-never", place, step.Name, 1, 0);
        }
        else if (
            step.Join == JoinRule.AtLeast
            && (step.JoinCount < 1 || step.JoinCount > step.Opinions.Count)
        )
        {
            yield return ProcessFinding.Error(
                "join-never",
                place,
                step.Name,
                step.JoinCount,
                step.Opinions.Count
            );
        }

        foreach (var slot in step.Opinions.Where(o => o.Due is null))
        {
            yield return ProcessFinding.Error("opinion-without-time", place, slot.Question);
        }
    }
}
