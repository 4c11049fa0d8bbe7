using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Accountability.Pages;

/// <summary>
/// Who was at the head of which unit in a period, with the days; and the evidence pack of all their cards. Whoever may not look at heads
/// finds the own cards only.
/// </summary>
[Requires(Permissions.OwnAccount)]
public sealed class HeadListModel(HeadShelf shelf, EvidencePack pack, Clock clock, Texts texts)
    : PageModel
{
    [BindProperty(SupportsGet = true, Name = AccountabilityLinks.Period)]
    public string? Chosen { get; set; }

    /// <summary>The first and the last day of any other period.</summary>
    [BindProperty(SupportsGet = true, Name = AccountabilityLinks.First)]
    public DateOnly? First { get; set; }

    [BindProperty(SupportsGet = true, Name = AccountabilityLinks.Last)]
    public DateOnly? Last { get; set; }

    public ScorePeriod Period { get; private set; } = null!;
    public IReadOnlyList<HeldTerm> Heads { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Periods { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Choose();
        Heads = await shelf.ListAsync(Period, cancellation);
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancellation)
    {
        Choose();
        return File(
            await pack.WriteAsync(Period, cancellation),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            $"trach-nhiem-{Period.From:yyyyMMdd}-{Period.Last:yyyyMMdd}.xlsx"
        );
    }

    private void Choose()
    {
        var days = First is { } first && Last is { } last ? ScorePeriod.OfDays(first, last) : null;
        if (days is null && (First is not null || Last is not null))
        {
            ModelState.Wrong(nameof(First), texts, "head.days.wrong");
        }

        Period = days ?? ScorePeriod.Parse(Chosen) ?? ScorePeriod.OfYear(clock.Today.Year);
        Periods =
        [
            new(texts["head.period.choose"], ""),
            .. ScorePeriod
                .Offered(clock.Today)
                .Select(p => new SelectListItem(p.InWords(texts), p.ToString(), p == Period)),
        ];
    }
}
