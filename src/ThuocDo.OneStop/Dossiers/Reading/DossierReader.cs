using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Reading;

/// <summary>One event of the chain with what it stored.</summary>
public sealed record DossierEvent(HistoryEvent Event, EventPayload Payload)
{
    public string? this[string particular] => Payload.Particulars.GetValueOrDefault(particular);

    /// <summary>The account in whose stead a stand-in acted.</summary>
    public Guid? OnBehalfOf =>
        Guid.TryParse(this[DossierEvents.OnBehalfOf], out var principal) ? principal : null;
}

/// <summary>Everything the pages of one dossier show. Without the right to see them, the particulars are masked.</summary>
public sealed record DossierFile
{
    public required DossierWork Work { get; init; }
    public required Procedure Procedure { get; init; }
    public required Unit Unit { get; init; }
    public required Unit Receiving { get; init; }
    public required Applicant? Applicant { get; init; }
    public required bool ShowsParticulars { get; init; }
    public required IReadOnlyList<DossierEvent> Events { get; init; }

    /// <summary>Display names of the accounts that acted or hold the dossier; invented officers have no account.</summary>
    public required IReadOnlyDictionary<Guid, string> Names { get; init; }

    public Dossier Dossier => Work.Dossier;

    public string? NameOf(Guid? account) => account is { } id ? Names.GetValueOrDefault(id) : null;

    /// <summary>The last event of a type.</summary>
    public DossierEvent? Last(string type) => Events.LastOrDefault(e => e.Event.Type == type);

    public string? ApplicantName =>
        Applicant is null ? null
        : ShowsParticulars ? Applicant.Name
        : Particulars.Initials(Applicant.Name);

    public string? Identity =>
        Applicant?.IdentityNumber is not { Length: > 0 } number ? null
        : ShowsParticulars ? number
        : Particulars.Tail(number);
}

/// <summary>Reads a dossier for the person behind the request; null if there is none he or she may see.</summary>
public sealed class DossierReader(
    ThuocDoDb db,
    DossierStore store,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    ICurrentUser user,
    Shared.Language.Texts texts
)
{
    public async Task<DossierFile?> ReadAsync(string code, CancellationToken cancellation)
    {
        var work = await store.ReadAsync(code, cancellation);
        if (work is null || !DossierScope.Allows(user, Permissions.DossierView, work.Dossier))
        {
            return null;
        }

        var dossier = work.Dossier;
        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == dossier.Id && e.Chain == DossierWork.Chain)
            .OrderBy(e => e.Sequence)
            .ToListAsync(cancellation);
        List<DossierEvent> told =
        [
            .. events.Select(e => new DossierEvent(e, EventPayload.Read(e.Payload))),
        ];
        var tree = await units.GetAsync(cancellation);
        return new DossierFile
        {
            Work = work,
            Procedure = (await catalogues.GetAsync(cancellation))[dossier.ProcedureId],
            Unit = tree[dossier.UnitId],
            Receiving = tree[dossier.ReceivingUnitId],
            Applicant = await db.Set<Applicant>()
                .AsNoTracking()
                .FirstOrDefaultAsync(a => a.DossierId == dossier.Id, cancellation),
            ShowsParticulars = DossierScope.ShowsParticulars(
                user,
                dossier.UnitId,
                dossier.ReceivingUnitId
            ),
            Events = told,
            Names = await WithHolderAsync(
                dossier.Id,
                await NamesAsync(
                    told.SelectMany(e => new[] { e.Event.ActorId, e.OnBehalfOf })
                        .Append(dossier.AssigneeId),
                    cancellation
                ),
                cancellation
            ),
        };
    }

    /// <summary>What the applicant did in the portal is said to be done by the applicant, never by name.</summary>
    private async Task<IReadOnlyDictionary<Guid, string>> WithHolderAsync(
        Guid dossierId,
        IReadOnlyDictionary<Guid, string> names,
        CancellationToken cancellation
    ) =>
        await db.Set<Filing.DossierHolder>()
            .AsNoTracking()
            .FirstOrDefaultAsync(h => h.DossierId == dossierId, cancellation)
            is { } holder
            ? new Dictionary<Guid, string>(names)
            {
                [holder.CitizenId] = texts["dossier.actor.applicant"],
            }
            : names;

    /// <summary>Display names of accounts.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        IEnumerable<Guid?> accounts,
        CancellationToken cancellation
    )
    {
        var ids = accounts.OfType<Guid>().Distinct().ToList();
        return ids.Count == 0
            ? new Dictionary<Guid, string>()
            : await db.Set<Account>()
                .Where(a => ids.Contains(a.Id))
                .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellation);
    }
}

/// <summary>When each step of the process should be done.</summary>
public sealed record StepPlan(ProcessStep Step, DateTime? DueLocal, bool IsDone, bool IsNow)
{
    /// <summary>
    /// Shares of the time between the last start of the clock and its expiry. No times where the calendar does not
    /// reach.
    /// </summary>
    public static IReadOnlyList<StepPlan> Of(DossierWork work)
    {
        var dues = Dues(work);
        var dossier = work.Dossier;
        var done = !dossier.IsOpen;
        return
        [
            .. work.Steps.Select(
                (step, i) =>
                    new StepPlan(
                        step,
                        dues is null || step.Code == ProcessStep.Return ? null : dues[i],
                        step.Number < dossier.Step
                            || done && step.Code != ProcessStep.Return
                            || dossier.State == DossierState.Returned,
                        dossier.State == DossierState.Resolved
                            ? step.Code == ProcessStep.Return
                            : dossier.IsOpen && step.Number == dossier.Step
                    )
            ),
        ];
    }

    private static IReadOnlyList<DateTime>? Dues(DossierWork work)
    {
        var start = work.Ledger.LastOrDefault(e => e.Limit is not null);
        var shares = work.Steps.Select(s => s.BudgetShare).ToList();
        if (start is null || shares.Sum() <= 0)
        {
            return null;
        }

        try
        {
            return Clocks.StepBudget.Split(
                Limit.Parse(start.Limit!, null),
                shares,
                VietnamTime.ToLocal(start.At),
                work.Calendar
            );
        }
        catch (CalendarRangeException)
        {
            return null;
        }
    }
}
