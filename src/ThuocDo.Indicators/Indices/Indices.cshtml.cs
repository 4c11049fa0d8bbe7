using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Indices.Prints;
using ThuocDo.Indicators.Pictures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Pictures;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Indices;

/// <summary>The published indices of the province with every edition; public, as they were published.</summary>
[PublicPage]
public sealed class IndicesModel(Clock clock, IndexLibrary library, ICurrentUser user, Texts texts)
    : PageModel
{
    /// <summary>The two years between which places are compared; none: those in which most indices have one, some five years apart.</summary>
    [BindProperty(SupportsGet = true, Name = "tu")]
    public int? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "den")]
    public int? To { get; set; }

    /// <summary>Years with a place in any index, the oldest first.</summary>
    public IReadOnlyList<int> Years { get; private set; } = [];

    /// <summary>None where no index has a place in both years.</summary>
    public PictureSheet? Slope { get; private set; }

    public IReadOnlyList<(PublishedIndex Index, IReadOnlyList<Edition> Editions)> Series
    {
        get;
        private set;
    } = [];

    public bool MayImport => user.Can(Permissions.IndexManage);
    public bool MayScore => user.Can(Permissions.ParIndexView);
    public bool MayOpenBoard => user.Can(Permissions.BoardView);

    public async Task<IActionResult> OnGetAsync(PictureAsked asked, CancellationToken cancellation)
    {
        var book = await library.BookAsync(cancellation);
        Series = [.. book.Indices.Select(i => (i, book.Known(i.Key, clock.Today)))];
        Years =
        [
            .. Series
                .SelectMany(s => s.Editions)
                .Where(e => e.Main.Rank is not null)
                .Select(e => e.Year)
                .Distinct()
                .Order(),
        ];
        if (Years.Count > 1)
        {
            bool Has(IReadOnlyList<Edition> editions, int? year) =>
                editions.Any(e => e.Year == year && e.Main.Rank is not null);
            int Ranked(int year) => Series.Count(s => Has(s.Editions, year));
            To ??= Years.OrderByDescending(Ranked).ThenByDescending(y => y).First();
            From ??= Years
                .Where(y => y < To)
                .OrderByDescending(y =>
                    Series.Count(x => Has(x.Editions, y) && Has(x.Editions, To))
                )
                .ThenBy(y => Math.Abs(To.Value - Span - y))
                .FirstOrDefault(Years[0]);
            // Two free choices: the order of the years is ours, or a change of method between them would not be seen.
            (From, To) = (Math.Min(From.Value, To.Value), Math.Max(From.Value, To.Value));
            Slope = From < To ? Draw(From.Value, To.Value) : null;
        }

        return asked.Answer(Slope is null ? [] : [Slope]) ?? Page();
    }

    private const int Span = 5;

    private PictureSheet? Draw(int from, int to)
    {
        var series = Series.Select(s => (s.Index.Key, s.Editions)).ToList();
        var slopes = SlopeChart.Between(series, from, to);
        if (slopes.Count == 0)
        {
            return null;
        }

        var unplaced = SlopeChart.Unplaced(series, from, to);
        var (one, other) = (
            from.ToString(CultureInfo.InvariantCulture),
            to.ToString(CultureInfo.InvariantCulture)
        );
        return new(
            "hang",
            SlopeChart.Draw(
                texts["picture-page.slope", one, other],
                texts[
                    "picture-page.slope.said",
                    slopes.Count,
                    slopes.Count(s => s.Change > 0),
                    slopes.Count(s => s.Change < 0),
                    slopes.Count(s => s.Change == 0),
                    slopes.Count(s => s.IsBroken)
                ]
                    + (
                        unplaced.Count == 0
                            ? ""
                            : " "
                                + texts["picture-page.slope.unplaced", string.Join(", ", unplaced)]
                    ),
                slopes,
                from,
                to,
                texts["picture-page.slope.broken"]
            ),
            [
                new(texts["indices.title"], "index"),
                new(one, "rank_from", true),
                new(other, "rank_to", true),
                new(texts["picture-page.slope.change"], "places_won", true),
                new(texts["picture-page.slope.method"], "method_changed"),
            ],
            [
                .. slopes.Select(s =>
                    (IReadOnlyList<PictureCell>)
                        [
                            new(s.Key, s.Key, IndexLinks.Of(s.Key)),
                            new(s.From.Text, PictureNumbers.Plain(s.From.Rank)),
                            new(s.To.Text, PictureNumbers.Plain(s.To.Rank)),
                            new(
                                s.Change is { } change
                                    ? (change > 0 ? "+" : "")
                                        + change.ToString(CultureInfo.InvariantCulture)
                                    : FigureText.None,
                                PictureNumbers.Plain(s.Change)
                            ),
                            new(
                                texts[
                                    s.IsBroken
                                        ? "picture-page.slope.broken"
                                        : "picture-page.slope.same"
                                ],
                                s.IsBroken ? "yes" : "no"
                            ),
                        ]
                ),
            ]
        );
    }
}
