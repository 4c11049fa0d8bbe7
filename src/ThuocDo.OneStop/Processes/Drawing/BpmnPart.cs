using System.Globalization;
using System.Xml.Linq;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Processes.Drawing;

/// <summary>One part as a process of BPMN with its shapes.</summary>
internal sealed class BpmnPart
{
    private const int Pitch = 330;
    private const int TaskWidth = 130;
    private const int TaskHeight = 80;
    private readonly Dictionary<string, (int X, int Y)> places = [];
    private readonly string prefix;
    private readonly string language;
    private readonly Texts texts;
    private int flows;

    public BpmnPart(ProcessPart part, int top, string language, Texts texts)
    {
        (prefix, this.language, this.texts) = (part.Code, language, texts);
        Process = Bpmn.Node("process", $"process_{part.Code}", part.Name.In(language));
        Process.Add(new XAttribute("isExecutable", "false"));
        var layout = ProcessLayout.Of(part);
        var rows = 1;
        foreach (var box in layout.Boxes)
        {
            var column = (box.X - 24) / (Box.Width + 72);
            var row = (box.Y - 24) / (Box.Height + 44);
            places[box.Code] = (170 + column * Pitch, top + 50 + row * 170);
            rows = Math.Max(rows, row + 1);
        }

        Width = layout.Boxes.Count == 0 ? 300 : places.Values.Max(p => p.X) + TaskWidth + 60 - 40;
        Height = rows * 170 + 60;
        Start(part);
        foreach (var step in part.Steps)
        {
            Step(part, step);
        }

        foreach (var end in part.Transitions.Where(t => t.IsEnd).Select(t => t.To).Distinct())
        {
            var (x, y) = places[end];
            Process.Add(Bpmn.Node("endEvent", Id(end), texts[$"process.value.{end}"]));
            Shapes.Add(Bpmn.Shape(Id(end), x, y + 22, 36, 36));
        }

        for (var i = 0; i < part.Transitions.Count; i++)
        {
            Way(part, part.Transitions[i], i);
        }
    }

    public XElement Process { get; }

    public List<XElement> Shapes { get; } = [];

    public int Width { get; }

    public int Height { get; }

    private string Id(string code) => $"{prefix}_{code}";

    private void Start(ProcessPart part)
    {
        if (part.Steps.Count == 0)
        {
            return;
        }

        var (x, y) = places[part.Steps[0].Code];
        Process.Add(Bpmn.Node("startEvent", Id("start"), null));
        Shapes.Add(Bpmn.Shape(Id("start"), x - 70, y + 22, 36, 36));
        Connect(Id("start"), Id(part.Steps[0].Code), null, null, (x - 34, y + 40), (x, y + 40));
    }

    private void Step(ProcessPart part, StepDefinition step)
    {
        var (x, y) = places[step.Code];
        var name = step.Name.In(language);
        var kind = step.Kind switch
        {
            StepKind.SubCase => "callActivity",
            StepKind.Opinion => "subProcess",
            StepKind.Wait => "receiveTask",
            StepKind.Return => "sendTask",
            _ => "userTask",
        };
        var node = Bpmn.Node(kind, Id(step.Code), name);
        if (step.Kind == StepKind.SubCase && step.Part is { } called)
        {
            node.Add(new XAttribute("calledElement", $"process_{called}"));
        }

        if (step.Budget is { } budget)
        {
            node.Add(
                Bpmn.Documentation(
                    budget.Limit?.ToString()
                        ?? budget.Share!.Value.ToString("0.####", CultureInfo.InvariantCulture)
                )
            );
        }

        if (step.Kind == StepKind.Opinion)
        {
            Opinions(node, step);
        }

        Process.Add(node);
        Shapes.Add(
            step.Kind == StepKind.Opinion
                ? Bpmn.Shape(
                    Id(step.Code),
                    x,
                    y,
                    TaskWidth,
                    TaskHeight,
                    new XAttribute("isExpanded", "false")
                )
                : Bpmn.Shape(Id(step.Code), x, y, TaskWidth, TaskHeight)
        );
        if (Branches(part, step))
        {
            Process.Add(Bpmn.Node("exclusiveGateway", Id(step.Code + "_way"), null));
            Shapes.Add(
                Bpmn.Shape(
                    Id(step.Code + "_way"),
                    x + TaskWidth + 40,
                    y + 15,
                    50,
                    50,
                    new XAttribute("isMarkerVisible", "true")
                )
            );
            Connect(
                Id(step.Code),
                Id(step.Code + "_way"),
                null,
                null,
                (x + TaskWidth, y + 40),
                (x + TaskWidth + 40, y + 40)
            );
        }
    }

