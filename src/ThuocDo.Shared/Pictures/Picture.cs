namespace ThuocDo.Shared.Pictures;

/// <summary>The colours of pictures: those of the stylesheet, so that a picture on a page and in a file look the same.</summary>
public enum Tint
{
    Ink,
    Soft,
    Line,
    Paper,
    White,
    Act,
    Lacquer,
    Good,
    Bad,
    Warn,
    Empty,
    Step0,
    Step1,
    Step2,
    Step3,
    Step4,
}

public enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>Something that is drawn; lengths in the picture's own units, of which a page shows about one to a pixel.</summary>
public abstract record Mark;

/// <param name="Hint">Said by the browser when the pointer rests on it; a picture never says anything by it alone.</param>
/// <param name="Href">Opens what the mark stands for; in the page only.</param>
public sealed record Box(
    double X,
    double Y,
    double Width,
    double Height,
    Tint Fill,
    string? Hint = null,
    string? Href = null,
    Tint? Edge = null
) : Mark;

public sealed record Stroke(
    IReadOnlyList<(double X, double Y)> Points,
    Tint Colour,
    double Width = 1,
    bool Dashed = false
) : Mark;

public sealed record Dot(double X, double Y, double Radius, Tint Fill) : Mark;

public sealed record Words(
    double X,
    double Y,
    string Text,
    double Size = 13,
    Anchor Anchor = Anchor.Start,
    bool Bold = false,
    Tint Colour = Tint.Ink
) : Mark;

/// <summary>One picture, drawn once and written as SVG or PNG.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What can be seen in it, for whoever cannot see it; in the language of the request.</param>
public sealed record Picture(
    double Width,
    double Height,
    string Title,
    string Description,
    IReadOnlyList<Mark> Marks
)
{
    /// <summary>What a file has above the picture for its title.</summary>
    public const double TitleHeight = 30;

    /// <summary>The title as a file writes it, above the marks.</summary>
    public Words Heading => new(10, -10, Title, 14, Anchor.Start, true);
}

/// <summary>The colours as numbers.</summary>
public static class Tints
{
    public static uint Rgb(Tint tint) =>
        tint switch
        {
            Tint.Ink => 0x1C2126,
            Tint.Soft => 0x4D545B,
            Tint.Line => 0xD8D2C4,
            Tint.Paper => 0xF8F6F1,
            Tint.White => 0xFFFFFF,
            Tint.Act => 0x0A5C68,
            Tint.Lacquer => 0x8F1A1F,
            Tint.Good => 0x1B6335,
            Tint.Bad => 0x9A1B20,
            Tint.Warn => 0x744600,
            Tint.Empty => 0xF0ECE3,
            Tint.Step0 => 0xE3F0F1,
            Tint.Step1 => 0xB4D6DA,
            Tint.Step2 => 0x7FB5BC,
            Tint.Step3 => 0x3F8792,
            _ => 0x06424B,
        };

    /// <summary>The colour in which words stand on it and can be read.</summary>
    public static Tint On(Tint fill) =>
        fill
            is Tint.Step3
                or Tint.Step4
                or Tint.Ink
                or Tint.Act
                or Tint.Lacquer
                or Tint.Good
                or Tint.Bad
                or Tint.Warn
                or Tint.Soft
            ? Tint.White
            : Tint.Ink;
}
