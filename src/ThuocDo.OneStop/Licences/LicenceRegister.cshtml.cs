using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.OneStop.Licences;

/// <summary>The registers of licences open to the person: by unit, by state, by what expires soon, by number or holder; also as CSV.</summary>
[Requires(Permissions.LicenceView)]
public sealed class LicenceRegisterModel(
    ThuocDoDb db,
    LicenceReader reader,
    LicenceScope scope,
    DemonstrationMode demonstration,
    Clock clock,
    Texts texts
) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty(Name = LicenceLinks.Show, SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(Name = OneStopLinks.Search, SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int? PageNumber { get; set; }

    /// <summary>Units that keep a register, those that ended last.</summary>
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<LicenceRow> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int Pages { get; private set; }
    public int Current { get; private set; }
    public bool IsNarrowed =>
        !string.IsNullOrEmpty(Search) || !string.IsNullOrEmpty(Show) || UnitKey is { Length: > 0 };

    public IEnumerable<SelectListItem> Choices =>
        new[] { new SelectListItem(texts["licence.show.all"], "") }
            .Concat(
                LicenceFilter.Terms.Select(days => new SelectListItem(
                    texts["licence.show.expiring", days],
                    $"{days}"
                ))
            )
            .Concat(
                Enum.GetValues<LicenceState>()
                    .Select(s => new SelectListItem(texts[LicenceTexts.Of(s)], s.ToString()))
            );

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var found = await FindAsync(cancellation);
        Total = await found.CountAsync(cancellation);
        Pages = (Total + PageSize - 1) / PageSize;
        Current = Math.Clamp(PageNumber ?? 1, 1, Math.Max(Pages, 1));
        Rows = await reader.RowsAsync(
            found.Skip((Current - 1) * PageSize).Take(PageSize),
            cancellation
        );
    }

    /// <summary>What is chosen on the page, all of it, as a table for a spreadsheet.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        var rows = await reader.RowsAsync(await FindAsync(cancellation), cancellation);
        var text = new StringBuilder(LicenceCsv.Header);
        foreach (var row in rows)
        {
            text.Append(LicenceCsv.Of(row, demonstration.IsOn, texts));
        }

        return new CsvFile(
            $"{(demonstration.IsOn ? "demonstration-" : "")}licences-{Canonical.Day(clock.Today)}.csv",
            text.ToString()
        );
    }

    private async Task<IQueryable<Licence>> FindAsync(CancellationToken cancellation)
    {
        var open = await scope.UnitsAsync(Permissions.LicenceView, cancellation);
        var keeping = await db.Set<Licence>()
            .Select(l => l.UnitId)
            .Distinct()
            .ToListAsync(cancellation);
        Units =
        [
            .. open.Where(u => keeping.Contains(u.Id))
                .OrderBy(u => u.IsValidOn(clock.Today) ? 0 : 1)
                .ThenBy(u => u.Level)
                .ThenBy(u => u.ShortName, StringComparer.Create(Formats.Sorting, false)),
        ];
        var unit = Units.FirstOrDefault(u => u.Key == UnitKey);
        UnitKey = unit?.Key;
        return await reader.FindAsync(LicenceFilter.Of(unit, Show, Search), cancellation);
    }
}
