using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Many;

/// <summary>Takes in a group of similar dossiers, or a list from a spreadsheet.</summary>
[Requires(Permissions.DossierReceive)]
public sealed class ManyPageModel(
    ReceiveMany receive,
    CatalogueDirectory catalogues,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private const long MostBytes = 1 << 20;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    [StringLength(40)]
    public string? ProcedureCode { get; set; }

    [BindProperty]
    [StringLength(Applicant.NameMaxLength)]
    public string? HandedInBy { get; set; }

    [BindProperty]
    public bool AllPapers { get; set; }

    [BindProperty]
    public string? Rows { get; set; }

    [BindProperty]
    public IFormFile? List { get; set; }

    public IReadOnlyList<Unit> Offices { get; private set; } = [];

    public IEnumerable<SelectListItem> OfficeItems =>
        Offices.Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        var office = Offices.FirstOrDefault(u => u.Key == Unit);
        if (office is null)
        {
            ModelState.Wrong(nameof(Unit), texts, "many.unit.wrong");
        }

        var procedure = catalogue.Find(ProcedureCode?.Trim());
        var version = procedure is null ? null : catalogue.VersionOn(procedure.Id, clock.Today);
        if (procedure is null || version is null)
        {
            ModelState.Wrong(nameof(ProcedureCode), texts, "many.procedure.wrong");
        }
        else if (
            office is not null
            && Placement.Refusal(version, office, tree, clock.Today) is { } refusal
        )
        {
            ModelState.AddModelError(nameof(ProcedureCode), refusal.InWords(texts));
        }

        if (!AllPapers)
        {
            ModelState.Wrong(nameof(AllPapers), texts, "many.papers.missing");
        }

        var rows = ManyRows.Read(await TextAsync(cancellation));
        if (!rows.Succeeded)
        {
            ModelState.AddModelError(nameof(Rows), rows.InWords(texts));
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            return Page();
        }

        var outcome = await receive.RunAsync(
            new ManyRequest(
                Key,
                office!.Id,
                procedure!,
                string.IsNullOrWhiteSpace(HandedInBy) ? null : HandedInBy.Trim().Normalize(),
                [.. version!.Papers.Where(p => p.IsRequired).Select(p => p.Number)],
                rows.Value!
            ),
            cancellation
        );
        if (outcome.Succeeded)
        {
            return Redirect(OneStopLinks.Batch(outcome.Value));
        }

        this.Refuse(outcome, texts);
        return Page();
    }

    private async Task<string?> TextAsync(CancellationToken cancellation)
    {
        if (List is not { Length: > 0 and <= MostBytes } file)
        {
            return Rows;
        }

        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var today = clock.Today;
        Offices =
        [
            .. tree
                .All.Where(u =>
                    u.IsValidOn(today)
                    && u.Identifier is not null
                    && user.Can(Permissions.DossierReceive, u.Id)
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.ShortName, StringComparer.Create(Formats.Sorting, false)),
        ];
    }
}
