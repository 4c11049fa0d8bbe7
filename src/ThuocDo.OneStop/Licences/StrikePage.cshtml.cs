using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Licences;

/// <summary>Strikes out what was entered on the wrong licence; the entry and its end stay in the history.</summary>
[Requires(Permissions.LicenceManage)]
public sealed class StrikePageModel(
    ThuocDoDb db,
    LicenceReader reader,
    LicenceWork work,
    Texts texts
) : LicenceActPage
{
    private string? earlierNumber;

    [FromRoute(Name = "licence")]
    public Guid Id { get; set; }

    [BindProperty]
    public LicenceMistake Mistake { get; set; }

    [BindProperty]
    [StringLength(Licence.ReasonMaxLength)]
    public string? Note { get; set; }

    public LicenceRow Row { get; private set; } = null!;

    /// <summary>The entries in words, so that nobody strikes the wrong one once more.</summary>
    public IReadOnlyList<SelectListItem> Choices =>
        [
            .. LicenceWork
                .MistakesOf(Row.Licence)
                .Select(m => new SelectListItem(Sentence(m), m.ToString())),
        ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Begin(Row.Licence.Version);
        Mistake = LicenceWork.MistakesOf(Row.Licence) is [var first, ..] ? first : default;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        ModelState.Missing(texts, Note, nameof(Note), "licence.strike.note.missing");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await work.StrikeAsync(
            new LicenceStrike
            {
                Key = Key ?? "-",
                LicenceId = Id,
                Seen = Seen,
                Mistake = Mistake,
                Note = Note!,
            },
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("licence.struck", Row.Licence.Number);
            return Redirect(LicenceLinks.Licence(Id));
        }

        this.Refuse(outcome, texts);
        await LoadAsync(cancellation);
        Begin(Row.Licence.Version);
        return Page();
    }

    private string Sentence(LicenceMistake mistake) =>
        mistake == LicenceMistake.Revocation
            ? texts[
                "licence.strike.revocation",
                Row.Licence.RevocationAct,
                Row.Licence.RevocationActOn
            ]
            : texts["licence.strike.following", earlierNumber];

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await reader.ReadAsync(Id, Permissions.LicenceManage, cancellation) is not { } row)
        {
            return false;
        }

        Row = row;
        earlierNumber = await db.Set<Licence>()
            .Where(l => l.Id == row.Licence.FollowsId)
            .Select(l => l.Number)
            .FirstOrDefaultAsync(cancellation);
        return true;
    }
}
