using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ThuocDo.Indicators.Board;

/// <summary>
/// A series of years as a small line with its limit, drawn on the server. It is not drawn across a change of method.
/// <c>label</c> says the same in words.
/// </summary>
[HtmlTargetElement("sparkline", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SparklineTagHelper : TagHelper
{
    private const decimal Width = 128;
    private const decimal Height = 36;
    private const decimal Edge = 4;

    public IReadOnlyList<TrendPoint> Points { get; set; } = [];

    public decimal? Target { get; set; }

    /// <summary>Places: the first stands on top.</summary>
    public bool Falling { get; set; }

    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var drawn = Points.Where(p => p.Value is not null).ToList();
        if (drawn.Count < 2)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "sparkline");
        output.Attributes.SetAttribute("viewBox", "0 0 128 36");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", Label);
        var (low, high) = (drawn.Min(p => p.Value!.Value), drawn.Max(p => p.Value!.Value));
        if (Target is { } limit)
        {
            (low, high) = (Math.Min(low, limit), Math.Max(high, limit));
        }

        decimal X(int year) =>
            Edge
            + (year - drawn[0].Year)
                * (Width - 2 * Edge)
                / Math.Max(1, drawn[^1].Year - drawn[0].Year);
        decimal Y(decimal value)
        {
            var part = high == low ? 0.5m : (value - low) / (high - low);
            return Edge + (Falling ? part : 1 - part) * (Height - 2 * Edge);
        }

        if (Target is { } target)
        {
            var y = Text(Y(target));
            Add(
                output,
                "line",
                "sparkline__target",
                ("x1", "0"),
                ("x2", Text(Width)),
                ("y1", y),
                ("y2", y)
            );
        }

        foreach (var piece in Pieces(drawn))
        {
            if (piece is [var alone])
            {
                Dot(alone, "sparkline__dot", "2");
                continue;
            }

            var points = string.Join(
                ' ',
                piece.Select(p => $"{Text(X(p.Year))},{Text(Y(p.Value!.Value))}")
            );
            Add(output, "polyline", "sparkline__line", ("points", points));
        }

        var last = drawn[^1];
        Dot(last, last.IsWhole ? "sparkline__end" : "sparkline__end sparkline__end--open", "3");

        void Dot(TrendPoint point, string css, string radius) =>
            Add(
                output,
                "circle",
                css,
                ("cx", Text(X(point.Year))),
                ("cy", Text(Y(point.Value!.Value))),
                ("r", radius)
            );
    }

    private static IEnumerable<List<TrendPoint>> Pieces(List<TrendPoint> points)
    {
        var piece = new List<TrendPoint>();
        foreach (var point in points)
        {
            if (point.IsBreak && piece.Count > 0)
            {
                yield return piece;
                piece = [];
            }

            piece.Add(point);
        }

        yield return piece;
    }

    private static void Add(
        TagHelperOutput output,
        string name,
        string css,
        params (string Name, string Value)[] attributes
    )
    {
        var tag = new TagBuilder(name);
        tag.Attributes["class"] = css;
        foreach (var (attribute, value) in attributes)
        {
            tag.Attributes[attribute] = value;
        }

        output.Content.AppendHtml(tag);
    }

    private static string Text(decimal number) =>
        number.ToString("0.#", CultureInfo.InvariantCulture);
}
