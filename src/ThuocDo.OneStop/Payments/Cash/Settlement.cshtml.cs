using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Cash;

/// <summary>What one office took for one procedure in a quarter.</summary>
public sealed record SettledLine(
    Unit Unit,
    string Procedure,
    int Bills,
    decimal Cash,
    decimal Accounts,
    decimal Refunds
)
{
    public decimal Net => Cash + Accounts - Refunds;
}

/// <summary>
/// The fees of a quarter for settlement (Decree 61/2018 Art 12.9), by office and procedure, from the ledger. Money that was
/// never owed is not part of it.
/// </summary>
[Requires(Permissions.MoneyReconcile)]
public sealed class SettlementModel(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    private const int QuartersBack = 8;

    /// <summary>As <c>2025-4</c>.</summary>
    [BindProperty(Name = PaymentLinks.Quarter, SupportsGet = true)]
    public string? Asked { get; set; }

    /// <summary>First day of the quarter.</summary>
    public DateOnly From { get; private set; }
    public IReadOnlyList<DateOnly> Quarters { get; private set; } = [];
    public IReadOnlyList<SettledLine> Lines { get; private set; } = [];

    public static int NumberOf(DateOnly first) => (first.Month + 2) / 3;

    public static string Slug(DateOnly first) =>
        string.Create(CultureInfo.InvariantCulture, $"{first.Year}-{NumberOf(first)}");

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var present = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1);
        Quarters = [.. Enumerable.Range(0, QuartersBack).Select(i => present.AddMonths(-3 * i))];
        From = Quarters.FirstOrDefault(q => Slug(q) == Asked, present);
        var end = From.AddMonths(3);
        var entries = db.Set<LedgerEntry>()
            .Where(e => e.Day >= From && e.Day < end)
            .Where(e => e.Kind == LedgerKind.Payment || e.Kind == LedgerKind.Refund);
        if (user.UnitsFor(Permissions.MoneyReconcile) is { } units)
        {
            entries = entries.Where(e => units.Contains(e.UnitId));
        }

        // Summed here: SQLite keeps exact amounts as text and cannot add them.
        var rows = await entries
            .Join(
                db.Set<Bill>(),
                e => e.BillId,
                b => b.Id,
                (e, b) =>
                    new
                    {
                        e.UnitId,
                        b.ProcedureId,
                        e.BillId,
                        e.Kind,
                        e.Method,
                        e.Amount,
                    }
            )
            .ToListAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        Lines =
        [
            .. rows.GroupBy(r => (r.UnitId, r.ProcedureId))
                .Select(g => new SettledLine(
                    tree[g.Key.UnitId],
                    catalogue[g.Key.ProcedureId].NameIn(language),
                    g.Select(r => r.BillId).Distinct().Count(),
                    g.Where(r => r.Kind == LedgerKind.Payment && r.Method == PaymentMethod.Cash)
                        .Sum(r => r.Amount),
                    g.Where(r => r.Kind == LedgerKind.Payment && r.Method != PaymentMethod.Cash)
                        .Sum(r => r.Amount),
                    -g.Where(r => r.Kind == LedgerKind.Refund).Sum(r => r.Amount)
                ))
                .OrderBy(l => l.Unit.ShortName, StringComparer.Create(Formats.Sorting, false))
                .ThenBy(l => l.Procedure, StringComparer.Create(Formats.Sorting, false)),
        ];
    }
}
