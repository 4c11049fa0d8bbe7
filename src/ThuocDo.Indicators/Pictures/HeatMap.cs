using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Pictures;

namespace ThuocDo.Indicators.Pictures;

public sealed record HeatCell(string Column, Share Share, string? Href);

public sealed record HeatRow(string Name, IReadOnlyList<HeatCell> Cells);

/// <summary>A share by row and column: how dark a cell is says how high, its number the same.</summary>
public static class HeatMap
{
    private const double Names = 190;
    private const double CellWidth = 52;
    private const double CellHeight = 24;
    private const double Head = 30;
    private const double Foot = 34;

    public static Picture Draw(
        string title,
        string said,
        IReadOnlyList<string> columns,
        IReadOnlyList<HeatRow> rows,
        Func<HeatRow, HeatCell, string> hint,
        string none
    )
    {
        var steps = Steps.Of(
            rows.SelectMany(r => r.Cells).Select(c => c.Share.Value).OfType<decimal>()
        );
        var marks = new List<Mark>();
        for (var i = 0; i < columns.Count; i++)
        {
            marks.Add(
                new Words(Names + (i + 0.5) * CellWidth, Head - 10, columns[i], 11, Anchor.Middle)
            );
        }

        for (var y = 0; y < rows.Count; y++)
        {
            var top = Head + y * CellHeight;
            marks.Add(new Words(Names - 8, top + 16, Short(rows[y].Name), 12, Anchor.End));
            for (var x = 0; x < rows[y].Cells.Count; x++)
            {
                var cell = rows[y].Cells[x];
                var tint = steps.TintOf(cell.Share.Value);
                marks.Add(
                    new Box(
                        Names + x * CellWidth + 1,
                        top + 1,
                        CellWidth - 2,
                        CellHeight - 2,
                        tint,
                        hint(rows[y], cell),
                        cell.Share.IsApplicable ? cell.Href : null
                    )
                );
                if (cell.Share.Value is { } value)
                {
                    marks.Add(
                        new Words(
                            Names + (x + 0.5) * CellWidth,
                            top + 16,
                            Formats.Decimal(Formats.Rough(value, 0), 0),
                            11,
                            Anchor.Middle,
                            false,
                            Tints.On(tint)
                        )
                    );
                }
            }
        }

        var height = Head + rows.Count * CellHeight + Foot;
        marks.AddRange(steps.Legend(8, height - 12, none));
        return new Picture(
            Math.Max(690, Names + columns.Count * CellWidth + 8),
            height,
            title,
            said,
            marks
        );
    }

    internal static string Short(string name, int most = 27) =>
        name.Length <= most ? name : name[..(most - 1)].TrimEnd() + "…";
}
