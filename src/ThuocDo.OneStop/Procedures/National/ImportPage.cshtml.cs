using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Procedures.National;

/// <summary>Takes files of the national catalogue in, and lists what was taken in before.</summary>
[Requires(Permissions.CatalogueManage)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class ImportPageModel(
    ThuocDoDb db,
    ImportCatalogue import,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    public const long MostBytes = 64L << 20;
    private const int Listed = 20;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public IFormFile? Procedures { get; set; }

    [BindProperty]
    public IFormFile? Papers { get; set; }

    public IReadOnlyList<CatalogueImport> Imports { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation)
    {
        Key = Guid.CreateVersion7().ToString("N");
        return ListAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Procedures is not { Length: > 0 } file || string.IsNullOrEmpty(Key))
        {
            ModelState.Clear();
            ModelState.Wrong(nameof(Procedures), texts, "import.file.missing");
            return await AgainAsync(cancellation);
        }

        var read = await ReadAsync(file, cancellation);
        if (!read.Succeeded)
        {
            ModelState.AddModelError(nameof(Procedures), read.InWords(texts));
            return await AgainAsync(cancellation);
        }

        await using var stream = file.OpenReadStream();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
        var outcome = await import.RunAsync(
            new ImportRequest(
                Key,
                user.UserId,
                Path.GetFileName(file.FileName),
                hash,
                Papers is { Length: > 0 } papers ? Path.GetFileName(papers.FileName) : null,
                read.Value!
            ),
            null,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return await AgainAsync(cancellation);
        }

        this.Done("import.done", outcome.Value);
        return Redirect(CatalogueLinks.Report(outcome.Value));
    }

    private async Task<Outcome<NationalFile>> ReadAsync(
        IFormFile file,
        CancellationToken cancellation
    )
    {
        using var procedures = await TextAsync(file, cancellation);
        using var papers = Papers is { Length: > 0 } other
            ? await TextAsync(other, cancellation)
            : null;
        return NationalFile.Read(procedures, papers);
    }

    private static async Task<StreamReader> TextAsync(
        IFormFile file,
        CancellationToken cancellation
    )
    {
        var memory = new MemoryStream();
        await using var stream = file.OpenReadStream();
        await stream.CopyToAsync(memory, cancellation);
        memory.Position = 0;
        return NationalFile.Open(memory);
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        Key ??= Guid.CreateVersion7().ToString("N");
        await ListAsync(cancellation);
        return Page();
    }

    private async Task ListAsync(CancellationToken cancellation) =>
        Imports = await db.Set<CatalogueImport>()
            .AsNoTracking()
            .OrderByDescending(i => i.Number)
            .Take(Listed)
            .ToListAsync(cancellation);
}
