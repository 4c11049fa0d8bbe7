namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>Reads a line that holds the cells of a row: parted by upright strokes (with or without outer ones) or tabs.</summary>
public static class TableRow
{
    public const string Stroke = " | ";

    /// <summary>The cells; none for the line under a header in Markdown; null where the line is no row.</summary>
    public static IReadOnlyList<string>? Cells(string line)
    {
        var mark =
            line.StartsWith('|')
            || line.EndsWith('|')
            || line.Contains(Stroke, StringComparison.Ordinal)
                ? '|'
            : line.Contains('\t', StringComparison.Ordinal) ? '\t'
            : '\0';
        if (mark == '\0')
        {
            return null;
        }

        var outer = mark == '|' && line.Length > 1 && line[0] == '|' && line[^1] == '|';
        var cells = (outer ? line[1..^1] : line).Split(mark).Select(c => c.Trim()).ToList();
        return cells.All(c => c.All(x => x is '-' or ':' or ' ')) ? [] : cells;
    }
}
