using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ThuocDo.Programmes.Reports.Papers.Word;

/// <summary>Tables: two columns without lines for head and foot, the ruled one of the conditions.</summary>
public static class WordGrid
{
    public static Table Columns(
        int left,
        int right,
        OpenXmlElement[] one,
        OpenXmlElement[] other
    ) => Table([left, right], BorderValues.None, new TableRow(Cell(left, one), Cell(right, other)));

    public static Table Ruled(
        IReadOnlyList<int> widths,
        IEnumerable<IReadOnlyList<OpenXmlElement>> rows
    ) =>
        Table(
            widths,
            BorderValues.Single,
            [
                .. rows.Select(
                    (cells, i) =>
                        new TableRow([
                            // The head comes again on every page; no row is torn apart.
                            i == 0
                                ? new TableRowProperties(new CantSplit(), new TableHeader())
                                : new TableRowProperties(new CantSplit()),
                            .. cells.Select((c, column) => Cell(widths[column], [c])),
                        ])
                ),
            ]
        );

    private static Table Table(
        IReadOnlyList<int> widths,
        BorderValues border,
        params TableRow[] rows
    ) =>
        new([
            new TableProperties
            {
                TableWidth = new TableWidth
                {
                    Width = WordText.Whole(widths.Sum()),
                    Type = TableWidthUnitValues.Dxa,
                },
                TableBorders = new TableBorders
                {
                    TopBorder = new TopBorder { Val = border, Size = 4 },
                    LeftBorder = new LeftBorder { Val = border, Size = 4 },
                    BottomBorder = new BottomBorder { Val = border, Size = 4 },
                    RightBorder = new RightBorder { Val = border, Size = 4 },
                    InsideHorizontalBorder = new InsideHorizontalBorder { Val = border, Size = 4 },
                    InsideVerticalBorder = new InsideVerticalBorder { Val = border, Size = 4 },
                },
                TableLayout = new TableLayout { Type = TableLayoutValues.Fixed },
                TableCellMarginDefault = new TableCellMarginDefault
                {
                    TableCellLeftMargin = new TableCellLeftMargin
                    {
                        Width = 60,
                        Type = TableWidthValues.Dxa,
                    },
                    TableCellRightMargin = new TableCellRightMargin
                    {
                        Width = 60,
                        Type = TableWidthValues.Dxa,
                    },
                },
            },
            new TableGrid(widths.Select(w => new GridColumn { Width = WordText.Whole(w) })),
            .. rows,
        ]);

    private static TableCell Cell(int width, OpenXmlElement[] content) =>
        new([
            new TableCellProperties(
                new TableCellWidth
                {
                    Width = WordText.Whole(width),
                    Type = TableWidthUnitValues.Dxa,
                }
            ),
            .. content.Length > 0 ? content : [new Paragraph()],
        ]);
}
