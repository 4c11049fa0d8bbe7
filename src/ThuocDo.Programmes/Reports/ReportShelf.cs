using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Programmes.Reports;

/// <summary>A report in a list.</summary>
public sealed record ReportLine(
    Guid Id,
    ReportKind Kind,
    int Year,
    int? Quarter,
    Guid UnitId,
    ReportState State,
    string? Number,
    DateOnly? IssuedOn,
    DateTime CutAt
);

/// <summary>The reports that a person may see: those of the units for which the right is held.</summary>
public sealed class ReportShelf(ThuocDoDb db, UnitDirectory directory, ICurrentUser user)
{
    public const int MostListed = 200;

    /// <summary>Newest period first.</summary>
    public async Task<IReadOnlyList<ReportLine>> ListAsync(CancellationToken cancellation)
    {
        var reports = db.Set<Report>().AsNoTracking();
        if (user.UnitsFor(Permissions.ReportView) is { } units)
        {
            Guid[] mine = [.. units];
            reports = reports.Where(r => EF.Parameter(mine).Contains(r.UnitId));
        }

        return await reports
            .OrderByDescending(r => r.Year)
            .ThenByDescending(r => r.Id)
            .Take(MostListed)
            .Select(r => new ReportLine(
                r.Id,
                r.Kind,
                r.Year,
                r.Quarter,
                r.UnitId,
                r.State,
                r.Number,
                r.IssuedOn,
                r.CutAt
            ))
            .ToListAsync(cancellation);
    }

    /// <returns>None where there is no such report, or not for this person.</returns>
    public async Task<Report?> FindAsync(
        Guid id,
        string permission,
        CancellationToken cancellation
    ) =>
        await db.Set<Report>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellation)
            is { } report
        && user.Can(permission, report.UnitId)
            ? report
            : null;

    /// <summary>Whose reports the person may draft, provinces first; a former province too, for its last year.</summary>
    public async Task<IReadOnlyList<Unit>> UnitsAsync(CancellationToken cancellation) =>
        [
            .. (await directory.GetAsync(cancellation))
                .All.Where(u =>
                    u.Kind
                        is UnitKind.Province
                            or UnitKind.District
                            or UnitKind.Commune
                            or UnitKind.Ward
                            or UnitKind.Township
                            or UnitKind.SpecialZone
                    && user.Can(Permissions.ReportManage, u.Id)
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.ValidFrom)
                .ThenBy(u => u.Key, StringComparer.Ordinal),
        ];
}
