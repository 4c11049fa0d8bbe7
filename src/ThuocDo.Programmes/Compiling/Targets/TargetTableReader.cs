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
                : InWords(table, cells, here);
        var text = string.Join(" | ", cells.Where(c => c.Length > 0));
        return
        [
            .. found.Select(t => t with { LeadBody = BodyReader.Clean(lead), Sentence = text }),
        ];
    }

    /// <summary>The row's own sentence; where it has no figure, that of another cell, read as its end.</summary>
    private static IReadOnlyList<Target> InWords(
        Table table,
        IReadOnlyList<string> cells,
        Surroundings around
    )
    {
        var main = cells[table.MainColumn];
        if (TargetReader.Read(new Sentence(main), around) is { Count: > 0 } own)
        {
            return own;
        }

        var unit = Cell(table, cells, ColumnKind.Unit);
        for (var i = 0; i < Math.Min(cells.Count, table.Columns.Count); i++)
        {
            if (
                i != table.MainColumn
                && table.Columns[i].Kind is ColumnKind.Other or ColumnKind.Target
                && cells[i].Length is > 0 and < 60
                && TargetReader.Read(new Sentence($"{main} : {cells[i]} {unit}"), around)
                    is { Count: > 0 } found
            )
            {
                return found;
            }
        }

        return [];
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

            if (InCell(name, cells[i], unit) is { } quantity)
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

    /// <summary>
    /// The cell is read as the end of a sentence that begins with the words of the row: after a colon for the number
    /// itself, without one for the verb that turns it ("giảm tỷ lệ … 1,5").
    /// </summary>
    private static Quantity? InCell(string name, string cell, string unit)
    {
        var unitWord = cell.Contains('%', StringComparison.Ordinal) ? "" : unit;
        var parted = new Sentence($"{name} : {cell} {unitWord}");
        var read = QuantityReader
            .Read(parted)
            .FirstOrDefault(q => parted.Tokens[q.Number].Start > name.Length);
        if (read is null)
        {
            return null;
        }

        var whole = new Sentence($"{name} {cell} {unitWord}");
        var moved = read with
        {
            First = Math.Max(0, read.First - 1),
            Number = read.Number - 1,
            End = read.End - 1,
        };
        return TurnReader.Turned(whole, [new Clause(moved, 0, whole.Count)])[0].Quantity;
    }

    private static string Cell(Table table, IReadOnlyList<string> cells, ColumnKind kind) =>
        table.IndexOf(kind) is >= 0 and var i && i < cells.Count ? cells[i] : "";
}
