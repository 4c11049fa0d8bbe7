using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.GrassRoots;

/// <summary>Figures of the year, late dossiers, overdue tasks and remedies of communes.</summary>
public sealed class CommuneGlance(
    ThuocDoDb db,
    IUnitFigures figures,
    UnitDirectory directory,
    ICurrentUser user
) : IUnitGlance
{
    public async Task<IReadOnlyList<GlanceLine>> ReadAsync(
        IReadOnlyCollection<Guid> units,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var lines = new List<GlanceLine>();
        foreach (
            var province in units
                .Where(u => user.Can(Permissions.BoardView, u))
                .GroupBy(u => RootOf(tree[u], tree).Key)
        )
        {
            var shares = await figures.ReadAsync(province.Key, day, cancellation);
            var overdue = await figures.OverdueAsync(province.Key, day, cancellation);
            foreach (var unit in province.Select(id => tree[id]))
            {
                lines.AddRange(Shares(unit, shares, day));
                if (overdue.GetValueOrDefault(unit.Id) is > 0 and var late)
                {
                    lines.Add(
                        new(unit.Id, GlanceSection.Dossiers, "local.glance.dossiers", late)
                        {
                            Number = late,
                            Tone = GlanceTone.Bad,
                            Weight = late,
                            Url = figures.Address("on-time", unit.Key, day),
                        }
                    );
                }
            }
        }

        lines.AddRange(await TasksAsync(units, day, tree, cancellation));
        return lines;
    }

    private IEnumerable<GlanceLine> Shares(
        Unit unit,
        IReadOnlyList<UnitFigures> shares,
        DateOnly day
    )
    {
        var weak = WeakPoints.Of(unit.Id, shares).ToDictionary(w => w.Key);
        foreach (var figure in shares)
        {
            if (
                figure.Units.FirstOrDefault(u => u.UnitId == unit.Id)
                is not { Percent: { } percent } own
            )
            {
                continue;
            }

            var point = weak.GetValueOrDefault(figure.Key);
            yield return new(
                unit.Id,
                GlanceSection.Figures,
                point is null ? "local.glance.share" : "local.glance.share.weak",
                figure.Name,
                Formats.Decimal(percent, 1),
                own.Numerator,
                own.Denominator,
                point is null ? null : Formats.Decimal(point.Yardstick, 1)
            )
            {
                Number = own.Numerator,
                Url = figures.Address(figure.Key, unit.Key, day),
                Tone = point is null ? GlanceTone.Neutral : GlanceTone.Warn,
                Weight = point?.Gap ?? 0,
            };
        }
    }

    private async Task<IReadOnlyList<GlanceLine>> TasksAsync(
        IReadOnlyCollection<Guid> units,
        DateOnly day,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        var wanted = units.Where(u => user.Can(Permissions.TaskView, u)).ToHashSet();
        if (wanted.Count == 0)
        {
            return [];
        }

        var open = (
            await db.Set<AssignedTask>()
                .AsNoTracking()
                .Where(t =>
                    t.State != TaskState.Withdrawn
                    && t.State != TaskState.Done
                    && (t.Source == TaskSource.Remedy || t.DueOn < day)
                )
                .Join(
                    db.Set<Programme>(),
                    t => t.ProgrammeId,
                    p => p.Id,
                    (t, p) => new { Task = t, Programme = p.Key }
                )
                .ToListAsync(cancellation)
        )
            .Select(t => (t.Task, t.Programme, Unit: tree.HeirOf(t.Task.UnitId, day)?.Id))
            .Where(t => t.Unit is { } unit && wanted.Contains(unit))
            .ToList();
        return
        [
            .. open.Where(t => t.Task.Source != TaskSource.Remedy && t.Task.IsOverdue(day))
                .GroupBy(t => t.Unit!.Value)
                .Select(g => new GlanceLine(
                    g.Key,
                    GlanceSection.Tasks,
                    "local.glance.tasks",
                    g.Count()
                )
                {
                    Number = g.Count(),
                    DueOn = g.Min(t => t.Task.DueOn),
                    Tone = GlanceTone.Bad,
                    Weight = g.Count(),
                    Url = TaskLinks.ListOf(TaskView.Overdue, null, tree[g.Key].Key),
                }),
            .. open.Where(t => t.Task.Source == TaskSource.Remedy)
                .Select(t => new GlanceLine(
                    t.Unit!.Value,
                    GlanceSection.Remedies,
                    "local.glance.remedy",
                    t.Task.Name
                )
                {
                    DueOn = t.Task.DueOn,
                    Tone = t.Task.IsOverdue(day) ? GlanceTone.Bad : GlanceTone.Neutral,
                    Weight = t.Task.IsOverdue(day) ? 1 : 0,
                    Url = TaskLinks.Task(t.Programme, t.Task.Number),
                }),
        ];
    }

    private static Unit RootOf(Unit unit, UnitTree tree)
    {
        var root = unit;
        while (root.ParentId is { } parent && tree.Find(parent) is { } above)
        {
            root = above;
        }

        return root;
    }
}
