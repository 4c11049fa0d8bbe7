using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Drafts;

/// <summary>A draft in the list.</summary>
public sealed record DraftLine(
    Guid Id,
    string Title,
    string FileName,
    DateTime CreatedAt,
    DraftState State,
    int Open,
    int Accepted
);

/// <summary>Puts the text of a resolution in, and lists the drafts made so far.</summary>
[Requires(Permissions.ProgrammeManage)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class DraftsModel(ThuocDoDb db, OpenDraft open, Clock clock, Texts texts) : PageModel
{
    public const long MostBytes = 16L << 20;
    private const int Listed = 50;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Key of the programme that the act changes; none: it makes one of its own.</summary>
    [BindProperty]
    public string? Amends { get; set; }

    [BindProperty]
    public IFormFile? Document { get; set; }

    private IReadOnlyList<Programme> programmes = [];

    public IReadOnlyList<DraftLine> Drafts { get; private set; } = [];

    public IEnumerable<SelectListItem> Programmes =>
        programmes
            .Select(p => new SelectListItem(new Bilingual(p.TitleVi, p.TitleEn).ToString(), p.Key))
            .Prepend(new SelectListItem(texts["draft.amends.none"], ""));

    public Task OnGetAsync(CancellationToken cancellation)
    {
        Key = Guid.CreateVersion7().ToString("N");
        return ListAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        if (Document is not { Length: > 0 } file || string.IsNullOrEmpty(Key))
        {
            ModelState.Wrong(nameof(Document), texts, "draft.file.missing");
            return Page();
        }

        if (Name is { Length: > ProgrammeDraft.TitleMaxLength })
        {
            ModelState.Wrong(nameof(Name), texts, "draft.name.long", ProgrammeDraft.TitleMaxLength);
            return Page();
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);
        var fileName = Path.GetFileName(file.FileName);
        var outcome = await open.RunAsync(
            Key,
            Name,
            programmes.FirstOrDefault(p => p.Key == Amends)?.Id,
            fileName.Length <= ProgrammeDraft.FileNameMaxLength
                ? fileName
                : fileName[^ProgrammeDraft.FileNameMaxLength..],
            content.ToArray(),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            ModelState.AddModelError(nameof(Document), outcome.InWords(texts));
            return Page();
        }

        this.Done("draft.opened");
        return Redirect(ProgrammeLinks.Draft(outcome.Value));
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        var all = db.Set<Programme>().AsNoTracking();
        programmes =
        [
            .. await all.Leading(clock.Today).ToListAsync(cancellation),
            .. await all.Where(p => p.CarriesOutId != null)
                .OrderBy(p => p.TitleVi)
                .ThenBy(p => p.Key)
                .ToListAsync(cancellation),
        ];
        Drafts = await db.Set<ProgrammeDraft>()
            .OrderByDescending(d => d.CreatedAt)
            .Take(Listed)
            .Select(d => new DraftLine(
                d.Id,
                d.Title,
                d.FileName,
                d.CreatedAt,
                d.State,
                db.Set<DraftItem>().Count(i => i.DraftId == d.Id && i.State == DraftItemState.Open),
                db.Set<DraftItem>()
                    .Count(i => i.DraftId == d.Id && i.State == DraftItemState.Accepted)
            ))
            .ToListAsync(cancellation);
    }
}
