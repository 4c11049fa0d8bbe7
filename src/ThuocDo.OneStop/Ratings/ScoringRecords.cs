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
    public async Task<IReadOnlyList<HandledDossier>> HandledAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        CancellationToken cancellation
    )
    {
        Guid[] ids = [.. units];
        var rows = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => d.ClosedOn >= from && d.ClosedOn <= to)
            .Where(d => EF.Parameter(ids).Contains(d.UnitId))
            .Where(d => d.Result == DossierResult.Granted || d.Result == DossierResult.Refused)
            .Select(d => new
            {
                d.Id,
                d.Code,
                d.UnitId,
                d.AssigneeId,
                d.ProcedureId,
                d.ClosedOn,
                d.ParentId,
                d.Timeliness,
                d.Supplements,
                d.Channel,
                d.HandOvers,
                IsRated = db.Set<Rating>().Any(r => r.DossierId == d.Id),
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(d => new HandledDossier(
                    d.Id,
                    d.Code,
                    d.UnitId,
                    d.AssigneeId,
                    d.ProcedureId,
                    d.ClosedOn!.Value,
                    d.ParentId is not null,
                    d.Timeliness switch
                    {
                        Timeliness.Early => true,
                        Timeliness.Late => false,
                        _ => null,
                    },
                    d.Supplements,
                    // Who files online and is asked for nothing goes to nobody; everybody else to the one-stop unit.
                    d.Channel == Channel.Online
                    && d.Supplements == 0
                        ? 0
                        : 1,
                    d.HandOvers == 0,
                    d.IsRated
                ))
                .OrderBy(d => d.Code, StringComparer.Ordinal),
        ];
    }

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
                    || d.ReceivedOn <= to && d.ClosedOn == null
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
                        || d.ClosedOn == null && d.DueAt < end
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
                    List<ReceivingPlace> at =
                    [
                        .. offers[u]
                            .Select(o =>
                                places.GetValueOrDefault(
                                    (o.ProcedureId, tree[u].Level),
                                    ReceivingPlace.CompetentOffice
                                )
                            )
                            .Where(place => place != exempt),
                    ];
                    var flow = received.GetValueOrDefault(u);
                    return new OneStopFacts(
                        u,
                        at.Count,
                        at.Count(place => place == ReceivingPlace.OneStop),
                        offers[u].Count(o => o.IsPartlyOnline || o.IsWhollyOnline),
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
