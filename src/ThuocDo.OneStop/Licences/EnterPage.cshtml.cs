using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Licences;

/// <summary>Enters the result of a finished dossier in the register of the agency that issued it.</summary>
[Requires(Permissions.LicenceManage)]
public sealed class EnterPageModel(
    DossierReader dossiers,
    LicenceReader reader,
    LicenceScope scope,
    LicenceWork work,
    Clock clock,
    Texts texts
) : LicenceFormPage(texts)
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public Guid? Follows { get; set; }

    [BindProperty]
    public LicenceFollowing As { get; set; }

    public DossierFile Folder { get; private set; } = null!;

    /// <summary>The licence that was entered from this dossier before.</summary>
    public Licence? Entered { get; private set; }

    /// <summary>None, and the licences whose place it can take.</summary>
    public IReadOnlyList<SelectListItem> Earlier { get; private set; } = [];

    public bool IsOpen => Entered is null && LicenceWork.CanBeEntered(Folder.Dossier);

    public IEnumerable<SelectListItem> Manners => FollowingItems.Manners(Words);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Begin(Folder.Dossier.Version);
        if (IsOpen)
        {
            var finished = Folder.Last("finished");
            Number = await reader.ProposeAsync(
                Folder.Dossier,
                finished?["result_number"]?.Trim(),
                cancellation
            );
            IssuedOn = ValidFrom = Folder.Dossier.ClosedOn;
            Signer = Folder.NameOf(finished?.Event.ActorId);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (Typed(Folder.Dossier.ReceivedOn, clock.Today) is not { } content)
        {
            return Page();
        }

        var entry = new LicenceEntry
        {
            Key = Key ?? "-",
            DossierId = Folder.Dossier.Id,
            Seen = Seen,
            Content = content,
            Follows = Follows,
            As = As,
        };
        var outcome = await work.EnterAsync(entry, cancellation);
        if (outcome.Succeeded)
        {
            this.Done("licence.entered", content.Number.Trim());
            return Redirect(LicenceLinks.Licence(outcome.Value));
        }

        this.Refuse(outcome, Words);
        await LoadAsync(cancellation);
        Begin(Folder.Dossier.Version);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (
            await dossiers.ReadAsync(Code, cancellation) is not { } file
            || !await scope.AllowsAsync(
                Permissions.LicenceManage,
                file.Dossier.UnitId,
                cancellation
            )
        )
        {
            return false;
        }

        Folder = file;
        Entered = await reader.OfDossierAsync(file.Dossier.Id, cancellation);
        Earlier =
        [
            new SelectListItem(Words["licence.follows.none"], ""),
            .. (
                await reader.RowsAsync(
                    (await work.OpenToFollowAsync(file.Dossier.Id, cancellation)).OrderByDescending(
                        l => l.IssuedOn
                    ),
                    cancellation
                )
            ).Select(row => FollowingItems.Of(row, Words)),
        ];
        return true;
    }
}
