using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Gaps;

/// <summary>
/// The splits of a gap as a file: one line for each part. <c>short_records</c> is the part's shortfall in records, exact; over the lines of
/// one split it adds up to that of the whole, which stands in the first line.
/// </summary>
[Requires(Permissions.BoardView)]
public sealed class GapDataModel(GapDesk desk) : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        IndicatorQuestion asked,
        CancellationToken cancellation
    )
    {
        var (isAllowed, answer) = await desk.FindAsync(asked, cancellation);
        if (!isAllowed)
        {
            return Forbid();
        }

        return answer is null
            ? NotFound()
            : new CsvFile(
                $"{asked.Condition}-{answer.Frame.AsOf:yyyy-MM-dd}.csv",
                Text(answer.Sheet)
            );
    }

    /// <summary>Numbers with a point, whatever the language.</summary>
    public static string Text(GapSheet sheet)
    {
        var text = new StringBuilder(
            CsvText.Line(
                "split",
                "part",
                "name",
                "numerator",
                "denominator",
                "gap_points",
                "short_records",
                "turning"
            )
        );
        var gap = sheet.Gap;
        text.Append(
            Line(
                "whole",
                "",
                "",
                gap.Share,
                gap.Points ?? 0,
                gap.Target.Short(gap.Share),
                gap.Turning
            )
        );
        foreach (var split in sheet.Splits)
        {
            foreach (var row in split.Rows)
            {
                var part = row.Contribution;
                text.Append(
                    Line(
                        split.By.ToString().ToLowerInvariant(),
                        part.Part.Key,
                        row.Name,
                        part.Part.Share,
                        part.Points,
                        part.Short,
                        part.Turning
                    )
                );
            }
        }

        return text.ToString();

        string Line(
            string split,
            string key,
            string name,
            Figures.Share share,
            decimal points,
            decimal lacking,
            long? turning
        ) =>
            CsvText.Line(
                split,
                key,
                name,
                Plain(share.Numerator),
                Plain(share.Denominator),
                Plain(points),
                Plain(lacking / 100 / gap.Target.Below),
                turning is { } records ? Plain(records) : ""
            );
    }

    private static string Plain(decimal value) =>
        value.ToString("0.############", CultureInfo.InvariantCulture);
}
