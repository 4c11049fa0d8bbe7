using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Pictures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Pictures;

namespace ThuocDo.Indicators.Gaps;

/// <summary>What is missing to a target, who holds it back, and what would close it.</summary>
[Requires(Permissions.BoardView)]
public sealed class GapPageModel(GapDesk desk, ICurrentUser user, Texts texts) : PageModel
{
    /// <summary>Parts that are listed by name on the page; the file has all.</summary>
    public const int MostRows = 12;

    public IndicatorQuestion Asked { get; private set; } = null!;
    public GapAnswer Answer { get; private set; } = null!;
    public GapSheet Sheet { get; private set; } = null!;
    public bool MayDrill { get; private set; }

    public IReadOnlyList<PictureSheet> Pictures { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(
        IndicatorQuestion asked,
        PictureAsked picture,
        CancellationToken cancellation
    )
    {
        var (isAllowed, answer) = await desk.FindAsync(asked, cancellation);
        if (!isAllowed)
        {
            return Forbid();
        }

        if (answer is null)
        {
            return NotFound();
        }

        (Asked, Answer, Sheet, MayDrill) = (
            asked,
            answer,
            answer.Sheet,
            user.Can(Permissions.BoardDrill)
        );
        Pictures = [.. Sheet.Splits.Where(s => s.Rows.Count > 1).Select(Fall)];
        return picture.Answer(Pictures) ?? Page();
    }

    public static string KeyOf(SplitBy by) =>
        by switch
        {
            SplitBy.Unit => "don-vi",
            SplitBy.Procedure => "thu-tuc",
            SplitBy.Field => "linh-vuc",
            SplitBy.Channel => "kenh",
            _ => "thang",
        };

    /// <summary>Months in their order; of other parts those that move the figure most, and those that stand in one line.</summary>
    public static (IReadOnlyList<GapRow> Named, IReadOnlyList<GapRow> Others) Listed(GapSplit split)
    {
        var rows =
            split.By == SplitBy.Month
                ? split.Rows.OrderBy(r => r.Contribution.Part.Key, StringComparer.Ordinal).ToList()
                : split.Rows;
        IReadOnlyList<GapRow> named = rows.Count <= MostRows ? rows : [.. rows.Take(MostRows - 1)];
        return (named, [.. rows.Skip(named.Count)]);
    }

    /// <summary>The same lines as the table, laid one after the other up to the gap.</summary>
    private PictureSheet Fall(GapSplit split)
    {
        var (named, others) = Listed(split);
        var steps = Waterfall.Lay(
            named
                .Select(r =>
                    (
                        r.Name,
                        r.Contribution.Points,
                        r.Place is { Procedure: null, Channel: null } place
                            ? BoardLinks.Gap(Answer.Indicator.Key, place)
                            : null
                    )
                )
                .Concat(
                    others.Count == 0
                        ? []
                        :
                        [
                            (
                                texts["gap.others", others.Count],
                                others.Sum(r => r.Contribution.Points),
                                (string?)null
                            ),
                        ]
                )
        );
        var sum = steps[^1].To;
        return new(
            KeyOf(split.By),
            Waterfall.Draw(
                texts["picture-page.fall", Answer.Indicator.Name, texts[GapText.Of(split.By)]],
                texts["picture-page.fall.said", Formats.Decimal(sum)],
                steps,
                texts["gap.sum"],
                Waterfall.Signed
            ),
            [
                new(texts[GapText.Of(split.By)], "part"),
                new(texts["gap.column.points"], "gap_points", true),
            ],
            [
                .. steps.Select(s =>
                    (IReadOnlyList<PictureCell>)
                        [
                            PictureCell.Of(s.Name),
                            new(Formats.Decimal(s.Amount), PictureNumbers.Plain(s.Amount)),
                        ]
                ),
                [
                    PictureCell.Of(texts["gap.sum"]),
                    new(Formats.Decimal(sum), PictureNumbers.Plain(sum)),
                ],
            ]
        );
    }

    /// <summary>What a part holds back: records below the line and not above it; of a ceiling those above it.</summary>
    public (long Count, string? Address) Short(GapRow row)
    {
        var (share, isFloor) = (row.Contribution.Part.Share, Sheet.Gap.Target.Operator.IsFloor());
        var key = Answer.Indicator.Key;
        return (
            isFloor ? share.Denominator - share.Numerator : share.Numerator,
            !MayDrill || row.Place is null ? null
            : isFloor ? BoardLinks.Rest(key, row.Place)
            : BoardLinks.Records(key, row.Place, true)
        );
    }
}
