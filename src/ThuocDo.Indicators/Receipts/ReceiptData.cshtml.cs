using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.Receipts;

/// <summary>
/// The receipt as a file: what <c>thuocdo verify --receipt</c> takes. Opened from the printed one it is that one, or the page of
/// a new one where that cannot be made again: the pass is too old, or a month was closed meanwhile.
/// </summary>
[Requires(Permissions.BoardView)]
public sealed class ReceiptDataModel(ReceiptDesk desk, ReceiptMaker maker, ReceiptPasses passes)
    : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        ReceiptQuestion question,
        [FromQuery(Name = ReceiptLinks.Issue)] string? pass,
        CancellationToken cancellation
    )
    {
        var (isAllowed, asked) = await desk.FindAsync(question, cancellation);
        if (!isAllowed)
        {
            return Forbid();
        }

        if (asked?.Subject is not { } subject)
        {
            return NotFound();
        }

        if (pass is null)
        {
            return Json(await maker.MakeAsync(subject, cancellation));
        }

        return
            passes.Open(pass) is { } printed
            && await maker.MakeAsync(subject, printed.Issue, cancellation) is var file
            && file.Hash == printed.Hash
            ? Json(file)
            : LocalRedirect(ReceiptLinks.AnotherPage(question.Condition, asked.Place));
    }

    private FileContentResult Json(ReceiptFile file) =>
        File(ProofJson.Write(file), "application/json");
}
