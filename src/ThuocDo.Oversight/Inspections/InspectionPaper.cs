using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using ThuocDo.Shared.Language;
using Wording = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace ThuocDo.Oversight.Inspections;

/// <summary>Writes the report of a round as .docx on A4, for the office to go on with; margins and font as Decree 30/2020 wants them.</summary>
public static class InspectionPaper
{
    private const string Font = "Times New Roman";
    private const int Width = 9354;

    public static byte[] Write(
        Inspection inspection,
        InspectionPlan? plan,
        IReadOnlyList<VisitFolder> places,
        Texts texts
    )
    {
        using var stream = new MemoryStream();
        using (
            var document = WordprocessingDocument.Create(
                stream,
                WordprocessingDocumentType.Document
            )
        )
        {
            document.AddMainDocumentPart().Document = new Document(
                new Body([
                    .. Head(inspection, plan, texts),
                    .. places.SelectMany(p => PlaceOf(p, texts)),
                    .. End(inspection, texts),
                    new SectionProperties(
                        new PageSize { Width = 11906, Height = 16838 },
                        new PageMargin
                        {
                            Top = 1134,
                            Bottom = 1134,
                            Left = 1701,
                            Right = 851,
                            Header = 567,
                            Footer = 567,
                            Gutter = 0,
                        }
                    ),
                ])
            );
            document.PackageProperties.Title = $"{inspection.Code} {inspection.Name}";
        }

        return stream.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Head(
        Inspection inspection,
        InspectionPlan? plan,
        Texts texts
    )
    {
        yield return Line(texts["inspection.paper.title"], bold: true, centre: true);
        yield return Line(inspection.Name, bold: true, centre: true);
        yield return Line("");
        yield return Line(
            texts[
                "inspection.paper.basis",
                inspection.Decision ?? "–",
                Formats.Day(inspection.DecidedOn),
                plan?.Number ?? "–"
            ]
        );
        yield return Line(
            texts["inspection.paper.kind", texts[InspectionText.Of(inspection.Kind)]]
        );
        yield return Line(texts["inspection.team"] + ":", bold: true);
        foreach (var member in (inspection.Team ?? "–").Split('\n'))
        {
            yield return Line("– " + member);
        }
    }

    private static IEnumerable<OpenXmlElement> PlaceOf(VisitFolder folder, Texts texts)
    {
        yield return Line("");
        yield return Line(folder.Unit.NameIn(Texts.CurrentLanguage), bold: true);
        yield return Line(
            folder.Place.VisitedOn is { } day
                ? texts["inspection.visited", Formats.Day(day)]
                : texts["inspection.not-visited"]
        );
        if (folder.Place.Words is { Length: > 0 } words)
        {
            foreach (var line in words.Split('\n'))
            {
                yield return Line(line);
            }
        }

        if (folder.Lines.Count > 0)
        {
            yield return Grid(
                [9, 45, 16, 30],
                [
                    [
                        "",
                        texts["inspection.visit.question"],
                        texts["inspection.paper.answer"],
                        texts["inspection.visit.note"],
                    ],
                    .. folder.Lines.Select(l =>
                        new[]
                        {
                            l.Item.ToString(CultureInfo.InvariantCulture),
                            l.Question,
                            l.Current is { } held ? texts[InspectionText.Of(held.Answer)] : "–",
                            l.Current?.Note ?? "",
                        }
                    ),
                ]
            );
        }

        yield return Line(
            texts["inspection.paper.findings", folder.Findings.Count, folder.Photos.Count]
        );
        if (folder.Findings.Count > 0)
        {
            yield return Grid(
                [15, 35, 32, 18],
                [
                    [
                        texts["inspection.severity"],
                        texts["inspection.finding.words"],
                        texts["inspection.finding.remedy"],
                        texts["inspection.finding.due-on"],
                    ],
                    .. folder.Findings.Select(f =>
                        new[]
                        {
                            texts[InspectionText.Of(f.Severity)],
                            f.Words,
                            f.Remedy,
                            $"{Formats.Day(f.DueOn)} – {texts[InspectionText.Of(f.State)]}",
                        }
                    ),
                ]
            );
        }
    }

    private static IEnumerable<OpenXmlElement> End(Inspection inspection, Texts texts)
    {
        yield return Line("");
        yield return Line(texts["inspection.conclusion"], bold: true);
        foreach (var line in (inspection.Conclusion ?? "–").Split('\n'))
        {
            yield return Line(line);
        }
    }

    private static Table Grid(int[] shares, IReadOnlyList<string[]> rows)
    {
        var line = new EnumValue<BorderValues>(BorderValues.Single);
        var table = new Table(
            new TableProperties
            {
                TableWidth = new TableWidth
                {
                    Width = Width.ToString(CultureInfo.InvariantCulture),
                    Type = TableWidthUnitValues.Dxa,
                },
                TableBorders = new TableBorders
                {
                    TopBorder = new TopBorder { Val = line, Size = 4 },
                    LeftBorder = new LeftBorder { Val = line, Size = 4 },
                    BottomBorder = new BottomBorder { Val = line, Size = 4 },
                    RightBorder = new RightBorder { Val = line, Size = 4 },
                    InsideHorizontalBorder = new InsideHorizontalBorder { Val = line, Size = 4 },
                    InsideVerticalBorder = new InsideVerticalBorder { Val = line, Size = 4 },
                },
                TableLayout = new TableLayout { Type = TableLayoutValues.Fixed },
            },
            new TableGrid([
                .. shares.Select(s => new GridColumn
                {
                    Width = (Width * s / 100).ToString(CultureInfo.InvariantCulture),
                }),
            ])
        );
        foreach (var (cells, i) in rows.Select((r, i) => (r, i)))
        {
            table.Append(
                new TableRow([
                    i == 0
                        ? new TableRowProperties(new CantSplit(), new TableHeader())
                        : new TableRowProperties(new CantSplit()),
                    .. cells.Select(
                        (cell, column) =>
                            new TableCell(
                                new TableCellProperties(
                                    new TableCellWidth
                                    {
                                        Width = (Width * shares[column] / 100).ToString(
                                            CultureInfo.InvariantCulture
                                        ),
                                        Type = TableWidthUnitValues.Dxa,
                                    }
                                ),
                                Line(cell, bold: i == 0, size: 12)
                            )
                    ),
                ])
            );
        }

        return table;
    }

    private static Paragraph Line(
        string text,
        bool bold = false,
        bool centre = false,
        int size = 13
    ) =>
        new(
            new ParagraphProperties
            {
                SpacingBetweenLines = new SpacingBetweenLines { Before = "0", After = "60" },
                Justification = new Justification
                {
                    Val = centre ? JustificationValues.Center : JustificationValues.Left,
                },
            },
            new Run(
                new RunProperties
                {
                    RunFonts = new RunFonts
                    {
                        Ascii = Font,
                        HighAnsi = Font,
                        EastAsia = Font,
                        ComplexScript = Font,
                    },
                    Bold = bold ? new Bold() : null,
                    FontSize = new FontSize
                    {
                        Val = (2 * size).ToString(CultureInfo.InvariantCulture),
                    },
                },
                // Control characters are no text of a document.
                new Wording(string.Concat(text.Normalize().Where(c => !char.IsControl(c))))
                {
                    Space = SpaceProcessingModeValues.Preserve,
                }
            )
        );
}
