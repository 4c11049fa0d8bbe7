using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Counter.HandOvers;

/// <param name="Reason">Why it came back from its last sheet.</param>
public sealed record GiveRow(
    Guid Id,
    string Code,
    DateTime ReceivedAt,
    DateTime Due,
    string? Reason
);

/// <summary>What the counter has to hand over, unit by unit; sheets that wait to be taken; and the field for the scanner.</summary>
[Requires(Permissions.DossierView)]
public sealed class HandOversPageModel(
    ThuocDoDb db,
    HandOverDesk desk,
    CounterOffices offices,
    UnitDirectory directory,
    DossierStore store,
    Calendars calendars,
    Dossiers.Absences.Authorities authorities,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    /// <summary>What a scanner read from a slip, or a code that was typed.</summary>
    [BindProperty(Name = OneStopLinks.DossierCode, SupportsGet = true)]
    public string? Scanned { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid To { get; set; }

    [BindProperty]
    public Guid[] Chosen { get; set; } = [];

    [BindProperty]
    public bool OnPaper { get; set; }

    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public Unit? Office { get; private set; }
    public IReadOnlyList<(Unit To, IReadOnlyList<GiveRow> Rows)> ToGive { get; private set; } = [];
    public IReadOnlyList<(HandOverSheet Sheet, Unit From, Unit To)> Open { get; private set; } = [];
    public DateTime Now => clock.Now;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (
            ScannedCode.Of(Scanned) is { } code
            && await WhereAsync(code, cancellation) is { } address
        )
        {
            return Redirect(address);
        }

        if (!string.IsNullOrWhiteSpace(Scanned))
        {
            ModelState.Wrong(OneStopLinks.DossierCode, texts, "hand-over.scan.unknown");
        }

        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Office is null)
        {
            return Forbid();
        }

        var given = await desk.GiveAsync(Key ?? "-", Office.Id, To, Chosen, !OnPaper, cancellation);
        if (given.Succeeded)
        {
            this.Done("hand-over.given");
            return Redirect(CounterLinks.HandOver(given.Value));
        }

        this.Refuse(given, texts);
        await LoadAsync(cancellation);
        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    /// <summary>Where a dossier is handed over: its open sheet, its own page of the hand-over, else the dossier.</summary>
    private async Task<string?> WhereAsync(string code, CancellationToken cancellation)
    {
        if (
            await store.ReadAsync(code, cancellation) is not { } work
            || !DossierScope.Allows(user, Permissions.DossierView, work.Dossier)
        )
        {
            return null;
        }

        var dossier = work.Dossier;
        var sheet = await db.Set<HandOverLine>()
            .Where(l => l.OpenDossierId == dossier.Id)
            .Select(l => (Guid?)l.SheetId)
            .FirstOrDefaultAsync(cancellation);
        return sheet is { } id ? CounterLinks.HandOver(id)
            : dossier.State == DossierState.Received
            && await authorities.ForAsync(
                DossierActions.Of(DossierActionKind.Assign),
                work,
                cancellation
            )
                is not null
                ? OneStopLinks.Act(dossier.Code, DossierActionKind.Assign)
            : OneStopLinks.Dossier(dossier.Code);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        Open =
        [
            .. (
                await db.Set<HandOverSheet>()
                    .AsNoTracking()
                    .Where(s => s.TakenAt == null)
                    .OrderBy(s => s.GivenAt)
                    .ToListAsync(cancellation)
            )
                .Where(s => HandOverDesk.MaySee(user, s))
                .Select(s => (s, tree[s.FromUnitId], tree[s.ToUnitId])),
        ];
        Offices = await offices.OfAsync(Permissions.DossierReceive, cancellation);
        Office = CounterOffices.Choose(Offices, UnitKey);
        if (Office is not { } office)
        {
            return;
        }

        var rows = await HandOverDesk
            .ReadyOf(db, office.Id)
            .OrderBy(d => d.ReceivedAt)
            .Take(HandOverDesk.MostLines)
            .Select(d => new
            {
                d.Id,
                d.Code,
                d.UnitId,
                d.ReceivedAt,
                Reason = db.Set<HandOverLine>()
                    .Where(l => l.DossierId == d.Id && l.State == LineState.Refused)
                    .Select(l => l.Reason)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var calendar = await calendars.ForAsync(office.Id, cancellation);
        ToGive =
        [
            .. rows.GroupBy(r => r.UnitId)
                .Select(g =>
                    (
                        tree[g.Key],
                        (IReadOnlyList<GiveRow>)
                            [
                                .. g.Select(r => new GiveRow(
                                    r.Id,
                                    r.Code,
                                    r.ReceivedAt,
                                    HandOverDue.Of(r.ReceivedAt, calendar),
                                    r.Reason
                                )),
                            ]
                    )
                ),
        ];
    }
}

/// <summary>What a scanner reads from a slip: the address in the code, or the dossier code itself.</summary>
public static class ScannedCode
{
    public static string? Of(string? scanned)
    {
        var text = scanned?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Scheme is ("http" or "https")
        )
        {
            return Microsoft
                .AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query)
                .TryGetValue(OneStopLinks.DossierCode, out var code)
                ? code.ToString()
                : null;
        }

        return text.Length <= Dossier.CodeMaxLength ? text : null;
    }
}
