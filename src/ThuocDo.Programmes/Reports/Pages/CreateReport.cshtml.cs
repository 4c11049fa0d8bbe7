using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Reports.Pages;

/// <summary>Drafts a report for a unit and a period from the figures of now.</summary>
[Requires(Permissions.ReportManage)]
public sealed class CreateReportModel(
    ReportDesk desk,
    ReportShelf shelf,
    ReportNames names,
    Clock clock,
    Texts texts
) : PageModel
{
    /// <summary>How many years back can be reported on.</summary>
    private const int Years = 3;

    private IReadOnlyList<Unit> units = [];

    /// <summary>A year, or a year and a quarter: <c>2025</c>, <c>2025-3</c>.</summary>
    [BindProperty]
    public string? Period { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Periods { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Periods.All(p => p.Value != Period))
        {
            ModelState.Wrong(nameof(Period), texts, "report.period.wrong");
        }

        var unit = units.FirstOrDefault(u => u.Key == Unit);
        if (unit is null)
        {
            ModelState.Wrong(nameof(Unit), texts, "report.unit.wrong");
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            Key ??= Guid.CreateVersion7().ToString("N");
            return Page();
        }

        var parts = Period!.Split('-');
        int? quarter = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : null;
        var outcome = await desk.DraftAsync(
            new NewReport(
                Key,
                quarter is null ? ReportKind.Yearly : ReportKind.Quarterly,
                int.Parse(parts[0], CultureInfo.InvariantCulture),
                quarter,
                unit!.Id
            ),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("report.drafted");
        return Redirect(ReportLinks.Edit(outcome.Value));
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        units = await shelf.UnitsAsync(cancellation);
        Units =
        [
            new(texts["report.choose"], ""),
            .. units.Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
        ];
        Periods =
        [
            new(texts["report.choose"], ""),
            .. from year in Enumerable.Range(0, Years).Select(i => clock.Today.Year - i)
            from quarter in new int?[] { null, 4, 3, 2, 1 }
            let begin = new DateOnly(year, 3 * (quarter ?? 1) - 2, 1)
            where begin <= clock.Today
            select new SelectListItem(
                names.Of(quarter is null ? ReportKind.Yearly : ReportKind.Quarterly, year, quarter),
                quarter is null
                    ? year.ToString(CultureInfo.InvariantCulture)
                    : string.Create(CultureInfo.InvariantCulture, $"{year}-{quarter}")
            ),
        ];
    }
}
