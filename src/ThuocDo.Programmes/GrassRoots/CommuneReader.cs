using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.GrassRoots;

/// <summary>A commune with what is weak there and what is done about it.</summary>
public sealed record CommuneLine
{
    public required Unit Unit { get; init; }
    public required IReadOnlyList<WeakPoint> Points { get; init; }
    public required long OverdueDossiers { get; init; }
    public required int OverdueTasks { get; init; }

    /// <summary>Given to it, or to those it follows, as remedies; the open ones first.</summary>
    public required IReadOnlyList<AssignedTask> Remedies { get; init; }

    public bool IsWeak => Points.Count > 0 || OverdueDossiers > 0 || OverdueTasks > 0;

    /// <summary>Weak, and no remedy is under way.</summary>
    public bool LacksRemedy => IsWeak && !Remedies.Any(r => r.IsOpen);
}

/// <summary>The weak points of every commune that a person may look at, from the figures of the year, dossiers and tasks.</summary>
public sealed class CommuneReader(
    ThuocDoDb db,
    IUnitFigures figures,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>Those with most to mend first.</summary>
    public async Task<IReadOnlyList<CommuneLine>> ReadAsync(
        Programme programme,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        return await ReadAsync(
            programme,
            [
                .. tree.All.Where(u =>
                    SteeringUnits.IsCommune(u)
                    && u.IsValidOn(clock.Today)
                    && user.Can(Permissions.BoardView, u.Id)
                ),
            ],
            cancellation
        );
    }

    /// <summary>One commune, whoever asks.</summary>
    /// <returns>None where there is no such commune today.</returns>
    public async Task<CommuneLine?> FindAsync(
        Programme programme,
        string key,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        return
            tree.Find(key) is { } unit
            && SteeringUnits.IsCommune(unit)
            && unit.IsValidOn(clock.Today)
            ? (await ReadAsync(programme, [unit], cancellation)).Single()
            : null;
    }

    private async Task<IReadOnlyList<CommuneLine>> ReadAsync(
        Programme programme,
        IReadOnlyList<Unit> communes,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var (today, province) = (clock.Today, SteeringUnits.ProvinceOf(programme, tree));
        var shares = province is null
            ? []
            : await figures.ReadAsync(province.Key, today, cancellation);
        var overdue = province is null
            ? new Dictionary<Guid, long>()
            : await figures.OverdueAsync(province.Key, today, cancellation);
        var tasks = await db.Set<AssignedTask>()
            .AsNoTracking()
            .Where(t =>
                t.ProgrammeId == programme.Id
                && t.State != TaskState.Withdrawn
                && (t.Source == TaskSource.Remedy || t.DueOn < today && t.State != TaskState.Done)
            )
            .ToListAsync(cancellation);
        var late = tasks
            .Where(t => t.IsOverdue(today))
            .ToLookup(t => tree.HeirOf(t.UnitId, today)?.Id);
        var remedies = tasks
            .Where(t => t.Source == TaskSource.Remedy)
            .ToLookup(t => t.SourceId is { } weak ? tree.HeirOf(weak, today)?.Id : null);
        return
        [
            .. communes
                .Select(u => new CommuneLine
                {
                    Unit = u,
                    Points = WeakPoints.Of(u.Id, shares),
                    OverdueDossiers = overdue.GetValueOrDefault(u.Id),
                    OverdueTasks = late[u.Id].Count(),
                    Remedies =
                    [
                        .. remedies[u.Id]
                            .OrderBy(r => r.IsOpen ? 0 : 1)
                            .ThenBy(r => r.DueOn)
                            .ThenBy(r => r.Number),
                    ],
                })
                .OrderByDescending(c => c.LacksRemedy)
                .ThenByDescending(c => c.Points.Sum(p => p.Gap))
                .ThenByDescending(c => c.OverdueDossiers)
                .ThenBy(c => c.Unit.Name, StringComparer.Create(Formats.Sorting, false)),
        ];
    }
}
