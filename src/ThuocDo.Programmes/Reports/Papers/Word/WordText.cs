using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Wording = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace ThuocDo.Programmes.Reports.Papers.Word;

/// <summary>How a paragraph looks; sizes in points, lengths in millimetres.</summary>
public sealed record WordLook(int Size)
{
    public bool Bold { get; init; }
    public bool Italic { get; init; }
    public bool Underlined { get; init; }
    public JustificationValues Align { get; init; } = JustificationValues.Left;
    public int FirstLine { get; init; }

    /// <summary>Free space below, in points.</summary>
    public int SpaceAfter { get; init; }

    /// <summary>Stays on the page of the next paragraph.</summary>
    public bool KeepsNext { get; init; }

    /// <summary>Begins a new page.</summary>
    public bool StartsPage { get; init; }
}

/// <summary>Paragraphs in the font of a layout.</summary>
public sealed class WordText(string font)
{
    /// <summary>A twentieth of a point.</summary>
    public const double TwipsPerMillimetre = 1440 / 25.4;

    public static int Twips(double millimetres) =>
        (int)Math.Round(millimetres * TwipsPerMillimetre);

    public Paragraph Line(string text, WordLook look) =>
        new(
            new ParagraphProperties
            {
                KeepNext = look.KeepsNext ? new KeepNext() : null,
                PageBreakBefore = look.StartsPage ? new PageBreakBefore() : null,
                SpacingBetweenLines = new SpacingBetweenLines
                {
                    Before = "0",
                    After = Whole(look.SpaceAfter * 20),
                },
                Indentation =
                    look.FirstLine > 0
                        ? new Indentation { FirstLine = Whole(Twips(look.FirstLine)) }
                        : null,
                Justification = new Justification { Val = look.Align },
            },
            Words(text, look)
        );

    public Run Words(string text, WordLook look) =>
        new(
            Properties(look),
            new Wording(text.Normalize()) { Space = SpaceProcessingModeValues.Preserve }
        );

    public RunProperties Properties(WordLook look) =>
        new()
        {
            RunFonts = Fonts(),
            Bold = look.Bold ? new Bold() : null,
            Italic = look.Italic ? new Italic() : null,
            FontSize = new FontSize { Val = Whole(look.Size * 2) },
            Underline = look.Underlined ? new Underline { Val = UnderlineValues.Single } : null,
        };

    public RunFonts Fonts() =>
        new()
        {
            Ascii = font,
            HighAnsi = font,
            EastAsia = font,
            ComplexScript = font,
        };

    /// <summary>A rule in the middle of a column, as a paragraph that is nothing but its border.</summary>
    public static Paragraph Rule(int column, int length) =>
        new(
            new ParagraphProperties
            {
                ParagraphBorders = new ParagraphBorders(
                    new TopBorder
                    {
                        Val = BorderValues.Single,
                        Size = 6,
                        Space = 0,
                    }
                ),
                SpacingBetweenLines = new SpacingBetweenLines
                {
                    Before = "20",
                    After = "0",
                    Line = "60",
                    LineRule = LineSpacingRuleValues.Exact,
                },
                Indentation = new Indentation
                {
                    Left = Whole(Math.Max(0, (column - length) / 2)),
                    Right = Whole(Math.Max(0, (column - length) / 2)),
                },
            }
        );

    public static string Whole(int number) =>
        number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
