using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.OneStop.Procedures.National;

/// <summary>What became of each line of an import: what was taken, and what somebody has to look at.</summary>
[Requires(Permissions.CatalogueManage)]
public sealed class ImportReportModel(ThuocDoDb db, Texts texts) : PageModel
{
    public const int PageSize = 25;

    [BindProperty(Name = CatalogueLinks.Outcome, SupportsGet = true)]
    public LineOutcome? Outcome { get; set; }

    [BindProperty(Name = CatalogueLinks.Remarked, SupportsGet = true)]
    public bool RemarkedOnly { get; set; }

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int? PageNumber { get; set; }

    public CatalogueImport Import { get; private set; } = null!;
    public IReadOnlyList<CatalogueImportLine> Lines { get; private set; } = [];
    public int Remarked { get; private set; }
    public int Total { get; private set; }
    public int Pages { get; private set; }
    public int Current { get; private set; }

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancellation)
    {
        if (await FindAsync(number, cancellation) is not { } import)
        {
            return NotFound();
        }

        Import = import;
        var all = db.Set<CatalogueImportLine>().AsNoTracking().Where(l => l.ImportId == import.Id);
        Remarked = await all.CountAsync(l => l.HasRemarks, cancellation);
        var chosen = all.Where(l =>
            (Outcome == null || l.Outcome == Outcome) && (!RemarkedOnly || l.HasRemarks)
        );
        Total = await chosen.CountAsync(cancellation);
        Pages = (Total + PageSize - 1) / PageSize;
        Current = Math.Clamp(PageNumber ?? 1, 1, Math.Max(Pages, 1));
        Lines = await chosen
            .OrderBy(l => l.Position)
            .Skip((Current - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(cancellation);
        return Page();
    }

    /// <summary>The whole report as a table for a spreadsheet.</summary>
    public async Task<IActionResult> OnGetCsvAsync(int number, CancellationToken cancellation)
    {
        if (await FindAsync(number, cancellation) is not { } import)
        {
            return NotFound();
        }

        var lines = await db.Set<CatalogueImportLine>()
            .AsNoTracking()
            .Where(l => l.ImportId == import.Id)
            .OrderBy(l => l.Position)
            .ToListAsync(cancellation);
        var text = new StringBuilder(ReportCsv.Header);
        foreach (var line in lines)
        {
            text.Append(ReportCsv.Of(line, texts));
        }

        return new CsvFile($"import-{number}.csv", text.ToString());
    }

    private Task<CatalogueImport?> FindAsync(int number, CancellationToken cancellation) =>
        db.Set<CatalogueImport>()
            .AsNoTracking()
            .FirstOrDefaultAsync(i => i.Number == number, cancellation);
}
