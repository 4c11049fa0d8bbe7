using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Forms;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing;

/// <summary>What one needs to file a procedure online, own drafts of it, and the button that begins a new one.</summary>
[CitizenPage]
public sealed class StartModel(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    FileOnline filing,
    ICurrentCitizen citizen,
    Clock clock,
    Texts texts
) : PageModel
{
    [FromRoute(Name = "procedure")]
    public string Code { get; set; } = "";

    [BindProperty]
    public string? Key { get; set; }

    public Procedure Procedure { get; private set; } = null!;

    public ProcedureVersion? Version { get; private set; }

    public FormDefinition? Form { get; private set; }

    public IReadOnlyList<RequiredPaper> Papers { get; private set; } = [];

    public IReadOnlyList<Submission> Drafts { get; private set; } = [];

    public bool IsOnline => Version?.IsOnline(clock.Today) == true;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Key = Guid.CreateVersion7().ToString("N");
        return await LoadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (string.IsNullOrEmpty(Key))
        {
            return Redirect(FilingLinks.Start(Code));
        }

        var begun = await filing.BeginAsync(Key, Code, cancellation);
        if (begun.Succeeded)
        {
            return Redirect(FilingLinks.Step(begun.Value, FilingStep.Applicant));
        }

        this.Refuse(begun, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        if (catalogue.Find(Code) is not { } procedure)
        {
            return false;
        }

        Procedure = procedure;
        Version = catalogue.VersionOn(procedure.Id, clock.Today);
        if (Version is { } version)
        {
            Form = FormBook.Of(procedure, version);
            Papers = [.. FormBook.Uploads(procedure, version)];
        }

        var me = citizen.CitizenId;
        Drafts = await db.Set<Submission>()
            .AsNoTracking()
            .Where(s =>
                s.CitizenId == me
                && s.ProcedureId == procedure.Id
                && s.State == SubmissionState.Draft
            )
            .OrderByDescending(s => s.ChangedAt)
            .ToListAsync(cancellation);
        return true;
    }
}
