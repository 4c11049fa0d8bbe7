using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Cascade.Reading;

/// <summary>Reads the programme: its bodies, conditions and tasks.</summary>
internal sealed class ProgrammeReader
{
    public static readonly string[] Columns =
    [
        "row",
        "key",
        "name",
        "kind",
        "operator",
        "value",
        "base_year",
        "scope",
        "deadline",
    ];

    private readonly CascadeFile file;

    public ProgrammeReader(CascadeFile file)
    {
        this.file = file;
        foreach (var rows in file.Rows.GroupBy(r => (r["row"], r.Required("key"))))
        {
            foreach (var row in rows.Skip(1))
            {
                file.Refuse(row, "cascade.error.repeated", rows.Key.Item2);
            }

            if (rows.Key.Item1 is not ("body" or "condition" or "task"))
            {
                file.Refuse(rows.First(), "cascade.error.row", rows.Key.Item1 ?? "");
            }
        }

        Bodies = Of("body").ToDictionary(r => r.Required("key"), Body);
        Tasks = Of("task")
            .ToDictionary(
                r => r.Required("key"),
                r => new HigherTask(r.Required("key"), Name(r), r.OptionalDate("deadline"))
            );
        Conditions = Of("condition")
            .Select(Condition)
            .OfType<HigherCondition>()
            .ToDictionary(c => c.Key);
    }

    public IReadOnlyDictionary<string, Body> Bodies { get; }
    public IReadOnlyDictionary<string, HigherTask> Tasks { get; }
    public IReadOnlyDictionary<string, HigherCondition> Conditions { get; }

    private IEnumerable<CsvRow> Of(string kind) =>
        file.Rows.Where(r => r["row"] == kind).DistinctBy(r => r["key"]);

    private static string Name(CsvRow row) => row["name"] ?? row.Required("key");

    private static Body Body(CsvRow row) =>
        new(
            row.Required("key"),
            Name(row),
            CascadeFile.List(row, "scope") is { Count: > 0 } units ? units : [row.Required("key")]
        );

    private HigherCondition? Condition(CsvRow row)
    {
        if (
            DemandReader.Kind(file, row) is not { } kind
            || DemandReader.Read(file, row, kind) is not { } demand
        )
        {
            return null;
        }

        var named = CascadeFile.List(row, "scope");
        foreach (var unknown in named.Where(b => !Bodies.ContainsKey(b)))
        {
            file.Refuse(row, "cascade.error.body", unknown);
        }

        List<Body> bodies =
        [
            .. Bodies.Values.Where(b => named.Count == 0 || named.Contains(b.Key)),
        ];
        foreach (
            var unit in bodies.SelectMany(b => b.Units).GroupBy(u => u).Where(g => g.Count() > 1)
        )
        {
            file.Refuse(row, "cascade.error.overlap", unit.Key);
        }

        if (bodies.Count == 0)
        {
            file.Refuse(row, "cascade.error.no-body");
        }

        return new(
            row.Required("key"),
            Name(row),
            row["indicator"] ?? row.Required("key"),
            demand,
            bodies
        );
    }
}
