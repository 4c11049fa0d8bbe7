using System.Globalization;
using System.Xml.Linq;

namespace ThuocDo.Programmes.Compiling.Reading;

/// <summary>Counts the labels that Word writes by itself, from the definitions of a document's lists.</summary>
public sealed class WordNumbering
{
    private const int Levels = 9;
    private static readonly XNamespace W =
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private readonly Dictionary<string, XElement> lists = [];
    private readonly Dictionary<string, (string List, int Level)> styles = [];
    private readonly Dictionary<string, int[]> counters = [];

    public static WordNumbering Of(XDocument? numbering, XDocument? styles)
    {
        var result = new WordNumbering();
        var forms = Named(numbering, "abstractNum", "abstractNumId");
        foreach (var (id, list) in Named(numbering, "num", "numId"))
        {
            if (
                Value(list.Element(W + "abstractNumId")) is { } form
                && forms.TryGetValue(form, out var levels)
            )
            {
                result.lists[id] = levels;
            }
        }

        foreach (var (id, style) in Named(styles, "style", "styleId"))
        {
            if (Reference(style.Element(W + "pPr")) is var (list, level))
            {
                result.styles[id] = (list, level);
            }
        }

        return result;
    }

    /// <summary>The label of a paragraph with a blank after it; empty where it has none.</summary>
    public string Label(XElement paragraph)
    {
        var properties = paragraph.Element(W + "pPr");
        var own = Reference(properties);
        if (
            own is null
            && Value(properties?.Element(W + "pStyle")) is { } style
            && styles.TryGetValue(style, out var inherited)
        )
        {
            own = inherited;
        }

        return own is var (list, level) && level < Levels && lists.TryGetValue(list, out var form)
            ? Written(list, level, form)
            : "";
    }

    private string Written(string list, int level, XElement form)
    {
        if (!counters.TryGetValue(list, out var counts))
        {
            counters[list] = counts = new int[Levels];
        }

        counts[level]++;
        Array.Clear(counts, level + 1, Levels - level - 1);
        var text = Value(LevelOf(form, level)?.Element(W + "lvlText")) ?? "";
        if (Value(LevelOf(form, level)?.Element(W + "numFmt")) is "bullet" or null)
        {
            return "- ";
        }

        for (var l = 0; l <= level; l++)
        {
            text = text.Replace(
                $"%{l + 1}",
                Number(
                    Value(LevelOf(form, l)?.Element(W + "numFmt")),
                    Start(form, l) + Math.Max(counts[l], 1) - 1
                ),
                StringComparison.Ordinal
            );
        }

        return text.Length == 0 ? "" : $"{text} ";
    }

    private static int Start(XElement form, int level) =>
        int.TryParse(
            Value(LevelOf(form, level)?.Element(W + "start")),
            CultureInfo.InvariantCulture,
            out var start
        )
            ? start
            : 1;

    private static string Number(string? format, int n) =>
        format switch
        {
            "upperRoman" => Roman(n),
            "lowerRoman" => Roman(n).ToLowerInvariant(),
            "upperLetter" => ((char)('A' + (n - 1) % 26)).ToString(),
            "lowerLetter" => ((char)('a' + (n - 1) % 26)).ToString(),
            _ => n.ToString(CultureInfo.InvariantCulture),
        };

    private static string Roman(int n)
    {
        (int Value, string Text)[] steps =
        [
            (50, "L"),
            (40, "XL"),
            (10, "X"),
            (9, "IX"),
            (5, "V"),
            (4, "IV"),
            (1, "I"),
        ];
        var text = "";
        foreach (var (value, digits) in steps)
        {
            for (; n >= value && text.Length < 12; n -= value)
            {
                text += digits;
            }
        }

        return text;
    }

    private static XElement? LevelOf(XElement form, int level) =>
        form.Elements(W + "lvl")
            .FirstOrDefault(l =>
                (string?)l.Attribute(W + "ilvl") == level.ToString(CultureInfo.InvariantCulture)
            );

    private static (string List, int Level)? Reference(XElement? properties) =>
        properties?.Element(W + "numPr") is { } reference
        && Value(reference.Element(W + "numId")) is { } list
            ? (
                list,
                int.TryParse(
                    Value(reference.Element(W + "ilvl")),
                    CultureInfo.InvariantCulture,
                    out var level
                )
                    ? level
                    : 0
            )
            : null;

    private static Dictionary<string, XElement> Named(
        XDocument? document,
        string element,
        string id
    )
    {
        var named = new Dictionary<string, XElement>();
        foreach (var found in document?.Root?.Elements(W + element) ?? [])
        {
            if ((string?)found.Attribute(W + id) is { } key)
            {
                named[key] = found;
            }
        }

        return named;
    }

    private static string? Value(XElement? element) => (string?)element?.Attribute(W + "val");
}
