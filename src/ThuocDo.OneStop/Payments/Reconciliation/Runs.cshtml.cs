using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Payments.Reconciliation;

/// <summary>An account whose statements this person may compare.</summary>
public sealed record ReconcilableAccount(string Code, string Name, Guid UnitId);

/// <summary>Which accounts somebody may reconcile; the National Portal's statement counts as that of the whole province.</summary>
public static class ReconcilableAccounts
{
    public static IReadOnlyList<ReconcilableAccount> Of(
        ReceivingAccounts accounts,
        UnitTree tree,
        ICurrentUser user
    ) =>
        [
            .. accounts
                .All.Select(a => (Account: a, Unit: tree.Find(a.Owner)))
                .Where(a => a.Unit is { } unit && user.Can(Permissions.MoneyReconcile, unit.Id))
                .Select(a => new ReconcilableAccount(
                    a.Account.Code,
                    $"{a.Account.BankName} {a.Account.Number} ({a.Account.Code})",
                    a.Unit!.Id
                )),
        ];
}

public sealed record ListedRun(ReconciliationRun Run, int Open, int All);

/// <summary>Takes a statement in and lists what was compared.</summary>
[Requires(Permissions.MoneyReconcile)]
public sealed class RunsModel(
    ThuocDoDb db,
    ReconcileFile reconcile,
    ReceivingAccounts accounts,
    UnitDirectory directory,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    private const int Shown = 60;

    [BindProperty]
    public string? Account { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public IFormFile? Statement { get; set; }

    public IReadOnlyList<ReconcilableAccount> Accounts { get; private set; } = [];
    public IReadOnlyList<ListedRun> Runs { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var account = Accounts.FirstOrDefault(a => a.Code == Account);
        if (account is null)
        {
            ModelState.Wrong(nameof(Account), texts, "reconcile.account.missing");
        }

        if (Statement is not { Length: > 0 and <= ReconcileFile.MostBytes })
        {
            ModelState.Wrong(nameof(Statement), texts, "reconcile.file.missing");
        }

        var (from, to) = (Day(From, nameof(From)), Day(To, nameof(To)));
        if (!ModelState.IsValid)
        {
            return Page();
        }

        using var content = new MemoryStream();
        await Statement!.CopyToAsync(content, cancellation);
        var (run, errors) = await reconcile.RunAsync(
            new ReconcileRequest(
                account!.Code,
                account.UnitId,
                Statement.FileName,
                content.ToArray(),
                from,
                to,
                user.UserId
            ),
            cancellation
        );
        if (run.Succeeded)
        {
            this.Done(run.IsRepeat ? "reconcile.done.same" : "reconcile.done.new", run.Value);
            return Redirect(PaymentLinks.Run(run.Value));
        }

        this.Refuse(run, texts);
        foreach (var error in errors.Take(20))
        {
            ModelState.AddModelError(nameof(Statement), error.Render(texts));
        }

        return Page();
    }

    private DateOnly? Day(string? typed, string field)
    {
        if (string.IsNullOrEmpty(typed))
        {
            return null;
        }

        if (
            DateOnly.TryParseExact(
                typed,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            return day;
        }

        ModelState.Wrong(field, texts, "form.error.format");
        return null;
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Accounts = ReconcilableAccounts.Of(accounts, await directory.GetAsync(cancellation), user);
        var runs = db.Set<ReconciliationRun>().AsNoTracking();
        if (user.UnitsFor(Permissions.MoneyReconcile) is { } units)
        {
            runs = runs.Where(r => units.Contains(r.UnitId));
        }

        var listed = await runs.OrderByDescending(r => r.Number)
            .Take(Shown)
            .ToListAsync(cancellation);
        var ids = listed.Select(r => r.Id).ToList();
        var counts = await db.Set<ReconciliationDifference>()
            .Where(d => ids.Contains(d.RunId))
            .GroupBy(d => d.RunId)
            .Select(g => new
            {
                g.Key,
                Open = g.Count(d => d.ResolvedAt == null),
                All = g.Count(),
            })
            .ToDictionaryAsync(g => g.Key, cancellation);
        Runs =
        [
            .. listed.Select(r =>
                counts.TryGetValue(r.Id, out var count)
                    ? new ListedRun(r, count.Open, count.All)
                    : new ListedRun(r, 0, 0)
            ),
        ];
    }
}
