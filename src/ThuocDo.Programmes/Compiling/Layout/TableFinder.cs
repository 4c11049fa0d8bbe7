using ThuocDo.Programmes.Compiling.Words;

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

            if (Header(cells) is { } columns)
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

    private static List<Column>? Header(IReadOnlyList<string> cells)
    {
        if (cells.Count < 2 || cells.Any(c => c.Length > 80))
        {
            return null;
        }

        var columns = cells.Select(Read).ToList();
        var known = columns.Count(c => c.Kind != ColumnKind.Other);
        return
            known >= 2
            && known * 2 >= columns.Count(c => c.Title.Length > 0)
            && columns.Select(c => c.Kind).Distinct().Count() > 1
            ? columns
            : null;
    }

    private static Column Read(string title)
    {
        if (title.Length == 0)
        {
            return new Column(ColumnKind.Other, title, null);
        }

        var s = new Sentence(title);
        var date = s.Dates.FirstOrDefault(d => d is { IsBase: false, Year: not null, Day: null });
        if (date is not null || (s.Count == 1 && DateReader.YearOf(s.Tokens[0]) is not null))
        {
            date ??= new DatePhrase(0, 1) { Year = DateReader.YearOf(s.Tokens[0]) };
            return new Column(
                s.Has(WordClass.Present) || s.Has(WordClass.Done)
                    ? ColumnKind.Other
                    : ColumnKind.Year,
                title,
                date
            );
        }

        for (var i = 0; i < Math.Min(4, s.Count); i++)
        {
            if (s.At(i, WordClass.Column) is { } column)
            {
                return new Column(
                    Enum.Parse<ColumnKind>(column.Value, ignoreCase: true),
                    title,
                    null
                );
            }
        }

        return new Column(ColumnKind.Other, title, null);
    }

    /// <summary>A header of two rows: the lower one says more.</summary>
    private static List<Column> Merge(IReadOnlyList<Column> upper, List<Column> lower) =>
        [.. lower.Select((c, i) => c.Kind == ColumnKind.Other ? upper[i] : c)];
}
