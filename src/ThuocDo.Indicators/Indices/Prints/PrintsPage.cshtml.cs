using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Indices.Computing.Reading;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.Indices.Prints;

/// <summary>A print in the list, and whether another print of the same figure says something else.</summary>
public sealed record ListedPrint(IndexPrint Print, bool HasConflict);

/// <summary>Takes files of printed figures in, lists them, withdraws what was taken in by mistake.</summary>
[Requires(Permissions.IndexManage)]
public sealed class PrintsPageModel(ThuocDoDb db, PrintDesk desk, Clock clock, Texts texts)
    : PageModel
{
    public const int MostBytes = 1 << 20;
    private const int Shown = 200;
    private const int MostFaults = 20;

    [BindProperty]
    public IFormFile? Statement { get; set; }

    /// <summary>Id and version of the print to withdraw, joined by a colon.</summary>
    [BindProperty]
    public string? Chosen { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    public IReadOnlyList<ListedPrint> Prints { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancellation)
    {
        var key = Key;
        await LoadAsync(cancellation);
        if (Statement is not { Length: > 0 and <= MostBytes } || string.IsNullOrEmpty(key))
        {
            ModelState.Wrong(nameof(Statement), texts, "index-print.file.missing");
            return Page();
        }

        if (Lines(Statement) is not { } lines)
        {
            return Page();
        }

        var outcome = await desk.ImportAsync(lines, key, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("index-print.done", outcome.Value!.Added, outcome.Value.Known);
        return Redirect(IndexLinks.Prints);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellation)
    {
        var key = Key;
        await LoadAsync(cancellation);
        var parts = Chosen?.Split(':') ?? [];
        if (
            parts.Length != 2
            || !Guid.TryParse(parts[0], out var id)
            || !Guid.TryParse(parts[1], out var version)
            || string.IsNullOrEmpty(key)
        )
        {
            ModelState.Wrong(nameof(Chosen), texts, "index-print.chosen.missing");
            return Page();
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.Wrong(nameof(Reason), texts, "index-print.reason.missing");
            return Page();
        }

        var outcome = await desk.WithdrawAsync(id, version, Reason, key, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("index-print.withdraw.done");
        return Redirect(IndexLinks.Prints);
    }

    public string Name(IndexPrint print) =>
        $"{print.Index} {Numbers.Text(print.Year)} · "
        + (
            print.Part is null ? texts["index-print.total"]
            : IndexMethods
                .Shipped.Find(print.Index, print.Year)
                ?.Parts.FirstOrDefault(p => p.Key == print.Part)
                is { } part
                ? part.Name.ToString()
            : print.Part
        );

    private IReadOnlyList<PrintLine>? Lines(IFormFile upload)
    {
        try
        {
            using var reader = new StreamReader(upload.OpenReadStream());
            var file = new IndexFile(upload.FileName, reader);
            var lines = PrintFile.Read(file, clock.Today);
            foreach (var fault in file.Faults.Take(MostFaults))
            {
                ModelState.AddModelError(nameof(Statement), fault.Render(texts));
            }

            return file.IsSound ? lines : null;
        }
        catch (FormatException fault)
        {
            ModelState.AddModelError(nameof(Statement), fault.Message);
            return null;
        }
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var prints = await db.Set<IndexPrint>()
            .AsNoTracking()
            .OrderByDescending(p => p.ImportedAt)
            .ThenBy(p => p.Id)
            .Take(Shown)
            .ToListAsync(cancellation);
        var figures = prints
            .Where(p => p.Withdrawn is null)
            .ToLookup(p => (p.Index, p.Province, p.Year, p.Part));
        Prints =
        [
            .. prints.Select(p => new ListedPrint(
                p,
                p.Withdrawn is null
                    && (
                        figures[(p.Index, p.Province, p.Year, p.Part)]
                            .Any(o => Differs(p, o.Score, o.Rank))
                        || Shipped(p) is var (score, rank) && Differs(p, score, rank)
                    )
            )),
        ];
        Key = Guid.CreateVersion7().ToString("N");
        ModelState.Remove(nameof(Key));
    }

    private static (decimal? Score, int? Rank) Shipped(IndexPrint print)
    {
        var edition = IndexBook.Shipped.Find(print.Index, print.Province, print.Year);
        return print.Part is not { } part ? (edition?.Main.Score, edition?.Main.Rank)
            : edition is not null && edition.Parts.TryGetValue(part, out var known)
                ? (known.Score, null)
            : (null, null);
    }

    private static bool Differs(IndexPrint print, decimal? score, int? rank) =>
        (score is not null && print.Score is not null && score != print.Score)
        || (rank is not null && print.Rank is not null && rank != print.Rank);
}
