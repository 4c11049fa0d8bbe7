using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Licences;

/// <summary>Enters the legal act that revokes a licence.</summary>
[Requires(Permissions.LicenceManage)]
public sealed class RevokePageModel(
    LicenceReader reader,
    LicenceWork work,
    Clock clock,
    Texts texts
) : LicenceActPage
{
    [FromRoute(Name = "licence")]
    public Guid Id { get; set; }

    [BindProperty]
    [StringLength(Licence.ActMaxLength)]
    public string? Act { get; set; }

    [BindProperty]
    public DateOnly? ActOn { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    [StringLength(Licence.ReasonMaxLength)]
    public string? Reason { get; set; }

    public LicenceRow Row { get; private set; } = null!;

    public bool IsOpen => LicenceWork.CanBeRevoked(Row.Licence, clock.Today);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Begin(Row.Licence.Version);
        (ActOn, From) = (clock.Today, clock.Today);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        ModelState.Missing(texts, Act, nameof(Act), "licence.act.missing");
        ModelState.Missing(texts, Reason, nameof(Reason), "licence.reason.missing");
        ModelState.Missing(texts, ActOn, nameof(ActOn), "licence.day.missing");
        ModelState.Missing(texts, From, nameof(From), "licence.day.missing");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var act = new LicenceRevocation
        {
            Key = Key ?? "-",
            LicenceId = Id,
            Seen = Seen,
            Act = Act!,
            ActOn = ActOn!.Value,
            From = From!.Value,
            Reason = Reason!,
        };
        foreach (var fault in LicenceWork.FaultsOf(act, Row.Licence, clock.Today))
        {
            ModelState.Wrong(fault.Field, texts, fault.Key, fault.Arguments);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await work.RevokeAsync(act, cancellation);
        if (outcome.Succeeded)
        {
            this.Done("licence.revoked.done", Row.Licence.Number);
            return Redirect(LicenceLinks.Licence(Id));
        }

        this.Refuse(outcome, texts);
        await LoadAsync(cancellation);
        Begin(Row.Licence.Version);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await reader.ReadAsync(Id, Permissions.LicenceManage, cancellation) is not { } row)
        {
            return false;
        }

        Row = row;
        return true;
    }
}
