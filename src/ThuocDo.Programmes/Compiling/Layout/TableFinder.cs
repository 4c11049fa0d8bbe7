namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>Finds the tables among the blocks: a row that reads as a header, and the rows after it.</summary>
public static class TableFinder
{
    public static IReadOnlyList<Table> Find(IReadOnlyList<Placed> blocks)
    {
        var tables = new List<Table>();
        Table? open = null;
        for (var i = 0; i < blocks.Count; i++)
        {
            var placed = blocks[i];
            if (placed.Zone == Zone.Closing)
            {
                open = null;
                continue;
            }

            if (placed.Block.Cells is not { } cells)
            {
                // Headings of groups stand between the rows of a table; a paragraph ends it.
                open =
                    open is not null
                    && (
                        placed.IsHeading
                        || placed.Block.Label.IsNamed
                        || placed.Block.Text.Length < 200
                    )
                    && HasRowsAhead(blocks, i)
                        ? open
                        : null;
                continue;
            }

            if (TableHeader.Read(cells) is { } columns)
            {
                open =
                    open is { Rows.Count: 0 } && open.Columns.Count == columns.Count
                        ? new Table(Merge(open.Columns, columns))
                        : new Table(columns);
                tables.Add(open);
            }
            else
            {
                open?.Rows.Add(placed);
            }
        }

        return [.. tables.Where(t => t.Rows.Count > 0)];
    }

    private static bool HasRowsAhead(IReadOnlyList<Placed> blocks, int i)
    {
        for (var ahead = i + 1; ahead < Math.Min(i + 4, blocks.Count); ahead++)
        {
            if (blocks[ahead].Block.IsRow)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A header of two rows: the lower one says more.</summary>
    private static List<Column> Merge(IReadOnlyList<Column> upper, List<Column> lower) =>
        [.. lower.Select((c, i) => c.Kind == ColumnKind.Other ? upper[i] : c)];
}
