using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Licences;

/// <summary>
/// Says of a licence in the register whose place it takes: where that was forgotten when it was entered, or was struck out
/// because it was said of the wrong one.
/// </summary>
[Requires(Permissions.LicenceManage)]
public sealed class TiePageModel(LicenceReader reader, LicenceWork work, Texts texts)
    : LicenceActPage
{
    [FromRoute(Name = "licence")]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid? Follows { get; set; }

    [BindProperty]
    public LicenceFollowing As { get; set; }

    public LicenceRow Row { get; private set; } = null!;

    /// <summary>The licences whose place it can take; none also where it takes one already.</summary>
    public IReadOnlyList<SelectListItem> Earlier { get; private set; } = [];

    public IEnumerable<SelectListItem> Manners => FollowingItems.Manners(texts);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Begin(Row.Licence.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        ModelState.Missing(texts, Follows, nameof(Follows), "licence.tie.missing");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await work.TieAsync(
            new LicenceTie
            {
                Key = Key ?? "-",
                LicenceId = Id,
                Seen = Seen,
                Follows = Follows!.Value,
                As = As,
            },
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("licence.tie.done", Row.Licence.Number);
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
        Earlier = LicenceWork.CanBeTied(row.Licence)
            ?
            [
                new SelectListItem(texts["licence.tie.choose"], ""),
                .. (
                    await reader.RowsAsync(
                        (
                            await work.OpenToFollowAsync(row.Licence.DossierId, cancellation)
                        ).OrderByDescending(l => l.IssuedOn),
                        cancellation
                    )
                ).Select(earlier => FollowingItems.Of(earlier, texts)),
            ]
            : [];
        return true;
    }
}
