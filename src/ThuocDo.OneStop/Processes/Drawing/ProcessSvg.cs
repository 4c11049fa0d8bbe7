using System.Globalization;
using System.Security;
using System.Text;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Processes.Drawing;

/// <summary>
/// A part as a drawing made on the server: title and description for those who do not see it, classes instead of styles,
/// no script. A table beside it says the same in words.
/// </summary>
public static class ProcessSvg
{
    public static string Of(ProcessPart part, string id, Texts texts, string? current = null)
    {
        var layout = ProcessLayout.Of(part);
        var language = Texts.CurrentLanguage;
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"process\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" viewBox=\"0 0 {layout.Width} {layout.Height}\" width=\"{layout.Width}\" height=\"{layout.Height}\">"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<title id=\"{id}-t\">{Escaped(texts["process.drawing.title", part.Name.In(language)])}</title>"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<desc id=\"{id}-d\">{Escaped(texts["process.drawing.description", part.Steps.Count, part.Transitions.Count])}</desc>"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<defs><marker id=\"{id}-a\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"process__head\" d=\"M0 0L10 5L0 10z\"/></marker></defs>"
        );
        foreach (var line in layout.Lines)
        {
            Line(svg, line, id);
        }

        foreach (var box in layout.Boxes)
        {
            Draw(svg, box, box.Step is not null && box.Code == current, language, texts);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Line(StringBuilder svg, Line line, string id)
    {
        var points = string.Join(
            ' ',
            line.Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X},{p.Y}"))
        );
        var kind =
            line.Way.After is not null ? " process__way--timer"
            : line.Way.When is not null || line.Way.Otherwise ? " process__way--if"
            : "";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<polyline class=\"process__way{kind}\" points=\"{points}\" marker-end=\"url(#{id}-a)\"/>"
        );
    }

    private static void Draw(
        StringBuilder svg,
        Box box,
        bool isCurrent,
        string language,
        Texts texts
    )
    {
        if (box.Step is not { } step)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<circle class=\"process__end\" cx=\"{box.X + Box.End / 2}\" cy=\"{box.MiddleY}\" r=\"{Box.End / 2 - 2}\"/><text class=\"process__small\" x=\"{box.X + Box.End / 2}\" y=\"{box.Y + Box.End + 14}\" text-anchor=\"middle\">{Escaped(texts[$"process.value.{box.Code}"])}</text>"
            );
            return;
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"process__step process__step--{JsonPlace.Words(step.Kind)}{(isCurrent ? " process__step--now" : "")}\" x=\"{box.X}\" y=\"{box.Y}\" width=\"{Box.Width}\" height=\"{Box.Height}\" rx=\"8\"/>"
        );
        var lines = Wrapped(step.Name.In(language), 20, 2);
        for (var i = 0; i < lines.Count; i++)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"process__name\" x=\"{box.X + 10}\" y=\"{box.Y + 22 + i * 16}\">{Escaped(lines[i])}</text>"
            );
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text class=\"process__small\" x=\"{box.X + 10}\" y=\"{box.Y + Box.Height - 9}\">{Escaped(Below(step, texts))}</text>"
        );
    }

    private static string Below(StepDefinition step, Texts texts)
    {
        var time = step.Budget switch
        {
            { Share: { } share } => Formats.Percent(share, 0),
            { Limit: { } limit } => limit.ToString(),
            _ => null,
        };
        return string.Join(
            " · ",
            new[] { texts[$"process.kind.{JsonPlace.Words(step.Kind)}"], time }.Where(t =>
                t is not null
            )
        );
    }

    /// <summary>Words on lines of so many letters; what does not fit ends in an ellipsis, the table has it whole.</summary>
    private static List<string> Wrapped(string text, int most, int lines)
    {
        var result = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > most)
            {
                result.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        result.Add(line);
        if (result.Count > lines)
        {
            result = [.. result.Take(lines)];
            result[^1] += " …";
        }

        return result;
    }

    private static string Escaped(string text) => SecurityElement.Escape(text);
}
