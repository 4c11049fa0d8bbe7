using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.OpenData;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Receipts;

/// <summary>The printable receipt of a figure of the public board, for everybody.</summary>
[PublicPage]
public sealed class PublicReceiptPageModel(OpenDataShelf shelf) : PageModel
{
    public ShownReceipt Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        [FromRoute] string condition,
        CancellationToken cancellation
    )
    {
        var board = (await shelf.BoardAsync(cancellation)).View;
        if (board.Conditions.All(c => c.Info.Key != condition))
        {
            return NotFound();
        }

        Shown = new(
            condition,
            board.Scope.On(board.AsOf).NameIn(Texts.CurrentLanguage),
            await shelf.ReceiptAsync(condition, cancellation),
            OpenDataLinks.Page,
            ReceiptLinks.PublicData(condition)
        );
        return Page();
    }
}
