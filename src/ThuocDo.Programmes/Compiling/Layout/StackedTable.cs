namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>
/// A table that has lost its strokes: every cell in a line of its own, first the titles, then row by row, each row beginning
/// with its number.
/// </summary>
public static class StackedTable
{
    private const int LongestTitle = 60;
    private const int MostColumns = 12;

    /// <summary>The rows of the table that begins at a line, and the line after it; none where there is no such table.</summary>
    public static (IReadOnlyList<Block> Rows, int End) Read(
        IReadOnlyList<SourceLine> lines,
        int first
    )
    {
        if (
            lines[first].Text.Length is 0 or > 12
            || TableHeader.ColumnOf(lines[first].Text).Kind != ColumnKind.No
        )
        {
            return ([], first);
        }

        var (titles, next) = Cells(lines, first, MostColumns + 1, l => Number(l) is not null);
        if (
            titles.Count is < 3 or > MostColumns
            || next >= lines.Count
            || titles.Any(t => t.Text.Length > LongestTitle || TableRow.Cells(t.Text) is not null)
            || TableHeader.Read([.. titles.Select(t => t.Text)]) is null
        )
        {
            return ([], first);
        }

        var rows = new List<Block> { RowOf(titles) };
        var (last, isGroup) = (0, true);
        while (next < lines.Count && Begins(lines[next].Text, last, isGroup))
        {
            last = Number(lines[next].Text) is { } number and > 0 ? number : last;
            var (cells, end) = Row(lines, next, titles.Count, last);
            isGroup = cells.Count == 2;
            rows.Add(RowOf(cells));
            next = end;
        }

        return (rows, next);
    }

    /// <summary>Up to the number of the next row; without one, as many cells as there are titles.</summary>
    private static (List<SourceLine> Cells, int End) Row(
        IReadOnlyList<SourceLine> lines,
        int first,
        int columns,
        int last
    )
    {
        var (cells, end) = Cells(lines, first, columns + 3, l => Begins(l, last, false));
        return end < lines.Count && Begins(lines[end].Text, last, cells.Count == 2)
            ? (cells, end)
            : Cells(lines, first, columns, l => Begins(l, last, true));
    }

    private static (List<SourceLine> Cells, int End) Cells(
        IReadOnlyList<SourceLine> lines,
        int first,
        int most,
        Func<string, bool> stops
    )
    {
        var cells = new List<SourceLine>();
        var i = first;
        for (; i < lines.Count && cells.Count < most; i++)
        {
            if (cells.Count > 0 && stops(lines[i].Text))
            {
                break;
            }

            if (!lines[i].IsBlank)
            {
                cells.Add(lines[i]);
            }
        }

        while (i < lines.Count && lines[i].IsBlank)
        {
            i++;
        }

        return (cells, i);
    }

    /// <summary>The next number, a Roman one or a letter; below a group the count may begin anew.</summary>
    private static bool Begins(string line, int last, bool afterGroup) =>
        Number(line) is { } number
        && (number == 0 || number == last + 1 || (afterGroup && number == 1));

    /// <summary>A number that stands alone in its line; 0 for letters and Roman ones.</summary>
    private static int? Number(string line)
    {
        var text = line.TrimEnd('.');
        return text.Length is 0 or > 4 ? null
            : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number)
                ? number
            : LabelReader.IsRoman(text) || (text.Length == 1 && char.IsAsciiLetterUpper(text[0]))
                ? 0
            : null;
    }

    private static Block RowOf(List<SourceLine> cells)
    {
        var pieces = new List<Piece>(cells.Count);
        var length = 0;
        foreach (var cell in cells)
        {
            pieces.Add(new Piece(length, cell, 0));
            length += cell.Text.Length + TableRow.Stroke.Length;
        }

        var texts = cells.Select(c => c.Text).ToList();
        return new Block(Label.None, string.Join(TableRow.Stroke, texts), pieces, texts);
    }
}
