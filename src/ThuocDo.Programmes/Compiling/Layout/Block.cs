namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>A piece of a block that stands in one line: where it begins in the block and in the cleaned line.</summary>
public readonly record struct Piece(int Offset, SourceLine Line, int LineOffset);

/// <summary>
/// A logical paragraph or a row of a table: lines that belong together, joined, without their label. <c>Cells</c> is
/// given for rows.
/// </summary>
public sealed class Block(
    Label label,
    string text,
    IReadOnlyList<Piece> pieces,
    IReadOnlyList<string>? cells
)
{
    public Label Label { get; } = label;

    public string Text { get; } = text;

    public IReadOnlyList<Piece> Pieces { get; } = pieces;

    public IReadOnlyList<string>? Cells { get; } = cells;

    public bool IsRow => Cells is not null;

    public SourceLine Line => Pieces[0].Line;

    /// <summary>Where a part of the block stands in the document.</summary>
    public Place PlaceOf(int start, int end)
    {
        var first = PieceAt(start);
        var last = PieceAt(Math.Max(start, end - 1));
        var stop = last.Line.PlaceOf(last.LineOffset + end - 1 - last.Offset) + 1;
        return new Place(
            first.Line.Number,
            first.Line.PlaceOf(first.LineOffset + start - first.Offset),
            last.Line.Number,
            last.Line.Offset - first.Line.Offset + stop
        );
    }

    private Piece PieceAt(int offset)
    {
        var (low, high) = (0, Pieces.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Pieces[middle].Offset <= offset ? (middle, high) : (low, middle - 1);
        }

        return Pieces[low];
    }
}

/// <summary>
/// A span of the document: lines counted from 1; start and end count characters from the beginning of the first line, the
/// end not included, so that a span over several lines ends beyond that line.
/// </summary>
public readonly record struct Place(int Line, int Start, int EndLine, int End);
