namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>
/// Makes whole rows of what a page end has torn: two lines that have together the cells of one row, and rows whose first and
/// last cell are empty. The header of the table says how many cells a row has.
/// </summary>
public sealed class RowJoiner(List<Block> blocks)
{
    private int width;
    private bool isFramed;

    public void Add(SourceLine line, IReadOnlyList<string> cells)
    {
        if (cells.Count != width && TableHeader.Read(cells) is not null)
        {
            (width, isFramed) = (cells.Count, line.Text[0] == '|');
        }

        if (
            blocks is [.., { Cells: { } before }]
            && before.Count < width
            && before.Count + cells.Count - 1 == width
        )
        {
            Join(line, cells);
            return;
        }

        // A stroke at both ends is a frame, unless the header has none: then the outer cells are empty.
        var isBare = !isFramed && line.Text[0] == '|' && cells.Count + 2 == width;
        blocks.Add(
            new Block(
                Label.None,
                line.Text,
                [new Piece(0, line, 0)],
                isBare ? ["", .. cells, ""] : cells
            )
        );
    }

    /// <summary>A line in small letters behind a row goes on with its last cell.</summary>
    public bool Continues(SourceLine line)
    {
        if (blocks is not [.., { IsRow: true }] || !char.IsLower(line.Text[0]))
        {
            return false;
        }

        Join(line, [line.Text]);
        return true;
    }

    private void Join(SourceLine line, IReadOnlyList<string> cells)
    {
        var first = blocks[^1];
        var before = first.Cells!;
        blocks[^1] = new Block(
            Label.None,
            $"{first.Text} {line.Text}",
            [.. first.Pieces, new Piece(first.Text.Length + 1, line, 0)],
            [.. before.SkipLast(1), $"{before[^1]} {cells[0]}".Trim(), .. cells.Skip(1)]
        );
    }
}
