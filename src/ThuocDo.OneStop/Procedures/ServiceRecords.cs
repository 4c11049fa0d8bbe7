using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Portal;
using ThuocDo.OneStop.Ratings;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures;

/// <summary>Offers by the catalogue of the day; digitised papers, acknowledged dossiers and ratings by the unit that is judged for them.</summary>
public sealed class ServiceRecords(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    UnitDirectory directory,
    PortalSettings portal
) : IServiceRecords
{
    public bool IsSynced => portal.IsOn;

    public async Task<IReadOnlyList<ServiceOffer>> OffersAsync(
        DateOnly day,
        IReadOnlySet<Guid> units,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        return
        [
            .. tree
                .All.Where(u => units.Contains(u.Id) && u.ValidFrom <= day)
                .Select(u =>
                    (Unit: u, Day: u.ValidTo is { } end && end <= day ? end.AddDays(-1) : day)
                )
                .SelectMany(x =>
                    catalogue
                        .Versions.Where(v =>
                            v.IsValidOn(x.Day)
                            && (v.CompetentUnitId is { } one ? one == x.Unit.Id : IsOf(v, x.Unit))
                        )
                        .Select(v => new ServiceOffer(
                            x.Unit.Id,
                            v.ProcedureId,
                            v.IsOnline(x.Day) && v.OnlineLevel == OnlineLevel.Partial,
                            v.IsOnline(x.Day) && v.OnlineLevel != OnlineLevel.Partial,
                            v.Fee > 0,
                            v.IsPayableOnline(x.Day)
                        ))
                ),
        ];
    }

    public async Task<IReadOnlyDictionary<Guid, ServiceRecordCounts>> CountAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        CancellationToken cancellation
    )
    {
        var own = db.Set<Dossier>().Where(d => d.ParentId == null);
        var wanted = units.ToList();
        var received = own.Where(d =>
            wanted.Contains(d.FirstUnitId) && d.ReceivedOn >= from && d.ReceivedOn <= to
        );
        var digitised = await received
            .Where(d =>
                db.Set<Attachment>().Any(a => a.DossierId == d.Id && a.Role == AttachmentRole.Paper)
            )
            .GroupBy(d => d.FirstUnitId)
            .Select(g => new { Unit = g.Key, Count = g.LongCount() })
            .ToDictionaryAsync(g => g.Unit, g => g.Count, cancellation);
        var synced = IsSynced
            ? await received
                .Where(d => db.Set<PortalSync>().Any(s => s.DossierId == d.Id))
                .GroupBy(d => d.FirstUnitId)
                .Select(g => new { Unit = g.Key, Count = g.LongCount() })
                .ToDictionaryAsync(g => g.Unit, g => g.Count, cancellation)
            : [];
        var (begin, end) = (
            VietnamTime.ToUtc(from.ToDateTime(TimeOnly.MinValue)),
            VietnamTime.ToUtc(to.AddDays(1).ToDateTime(TimeOnly.MinValue))
        );
        var ratings = await db.Set<Rating>()
            .Where(r => r.At >= begin && r.At < end)
            .Join(
                own.Where(d => wanted.Contains(d.UnitId)),
                r => r.DossierId,
                d => d.Id,
                (r, d) => new { d.UnitId, IsContent = r.Level != Satisfaction.NotSatisfied }
            )
            .GroupBy(r => r.UnitId)
            .Select(g => new
            {
                Unit = g.Key,
                Count = g.LongCount(),
                Content = g.LongCount(r => r.IsContent),
            })
            .ToDictionaryAsync(g => g.Unit, cancellation);
        return digitised
            .Keys.Concat(synced.Keys)
            .Concat(ratings.Keys)
            .Distinct()
            .ToDictionary(
                unit => unit,
                unit => new ServiceRecordCounts(
                    digitised.GetValueOrDefault(unit),
                    IsSynced ? synced.GetValueOrDefault(unit) : null,
                    ratings.GetValueOrDefault(unit)?.Count ?? 0,
                    ratings.GetValueOrDefault(unit)?.Content ?? 0
                )
            );
    }

    /// <summary>A procedure that names no body is handled by the people's committee of its level.</summary>
    private static bool IsOf(ProcedureVersion version, Unit unit) =>
        version.Level == unit.Level && CatalogueFigures.IsOfficeOf(unit);
}
