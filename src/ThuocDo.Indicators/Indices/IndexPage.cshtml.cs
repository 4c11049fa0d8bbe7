using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Indices.Prints;
using ThuocDo.Indicators.Indices.Standings;
using ThuocDo.Indicators.Pictures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Pictures;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Indices;

/// <summary>
/// One published index of the province: the results over the years, how far they are from the conditions of the programme,
/// and the way from parts to total. Public; the conditions are shown to those who may see the board.
/// </summary>
[PublicPage]
public sealed class IndexPageModel(
    Clock clock,
    ICurrentUser user,
    IndexLibrary library,
    IConditionSource conditions,
    Texts texts
) : PageModel
{
    public PublishedIndex Index { get; private set; } = null!;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<IndexYear> Years { get; private set; } = [];

    /// <summary>The year whose parts are shown, the last with parts unless another was asked for.</summary>
    public IndexYear? Chosen { get; private set; }

    /// <summary>Parts over the years, and provinces where the results of several are known.</summary>
    public IReadOnlyList<PictureSheet> Pictures { get; private set; } = [];

    public bool MayImport => user.Can(Permissions.IndexManage);

    public IReadOnlyList<ConditionInfo> Conditions { get; private set; } = [];

    /// <summary>Of all years, in their order: parts come and go with the method.</summary>
    public IReadOnlyList<(string Key, Bilingual Name)> Parts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(
        string index,
        [FromQuery(Name = "nam")] int? year,
        PictureAsked asked,
        CancellationToken cancellation
    )
    {
        if (IndexLinks.Find(index) is not { } found)
        {
            return NotFound();
        }

        Index = found;
        Conditions = user.Can(Permissions.BoardView)
            ? [.. (await conditions.ConditionsAsync(cancellation)).Where(IsOnIndex)]
            : [];
        var book = await library.BookAsync(cancellation);
        Years = [.. book.Known(Index.Key, clock.Today).Select(e => IndexYear.Of(e, Conditions))];
        Chosen =
            Years.FirstOrDefault(y => y.Edition.Year == year && y.Parts.Count > 0)
            ?? Years.LastOrDefault(y => y.Parts.Count > 0);
        Parts =
        [
            .. Years
                .SelectMany(y => y.Parts)
                .GroupBy(p => p.Part.Key)
                .Select(g => (g.Key, g.Last().Part.Name)),
        ];
        Pictures = [.. Panels(), .. Provinces(book)];
        return asked.Answer(Pictures) ?? Page();
    }

    /// <summary>
    /// Each part as a share of its most, so that parts of different weight stand on one scale.
    /// </summary>
    private IEnumerable<PictureSheet> Panels()
    {
        var parts = Parts
            .Select(part =>
                (
                    part.Name,
                    Rows: Years
                        .Select(y =>
                            (y.Edition, Row: y.Parts.FirstOrDefault(p => p.Part.Key == part.Key))
                        )
                        .Where(x => x.Row is { Score: not null, Part.MaxScore: > 0 })
                        .ToList()
                )
            )
            .Where(p => p.Rows.Count > 1)
            .ToList();
        if (parts.Count > 0)
        {
            yield return Multiples(
                "phan",
                texts["picture-page.panels", Index.Key],
                [
                    .. parts.Select(p =>
                        (
                            p.Name.ToString(),
                            (IReadOnlyList<(Edition, decimal, decimal)>)
                                [
                                    .. p.Rows.Select(r =>
                                        (r.Edition, r.Row!.Score!.Value, r.Row.Part.MaxScore!.Value)
                                    ),
                                ]
                        )
                    ),
                ]
            );
        }
    }

    /// <summary>
    /// The provinces in the years in which results of several are known: those that ship, and over them what was taken in. Scale and method
    /// of a year are those of its edition of the home province.
    /// </summary>
    private IEnumerable<PictureSheet> Provinces(IndexBook book)
    {
        var known = book.ProvincesOf(Index.Key)
            .SelectMany(code => book.Of(Index.Key, code))
            .Where(e => e.KnownFrom <= clock.Today && e.Main.Score is not null)
            .Select(e =>
                (e.Province, Edition: e, Score: e.Main.Score!.Value, Most: e.Main.MaxScore)
            )
            .ToList();
        var taken = known.Select(k => (k.Province, k.Edition.Year)).ToHashSet();
        known.AddRange(
            ProvinceResults
                .Shipped.Where(s => s.Index == Index.Key && !taken.Contains((s.Province, s.Year)))
                .Join(
                    Years,
                    s => s.Year,
                    y => y.Edition.Year,
                    (s, y) => (s.Province, y.Edition, s.Score, y.Edition.Main.MaxScore)
                )
        );
        var years = known
            .GroupBy(k => k.Edition.Year)
            .Where(g => g.Select(k => k.Province).Distinct().Count() > 1)
            .Select(g => g.Key)
            .Order()
            .ToList();
        if (years.Count > 0)
        {
            // A change of method in a year that is not shown stands between two that are.
            Edition In(Edition edition)
            {
                var before = years.LastOrDefault(y => y < edition.Year);
                return edition with
                {
                    IsBreak =
                        before > 0
                        && Years.Any(y =>
                            y.Edition.IsBreak
                            && y.Edition.Year > before
                            && y.Edition.Year <= edition.Year
                        ),
                };
            }

            yield return Multiples(
                "tinh",
                texts["picture-page.panels.provinces", Index.Key],
                [
                    .. known
                        .Where(k => years.Contains(k.Edition.Year))
                        .GroupBy(k => k.Province)
                        // The home province first, so that it need not be looked for.
                        .OrderByDescending(g => g.Key == IndexBook.Home)
                        .ThenBy(g => g.Key, StringComparer.Ordinal)
                        .Select(g =>
                            (
                                ProvinceResults.Names.GetValueOrDefault(g.Key)?.ToString()
                                    ?? texts["picture-page.panels.province", g.Key],
                                (IReadOnlyList<(Edition, decimal, decimal)>)
                                    [
                                        .. g.OrderBy(k => k.Edition.Year)
                                            .Select(k => (In(k.Edition), k.Score, k.Most)),
                                    ]
                            )
                        ),
                ],
                " "
                    + texts[
                        "picture-page.panels.shipped",
                        string.Join(
                            ", ",
                            years.Select(y => y.ToString(CultureInfo.InvariantCulture))
                        )
                    ]
            );
        }
    }

    private PictureSheet Multiples(
        string key,
        string title,
        IReadOnlyList<(
            string Name,
            IReadOnlyList<(Edition Edition, decimal Score, decimal Most)> Points
        )> series,
        string more = ""
    ) =>
        new(
            key,
            SmallMultiples.Draw(
                title,
                texts["picture-page.panels.said", series.Count] + more,
                [
                    .. series.Select(s => new Panel(
                        s.Name,
                        [
                            .. s.Points.Select(p => new PanelPoint(
                                p.Edition.Year,
                                p.Score / p.Most,
                                p.Edition.IsBreak
                            )),
                        ],
                        Score(s.Points[^1].Score, s.Points[^1].Most)
                    )),
                ]
            ),
            [
                new(texts["picture-page.column.part"], "part"),
                new(texts["indices.year"], "year", true),
                new(texts["indices.score"], "score", true),
                new(texts["index-page.most"], "most", true),
                new(texts["picture-page.slope.method"], "method_changed"),
            ],
            [
                .. series.SelectMany(s =>
                    s.Points.Select(p =>
                        (IReadOnlyList<PictureCell>)
                            [
                                PictureCell.Of(s.Name),
                                PictureCell.Of(
                                    p.Edition.Year.ToString(CultureInfo.InvariantCulture)
                                ),
                                new(Score(p.Score, p.Most), PictureNumbers.Plain(p.Score)),
                                new(Score(p.Most, p.Most), PictureNumbers.Plain(p.Most)),
                                new(
                                    p.Edition.IsBreak ? texts["board.break"] : "",
                                    p.Edition.IsBreak ? "yes" : "no"
                                ),
                            ]
                    )
                ),
            ]
        );

    /// <summary>A score in as many decimals as its scale asks for.</summary>
    public static string Score(decimal? score, decimal? most) =>
        score is { } value ? Formats.Decimal(value, most <= 1 ? 4 : 2) : "–";

    /// <summary>What is missing or left over, in the words of the condition.</summary>
    public string Gap(Standing standing)
    {
        if (standing.Gap is not { } gap)
        {
            return standing.Verdict == Verdict.Met ? "" : texts["index-page.gap.unknown"];
        }

        var kind = standing.Condition.Kind switch
        {
            ConditionKind.Rank => "rank",
            ConditionKind.Group => "group",
            _ => "level",
        };
        return gap == 0 ? texts["index-page.gap.exact"]
            : gap > 0 ? texts[$"index-page.gap.missing.{kind}", gap]
            : texts[$"index-page.gap.left.{kind}", -gap];
    }

    private bool IsOnIndex(ConditionInfo condition) =>
        condition.Index == Index.Key
        && condition.Kind is ConditionKind.Level or ConditionKind.Rank or ConditionKind.Group
        && (condition.Limit is not null || condition.Group is not null);

    /// <summary>The rules of the years, each once.</summary>
    public IEnumerable<IndexRule> Rules =>
        Years.Select(y => y.Method?.Rule).OfType<IndexRule>().Distinct();
}
