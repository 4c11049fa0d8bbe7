using System.Globalization;
using ThuocDo.Indicators.Indices;
using ThuocDo.Shared.Pictures;

namespace ThuocDo.Indicators.Pictures;

/// <summary>One result among how many.</summary>
public sealed record Place(int Rank, int Ranked)
{
    /// <summary>0 for the first, 1 for the last: places among different numbers of provinces can stand on one scale.</summary>
    public decimal Height => Ranked > 1 ? (decimal)(Rank - 1) / (Ranked - 1) : 0;

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Rank}/{Ranked}");
}

/// <summary>One index between two years.</summary>
/// <param name="IsBroken">The method changed in between: the two places do not measure the same.</param>
public sealed record Slope(string Key, Place From, Place To, bool IsBroken)
{
    /// <summary>Places won; negative: lost. None where the two places do not measure the same.</summary>
    public int? Change => IsBroken ? null : From.Rank - To.Rank;
}

/// <summary>Places in two years, joined by a line; dashed where the method changed between them.</summary>
public static class SlopeChart
{
    private const double Width = 560;
    private const double Height = 420;
    private const double Left = 170;
    private const double Top = 50;
    private const double Line = 17;

    /// <summary>
    /// The indices ranked in both years, the best of the later year first. A place of which it is not known among how many cannot be put on
    /// the scale: see <see cref="Unplaced"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The first year is not before the second: no change of method could be seen.</exception>
    public static IReadOnlyList<Slope> Between(
        IEnumerable<(string Key, IReadOnlyList<Edition> Editions)> series,
        int from,
        int to
    )
    {
        if (from >= to)
        {
            throw new ArgumentException("The first year is not before the second.", nameof(from));
        }

        return
        [
            .. series
                .Select(s =>
                {
                    var (first, last) = (
                        s.Editions.FirstOrDefault(e => e.Year == from)?.Main,
                        s.Editions.FirstOrDefault(e => e.Year == to)?.Main
                    );
                    return
                        first is { Rank: { } one, Ranked: { } ofOne }
                        && last is { Rank: { } other, Ranked: { } ofOther }
                        ? new Slope(
                            s.Key,
                            new(one, ofOne),
                            new(other, ofOther),
                            s.Editions.Any(e => e.Year > from && e.Year <= to && e.IsBreak)
                        )
                        : null;
                })
                .OfType<Slope>()
                .OrderBy(s => s.To.Height)
                .ThenBy(s => s.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>Indices with a place in both years that cannot be drawn, because it is not known among how many one of them is.</summary>
    public static IReadOnlyList<string> Unplaced(
        IEnumerable<(string Key, IReadOnlyList<Edition> Editions)> series,
        int from,
        int to
    ) =>
        [
            .. series
                .Where(s =>
                {
                    var places = s
                        .Editions.Where(e => e.Year == from || e.Year == to)
                        .Select(e => e.Main)
                        .Where(p => p.Rank is not null)
                        .ToList();
                    return places.Count == 2 && places.Any(p => p.Ranked is null);
                })
                .Select(s => s.Key),
        ];

    /// <summary>Moves labels down so that none stands on another; their order stays.</summary>
    public static IReadOnlyList<double> Apart(IReadOnlyList<double> wanted, double least)
    {
        var order = Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i]).ToList();
        var placed = new double[wanted.Count];
        var at = double.NegativeInfinity;
        foreach (var i in order)
        {
            at = Math.Max(wanted[i], at + least);
            placed[i] = at;
        }

        return placed;
    }

    public static Picture Draw(
        string title,
        string said,
        IReadOnlyList<Slope> slopes,
        int from,
        int to,
        string broken
    )
    {
        var (x1, x2) = (Left, Width - Left);
        double Y(Place place) => Top + (double)place.Height * (Height - Top - 60);
        var lefts = Apart([.. slopes.Select(s => Y(s.From))], Line);
        var rights = Apart([.. slopes.Select(s => Y(s.To))], Line);
        var marks = new List<Mark>
        {
            new Stroke([(x1, Top - 10), (x1, Height - 50)], Tint.Line),
            new Stroke([(x2, Top - 10), (x2, Height - 50)], Tint.Line),
            new Words(x1, 24, Year(from), 14, Anchor.Middle, true),
            new Words(x2, 24, Year(to), 14, Anchor.Middle, true),
        };
        for (var i = 0; i < slopes.Count; i++)
        {
            var slope = slopes[i];
            var colour =
                slope.Change > 0 ? Tint.Good
                : slope.Change < 0 ? Tint.Bad
                : Tint.Soft;
            var (y1, y2) = (Y(slope.From), Y(slope.To));
            marks.Add(new Stroke([(x1, y1), (x2, y2)], colour, 2, slope.IsBroken));
            marks.Add(new Dot(x1, y1, 4, colour));
            marks.Add(new Dot(x2, y2, 4, colour));
            marks.Add(
                new Words(x1 - 10, lefts[i] + 4, $"{slope.Key} {slope.From.Text}", 12, Anchor.End)
            );
            marks.Add(
                new Words(
                    x2 + 10,
                    rights[i] + 4,
                    $"{slope.To.Text} {slope.Key}{(slope.IsBroken ? " *" : "")}",
                    12,
                    Anchor.Start,
                    true
                )
            );
        }

        if (slopes.Any(s => s.IsBroken))
        {
            marks.Add(
                new Words(12, Height - 10, "* " + broken, 11, Anchor.Start, false, Tint.Soft)
            );
        }

        return new Picture(Width, Height, title, said, marks);
    }

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
