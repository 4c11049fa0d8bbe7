using ThuocDo.Programmes.Cascade.Assembling;
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
    private readonly CascadeAssembler assembler;

    private ProgrammeReader(CascadeFile file, CascadeAssembler assembler) =>
        (this.file, this.assembler) = (file, assembler);

    public static void Read(CascadeFile file, CascadeAssembler assembler) =>
        new ProgrammeReader(file, assembler).Read();

    private void Read()
    {
        foreach (var rows in file.Rows.GroupBy(r => (r["row"], r.Required("key"))))
        {
            foreach (var row in rows.Skip(1))
            {
                file.Refusing(row)(CascadeFault.Repeated, rows.Key.Item2);
            }

            if (rows.Key.Item1 is not ("body" or "condition" or "task"))
            {
                file.Refuse(rows.First(), "cascade.error.row", rows.Key.Item1 ?? "");
            }
        }

        foreach (var row in Of("body"))
        {
            assembler.Add(Body(row));
        }

        foreach (var row in Of("task"))
        {
            assembler.Add(
                new HigherTask(row.Required("key"), Name(row), row.OptionalDate("deadline"))
            );
        }

        foreach (var row in Of("condition"))
        {
            AddCondition(row);
        }
    }

    private IEnumerable<CsvRow> Of(string kind) =>
        file.Rows.Where(r => r["row"] == kind).DistinctBy(r => r["key"]);

    private static string Name(CsvRow row) => row["name"] ?? row.Required("key");

    private static Body Body(CsvRow row) =>
        new(
            row.Required("key"),
            Name(row),
            CascadeFile.List(row, "scope") is { Count: > 0 } units ? units : [row.Required("key")]
        );

    private void AddCondition(CsvRow row)
    {
        var refuse = file.Refusing(row);
        if (DemandReader.Read(row, refuse) is not { } demand)
        {
            return;
        }

        var named = CascadeFile.List(row, "scope");
        foreach (var unknown in named.Where(b => !assembler.Bodies.ContainsKey(b)))
        {
            refuse(CascadeFault.Body, unknown);
        }

        assembler.AddCondition(
            new(row.Required("key"), Name(row), row["indicator"] ?? row.Required("key"), demand),
            [.. assembler.Bodies.Values.Where(b => named.Count == 0 || named.Contains(b.Key))],
            refuse
        );
    }
}
