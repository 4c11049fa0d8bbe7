using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Payments.Pages;

/// <summary>
/// Where the gateway sends the payer's browser back. What stands in the address is not believed: only the bill's state is
/// shown, and if nothing has come yet the payer may have the gateway asked.
/// </summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PayReturnModel(PayableReader reader, AskGateways ask) : PageModel
{
    [FromRoute]
    public string Reference { get; set; } = "";

    public Payable Payable { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (Payable.Bill.State == BillState.Issued)
        {
            await ask.AskAboutAsync(Payable.Bill.Id, cancellation);
        }

        return Redirect(PaymentLinks.ReturnOf(Reference));
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await reader.ReadAsync(Reference, cancellation) is not { } payable)
        {
            return false;
        }

        Payable = payable;
        return true;
    }
}
