using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.OpenData;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.Receipts;

/// <summary>The receipt of a figure of the public board as a file.</summary>
[PublicPage]
public sealed class PublicReceiptDataModel(OpenDataShelf shelf) : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        [FromRoute] string condition,
        CancellationToken cancellation
    ) =>
        await shelf.ReceiptAsync(condition, cancellation) is { } receipt
            ? File(ProofJson.Write(receipt), "application/json")
            : NotFound();
}
