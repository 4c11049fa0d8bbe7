using ThuocDo.Shared.Language;
using ThuocDo.Shared.Pictures;

namespace ThuocDo.Indicators.Pictures;

/// <summary>One step of a waterfall.</summary>
/// <param name="From">Where the bar begins.</param>
/// <param name="To">Where it ends; the next one begins there.</param>
public sealed record FallStep(string Name, decimal From, decimal To, string? Href)
{
    public decimal Amount => To - From;
}

/// <summary>How the parts of a gap add up to it: each bar begins where the one before ended, the last is the whole.</summary>
public static class Waterfall
{
    private const double Names = 200;
    private const double Numbers = 64;
    private const double Scale = 360;
    private const double RowHeight = 26;
    private const double Head = 12;

    /// <summary>Lays amounts one after the other; the end of the last is their sum.</summary>
    public static IReadOnlyList<FallStep> Lay(
        IEnumerable<(string Name, decimal Amount, string? Href)> parts
    )
    {
        var at = 0m;
        return
        [
            .. parts.Select(p =>
            {
                var from = at;
                at += p.Amount;
                return new FallStep(p.Name, from, at, p.Href);
            }),
        ];
    }

    public static Picture Draw(
        string title,
        string said,
        IReadOnlyList<FallStep> steps,
        string whole,
        Func<decimal, string> print
    )
    {
        var sum = steps is [.., var last] ? last.To : 0;
        var rows = steps
            .Select(s => (s.Name, s.From, s.To, s.Href, Fill: s.Amount > 0 ? Tint.Bad : Tint.Good))
            .Append((whole, 0, sum, null, Tint.Ink))
            .ToList();
        var low = Math.Min(0, rows.Min(r => Math.Min(r.From, r.To)));
        var high = Math.Max(0, rows.Max(r => Math.Max(r.From, r.To)));
        double X(decimal value) =>
            Names + (high == low ? 0 : (double)((value - low) / (high - low)) * Scale);

        var height = Head + rows.Count * RowHeight + 12;
        var marks = new List<Mark> { new Stroke([(X(0), Head), (X(0), height - 8)], Tint.Soft) };
        for (var i = 0; i < rows.Count; i++)
        {
            var (name, from, to, href, fill) = rows[i];
            var y = Head + i * RowHeight;
            var (x, width) = (X(Math.Min(from, to)), Math.Abs(X(to) - X(from)));
            var isWhole = i == rows.Count - 1;
            marks.Add(new Words(Names - 8, y + 17, HeatMap.Short(name), 12, Anchor.End, isWhole));
            marks.Add(
                new Box(
                    x,
                    y + 4,
                    Math.Max(1.5, width),
                    RowHeight - 8,
                    fill,
                    $"{name}: {print(to - from)}",
                    href
                )
            );
            marks.Add(
                new Words(
                    Names + Scale + Numbers,
                    y + 17,
                    print(to - from),
                    12,
                    Anchor.End,
                    isWhole
                )
            );
            if (i < rows.Count - 1)
            {
                marks.Add(
                    new Stroke([(X(to), y + RowHeight - 4), (X(to), y + RowHeight + 4)], Tint.Soft)
                );
            }
        }

        return new Picture(Names + Scale + Numbers + 12, height, title, said, marks);
    }

    /// <summary>A number with its sign.</summary>
    public static string Signed(decimal value) =>
        (
            value > 0 ? "+"
            : value < 0 ? "-"
            : ""
        ) + Formats.Decimal(Math.Abs(value));
}
