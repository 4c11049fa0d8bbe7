using System.Globalization;
using System.Xml.Linq;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Processes.Drawing;

/// <summary>
/// A process as BPMN 2.0 XML that opens in a modeller: one pool for each part, tasks, exclusive gateways with conditions,
/// parallel opinions between parallel gateways, call activities for sub-cases, timer events, and a shape or edge for
/// each.
/// </summary>
public static class Bpmn
{
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static readonly XNamespace Dc = "http://www.omg.org/spec/DD/20100524/DC";
    private static readonly XNamespace Dd = "http://www.omg.org/spec/DD/20100524/DI";
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    public static XDocument Of(ProcessDefinition process, string language, Texts texts)
    {
        var definitions = new XElement(
            Model + "definitions",
            new XAttribute(XNamespace.Xmlns + "bpmn", Model.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "bpmndi", Di.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dc", Dc.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "di", Dd.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "xsi", Xsi.NamespaceName),
            new XAttribute("id", "definitions"),
            new XAttribute("name", process.Name.In(language)),
            new XAttribute("targetNamespace", "urn:thuocdo:process:" + process.Code)
        );
        var collaboration = new XElement(
            Model + "collaboration",
            new XAttribute("id", "collaboration")
        );
        var plane = new XElement(
            Di + "BPMNPlane",
            new XAttribute("id", "plane"),
            new XAttribute("bpmnElement", "collaboration")
        );
        definitions.Add(collaboration);
        var top = 40;
        foreach (var part in process.Parts)
        {
            var drawn = new BpmnPart(part, top, language, texts);
            collaboration.Add(
                new XElement(
                    Model + "participant",
                    new XAttribute("id", $"pool_{part.Code}"),
                    new XAttribute("name", part.Name.In(language)),
                    new XAttribute("processRef", $"process_{part.Code}")
                )
            );
            definitions.Add(drawn.Process);
            plane.Add(
                Shape(
                    $"pool_{part.Code}",
                    40,
                    top,
                    drawn.Width,
                    drawn.Height,
                    new XAttribute("isHorizontal", "true")
                )
            );
            plane.Add(drawn.Shapes);
            top += drawn.Height + 40;
        }

        definitions.Add(new XElement(Di + "BPMNDiagram", new XAttribute("id", "diagram"), plane));
        return new XDocument(new XDeclaration("1.0", "UTF-8", null), definitions);
    }

    internal static XElement Node(string kind, string id, string? name, params object[] content) =>
        new(
            Model + kind,
            new XAttribute("id", id),
            name is null ? null : new XAttribute("name", name),
            content
        );

    internal static XElement Flow(
        string id,
        string from,
        string to,
        string? name,
        string? condition
    ) =>
        Node(
            "sequenceFlow",
            id,
            name,
            new XAttribute("sourceRef", from),
            new XAttribute("targetRef", to),
            condition is null
                ? Array.Empty<object>()
                : (object)
                    new XElement(
                        Model + "conditionExpression",
                        new XAttribute(Xsi + "type", "bpmn:tFormalExpression"),
                        condition
                    )
        );

    internal static XElement Shape(
        string element,
        int x,
        int y,
        int width,
        int height,
        params object[] more
    ) =>
        new(
            Di + "BPMNShape",
            new XAttribute("id", element + "_shape"),
            new XAttribute("bpmnElement", element),
            more,
            new XElement(
                Dc + "Bounds",
                new XAttribute("x", Text(x)),
                new XAttribute("y", Text(y)),
                new XAttribute("width", Text(width)),
                new XAttribute("height", Text(height))
            )
        );

    internal static XElement Edge(string element, params (int X, int Y)[] points) =>
        new(
            Di + "BPMNEdge",
            new XAttribute("id", element + "_edge"),
            new XAttribute("bpmnElement", element),
            points.Select(p => new XElement(
                Dd + "waypoint",
                new XAttribute("x", Text(p.X)),
                new XAttribute("y", Text(p.Y))
            ))
        );

    internal static XElement Documentation(string text) => new(Model + "documentation", text);

    internal static XElement Timer(string duration) =>
        new(
            Model + "timerEventDefinition",
            new XElement(
                Model + "timeDuration",
                new XAttribute(Xsi + "type", "bpmn:tFormalExpression"),
                duration
            )
        );

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
