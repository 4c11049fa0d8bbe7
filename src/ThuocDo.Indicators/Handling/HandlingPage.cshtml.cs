using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Pictures;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Handling;

/// <summary>How many working days results took, from taking in to result, with the records behind each bar.</summary>
[Requires(Permissions.BoardView)]
public sealed class HandlingPageModel(HandlingDesk desk) : PageModel
{
    /// <summary>Parts that are listed on the page.</summary>
    public const int MostRows = 100;

    public HandlingAnswer Answer { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        HandlingQuestion asked,
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

        Answer = answer;
        if (picture is { Key: HandlingLinks.Parts, Format: "csv" })
        {
            return new CsvFile($"{HandlingLinks.Parts}.csv", PartsText(answer));
        }

        return picture.Answer(answer.Pictures) ?? Page();
    }

    /// <summary>Every part, also those that the page leaves out; nothing stands where a percentile does not apply.</summary>
    public static string PartsText(HandlingAnswer answer)
    {
        var text = new StringBuilder(
            CsvText.Line("part", "note", "results", "unknown", "p50", "p75", "p90", "p95")
        );
        foreach (var part in answer.Parts)
        {
            var days = part.Distribution;
            text.Append(
                CsvText.Line(
                    part.Name,
                    part.Note ?? "",
                    PictureNumbers.Plain(days.Known),
                    PictureNumbers.Plain(days.Unknown),
                    PictureNumbers.Plain(days.Percentile(50)),
                    PictureNumbers.Plain(days.Percentile(75)),
                    PictureNumbers.Plain(days.Percentile(90)),
                    PictureNumbers.Plain(days.Percentile(95))
                )
            );
        }

        return text.ToString();
    }
}
