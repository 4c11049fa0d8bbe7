using ThuocDo.Programmes.Cascade.Assembling;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Cascade.Reading;

/// <summary>Reads the action plans: targets and tasks of the bodies of a programme.</summary>
internal static class PlanReader
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

    public static void Read(CascadeFile file, CascadeAssembler assembler)
    {
        HashSet<string> units = [.. assembler.Bodies.Values.SelectMany(b => b.Units)];
        foreach (var row in file.Rows)
        {
            var refuse = file.Refusing(row);
            var (body, item) = (row.Required("body"), row.Required("item"));
            if (row["kind"] == "task")
            {
                assembler.AddTask(body, item, row["tied_to"], row.OptionalDate("deadline"), refuse);
            }
            else if (DemandReader.Read(row, refuse) is { } demand)
            {
                var scope = Scope(row, units, refuse);
                assembler.AddTarget(body, item, row["tied_to"], demand, scope, refuse);
            }
        }
    }

    private static IReadOnlyList<string> Scope(CsvRow row, HashSet<string> units, Refuse refuse)
    {
        var scope = CascadeFile.List(row, "scope");
        foreach (var unit in scope.Where(u => !units.Contains(u)))
        {
            refuse(CascadeFault.Unit, unit);
        }

        return scope;
    }
}
