using System.Globalization;
using ThuocDo.Shared.Pictures;

namespace ThuocDo.Indicators.Pictures;

/// <param name="IsBreak">The method changed before this year: no line is drawn to it.</param>
public sealed record PanelPoint(int Year, decimal Value, bool IsBreak);

/// <summary>One small chart; all of a picture share years and scale, so that heights can be compared.</summary>
/// <param name="Last">Its last value as it is printed.</param>
public sealed record Panel(string Name, IReadOnlyList<PanelPoint> Points, string Last);

public static class SmallMultiples
{
    private const int Across = 4;
    private const double PanelWidth = 156;
    private const double PanelHeight = 104;

    /// <summary>The pieces that a line may be drawn through: it stops before a year with a new method.</summary>
    public static IReadOnlyList<IReadOnlyList<PanelPoint>> Pieces(IReadOnlyList<PanelPoint> points)
    {
        var pieces = new List<List<PanelPoint>>();
        foreach (var point in points)
        {
            if (pieces.Count == 0 || point.IsBreak)
            {
                pieces.Add([]);
            }

            pieces[^1].Add(point);
        }

        return pieces;
    }

    public static Picture Draw(string title, string said, IReadOnlyList<Panel> panels)
    {
        var all = panels.SelectMany(p => p.Points).ToList();
        var (first, last) = (all.Min(p => p.Year), all.Max(p => p.Year));
        var (low, high) = (all.Min(p => p.Value), all.Max(p => p.Value));
        var marks = new List<Mark>();
        for (var i = 0; i < panels.Count; i++)
        {
            var (left, top) = (i % Across * PanelWidth + 8, i / Across * PanelHeight + 8);
            var panel = panels[i];
            double X(int year) =>
                left
                + 6
                + (last == first ? 0.5 : (double)(year - first) / (last - first))
                    * (PanelWidth - 52);
            double Y(decimal value) =>
                top + 84 - (high == low ? 0.5 : (double)((value - low) / (high - low))) * 50;

            marks.Add(
                new Box(left, top, PanelWidth - 8, PanelHeight - 8, Tint.White, Edge: Tint.Line)
            );
            marks.Add(new Words(left + 6, top + 16, HeatMap.Short(panel.Name, 24), 11));
            foreach (var piece in Pieces(panel.Points))
            {
                if (piece.Count > 1)
                {
                    marks.Add(
                        new Stroke([.. piece.Select(p => (X(p.Year), Y(p.Value)))], Tint.Act, 2)
                    );
                }

                if (piece[0].IsBreak && piece[0] != panel.Points[0])
                {
                    var x = X(piece[0].Year) - 3;
                    marks.Add(new Stroke([(x, top + 26), (x, top + 88)], Tint.Lacquer, 1, true));
                }
            }

            if (panel.Points is [.., var end])
            {
                marks.Add(new Dot(X(end.Year), Y(end.Value), 3, Tint.Act));
                marks.Add(
                    new Words(X(end.Year) + 6, Y(end.Value) + 4, panel.Last, 11, Anchor.Start, true)
                );
            }
        }

        var rows = (panels.Count + Across - 1) / Across;
        var height = rows * PanelHeight + 34;
        marks.Add(
            new Words(
                10,
                height - 10,
                string.Create(CultureInfo.InvariantCulture, $"{first} – {last}"),
                11,
                Anchor.Start,
                false,
                Tint.Soft
            )
        );
        return new Picture(Across * PanelWidth + 8, height, title, said, marks);
    }
}
