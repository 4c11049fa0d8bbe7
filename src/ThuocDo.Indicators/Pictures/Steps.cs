using ThuocDo.Shared.Language;
using ThuocDo.Shared.Pictures;

namespace ThuocDo.Indicators.Pictures;

/// <summary>
/// Five shades for shares, cut so that each holds about a fifth of the different values: shares that all lie close together can still be told
/// apart, and the many that are 100 % do not hide the few that are not.
/// The limits are printed beside the picture.
/// </summary>
public sealed class Steps
{
    private const int Count = 5;
    private static readonly Tint[] Tints =
    [
        Tint.Step0,
        Tint.Step1,
        Tint.Step2,
        Tint.Step3,
        Tint.Step4,
    ];

    private readonly decimal[] limits;
    private readonly (decimal Low, decimal High) span;

    private Steps(decimal[] limits, (decimal Low, decimal High) span) =>
        (this.limits, this.span) = (limits, span);

    /// <summary>The upper limits of all shades but the last, by nearest rank; equal ones fall together.</summary>
    public static Steps Of(IEnumerable<decimal> values)
    {
        var sorted = values.Distinct().Order().ToList();
        return new(
            sorted.Count == 0
                ? []
                :
                [
                    .. Enumerable
                        .Range(1, Count - 1)
                        .Select(i => sorted[(sorted.Count * i + Count - 1) / Count - 1])
                        .Distinct()
                        .Where(limit => limit < sorted[^1]),
                ],
            sorted.Count == 0 ? default : (sorted[0], sorted[^1])
        );
    }

    public int ShadeOf(decimal value)
    {
        var below = limits.Count(limit => value > limit);
        // With fewer limits the shades are spread, so that lowest and highest stay lightest and darkest.
        return limits.Length == 0 ? Count / 2 : below * (Count - 1) / limits.Length;
    }

    public Tint TintOf(decimal? value) => value is { } v ? Tints[ShadeOf(v)] : Tint.Empty;

    /// <summary>Draws the shades with their limits.</summary>
    public IEnumerable<Mark> Legend(double x, double y, string none)
    {
        yield return new Box(x, y - 11, 14, 14, Tint.Empty, Edge: Tint.Line);
        yield return new Words(x + 20, y, none, 11);
        x += 110;
        for (var i = 0; i <= limits.Length; i++)
        {
            var shade = limits.Length == 0 ? Count / 2 : i * (Count - 1) / limits.Length;
            yield return new Box(x, y - 11, 14, 14, Tints[shade], Edge: Tint.Line);
            // Fonts of documents have no sign for "at most", so both ends are written; the upper one belongs to the shade.
            var (low, high) = (
                i == 0 ? span.Low : limits[i - 1],
                i == limits.Length ? span.High : limits[i]
            );
            yield return new Words(
                x + 20,
                y,
                low == high
                    ? Formats.RoughPercent(high, 1)
                    : $"{Formats.Decimal(Formats.Rough(low, 1), 1)} – {Formats.RoughPercent(high, 1)}",
                11
            );
            x += 112;
        }
    }
}
