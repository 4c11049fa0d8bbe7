using System.Text;

namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>
/// Makes logical paragraphs of lines: joins what was wrapped or torn apart at the end of a page or before a proper
/// name, parts what only stands close together.
/// </summary>
public sealed class BlockBuilder
{
    private const int YearDigits = 4;

    /// <summary>So far from the edge stands the number of a page, never a cell or the rest of a line.</summary>
    private const int Centred = 20;
    private const int ShortHeading = 60;
    private readonly List<Block> blocks = [];
    private readonly List<Piece> pieces = [];
    private readonly StringBuilder text = new();
    private readonly double wrapWidth;
    private readonly RowJoiner rows;
    private Label label = Label.None;
    private Label lastNamed = Label.None;

    private BlockBuilder(double wrapWidth)
    {
        this.wrapWidth = wrapWidth;
        rows = new RowJoiner(blocks);
    }

    public static IReadOnlyList<Block> Build(IReadOnlyList<SourceLine> lines)
    {
        var builder = new BlockBuilder(WrapWidth(lines));
        var blank = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (StackedTable.Read(lines, i) is { Rows.Count: > 0 } table)
            {
                builder.Close();
                builder.blocks.AddRange(table.Rows);
                (i, blank) = (table.End - 1, true);
                continue;
            }

            if (line.IsBlank || IsPageNumber(line.Text, blank || line.PlaceOf(0) >= Centred))
            {
                blank = true;
                continue;
            }

            builder.Add(line, blank);
            blank = false;
        }

        builder.Close();
        return builder.blocks;
    }

    /// <summary>The width at which the lines of a text were broken by hand or machine; 0 where they were not.</summary>
    private static double WrapWidth(IReadOnlyList<SourceLine> lines)
    {
        var followed = new List<int>();
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (!lines[i].IsBlank && !lines[i + 1].IsBlank)
            {
                followed.Add(lines[i].Text.Length);
            }
        }

        if (followed.Count < 5)
        {
            return 0;
        }

        followed.Sort();
        var wide = followed[(int)(followed.Count * 0.9)];
        return wide is > 40 and < 160 ? wide * 0.7 : 0;
    }

    private static bool IsPageNumber(string line, bool standsApart) =>
        standsApart && line.Length <= 5 && line.Trim('-', ' ').All(char.IsAsciiDigit);

    private void Add(SourceLine line, bool blank)
    {
        if (TableRow.Cells(line.Text) is { } cells)
        {
            Close();
            if (cells.Count > 0)
            {
                rows.Add(line, cells);
            }

            return;
        }

        var read = LabelReader.Read(line.Text, lastNamed);
        if (pieces.Count > 0 && Continues(line.Text, read, blank))
        {
            text.Append(' ');
            pieces.Add(new Piece(text.Length, line, 0));
            text.Append(line.Text);
            return;
        }

        Close();
        if (read.Kind == LabelKind.None && rows.Continues(line))
        {
            return;
        }

        label = read;
        lastNamed = read.IsNamed ? read : lastNamed;
        pieces.Add(new Piece(0, line, read.Length));
        text.Append(line.Text, read.Length, line.Text.Length - read.Length);
    }

    private bool Continues(string line, Label read, bool blank)
    {
        var before = text.ToString(Math.Max(0, text.Length - 200), Math.Min(200, text.Length));
        var open = !LineShape.EndsSentence(before);
        if (read.Kind == LabelKind.Dash)
        {
            return open
                && (
                    IsBrokenRange(before, line, read)
                    || (
                        char.IsLower(line[read.Length])
                        && text.Length >= ShortHeading
                        && !before.EndsWith(',')
                    )
                );
        }

        if (read.Kind is not LabelKind.None || LineShape.IsSignature(line))
        {
            return false;
        }

        if (!open)
        {
            return false;
        }

        var goesOn =
            char.IsLower(line[0])
            || line[0] is ',' or ';' or ')' or '%'
            || LineShape.EndsOpen(before);
        if (!blank)
        {
            return goesOn
                || (wrapWidth > 0 && LastLine() >= wrapWidth && !LineShape.IsHeading(line));
        }

        return goesOn || IsTornBeforeName(line);
    }

    private int LastLine() => pieces[^1].Line.Text.Length;

    /// <summary>"2021" at the end of a line and "- 2025" at the beginning of the next; "Đến năm 2025" and "- 100% hộ" are heading and bullet.</summary>
    private static bool IsBrokenRange(string before, string line, Label read)
    {
        if (
            before.Length == 0
            || !char.IsAsciiDigit(before[^1])
            || !char.IsAsciiDigit(line[read.Length])
        )
        {
            return false;
        }

        var first = before.Length;
        while (first > 0 && char.IsAsciiDigit(before[first - 1]))
        {
            first--;
        }

        var end = read.Length;
        while (end < line.Length && char.IsAsciiDigit(line[end]))
        {
            end++;
        }

        return (before.Length - first == YearDigits) == (end - read.Length == YearDigits);
    }

    /// <summary>
    /// A break before a proper name: a bullet or a long opening without its full stop, and a rest that is no heading.
    /// </summary>
    private bool IsTornBeforeName(string line)
    {
        if (
            LineShape.IsHeading(line)
            || text.Length < ShortHeading
            || LabelReader.IsShouted(text.ToString(0, ShortHeading))
        )
        {
            return false;
        }

        // What has come to a figure is no heading that waits for its text.
        return label.IsBullet
            || (
                label.IsNamed
                && (
                    (line.Length < 120 && !LineShape.EndsSentence(line))
                    || text.ToString().Contains('%')
                )
            );
    }

    private void Close()
    {
        if (pieces.Count > 0)
        {
            blocks.Add(new Block(label, text.ToString(), [.. pieces], null));
        }

        pieces.Clear();
        text.Clear();
        label = Label.None;
    }
}
