using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Refunds;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Payments.Pages;

/// <summary>What the forms of a bill send; each form has its own few fields.</summary>
public sealed class BillInput
{
    public decimal Amount { get; set; }
    public bool Received { get; set; }
    public string? Reason { get; set; }
    public string? Exemption { get; set; }
    public string? Proof { get; set; }
    public bool FromSurplus { get; set; }
    public PaymentMethod Method { get; set; }
    public int Refund { get; set; }
    public string? Transaction { get; set; }
}

/// <summary>
/// One bill at the counter: what is owed, how it can be paid, what came in, receipts and refunds, and what this person may
/// do with it now.
/// </summary>
[Requires(Permissions.DossierView)]
public sealed class BillPageModel(
    BillReader reader,
    ActOnBill acts,
    PayOutRefund payOut,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [FromRoute(Name = "bill")]
    public string Number { get; set; } = "";

    [BindProperty]
    public Guid SeenVersion { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public BillInput Input { get; set; } = new();

    public BillFile Folder { get; private set; } = null!;

    public bool May(BillActionKind kind) => BillActions.Allows(user, kind, Folder.Bill);

    public bool MayDecide(Refund refund) =>
        May(BillActionKind.DecideRefund) && refund.RequestedBy != user.UserId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Renew();
        return Page();
    }

    public Task<IActionResult> OnPostCashAsync(CancellationToken cancellation) =>
        DoAsync(
            BillActionKind.PayCash,
            () =>
                Input.Received
                    ? acts.PayCashAsync(
                        Key!,
                        Folder.Bill.Id,
                        SeenVersion,
                        Input.Amount,
                        cancellation
                    )
                    : Wrong("Input.Received", "bill.cash.received.missing"),
            cancellation
        );

    public Task<IActionResult> OnPostCancelAsync(CancellationToken cancellation) =>
        DoAsync(
            BillActionKind.Cancel,
            () =>
                Reason() is { } reason
                    ? RunAsync(
                        BillActionKind.Cancel,
                        (work, act) => work.Cancel(reason, act),
                        cancellation
                    )
                    : Wrong("Input.Reason", "bill.reason.missing"),
            cancellation
        );

    public Task<IActionResult> OnPostWaiveAsync(CancellationToken cancellation) =>
        DoAsync(
            BillActionKind.Waive,
            () =>
                WaiverGround.Find(Input.Exemption) is { } exemption
                    ? RunAsync(
                        BillActionKind.Waive,
                        (work, act) => work.Waive(exemption, Short(Input.Proof), act),
                        cancellation
                    )
                    : Wrong("Input.Exemption", "bill.exemption.missing"),
            cancellation
        );

    public Task<IActionResult> OnPostRefundAsync(CancellationToken cancellation) =>
        DoAsync(
            BillActionKind.RequestRefund,
            () =>
                Reason() is { } reason
                    ? RunAsync(
                        BillActionKind.RequestRefund,
                        (work, act) =>
                            work.RequestRefund(
                                Input.Amount,
                                Input.FromSurplus,
                                Input.Method,
                                reason,
                                act
                            ),
                        cancellation
                    )
                    : Wrong("Input.Reason", "bill.reason.missing"),
            cancellation
        );

    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancellation) =>
        DecideAsync(true, cancellation);

    public Task<IActionResult> OnPostRejectAsync(CancellationToken cancellation) =>
        DecideAsync(false, cancellation);

    public Task<IActionResult> OnPostPayOutAsync(CancellationToken cancellation) =>
        DoAsync(
            BillActionKind.ExecuteRefund,
            () =>
                payOut.RunAsync(
                    new PayOutRequest(
                        Key!,
                        Folder.Bill.Number,
                        SeenVersion,
                        Input.Refund,
                        Short(Input.Transaction)
                    ),
                    cancellation
                ),
            cancellation
        );

    public Task<IActionResult> OnPostReplaceAsync(CancellationToken cancellation) =>
        DoAsync(
            BillActionKind.ReplaceReceipt,
            () =>
                Reason() is { } reason
                    ? acts.ReplaceReceiptAsync(
                        Key!,
                        Folder.Bill.Id,
                        SeenVersion,
                        reason,
                        cancellation
                    )
                    : Wrong("Input.Reason", "bill.reason.missing"),
            cancellation
        );

    private Task<IActionResult> DecideAsync(bool approve, CancellationToken cancellation) =>
        DoAsync(
            BillActionKind.DecideRefund,
            () =>
                RunAsync(
                    BillActionKind.DecideRefund,
                    (work, act) => work.DecideRefund(Input.Refund, approve, act),
                    cancellation
                ),
            cancellation
        );

    private Task<Outcome> RunAsync(
        BillActionKind kind,
        Func<BillWork, ActContext, Outcome> act,
        CancellationToken cancellation
    ) => acts.RunAsync(new BillAct(Key!, kind, Folder.Bill.Id, SeenVersion), act, cancellation);

    private async Task<IActionResult> DoAsync(
        BillActionKind kind,
        Func<Task<Outcome>> act,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (!May(kind))
        {
            return Forbid();
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            Renew();
            return Page();
        }

        var outcome = await act();
        if (!ModelState.IsValid)
        {
            Renew();
            return Page();
        }

        if (outcome.Succeeded)
        {
            this.Done($"bill.done.{Slug(kind)}", Folder.Bill.Number);
            return Redirect(PaymentLinks.Bill(Folder.Bill.Number));
        }

        this.Refuse(outcome, texts);
        await LoadAsync(cancellation);
        Renew();
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await reader.ReadAsync(Number.ToUpperInvariant(), cancellation) is not { } file)
        {
            return false;
        }

        Folder = file;
        return true;
    }

    /// <summary>A form that is shown again speaks of the bill as it is now.</summary>
    private void Renew()
    {
        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(SeenVersion));
        Key = Guid.CreateVersion7().ToString("N");
        SeenVersion = Folder.Bill.Version;
    }

    private Task<Outcome> Wrong(string field, string key)
    {
        ModelState.Wrong(field, texts, key);
        return Task.FromResult(Outcome.Done);
    }

    private string? Reason() => Short(Input.Reason) is { Length: > 0 } reason ? reason : null;

    private static string? Short(string? typed) =>
        typed?.Trim() is { } text ? text[..Math.Min(text.Length, Refund.ReasonMaxLength)] : null;

    private static string Slug(BillActionKind kind) =>
        kind switch
        {
            BillActionKind.PayCash => "cash",
            BillActionKind.Cancel => "cancel",
            BillActionKind.Waive => "waive",
            BillActionKind.RequestRefund => "refund",
            BillActionKind.DecideRefund => "decide",
            BillActionKind.ExecuteRefund => "pay-out",
            _ => "replace",
        };

    public static string Plain(decimal amount) =>
        amount.ToString("0", CultureInfo.InvariantCulture);
}
