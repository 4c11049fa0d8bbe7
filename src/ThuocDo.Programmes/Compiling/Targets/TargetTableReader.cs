using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Tasks;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Reads tables of targets: a row with a value for each year, or a row whose text is itself a sentence with its numbers.
/// </summary>
public static class TargetTableReader
{
    public static IReadOnlyList<Target> Read(Table table, Placed row, Surroundings around)
    {
        var cells = row.Block.Cells!;
        var main = table.MainColumn;
        if (main >= cells.Count || cells[main].Length == 0)
        {
            return [];
        }

        var lead = Cell(table, cells, ColumnKind.Lead);
        var no = table.IndexOf(ColumnKind.No) == 0 ? cells[0] : "";
        var here = around with
        {
            Section = no.Length is > 0 and < 6
                ? $"{around.Section}.{no}".TrimStart('.')
                : around.Section,
            Role = SectionRole.Objective,
            Opening = "",
        };
        var found =
            table.Has(ColumnKind.Year) && cells.Count == table.Columns.Count
                ? ByYear(table, cells, here)
                : TargetReader.Read(new Sentence(cells[main]), here);
        var text = string.Join(" | ", cells.Where(c => c.Length > 0));
        return
        [
            .. found.Select(t => t with { LeadBody = BodyReader.Clean(lead), Sentence = text }),
        ];
    }

    private static IEnumerable<Target> ByYear(
        Table table,
        IReadOnlyList<string> cells,
        Surroundings around
    )
    {
        var name = cells[table.MainColumn];
        var unit = Cell(table, cells, ColumnKind.Unit);
        for (var i = 0; i < cells.Count; i++)
        {
            if (
                table.Columns[i] is not { Kind: ColumnKind.Year, Date: { } date }
                || cells[i].Length is 0 or > 60
            )
            {
                continue;
            }

            // The cell is read as the end of a sentence that begins with the words of the row.
            var unitWord = cells[i].Contains('%', StringComparison.Ordinal) ? "" : unit;
            var sentence = new Sentence($"{name} : {cells[i]} {unitWord}");
            var first = sentence.Tokens.ToList().FindIndex(t => t.Start >= name.Length);
            foreach (
                var quantity in QuantityReader.Read(sentence).Where(q => q.Number > first).Take(1)
            )
            {
                yield return new Target
                {
                    Section = around.Section,
                    Name = name,
                    Operator = quantity.Operator,
                    Value = quantity.Printed,
                    Unit = unit.Length > 0 ? unit : quantity.Unit,
                    Scope = around.Place,
                    Deadline = date.Deadline,
                    Kind = around.InAnnex ? TargetKind.AnnexOnly : TargetKind.Target,
                    Sentence = name,
                };
            }
        }
    }

    private static string Cell(Table table, IReadOnlyList<string> cells, ColumnKind kind) =>
        table.IndexOf(kind) is >= 0 and var i && i < cells.Count ? cells[i] : "";
}
