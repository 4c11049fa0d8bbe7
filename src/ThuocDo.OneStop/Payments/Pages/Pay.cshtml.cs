using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Payments.Pages;

/// <summary>What the holder of a payment link sees: amount, procedure, office and state; no name, no code of the dossier.</summary>
public sealed record Payable(Bill Bill, Procedure Procedure, Unit Unit, ReceivingAccount? Account)
{
    public string? Qr => Bill.Due > 0 ? Account?.QrFor(Bill.Due, Bill.Number).TryEncode() : null;
}

/// <summary>Finds the bill of a payment link.</summary>
public sealed class PayableReader(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    ReceivingAccounts accounts
)
{
    public async Task<Payable?> ReadAsync(string reference, CancellationToken cancellation)
    {
        if (
            reference.Length > Bill.ReferenceMaxLength
            || await db.Set<Bill>()
                .AsNoTracking()
                .FirstOrDefaultAsync(b => b.Reference == reference, cancellation)
                is not { } bill
        )
        {
            return null;
        }

        var unit = (await units.GetAsync(cancellation))[bill.UnitId];
        return new Payable(
            bill,
            (await catalogues.GetAsync(cancellation))[bill.ProcedureId],
            unit,
            accounts.For(unit)
        );
    }
}

/// <summary>Pays a bill by link: through a gateway, or by a transfer that a code fills.</summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PayModel(
    PayableReader reader,
    StartPayment start,
    SiteIdentity site,
    Texts texts
) : PageModel
{
    [FromRoute]
    public string Reference { get; set; } = "";

    [BindProperty]
    public string? Key { get; set; }

    public Payable Payable { get; private set; } = null!;

    public bool TakesOnline { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (!string.IsNullOrEmpty(Key))
        {
            var started = await start.RunAsync(
                new StartPaymentRequest(
                    Key,
                    Reference,
                    new Uri(site.AddressOf(Request, PaymentLinks.ReturnOf(Reference))),
                    HttpContext.Connection.RemoteIpAddress?.MapToIPv4().ToString() ?? "127.0.0.1"
                ),
                cancellation
            );
            if (started.Succeeded)
            {
                return Redirect(started.Value!.AbsoluteUri);
            }

            this.Refuse(started, texts);
        }

        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await reader.ReadAsync(Reference, cancellation) is not { } payable)
        {
            return false;
        }

        Payable = payable;
        var account = await start.OnlineAccountAsync(payable.Bill.UnitId, cancellation);
        TakesOnline = payable.Bill.Due > 0 && account is not null;
        if (TakesOnline)
        {
            // A browser follows a form only to where the page allows it, redirects included.
            Response.Headers.ContentSecurityPolicy =
                "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
                + $"form-action 'self' {account!.PayUrl!.GetLeftPart(UriPartial.Authority)}";
        }

        return true;
    }
}