    /// <summary>Inside a collapsed sub-process: a parallel split, one task for each body, and the join.</summary>
    private void Opinions(XElement node, StepDefinition step)
    {
        string In(string code) => Id($"{step.Code}_{code}");
        node.Add(Bpmn.Node("startEvent", In("begin"), null));
        node.Add(Bpmn.Node("parallelGateway", In("split"), null));
        node.Add(
            Bpmn.Node(
                step.Join == JoinRule.All ? "parallelGateway" : "complexGateway",
                In("join"),
                null
            )
        );
        node.Add(Bpmn.Node("endEvent", In("done"), null));
        node.Add(Bpmn.Flow(In("f0"), In("begin"), In("split"), null, null));
        foreach (var slot in step.Opinions)
        {
            node.Add(Bpmn.Node("userTask", In(slot.Code), slot.Question.In(language)));
            node.Add(Bpmn.Flow(In(slot.Code + "_a"), In("split"), In(slot.Code), null, null));
            node.Add(Bpmn.Flow(In(slot.Code + "_b"), In(slot.Code), In("join"), null, null));
        }

        node.Add(Bpmn.Flow(In("f1"), In("join"), In("done"), null, null));
    }

    private void Way(ProcessPart part, Transition way, int index)
    {
        if (!places.TryGetValue(way.From, out var from) || !places.TryGetValue(way.To, out var to))
        {
            return;
        }

        var source = Id(way.From);
        var (x, y) = (from.X + TaskWidth, from.Y + 40);
        if (way.After is { } after)
        {
            source = Id($"{way.From}_timer{index}");
            var timer = Bpmn.Node("boundaryEvent", source, after.ToString());
            timer.Add(new XAttribute("attachedToRef", Id(way.From)));
            timer.Add(Bpmn.Timer(string.Create(CultureInfo.InvariantCulture, $"P{after.Amount}D")));
            Process.Add(timer);
            Shapes.Add(Bpmn.Shape(source, from.X + 20, from.Y + TaskHeight - 18, 36, 36));
            (x, y) = (from.X + 38, from.Y + TaskHeight + 18);
        }
        else if (Branches(part, part.Find(way.From)!))
        {
            source = Id(way.From + "_way");
            (x, y) = (from.X + TaskWidth + 90, from.Y + 40);
        }

        var name =
            way.Name?.In(language)
            ?? (way.When is { } when ? ConditionText.InWords(when, texts) : null);
        var flow = Connect(
            source,
            Id(way.To),
            name,
            way.When is null ? null : ConditionText.Expression(way.When),
            Points((x, y), to, way.IsEnd, index)
        );
        if (way.Otherwise)
        {
            Process
                .Elements()
                .First(e => (string?)e.Attribute("id") == source)
                .Add(new XAttribute("default", flow));
        }
    }

    private static (int X, int Y)[] Points(
        (int X, int Y) from,
        (int X, int Y) to,
        bool isEnd,
        int index
    )
    {
        var target = (to.X, Y: to.Y + 40);
        if (to.X > from.X)
        {
            var bend = to.X - 30;
            return from.Y == target.Y
                ? [from, target]
                : [from, (bend, from.Y), (bend, target.Y), target];
        }

        var below = Math.Max(from.Y, target.Y) + 70 + index % 4 * 10;
        var middle = to.X + (isEnd ? 18 : TaskWidth / 2);
        return
        [
            from,
            (from.X + 10, from.Y),
            (from.X + 10, below),
            (middle, below),
            (middle, to.Y + TaskHeight),
        ];
    }

    private string Connect(
        string from,
        string to,
        string? name,
        string? condition,
        params (int X, int Y)[] points
    )
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{prefix}_flow{++flows}");
        Process.Add(Bpmn.Flow(id, from, to, name, condition));
        Shapes.Add(Bpmn.Edge(id, points));
        return id;
    }

    private static bool Branches(ProcessPart part, StepDefinition step) =>
        part.From(step.Code).Count(t => t.After is null) > 1;
}
