using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Refunds;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.OneStop.Payments.Pages;

/// <summary>A line of the list of bills.</summary>
public sealed record BillRow(ListedBill Bill, string DossierCode, string Procedure, string Unit);

/// <summary>Sums of the chosen bills, and the same sums from the ledger: they must be equal.</summary>
public sealed record BillTotals(
    int Count,
    decimal Billed,
    decimal Paid,
    decimal Refunded,
    decimal Surplus,
    decimal LedgerBalance
)
{
    public decimal Balance => Paid - Refunded + Surplus;
}

/// <summary>The bills of my offices, with their sums beside those of the ledger.</summary>
[Requires(Permissions.DossierView)]
public sealed class BillListModel(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    public const int PageSize = 25;

    public static readonly IReadOnlyDictionary<string, BillState?> States = new Dictionary<
        string,
        BillState?
    >
    {
        [""] = null,
        ["chua-nop"] = BillState.Issued,
        ["da-nop"] = BillState.Paid,
        ["hoan-mot-phan"] = BillState.PartlyRefunded,
        ["da-hoan"] = BillState.Refunded,
        ["mien"] = BillState.Waived,
        ["huy"] = BillState.Cancelled,
    };

    /// <summary>Money that is here without being owed, and refunds that wait for somebody.</summary>
    public const string ToGiveBack = "cho-hoan";

    [BindProperty(Name = PaymentLinks.State, SupportsGet = true)]
    public string? Chosen { get; set; }

    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty(Name = "tu", SupportsGet = true)]
    public string? FromText { get; set; }

    [BindProperty(Name = "den", SupportsGet = true)]
    public string? ToText { get; set; }

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int? PageNumber { get; set; }

    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public IReadOnlyList<BillRow> Rows { get; private set; } = [];
    public BillTotals Totals { get; private set; } = new(0, 0, 0, 0, 0, 0);
    public int Pages { get; private set; }
    public int Current { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        To = Day(ToText) ?? clock.Today;
        From = Day(FromText) ?? To.AddDays(-30);
        Offices = PaymentOffices.Of(tree, user, Permissions.DossierView, clock.Today);
        var bills = Narrow(Visible(), tree.Find(UnitKey)?.Id);
        await CountAsync(bills, cancellation);
        Pages = (Totals.Count + PageSize - 1) / PageSize;
        Current = Math.Clamp(PageNumber ?? 1, 1, Math.Max(Pages, 1));
        var listed = await BillReader
            .Listed(
                bills
                    .OrderByDescending(b => b.IssuedAt)
                    .ThenBy(b => b.Number)
                    .Skip((Current - 1) * PageSize)
                    .Take(PageSize)
            )
            .ToListAsync(cancellation);
        var ids = listed.Select(b => b.DossierId).ToList();
        var codes = await db.Set<Dossier>()
            .Where(d => ids.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, d => d.Code, cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        Rows =
        [
            .. listed.Select(b => new BillRow(
                b,
                codes[b.DossierId],
                catalogue[b.ProcedureId].NameIn(language),
                tree[b.UnitId].NameIn(language)
            )),
        ];
    }

    private IQueryable<Bill> Visible() =>
        user.UnitsFor(Permissions.DossierView) is { } units
            ? db.Set<Bill>().Where(b => units.Contains(b.UnitId))
            : db.Set<Bill>();

    private IQueryable<Bill> Narrow(IQueryable<Bill> bills, Guid? unit)
    {
        var from = VietnamTime.ToUtc(From.ToDateTime(TimeOnly.MinValue));
        var end = VietnamTime.ToUtc(To.AddDays(1).ToDateTime(TimeOnly.MinValue));
        if (unit is { } id)
        {
            bills = bills.Where(b => b.UnitId == id);
        }

        if (Chosen == ToGiveBack)
        {
            // Whenever it came: money is not forgotten with the month.
            return bills.Where(b =>
                b.Surplus > 0
                || db.Set<Refund>()
                    .Any(r =>
                        r.BillId == b.Id
                        && (r.State == RefundState.Requested || r.State == RefundState.Approved)
                    )
            );
        }

        bills = bills.Where(b => b.IssuedAt >= from && b.IssuedAt < end);
        return States.GetValueOrDefault(Chosen ?? "") is { } state
            ? bills.Where(b => b.State == state)
            : bills;
    }

    private async Task CountAsync(IQueryable<Bill> bills, CancellationToken cancellation)
    {
        // Summed here: SQLite keeps exact amounts as text and cannot add them.
        var sums = await bills
            .Select(b => new
            {
                b.Id,
                b.Total,
                b.Paid,
                b.Refunded,
                b.Surplus,
            })
            .ToListAsync(cancellation);
        var ledger = await db.Set<LedgerEntry>()
            .Where(e => bills.Select(b => b.Id).Contains(e.BillId))
            .Select(e => e.Amount)
            .ToListAsync(cancellation);
        Totals = new BillTotals(
            sums.Count,
            sums.Sum(s => s.Total),
            sums.Sum(s => s.Paid),
            sums.Sum(s => s.Refunded),
            sums.Sum(s => s.Surplus),
            ledger.Sum()
        );
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}

/// <summary>The offices that take fees, as lists offer them.</summary>
public static class PaymentOffices
{
    public static IReadOnlyList<Unit> Of(
        UnitTree tree,
        ICurrentUser user,
        string permission,
        DateOnly today
    ) =>
        [
            .. tree
                .All.Where(u => u.Identifier is not null && user.Can(permission, u.Id))
                .OrderBy(u => u.IsValidOn(today) ? 0 : 1)
                .ThenBy(u => u.Level)
                .ThenBy(u => u.ShortName, StringComparer.Create(Formats.Sorting, false))
                .ThenBy(u => u.Key),
        ];
}
