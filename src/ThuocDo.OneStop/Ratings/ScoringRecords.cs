using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Ratings;

/// <summary>Finished dossiers and what is offered at the one-stop unit, as the nine criteria of Circular 01/2018 look at them.</summary>
public sealed class ScoringRecords(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    IServiceRecords services,
    UnitDirectory directory
) : IScoringRecords
{
    public async Task<IReadOnlyList<HandledWork>> CountAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        Guid? officer,
        IReadOnlyCollection<Guid> except,
        CancellationToken cancellation
    )
    {
        var closed = Closed(from, to, units, officer);
        if (except.Count > 0)
        {
            Guid[] apart = [.. except];
            closed = closed.Where(d => !EF.Parameter(apart).Contains(d.Id));
        }

        var all = await CountAsync(closed, cancellation);
        var rated = await CountAsync(
            closed.Where(d => db.Set<Rating>().Any(r => r.DossierId == d.Id)),
            cancellation
        );
        var works = new List<HandledWork>(all.Count + rated.Count);
        foreach (var (kind, count) in all)
        {
            var spoken = rated.GetValueOrDefault(kind);
            if (spoken > 0)
            {
                works.Add(Work(kind, true, spoken));
            }

            if (count > spoken)
            {
                works.Add(Work(kind, false, count - spoken));
            }
        }

        return works;
    }

    public async Task<IReadOnlyList<HandledDossier>> HandledAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        Guid? officer,
        IReadOnlyCollection<Guid>? only,
        CancellationToken cancellation
    )
    {
        var closed = Closed(from, to, units, officer);
        if (only is not null)
        {
            Guid[] these = [.. only];
            closed = closed.Where(d => EF.Parameter(these).Contains(d.Id));
        }

        var rows = await closed
            .Select(d => new
            {
                d.Id,
                d.Code,
                d.UnitId,
                d.AssigneeId,
                d.ClosedOn,
                d.ParentId,
                d.Timeliness,
                d.Supplements,
                d.Channel,
                IsRated = db.Set<Rating>().Any(r => r.DossierId == d.Id),
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(d => new HandledDossier(
                    d.Id,
                    d.Code,
                    d.ClosedOn!.Value,
                    Work(
                        new Kind(
                            d.UnitId,
                            d.AssigneeId,
                            d.ParentId is not null,
                            d.Timeliness,
                            d.Supplements,
                            d.Channel == Channel.Online
                        ),
                        d.IsRated,
                        1
                    )
                ))
                .OrderBy(d => d.Code, StringComparer.Ordinal),
        ];
    }

    public async Task<IReadOnlyList<Guid>> HeldByAsync(
        Guid account,
        IReadOnlyCollection<Guid> dossiers,
        CancellationToken cancellation
    )
    {
        Guid[] these = [.. dossiers];
        return await db.Set<Dossier>()
            .Where(d => d.AssigneeId == account && EF.Parameter(these).Contains(d.Id))
            .Select(d => d.Id)
            .ToListAsync(cancellation);
    }

    /// <summary>What the nine criteria tell dossiers apart by.</summary>
    private sealed record Kind(
        Guid UnitId,
        Guid? OfficerId,
        bool IsPart,
        Timeliness? Timeliness,
        int Supplements,
        bool IsOnline
    );

    private IQueryable<Dossier> Closed(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        Guid? officer
    )
    {
        Guid[] ids = [.. units];
        var closed = db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => d.ClosedOn >= from && d.ClosedOn <= to)
            .Where(d => d.Result == DossierResult.Granted || d.Result == DossierResult.Refused)
            .Where(d => EF.Parameter(ids).Contains(d.UnitId));
        return officer is { } one ? closed.Where(d => d.AssigneeId == one) : closed;
    }

    private static async Task<Dictionary<Kind, long>> CountAsync(
        IQueryable<Dossier> closed,
        CancellationToken cancellation
    ) => (
            await closed
                .GroupBy(d => new
                {
                    d.UnitId,
                    d.AssigneeId,
                    IsPart = d.ParentId != null,
                    d.Timeliness,
                    d.Supplements,
                    d.Channel,
                })
                .Select(g => new { g.Key, Count = g.LongCount() })
                .ToListAsync(cancellation)
        ).GroupBy(g => new Kind(g.Key.UnitId, g.Key.AssigneeId, g.Key.IsPart, g.Key.Timeliness, g.Key.Supplements, g.Key.Channel == Channel.Online)).ToDictionary(g => g.Key, g => g.Sum(one => one.Count));

    private static HandledWork Work(Kind kind, bool isRated, long count) =>
        new(
            kind.UnitId,
            kind.OfficerId,
            kind.IsPart,
            kind.Timeliness is not null,
            kind.Timeliness switch
            {
                Timeliness.Early => true,
                Timeliness.Late => false,
                _ => null,
            },
            kind.Supplements,
            // Who files online and is asked for nothing goes to nobody; everybody else to the one-stop unit.
            kind.IsOnline
            && kind.Supplements == 0
                ? 0
                : 1,
            isRated,
            count
        );

    public async Task<IReadOnlyDictionary<Guid, OneStopFacts>> FactsAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        CancellationToken cancellation
    )
    {
        Guid[] ids = [.. units];
        var end = VietnamTime.ToUtc(to.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var received = await db.Set<Dossier>()
            .Where(d =>
                EF.Parameter(ids).Contains(d.UnitId)
                && d.ParentId == null
                && (
                    d.ReceivedOn >= from && d.ReceivedOn <= to
                    || d.ClosedOn >= from && d.ClosedOn <= to
                    || d.ReceivedOn <= to && (d.ClosedOn == null || d.ClosedOn > to)
                )
            )
            .GroupBy(d => d.UnitId)
            .Select(g => new
            {
                Unit = g.Key,
                All = g.LongCount(d => d.ReceivedOn >= from && d.ReceivedOn <= to),
                Online = g.LongCount(d =>
                    d.ReceivedOn >= from && d.ReceivedOn <= to && d.Channel == Channel.Online
                ),
                Late = g.LongCount(d =>
                    d.Channel == Channel.Online
                    && (
                        d.ClosedOn >= from && d.ClosedOn <= to && d.Timeliness == Timeliness.Late
                        || d.ReceivedOn <= to && d.ClosedOn == null && d.DueAt < end
                        // Closed since: a past quarter says the same later.
                        || d.ReceivedOn <= to
                            && d.ClosedOn > to
                            && d.FirstPromisedAt < end
                            && d.Timeliness == Timeliness.Late
                    )
                ),
            })
            .ToDictionaryAsync(g => g.Unit, cancellation);
        var offers = (await services.OffersAsync(to, units, cancellation)).ToLookup(o => o.UnitId);
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        // What is carried out on the spot of its own is no matter of the one-stop unit.
        var exempt = Enum.Parse<ReceivingPlace>(
            RegimeRules.For(to).OneStopExempt.Value.Replace("-", "", StringComparison.Ordinal),
            ignoreCase: true
        );
        var places = catalogue
            .Versions.Where(v => v.IsValidOn(to))
            .GroupBy(v => (v.ProcedureId, v.Level))
            .ToDictionary(g => g.Key, g => g.First().ReceivingPlace);
        return units
            .Where(u => offers[u].Any() || received.ContainsKey(u))
            .ToDictionary(
                u => u,
                u =>
                {
                    var at = offers[u]
                        .Select(o =>
                            (
                                Offer: o,
                                Place: places.GetValueOrDefault(
                                    (o.ProcedureId, tree[u].Level),
                                    ReceivingPlace.CompetentOffice
                                )
                            )
                        )
                        .Where(o => o.Place != exempt)
                        .ToList();
                    var flow = received.GetValueOrDefault(u);
                    return new OneStopFacts(
                        u,
                        at.Count,
                        at.Count(o => o.Place == ReceivingPlace.OneStop),
                        at.Count(o => o.Offer.IsPartlyOnline || o.Offer.IsWhollyOnline),
                        flow?.All ?? 0,
                        flow?.Online ?? 0,
                        flow?.Late ?? 0
                    );
                }
            );
    }

    public async Task<DossierPlace?> FindAsync(string code, CancellationToken cancellation)
    {
        var normal = DossierCode.Normal(code);
        return await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => d.Code == normal)
            .Select(d => new DossierPlace(d.Id, d.Code, d.UnitId, d.AssigneeId))
            .FirstOrDefaultAsync(cancellation);
    }
}
