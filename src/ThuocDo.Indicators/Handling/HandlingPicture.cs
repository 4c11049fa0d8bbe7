using System.Globalization;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Pictures;

namespace ThuocDo.Indicators.Handling;

/// <summary>Draws the bars of handling times with the percentiles over them.</summary>
public static class HandlingPicture
{
    private const double Width = 640;
    private const double Height = 280;
    private const double Left = 16;
    private const double Top = 56;
    private const double Bottom = 52;

    public static Picture Draw(
        string title,
        string said,
        IReadOnlyList<HandlingBar> bars,
        IReadOnlyList<(int Days, string Name)> marks,
        string axis,
        Func<HandlingBar, string> hint,
        Func<HandlingBar, string?> href
    )
    {
        var list = new List<Mark>();
        var floor = Height - Bottom;
        list.Add(new Stroke([(Left, floor), (Width - Left, floor)], Tint.Soft));
        if (bars.Count > 0)
        {
            var step = (Width - 2 * Left) / bars.Count;
            var most = Math.Max(1, bars.Max(b => b.Count));
            for (var i = 0; i < bars.Count; i++)
            {
                var bar = bars[i];
                var x = Left + i * step;
                var height = bar.Count * (floor - Top) / most;
                if (bar.Count > 0)
                {
                    // Never thinner than a line: one result among many thousands is there to be seen.
                    var drawn = Math.Max(2, height);
                    list.Add(
                        new Box(
                            x + step * 0.1,
                            floor - drawn,
                            step * 0.8,
                            drawn,
                            Tint.Act,
                            hint(bar),
                            href(bar)
                        )
                    );
                    if (step >= 34)
                    {
                        list.Add(
                            new Words(
                                x + step / 2,
                                floor - drawn - 5,
                                Formats.Number(bar.Count),
                                11,
                                Anchor.Middle
                            )
                        );
                    }
                }

                // As many names as have room beside each other.
                if (i % (int)Math.Ceiling(36 / step) == 0)
                {
                    list.Add(new Words(x + step / 2, floor + 18, bar.Name, 11, Anchor.Middle));
                }
            }

            var row = 0;
            foreach (var same in marks.GroupBy(m => m.Days))
            {
                var at = bars.ToList().FindIndex(b => b.Least <= same.Key && same.Key <= b.Most);
                var x = Left + (at + 0.5) * step;
                var y = 16 + 14 * row++;
                list.Add(new Stroke([(x, y + 4), (x, floor)], Tint.Lacquer, 1.5, true));
                var isRight = x > Width * 0.7;
                list.Add(
                    new Words(
                        x + (isRight ? -5 : 5),
                        y + 4,
                        $"{string.Join(", ", same.Select(m => m.Name))} = {same.Key.ToString(CultureInfo.InvariantCulture)}",
                        12,
                        isRight ? Anchor.End : Anchor.Start,
                        true,
                        Tint.Lacquer
                    )
                );
            }
        }

        list.Add(new Words(Width / 2, Height - 12, axis, 12, Anchor.Middle, false, Tint.Soft));
        return new Picture(Width, Height, title, said, list);
    }
}
