using System.Globalization;
using System.Text;
using System.Xml;

namespace ThuocDo.Shared.Pictures;

/// <summary>
/// Writes a picture as SVG. It carries its colours as attributes and needs no stylesheet and no script, so the text in the page and the file
/// that is taken away are the same.
/// </summary>
public static class SvgPicture
{
    private const string Space = "http://www.w3.org/2000/svg";

    /// <summary>Words of a picture are as large as those of the page.</summary>
    private const double PageScale = 1.2;

    private const string Family =
        "'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

    /// <param name="picture">What is drawn.</param>
    /// <param name="id">Tells its title from those of other pictures of the page; none: a file of its own, without links.</param>
    public static string Write(Picture picture, string? id = null)
    {
        var text = new StringBuilder();
        using var xml = XmlWriter.Create(
            text,
            new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = true }
        );
        xml.WriteStartElement("svg", Space);
        var isFile = id is null;
        // The page says the title above the picture; a file has it inside.
        var top = isFile ? Picture.TitleHeight : 0;
        xml.WriteAttributeString(
            "viewBox",
            $"0 {Number(-top)} {Number(picture.Width)} {Number(picture.Height + top)}"
        );
        xml.WriteAttributeString("width", Number(picture.Width * PageScale));
        xml.WriteAttributeString("height", Number((picture.Height + top) * PageScale));

        var name = id ?? "picture";
        var hasLinks = !isFile && picture.Marks.Any(m => m is Box { Href: not null });
        // A picture with links is a group of them for whoever hears it, one without is an image.
        xml.WriteAttributeString("role", hasLinks ? "group" : "img");
        xml.WriteAttributeString("aria-labelledby", $"{name}-t {name}-d");
        xml.WriteAttributeString("font-family", Family);
        Element(xml, "title", picture.Title, ("id", name + "-t"));
        Element(xml, "desc", picture.Description, ("id", name + "-d"));
        if (isFile)
        {
            Draw(xml, new Box(0, -top, picture.Width, picture.Height + top, Tint.White), false);
            Draw(xml, picture.Heading, false);
        }

        foreach (var mark in picture.Marks)
        {
            Draw(xml, mark, !isFile);
        }

        xml.WriteEndElement();
        xml.Flush();
        return text.ToString();
    }

    private static void Draw(XmlWriter xml, Mark mark, bool links)
    {
        switch (mark)
        {
            case Box box:
                var isLink = links && box.Href is not null;
                if (isLink)
                {
                    xml.WriteStartElement("a", Space);
                    xml.WriteAttributeString("href", box.Href);
                    xml.WriteAttributeString("aria-label", box.Hint);
                }

                xml.WriteStartElement("rect", Space);
                xml.WriteAttributeString("x", Number(box.X));
                xml.WriteAttributeString("y", Number(box.Y));
                xml.WriteAttributeString("width", Number(box.Width));
                xml.WriteAttributeString("height", Number(box.Height));
                xml.WriteAttributeString("fill", Hex(box.Fill));
                if (box.Edge is { } edge)
                {
                    xml.WriteAttributeString("stroke", Hex(edge));
                }

                if (box.Hint is not null)
                {
                    Element(xml, "title", box.Hint);
                }

                xml.WriteEndElement();
                if (isLink)
                {
                    xml.WriteEndElement();
                }

                break;
            case Stroke stroke:
                xml.WriteStartElement("polyline", Space);
                xml.WriteAttributeString(
                    "points",
                    string.Join(' ', stroke.Points.Select(p => $"{Number(p.X)},{Number(p.Y)}"))
                );
                xml.WriteAttributeString("fill", "none");
                xml.WriteAttributeString("stroke", Hex(stroke.Colour));
                xml.WriteAttributeString("stroke-width", Number(stroke.Width));
                if (stroke.Dashed)
                {
                    xml.WriteAttributeString("stroke-dasharray", "5 4");
                }

                xml.WriteEndElement();
                break;
            case Dot dot:
                xml.WriteStartElement("circle", Space);
                xml.WriteAttributeString("cx", Number(dot.X));
                xml.WriteAttributeString("cy", Number(dot.Y));
                xml.WriteAttributeString("r", Number(dot.Radius));
                xml.WriteAttributeString("fill", Hex(dot.Fill));
                xml.WriteEndElement();
                break;
            case Words words:
                Element(
                    xml,
                    "text",
                    words.Text,
                    ("x", Number(words.X)),
                    ("y", Number(words.Y)),
                    ("font-size", Number(words.Size)),
                    ("fill", Hex(words.Colour)),
                    (
                        "text-anchor",
                        words.Anchor switch
                        {
                            Anchor.Middle => "middle",
                            Anchor.End => "end",
                            _ => "start",
                        }
                    ),
                    ("font-weight", words.Bold ? "700" : "400"),
                    // What is drawn as words stands in the table too.
                    ("aria-hidden", "true")
                );
                break;
        }
    }

    private static void Element(
        XmlWriter xml,
        string name,
        string text,
        params (string Name, string Value)[] attributes
    )
    {
        xml.WriteStartElement(name, Space);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static string Hex(Tint tint) =>
        "#" + Tints.Rgb(tint).ToString("x6", CultureInfo.InvariantCulture);

    private static string Number(double number) =>
        number.ToString("0.##", CultureInfo.InvariantCulture);
}
