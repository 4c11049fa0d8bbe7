namespace ThuocDo.OneStop.Processes.Checking;

/// <summary>Conditions: every fact is declared and compared with what it can be, and some way is always open.</summary>
internal static class ConditionCheck
{
    /// <summary>More combinations than this are not tried out.</summary>
    private const int MaxCombinations = 4096;

    public static IEnumerable<ProcessFinding> Of(ProcessDefinition process, ProcessPart part)
    {
        var sound = true;
        for (var i = 0; i < part.Transitions.Count; i++)
        {
            var way = part.Transitions[i];
            foreach (var test in way.When?.Tests ?? [])
            {
                if (Wrong(process, test, ProcessCheck.Place(part, way, i)) is { } finding)
                {
                    sound = false;
                    yield return finding;
                }
            }
        }

        foreach (var step in part.Steps.Where(_ => sound))
        {
            if (Gap(process, part, step) is { } gap)
            {
                yield return gap;
            }
        }
    }

    private static ProcessFinding? Wrong(ProcessDefinition process, FactTest test, string place)
    {
        if (KnownFacts.Find(process, test.Fact) is not { } declared)
        {
            return ProcessFinding.Error("unknown-fact", place, test.Fact);
        }

        if (
            test.Comparison is Comparison.AtLeast or Comparison.AtMost
                ? declared.Type != FactType.Number
                : !test.Values.All(declared.Accepts)
        )
        {
            return ProcessFinding.Error(
                "wrong-value",
                place,
                test.Fact,
                string.Join(", ", test.Values),
                declared.Type switch
                {
                    FactType.Choice => string.Join(", ", declared.Values),
                    FactType.Flag => "true, false",
                    _ => "0 …",
                }
            );
        }

        return null;
    }

    /// <summary>
    /// Tries every combination of the facts that the ways of a step ask for: one that opens no way would leave the
    /// dossier stuck. Opinions that have not come and facts that are unknown are no combinations; the step waits for
    /// them.
    /// </summary>
    private static ProcessFinding? Gap(
        ProcessDefinition process,
        ProcessPart part,
        StepDefinition step
    )
    {
        var ways = part.From(step.Code).ToList();
        if (ways.Count == 0 || ways.Any(t => t.When is null || t.After is not null))
        {
            return null;
        }

        var tests = ways.SelectMany(t => t.When!.Tests).ToList();
        var facts = tests
            .GroupBy(t => t.Fact)
            .Select(g => (Name: g.Key, Values: Values(KnownFacts.Find(process, g.Key)!, [.. g])))
            .ToList();
        if (
            facts.Aggregate(1L, (n, f) => Math.Min(n * f.Values.Count, long.MaxValue / 64))
            > MaxCombinations
        )
        {
            return null;
        }

        // Silence and recall are answers too, and a wait for payment that is not paid yet simply goes on.
        foreach (var combination in Combinations(facts, 0, []))
        {
            if (
                ProcessRun.Open(part, step.Code, combination).Count == 0
                && step.Kind != StepKind.Wait
            )
            {
                return ProcessFinding.Error(
                    "no-way-open",
                    ProcessCheck.Place(part, step.Code),
                    step.Name,
                    string.Join(", ", combination.Select(f => $"{f.Key} = {f.Value}"))
                );
            }
        }

        return null;
    }

    private static IEnumerable<Dictionary<string, string>> Combinations(
        List<(string Name, IReadOnlyList<string> Values)> facts,
        int index,
        Dictionary<string, string> chosen
    )
    {
        if (index == facts.Count)
        {
            yield return new(chosen);
            yield break;
        }

        foreach (var value in facts[index].Values)
        {
            chosen[facts[index].Name] = value;
            foreach (var rest in Combinations(facts, index + 1, chosen))
            {
                yield return rest;
            }
        }
    }

    /// <summary>All values of a flag or choice; of a number one on each side of every bound and the bounds themselves.</summary>
    private static IReadOnlyList<string> Values(
        FactDeclaration fact,
        IReadOnlyList<FactTest> tests
    ) =>
        fact.Type switch
        {
            FactType.Flag => [FactDeclaration.Yes, FactDeclaration.No],
            FactType.Choice => fact.Values,
            _ =>
            [
                .. tests
                    .SelectMany(t => t.Values)
                    .Select(v => FactTest.Number(v) ?? 0)
                    .SelectMany(n => new[] { n - 1, n, n + 1 })
                    .Distinct()
                    .Order()
                    .Select(n =>
                        n.ToString(
                            "0.############",
                            System.Globalization.CultureInfo.InvariantCulture
                        )
                    ),
            ],
        };
}
