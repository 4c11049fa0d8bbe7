namespace ThuocDo.OneStop.Processes.Drawing;

/// <summary>Where a step or an end is drawn; left upper corner.</summary>
public sealed record Box(string Code, StepDefinition? Step, int X, int Y)
{
    public const int Width = 168;
    public const int Height = 72;

    /// <summary>An end is a circle.</summary>
    public const int End = 36;

    public bool IsEnd => Step is null;

    public int W => IsEnd ? End : Width;

    public int H => IsEnd ? End : Height;

    public int MiddleY => Y + H / 2;

    public int Right => X + W;
}

/// <summary>A way as a line of points.</summary>
public sealed record Line(Transition Way, IReadOnlyList<(int X, int Y)> Points);

/// <summary>
/// A part laid out from left to right: the column of a step is the longest way to it without going back, its row is
/// free in that column. Ways that go back run below everything. Used by the drawing on the page and by BPMN alike.
/// </summary>
public sealed class ProcessLayout
{
    private const int GapX = 72;
    private const int GapY = 44;
    private const int Margin = 24;

    private ProcessLayout(ProcessPart part) => Part = part;

    public ProcessPart Part { get; }

    public IReadOnlyList<Box> Boxes { get; private set; } = [];

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    public static ProcessLayout Of(ProcessPart part)
    {
        var layout = new ProcessLayout(part);
        var columns = Columns(part);
        var rows = new Dictionary<int, int>();
        var boxes = new List<Box>();
        foreach (var step in part.Steps)
        {
            boxes.Add(Place(step.Code, step, columns[step.Code]));
        }

        foreach (
            var end in part.Transitions.Where(t => t.IsEnd).Select(t => t.To).Distinct().Order()
        )
        {
            var column =
                part.Transitions.Where(t => t.To == end).Max(t => columns.GetValueOrDefault(t.From))
                + 1;
            boxes.Add(Place(end, null, column));
        }

        layout.Boxes = boxes;
        var bottom = boxes.Count == 0 ? 0 : boxes.Max(b => b.Y + Box.Height);
        layout.Lines = layout.Connect(columns, ref bottom);
        layout.Width = boxes.Count == 0 ? 1 : boxes.Max(b => b.Right) + Margin;
        layout.Height = bottom + Margin;
        return layout;

        Box Place(string code, StepDefinition? step, int column)
        {
            var row = rows.GetValueOrDefault(column);
            rows[column] = row + 1;
            var x = Margin + column * (Box.Width + GapX);
            var y = Margin + row * (Box.Height + GapY);
            return step is null
                ? new Box(code, step, x, y + (Box.Height - Box.End) / 2)
                : new Box(code, step, x, y);
        }
    }

    private List<Line> Connect(Dictionary<string, int> columns, ref int bottom)
    {
        var lines = new List<Line>();
        foreach (var way in Part.Transitions)
        {
            if (
                Boxes.FirstOrDefault(b => b.Code == way.From) is not { } from
                || Boxes.FirstOrDefault(b => b.Code == way.To) is not { } to
            )
            {
                continue;
            }

            if (to.X > from.X)
            {
                lines.Add(new(way, Forward(from, to, columns, ref bottom)));
            }
            else
            {
                bottom += 18;
                lines.Add(
                    new(
                        way,
                        [
                            (from.X + from.W / 2, from.Y + from.H),
                            (from.X + from.W / 2, bottom),
                            (to.X + to.W / 3, bottom),
                            (to.X + to.W / 3, to.Y + to.H),
                        ]
                    )
                );
            }
        }

        return lines;
    }

    /// <summary>To the next column with one bend; over columns in between below the boxes that stand there.</summary>
    private List<(int, int)> Forward(
        Box from,
        Box to,
        Dictionary<string, int> columns,
        ref int bottom
    )
    {
        var bend = to.X - GapX / 2;
        var crosses = Boxes.Any(b =>
            b.X > from.X && b.X < to.X && Math.Abs(b.MiddleY - from.MiddleY) < Box.Height
        );
        if (!crosses)
        {
            return from.MiddleY == to.MiddleY
                ? [(from.Right, from.MiddleY), (to.X, to.MiddleY)]
                :
                [
                    (from.Right, from.MiddleY),
                    (bend, from.MiddleY),
                    (bend, to.MiddleY),
                    (to.X, to.MiddleY),
                ];
        }

        bottom += 18;
        return
        [
            (from.X + from.W * 2 / 3, from.Y + from.H),
            (from.X + from.W * 2 / 3, bottom),
            (bend, bottom),
            (bend, to.MiddleY),
            (to.X, to.MiddleY),
        ];
    }

    private static Dictionary<string, int> Columns(ProcessPart part)
    {
        var columns = part.Steps.GroupBy(s => s.Code).ToDictionary(g => g.Key, _ => 0);
        var order = part.Steps.Select(s => s.Code).Distinct().ToList();
        var rank = order.Select((code, i) => (code, i)).ToDictionary(x => x.code, x => x.i);
        var back = Backward(part, rank);
        // As many rounds as there are steps settle the longest way in a graph without circles.
        for (var round = 0; round < order.Count; round++)
        {
            foreach (
                var way in part.Transitions.Where(t =>
                    !t.IsEnd
                    && rank.ContainsKey(t.From)
                    && rank.ContainsKey(t.To)
                    && !back.Contains((t.From, t.To))
                )
            )
            {
                columns[way.To] = Math.Max(columns[way.To], columns[way.From] + 1);
            }
        }

        return columns;
    }

    /// <summary>The ways that lead to a step from which one has come.</summary>
    private static HashSet<(string, string)> Backward(
        ProcessPart part,
        Dictionary<string, int> rank
    )
    {
        var back = new HashSet<(string, string)>();
        var done = new HashSet<string>();
        foreach (var step in rank.Keys)
        {
            Visit(step, []);
        }

        return back;

        void Visit(string step, HashSet<string> above)
        {
            if (!done.Add(step))
            {
                return;
            }

            above.Add(step);
            foreach (var way in part.From(step).Where(t => rank.ContainsKey(t.To)))
            {
                if (above.Contains(way.To))
                {
                    back.Add((way.From, way.To));
                }
                else
                {
                    Visit(way.To, above);
                }
            }

            above.Remove(step);
        }
    }
}
