namespace ThuocDo.OneStop.Processes.Checking;

/// <summary>The steps of a part as a graph: only ways whose source and target exist.</summary>
internal sealed class PartGraph
{
    private readonly Dictionary<string, List<Transition>> out_ = [];
    private readonly Dictionary<string, List<string>> into = [];

    public PartGraph(ProcessPart part)
    {
        Part = part;
        foreach (var step in part.Steps)
        {
            out_.TryAdd(step.Code, []);
            into.TryAdd(step.Code, []);
        }

        foreach (var way in part.Transitions.Where(t => out_.ContainsKey(t.From)))
        {
            if (way.IsEnd)
            {
                out_[way.From].Add(way);
            }
            else if (into.TryGetValue(way.To, out var sources))
            {
                out_[way.From].Add(way);
                sources.Add(way.From);
            }
        }
    }

    public ProcessPart Part { get; }

    public IReadOnlyList<Transition> From(string step) => out_[step];

    /// <summary>Steps the start leads to.</summary>
    public HashSet<string> Reachable() =>
        Part.Steps.Count == 0
            ? []
            : Spread(
                [Part.Steps[0].Code],
                step => out_[step].Where(t => !t.IsEnd).Select(t => t.To)
            );

    /// <summary>Steps from which some end can be reached.</summary>
    public HashSet<string> Ending() =>
        Spread(
            [.. Part.Steps.Where(s => out_[s.Code].Any(t => t.IsEnd)).Select(s => s.Code)],
            step => into[step]
        );

    /// <summary>
    /// The heaviest way from the start to an end, each step once and without going back: what the budgets must not
    /// exceed.
    /// </summary>
    public (long Weight, IReadOnlyList<string> Steps) Heaviest(Func<StepDefinition, long> weight)
    {
        if (Part.Steps.Count == 0)
        {
            return (0, []);
        }

        var known = new Dictionary<string, (long, IReadOnlyList<string>)>();
        return Visit(Part.Steps[0].Code, []);

        (long, IReadOnlyList<string>) Visit(string code, HashSet<string> above)
        {
            if (known.TryGetValue(code, out var before))
            {
                return before;
            }

            above.Add(code);
            (long Weight, IReadOnlyList<string> Steps) best = (0, []);
            foreach (var way in out_[code].Where(t => !t.IsEnd && !above.Contains(t.To)))
            {
                var next = Visit(way.To, above);
                if (next.Item1 > best.Weight || best.Steps.Count == 0)
                {
                    best = next;
                }
            }

            above.Remove(code);
            return known[code] = (best.Weight + weight(Part.Find(code)!), [code, .. best.Steps]);
        }
    }

    /// <summary>True if an end of this kind can be reached from the start over ways that pass the filter.</summary>
    public bool Reaches(string end, Func<Transition, bool> passes)
    {
        if (Part.Steps.Count == 0)
        {
            return false;
        }

        var steps = Spread(
            [Part.Steps[0].Code],
            step => out_[step].Where(t => !t.IsEnd && passes(t)).Select(t => t.To)
        );
        return steps.Any(s => out_[s].Any(t => t.To == end && passes(t)));
    }

    private static HashSet<string> Spread(
        IReadOnlyList<string> from,
        Func<string, IEnumerable<string>> next
    )
    {
        var seen = new HashSet<string>(from);
        var open = new Stack<string>(from);
        while (open.TryPop(out var step))
        {
            foreach (var other in next(step).Where(seen.Add))
            {
                open.Push(other);
            }
        }

        return seen;
    }
}
