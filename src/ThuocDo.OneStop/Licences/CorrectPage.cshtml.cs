using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Licences;

/// <summary>Corrects what was mistyped when a licence was entered; the earlier words stay in its history.</summary>
[Requires(Permissions.LicenceManage)]
public sealed class CorrectPageModel(
    ThuocDoDb db,
    LicenceReader reader,
    LicenceWork work,
    Clock clock,
    Texts texts
) : LicenceFormPage(texts)
{
    [FromRoute(Name = "licence")]
    public Guid Id { get; set; }

    [BindProperty]
    [StringLength(Licence.ReasonMaxLength)]
    public string? Note { get; set; }

    public LicenceRow Row { get; private set; } = null!;

    public bool IsOpen => LicenceWork.CanBeCorrected(Row.Licence);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var licence = Row.Licence;
        Begin(licence.Version);
        (Number, Signer) = (licence.Number, licence.Signer);
        (IssuedOn, ValidFrom, ValidTo) = (licence.IssuedOn, licence.ValidFrom, licence.ValidTo);
        NoTerm = licence.ValidTo is null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        ModelState.Missing(Words, Note, nameof(Note), "licence.correct.note.missing");
        var receivedOn = await db.Set<Dossier>()
            .Where(d => d.Id == Row.Licence.DossierId)
            .Select(d => d.ReceivedOn)
            .FirstAsync(cancellation);
        if (Typed(receivedOn, clock.Today) is not { } content)
        {
            return Page();
        }

        var outcome = await work.CorrectAsync(
            new LicenceCorrection
            {
                Key = Key ?? "-",
                LicenceId = Id,
                Seen = Seen,
                Content = content,
                Note = Note!,
            },
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("licence.corrected", content.Number.Trim());
            return Redirect(LicenceLinks.Licence(Id));
        }

        this.Refuse(outcome, Words);
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
