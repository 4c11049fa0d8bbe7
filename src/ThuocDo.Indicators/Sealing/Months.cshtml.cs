using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Folding;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.Sealing;

/// <summary>The closed months, and the months that are over and not closed yet. Only for the whole province a month is closed.</summary>
[Requires(Permissions.MonthClose)]
public sealed class MonthsModel(
    ThuocDoDb db,
    SealMonths months,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    public IReadOnlyList<Seal> Seals { get; private set; } = [];

    /// <summary>Over and not closed, the oldest first.</summary>
    public IReadOnlyList<DateOnly> Open { get; private set; } = [];

    public bool MayClose { get; private set; }

    /// <summary>The last month to close, as <c>2025-03</c>.</summary>
    [BindProperty]
    public string? Through { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await MayAsync(clock.Today, cancellation))
        {
            return Forbid();
        }

        if (
            string.IsNullOrEmpty(Key)
            || !DateOnly.TryParseExact(
                Through + "-01",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var through
            )
        )
        {
            ModelState.Wrong(nameof(Through), texts, "seal.months.through.wrong");
            Key ??= Guid.CreateVersion7().ToString("N");
            await ReadAsync(cancellation);
            return Page();
        }

        var outcome = await months.CloseThroughAsync(through, Key, user.UserId, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            await ReadAsync(cancellation);
            return Page();
        }

        this.Done("seal.months.done", Formats.Month(through));
        return Redirect(SealLinks.Months);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        Seals = await db.Set<Seal>()
            .AsNoTracking()
            .OrderByDescending(s => s.Number)
            .ToListAsync(cancellation);
        if (await months.FirstOpenAsync(cancellation) is { } first)
        {
            var running = Periods.Month(clock.Today);
            var count = (running.Year - first.Year) * 12 + running.Month - first.Month;
            Open = [.. Enumerable.Range(0, Math.Max(0, count)).Select(first.AddMonths)];
        }

        MayClose = Open.Count > 0 && await MayAsync(clock.Today, cancellation);
    }

    private async Task<bool> MayAsync(DateOnly day, CancellationToken cancellation)
    {
        var finder = new ScopeFinder(await directory.GetAsync(cancellation));
        return finder
            .Find(finder.Home(day).Key)!
            .Roots.Any(root => user.Can(Permissions.MonthClose, root.Id));
    }
}
