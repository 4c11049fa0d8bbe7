using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Payments.Pages;

/// <summary>The bills of one dossier, and a further one.</summary>
[Requires(Permissions.DossierView)]
public sealed class NewBillModel(
    DossierReader reader,
    BillReader bills,
    IssueBill issue,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public CollectionMoment Moment { get; set; } = CollectionMoment.Supplement;

    [BindProperty]
    public bool Pauses { get; set; }

    /// <summary>How many of each item, by its code.</summary>
    [BindProperty]
    public Dictionary<string, int> Quantities { get; set; } = [];

    public DossierFile Folder { get; private set; } = null!;
    public IReadOnlyList<ListedBill> Bills { get; private set; } = [];
    public IReadOnlyList<FeeItem> Items { get; private set; } = [];
    public bool MayIssue { get; private set; }

    /// <summary>The step in hand waits for payments.</summary>
    public bool MayPause { get; private set; }

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

        if (!MayIssue)
        {
            return Forbid();
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            Key ??= Guid.CreateVersion7().ToString("N");
            return Page();
        }

        var outcome = await issue.RunAsync(
            new IssueBillRequest(Key, Folder.Dossier.Code, Moment, Quantities, Pauses && MayPause),
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("bill.done.issue", outcome.Value);
            return Redirect(PaymentLinks.Bill(outcome.Value!));
        }

        this.Refuse(outcome, texts);
        return Page();
    }

    public static string FieldOf(FeeItem item) =>
        string.Create(CultureInfo.InvariantCulture, $"Quantities[{item.Code}]");

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await reader.ReadAsync(Code, cancellation) is not { } file)
        {
            return false;
        }

        Folder = file;
        Bills = await bills.OfDossierAsync(file.Dossier.Id, cancellation);
        Items = file.Work.Version.ItemsOf(file.Procedure);
        MayIssue = Items.Count > 0 && IssueBill.Allows(user, file.Dossier);
        MayPause =
            file.Dossier.State == Dossiers.DossierState.InProgress
            && PaymentPauses.At(file.Work.Version.Process, file.Work.Step.Code);
        return true;
    }
}
