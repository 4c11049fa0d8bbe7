using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Citizens.Own;

/// <summary>What this site holds of the citizen, how surely he is known, and where he is signed in.</summary>
[CitizenPage]
public sealed class OwnCitizenModel(
    ThuocDoDb db,
    CitizenSessions sessions,
    CurrentCitizen current,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    public Citizen Citizen { get; private set; } = null!;
    public IReadOnlyList<CitizenSession> Sessions { get; private set; } = [];
    public Guid? SessionId => current.SessionId;
    public string? ActingPerson => current.ActingPerson;

    public Task OnGetAsync(CancellationToken cancellation) => ShowAsync(cancellation);

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancellation)
    {
        var outcome = await sessions.EndOthersAsync(Key ?? "-", cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            await ShowAsync(cancellation);
            return Page();
        }

        this.Done("citizen.sessions.ended", outcome.Value);
        return LocalRedirect(CitizenLinks.Own);
    }

    private async Task ShowAsync(CancellationToken cancellation)
    {
        Key = Guid.CreateVersion7().ToString("N");
        Citizen = await db.Set<Citizen>()
            .AsNoTracking()
            .SingleAsync(c => c.Id == current.CitizenId, cancellation);
        Sessions = await sessions.OpenAsync(cancellation);
    }
}
