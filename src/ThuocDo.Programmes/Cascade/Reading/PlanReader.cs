using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Cascade.Reading;

/// <summary>Reads the action plans: targets and tasks of the bodies of a programme.</summary>
internal sealed class PlanReader
{
    public static readonly string[] Columns =
    [
        "body",
        "item",
        "kind",
        "tied_to",
        "operator",
        "value",
        "base_year",
        "scope",
        "deadline",
    ];

    private readonly CascadeFile file;
    private readonly ProgrammeReader programme;
    private readonly HashSet<string> units;
    private readonly HashSet<(string Body, string Item)> seen = [];

    public PlanReader(CascadeFile file, ProgrammeReader programme)
    {
        (this.file, this.programme) = (file, programme);
        units = [.. programme.Bodies.Values.SelectMany(b => b.Units)];
        foreach (var row in file.Rows)
        {
            Read(row);
        }
    }

    public List<PlanTarget> Targets { get; } = [];
    public List<PlanTask> Tasks { get; } = [];

    private void Read(CsvRow row)
    {
        var (key, item) = (row.Required("body"), row.Required("item"));
        if (!programme.Bodies.TryGetValue(key, out var body))
        {
            file.Refuse(row, "cascade.error.body", key);
        }
        else if (!seen.Add((key, item)))
        {
            file.Refuse(row, "cascade.error.repeated", item);
        }
        else if (row["kind"] == "task")
        {
            var task = Tied(row, programme.Tasks);
            Tasks.Add(new PlanTask(body, item, task, row.OptionalDate("deadline")));
        }
        else if (DemandReader.Kind(file, row) is { } kind)
        {
            var condition = Tied(row, programme.Conditions);
            if (DemandReader.Read(file, row, kind, condition?.Demand) is { } demand)
            {
                Targets.Add(new PlanTarget(body, item, condition, new(demand, Scope(row, body))));
            }
        }
    }

    private T? Tied<T>(CsvRow row, IReadOnlyDictionary<string, T> known)
        where T : class
    {
        if (row["tied_to"] is not { } key)
        {
            return null;
        }

        if (!known.TryGetValue(key, out var higher))
        {
            file.Refuse(row, "cascade.error.tie", key);
        }

        return higher;
    }

    private IReadOnlyList<string> Scope(CsvRow row, Body body)
    {
        var scope = CascadeFile.List(row, "scope");
        foreach (var unit in scope.Where(u => !units.Contains(u)))
        {
            file.Refuse(row, "cascade.error.unit", unit);
        }

        return scope.Count == 0 ? body.Units : scope;
    }
}
