using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.Receipts;

/// <summary>The receipt as a file: what <c>thuocdo verify --receipt</c> takes.</summary>
[Requires(Permissions.BoardView)]
public sealed class ReceiptDataModel(ReceiptDesk desk, ReceiptMaker maker) : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        ReceiptQuestion question,
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
                ProofJson.Write(await maker.MakeAsync(subject, cancellation)),
                "application/json"
            )
            : NotFound();
    }
}
