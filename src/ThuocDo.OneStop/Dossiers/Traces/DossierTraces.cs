using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Filing;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Dossiers.Traces;

/// <summary>Reads the traces by one statement; identity numbers are compared within the database and never leave it.</summary>
public sealed class DossierTraces(ThuocDoDb db) : IDossierTraces
{
    /// <summary>So many days after its end a dossier of the same person and procedure is the same matter under a new number.</summary>
    public const int RefiledWithinDays = 10;

    public async IAsyncEnumerable<DossierTrace> ClosedAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlyCollection<Guid>? units,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var closed = db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => d.ClosedOn >= from && d.ClosedOn <= to && d.ParentId == null);
        if (units is not null)
        {
            var ids = units.ToArray();
            closed = closed.Where(d => EF.Parameter(ids).Contains(d.UnitId));
        }

        var rows = closed
            .Select(d => new
            {
                d.Id,
                d.UnitId,
                d.Channel,
                d.ReceivedAt,
                d.FirstPromisedAt,
                d.ClosedAt,
                d.Result,
                d.Timeliness,
                SentAt = d.Channel == Channel.Online
                    ? db.Set<Submission>()
                        .Where(s => s.DossierId == d.Id)
                        .Select(s => s.SubmittedAt)
                        .FirstOrDefault()
                    : null,
                SupplementAt = d.Supplements > 0
                    ? db.Set<ClockEntry>()
                        .Where(e =>
                            e.DossierId == d.Id
                            && e.Kind == ClockEntryKind.Stopped
                            && e.Ground == "supplement"
                        )
                        .Min(e => (DateTime?)e.At)
                    : null,
                WasReopened = db.Set<HistoryEvent>()
                    .Any(e => e.SubjectId == d.Id && e.Type == "reopened"),
                WasRefiled = d.Result != DossierResult.Granted
                    && db.Set<Applicant>()
                        .Any(a =>
                            a.DossierId == d.Id
                            && a.IdentityNumber != null
                            && db.Set<Applicant>()
                                .Any(b =>
                                    b.IdentityNumber == a.IdentityNumber
                                    && b.DossierId != d.Id
                                    && db.Set<Dossier>()
                                        .Any(n =>
                                            n.Id == b.DossierId
                                            && n.ProcedureId == d.ProcedureId
                                            && n.ReceivedOn >= d.ClosedOn
                                            && n.ReceivedOn
                                                <= d.ClosedOn!.Value.AddDays(RefiledWithinDays)
                                        )
                                )
                        ),
            })
            .AsAsyncEnumerable();
        await foreach (var r in rows.WithCancellation(cancellation))
        {
            yield return new DossierTrace
            {
                Id = r.Id,
                UnitId = r.UnitId,
                IsOnline = r.Channel == Channel.Online,
                FiledAt = r.SentAt ?? r.ReceivedAt,
                ReceivedAt = r.ReceivedAt,
                PromisedAt = r.FirstPromisedAt,
                ClosedAt = r.ClosedAt!.Value,
                End =
                    r.Result is not (DossierResult.Granted or DossierResult.Refused)
                        ? TraceEnd.WithoutResult
                    : r.Timeliness == Timeliness.Late ? TraceEnd.Late
                    : r.Timeliness == Timeliness.OnTime ? TraceEnd.OnLastDay
                    : TraceEnd.Early,
                SupplementAt = r.SupplementAt,
                WasReopened = r.WasReopened,
                WasRefiled = r.WasRefiled,
            };
        }
    }

    public async Task<IReadOnlyList<TracedDossier>> NamesAsync(
        IReadOnlyCollection<Guid> dossiers,
        CancellationToken cancellation
    )
    {
        var ids = dossiers.ToArray();
        return
        [
            .. (
                await db.Set<Dossier>()
                    .AsNoTracking()
                    .Where(d => EF.Parameter(ids).Contains(d.Id))
                    .OrderBy(d => d.Code)
                    .Select(d => new
                    {
                        d.Id,
                        d.Code,
                        d.UnitId,
                    })
                    .ToListAsync(cancellation)
            ).Select(d => new TracedDossier(d.Id, d.Code, d.UnitId, OneStopLinks.Dossier(d.Code))),
        ];
    }
}
