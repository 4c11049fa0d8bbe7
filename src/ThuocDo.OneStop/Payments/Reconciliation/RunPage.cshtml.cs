using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Payments.Reconciliation;

/// <summary>The differences of one statement, each to be explained by somebody under his or her name.</summary>
[Requires(Permissions.MoneyReconcile)]
public sealed class RunPageModel(
    ThuocDoDb db,
    ResolveDifference resolve,
    DossierReader names,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [FromRoute]
    public int Number { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public int Sequence { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public bool Book { get; set; }

    public ReconciliationRun Run { get; private set; } = null!;
    public IReadOnlyList<ReconciliationDifference> Differences { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } =
        new Dictionary<Guid, string>();

    /// <summary>Numbers of bills that the references name.</summary>
    public IReadOnlySet<string> Bills { get; private set; } = new HashSet<string>();

    public string? BillOf(ReconciliationDifference difference) =>
        BillNumber(difference.Reference) is { } number && Bills.Contains(number) ? number : null;

    public bool MayBook(ReconciliationDifference difference) =>
        difference.Kind is DifferenceKind.MissingHere or DifferenceKind.Double
        && difference.Theirs > 0
        && BillOf(difference) is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (ModelState.IsValid && !string.IsNullOrEmpty(Key))
        {
            var note = Note?.Trim() ?? "";
            var outcome = await resolve.RunAsync(
                new ResolveRequest(
                    Key,
                    Number,
                    Sequence,
                    note[..Math.Min(note.Length, ReconciliationDifference.NoteMaxLength)],
                    Book
                ),
                cancellation
            );
            if (outcome.Succeeded)
            {
                this.Done("reconcile.done.explained", Sequence);
                return Redirect(PaymentLinks.Run(Number));
            }

            this.Refuse(outcome, texts);
        }

        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var run = await db.Set<ReconciliationRun>()
            .AsNoTracking()
            .FirstOrDefaultAsync(r => r.Number == Number, cancellation);
        if (run is null || !user.Can(Permissions.MoneyReconcile, run.UnitId))
        {
            return false;
        }

        Run = run;
        Differences = await db.Set<ReconciliationDifference>()
            .AsNoTracking()
            .Where(d => d.RunId == run.Id)
            .OrderBy(d => d.Sequence)
            .ToListAsync(cancellation);
        var numbers = Differences
            .Select(d => BillNumber(d.Reference))
            .OfType<string>()
            .Distinct()
            .ToList();
        Bills = await db.Set<Bill>()
            .Where(b => numbers.Contains(b.Number))
            .Select(b => b.Number)
            .ToHashSetAsync(cancellation);
        Names = await names.NamesAsync(
            Differences.Select(d => d.ResolvedBy).Append(run.By),
            cancellation
        );
        return true;
    }

    private static string? BillNumber(string reference) =>
        reference.Length >= 10 && reference.StartsWith("TD", StringComparison.Ordinal)
            ? reference[..10]
            : null;
}

/// <summary>Text keys of differences.</summary>
public static class DifferenceTexts
{
    public static string Of(DifferenceKind kind) =>
        kind switch
        {
            DifferenceKind.MissingHere => "reconcile.kind.missing-here",
            DifferenceKind.MissingThere => "reconcile.kind.missing-there",
            DifferenceKind.Amount => "reconcile.kind.amount",
            DifferenceKind.Double => "reconcile.kind.double",
            DifferenceKind.OtherDay => "reconcile.kind.other-day",
            _ => "reconcile.kind.other-account",
        };
}
