using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Cascade.Assembling;

/// <summary>
/// Puts the input of a check together. Whoever reads, from files or from the database, hands over what was found; what may stand
/// in an input is said here once, and what may not is told to the reader, who knows where it stood.
/// </summary>
public sealed class CascadeAssembler
{
    private readonly Dictionary<string, Body> bodies = [];
    private readonly Dictionary<string, HigherTask> tasks = [];
    private readonly Dictionary<string, HigherCondition> conditions = [];
    private readonly List<PlanTarget> targets = [];
    private readonly List<PlanTask> planTasks = [];
    private readonly HashSet<(string Body, string Item)> seen = [];

    public IReadOnlyDictionary<string, Body> Bodies => bodies;
    public IReadOnlyDictionary<string, HigherTask> Tasks => tasks;
    public IReadOnlyDictionary<string, HigherCondition> Conditions => conditions;

    public void Add(Body body) => bodies.Add(body.Key, body);

    public void Add(HigherTask task) => tasks.Add(task.Key, task);

    /// <param name="asked">The bodies it is given to, each with the units that count for it.</param>
    public void AddCondition(GivenCondition given, IReadOnlyList<Body> asked, Refuse refuse)
    {
        if (DemandRules.Read(given.Demand, null, refuse) is not { } demand)
        {
            return;
        }

        foreach (
            var unit in asked.SelectMany(b => b.Units).GroupBy(u => u).Where(g => g.Count() > 1)
        )
        {
            refuse(CascadeFault.Overlap, unit.Key);
        }

        if (asked.Count == 0)
        {
            refuse(CascadeFault.NoBody);
            return;
        }

        conditions.Add(
            given.Key,
            new(given.Key, given.Name, given.Indicator, demand, asked) { AddsUp = given.AddsUp }
        );
    }

    /// <param name="tiedTo">Key of a condition; none: it serves nothing.</param>
    /// <param name="units">Of which it speaks; none: all of its body.</param>
    public void AddTarget(
        string body,
        string item,
        string? tiedTo,
        GivenDemand given,
        IReadOnlyList<string> units,
        Refuse refuse
    )
    {
        if (Own(body, item, refuse) is not { } own)
        {
            return;
        }

        var condition = Tied(tiedTo, conditions, refuse);
        if (DemandRules.Read(given, condition?.Demand, refuse) is { } demand)
        {
            targets.Add(
                new(own, item, condition, new(demand, units.Count == 0 ? own.Units : units))
            );
        }
    }

    /// <param name="tiedTo">Key of a task of the programme; none: it serves nothing.</param>
    public void AddTask(string body, string item, string? tiedTo, DateOnly? deadline, Refuse refuse)
    {
        if (Own(body, item, refuse) is { } own)
        {
            planTasks.Add(new(own, item, Tied(tiedTo, tasks, refuse), deadline));
        }
    }

    public CascadeInput Input(IReadOnlyDictionary<GivenFigure, FigureRange> figures) =>
        new()
        {
            Conditions = [.. conditions.Values],
            Tasks = [.. tasks.Values],
            Targets = targets,
            PlanTasks = planTasks,
            Figures = figures,
        };

    private Body? Own(string body, string item, Refuse refuse)
    {
        if (!bodies.TryGetValue(body, out var own))
        {
            refuse(CascadeFault.Body, body);
            return null;
        }

        if (!seen.Add((body, item)))
        {
            refuse(CascadeFault.Repeated, item);
            return null;
        }

        return own;
    }

    private static T? Tied<T>(string? key, Dictionary<string, T> known, Refuse refuse)
        where T : class
    {
        if (key is null)
        {
            return null;
        }

        if (!known.TryGetValue(key, out var higher))
        {
            refuse(CascadeFault.Tie, key);
        }

        return higher;
    }
}

/// <summary>A condition as a reader found it.</summary>
/// <param name="AddsUp">See <see cref="HigherCondition.AddsUp"/>.</param>
public sealed record GivenCondition(
    string Key,
    string Name,
    string Indicator,
    GivenDemand Demand,
    bool AddsUp = true
);

/// <summary>A demand as a reader found it; what is missing may come from the condition it is tied to.</summary>
public sealed record GivenDemand(
    ConditionKind Kind,
    ConditionOperator? Operator,
    decimal? Value,
    DateOnly? Deadline,
    int? BaseYear
);

/// <summary>Why something cannot stand in an input.</summary>
public enum CascadeFault
{
    /// <summary>Groups are not compared.</summary>
    Kind,
    Operator,
    Value,
    Deadline,
    BaseYear,
    Body,
    Unit,
    Tie,
    Repeated,
    Overlap,
    NoBody,
}

/// <summary>Tells a reader that what it handed over is left out, and what is wrong.</summary>
public delegate void Refuse(CascadeFault fault, params object[] arguments);
