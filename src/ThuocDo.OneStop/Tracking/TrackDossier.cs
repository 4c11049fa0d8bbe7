using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Cases;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Tracking;

/// <summary>What the applicant sees: state, unit and step, clock, what to do now; never the name of a person.</summary>
public sealed record TrackedDossier(
    DossierWork Work,
    Procedure Procedure,
    Unit Unit,
    Unit Receiving,
    ClockState Clock,
    TimeLeft Left,
    IReadOnlyList<StepPlan> Steps,
    IReadOnlyList<DossierEvent> Events,
    IReadOnlyList<PhasePlan> Phases,
    IReadOnlyList<Unit> Holders
)
{
    /// <summary>What is asked for now, while the clock stands still.</summary>
    public DossierEvent? Asked =>
        Work.Dossier.State == DossierState.SupplementInProcess
            ? Events.LastOrDefault(e => e.Event.Type == "supplement-requested")
            : null;
}

public enum TrackAnswer
{
    Found,

    /// <summary>Unknown code and wrong secret are answered alike, so that nobody learns which codes exist.</summary>
    Wrong,
    Locked,
}

/// <summary>Opens a dossier to whoever holds code and secret.</summary>
public sealed class TrackDossier(
    ThuocDoDb db,
    TrackingGuard guard,
    DossierStore store,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    Clock clock
)
{
    /// <summary>Compared where there is no dossier, so that both answers take the same time.</summary>
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    public async Task<(TrackAnswer Answer, TrackedDossier? Dossier)> RunAsync(
        string code,
        string secret,
        string address,
        CancellationToken cancellation
    )
    {
        if (!await guard.BeginAsync(code, address, cancellation))
        {
            return (TrackAnswer.Locked, null);
        }

        var work = await store.ReadAsync(code, cancellation);
        var matches = TrackingSecret.Matches(secret, work?.Dossier.TrackingHash ?? NoHash);
        if (work is null || !matches)
        {
            return (TrackAnswer.Wrong, null);
        }

        await guard.SucceedAsync(code, address, cancellation);
        return (TrackAnswer.Found, await DescribeAsync(work, cancellation));
    }

    /// <summary>The same for somebody who has shown a right to it in another way.</summary>
    public async Task<TrackedDossier> DescribeAsync(
        DossierWork work,
        CancellationToken cancellation
    )
    {
        var dossier = work.Dossier;
        var tree = await units.GetAsync(cancellation);
        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == dossier.Id && e.Chain == DossierWork.Chain)
            .OrderBy(e => e.Sequence)
            .ToListAsync(cancellation);
        return new TrackedDossier(
            work,
            (await catalogues.GetAsync(cancellation))[dossier.ProcedureId],
            tree[dossier.UnitId],
            tree[dossier.ReceivingUnitId],
            work.Clock,
            TimeLeft.Of(dossier.State, dossier.DueAt, clock.Now, work.Calendar),
            StepPlan.Of(work),
            [.. events.Select(e => new DossierEvent(e, EventPayload.Read(e.Payload)))],
            PhasePlan.Of(work),
            // While other bodies are asked or handle a part, the dossier is with them too.
            [
                .. work
                    .Requests.Where(r => r.IsOpen && dossier.IsOpen)
                    .Select(r => r.UnitId)
                    .Prepend(dossier.UnitId)
                    .Distinct()
                    .Select(id => tree[id]),
            ]
        );
    }
}
