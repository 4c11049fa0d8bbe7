using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.Receipts;

/// <summary>
/// The receipt as a file: what <c>thuocdo verify --receipt</c> takes. Opened from the printed one it is that one; else a new one.
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

        return asked?.Subject is { } subject
            ? File(
                ProofJson.Write(
                    await maker.MakeAsync(
                        subject,
                        passes.Open(pass) ?? await maker.IssueAsync(cancellation),
                        cancellation
                    )
                ),
                "application/json"
            )
            : NotFound();
    }
}
