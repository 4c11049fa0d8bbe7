using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Payments.Pages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Payments.Cash;

/// <summary>The own cash book of today, and the closed days of the office.</summary>
[Requires(Permissions.MoneyCollect)]
public sealed class CashBookModel(
    ThuocDoDb db,
    CloseCashDay close,
    DossierReader names,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private const int Shown = 31;

    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Counted { get; set; }

    /// <summary>What the page showed.</summary>
    [BindProperty]
    public decimal Seen { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public DateOnly Today => clock.Today;
    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public Unit? Office { get; private set; }
    public ExpectedCash Expected { get; private set; } = new(0, 0, 0);
    public IReadOnlyList<CashDay> Days { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } =
        new Dictionary<Guid, string>();
    public bool IsClosed => Days.Any(d => d.Day == Today && d.CashierId == user.UserId);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Renew();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Office is null)
        {
            return Forbid();
        }

        if (
            !decimal.TryParse(
                Counted
                    ?.Replace(".", "", StringComparison.Ordinal)
                    .Replace(" ", "", StringComparison.Ordinal),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var counted
            )
        )
        {
            ModelState.Wrong(nameof(Counted), texts, "cash.counted.missing");
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            Renew();
            return Page();
        }

        var reason = Reason?.Trim();
        var outcome = await close.RunAsync(
            new CloseCashRequest(
                Key,
                Office.Id,
                counted,
                Seen,
                reason?[..Math.Min(reason.Length, CashDay.ReasonMaxLength)]
            ),
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("cash.done", Today);
            return Redirect(PaymentLinks.CashOf(Office.Key));
        }

        if (outcome.Key == "cash.reason.missing")
        {
            ModelState.AddModelError(nameof(Reason), outcome.InWords(texts));
        }
        else
        {
            this.Refuse(outcome, texts);
        }

        Renew();
        return Page();
    }

    private void Renew()
    {
        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(Seen));
        Key = Guid.CreateVersion7().ToString("N");
        Seen = Expected.Total;
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        Offices = PaymentOffices.Of(tree, user, Permissions.MoneyCollect, clock.Today);
        Office =
            Offices.FirstOrDefault(o => o.Key == UnitKey)
            ?? (Offices.Count > 0 ? Offices[0] : null);
        if (Office is null)
        {
            return;
        }

        Expected = await close.ExpectedAsync(
            Office.Id,
            user.UserId!.Value,
            clock.Today,
            cancellation
        );
        Days = await db.Set<CashDay>()
            .AsNoTracking()
            .Where(d => d.UnitId == Office.Id)
            .OrderByDescending(d => d.Day)
            .ThenByDescending(d => d.SignedAt)
            .Take(Shown)
            .ToListAsync(cancellation);
        Names = await names.NamesAsync(Days.Select(d => (Guid?)d.CashierId), cancellation);
    }
}
