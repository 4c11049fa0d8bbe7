using Microsoft.EntityFrameworkCore;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Legal.Circulation.WorkFiles;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;

namespace ThuocDo.Legal.Circulation;

/// <summary>Incoming documents and work files of a unit that are past their day, those of the units it follows included.</summary>
public sealed class CirculationGlance(ThuocDoDb db, UnitDirectory directory, CirculationScope scope)
    : IUnitGlance
{
    public async Task<IReadOnlyList<GlanceLine>> ReadAsync(
        IReadOnlyCollection<Guid> units,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var readable = await scope.UnitsAsync(Permissions.CirculationView, cancellation);
        var tree = await directory.GetAsync(cancellation);
        var wanted = units.Where(u => readable?.Contains(u) ?? true).ToHashSet();
        if (wanted.Count == 0)
        {
            return [];
        }

        var heirs = tree
            .All.Select(u => (u.Id, Heir: tree.HeirOf(u.Id, day)?.Id))
            .Where(p => p.Heir is { } heir && wanted.Contains(heir))
            .ToDictionary(p => p.Id, p => p.Heir!.Value);
        Guid[] asked = [.. heirs.Keys];
        var documents = await db.Set<RegisteredDocument>()
            .AsNoTracking()
            .Where(d =>
                d.Direction == DocumentDirection.Incoming
                && d.DueOn < day
                && d.HandledOn == null
                && d.CancelledOn == null
                && EF.Parameter(asked).Contains(d.UnitId)
            )
            .GroupBy(d => d.UnitId)
            .Select(g => new
            {
                g.Key,
                Number = g.Count(),
                Due = g.Min(d => d.DueOn),
            })
            .ToListAsync(cancellation);
        var files = await db.Set<WorkFile>()
            .AsNoTracking()
            .Where(f =>
                f.DueOn < day
                && f.ClosedOn == null
                && f.CancelledOn == null
                && EF.Parameter(asked).Contains(f.UnitId)
            )
            .GroupBy(f => f.UnitId)
            .Select(g => new
            {
                g.Key,
                Number = g.Count(),
                Due = g.Min(f => f.DueOn),
            })
            .ToListAsync(cancellation);
        return
        [
            .. documents
                .GroupBy(d => heirs[d.Key])
                .Select(g =>
                    Line(
                        tree[g.Key],
                        "circulation.glance.documents",
                        g.Sum(d => d.Number),
                        g.Min(d => d.Due),
                        CirculationLinks.Documents
                    )
                ),
            .. files
                .GroupBy(f => heirs[f.Key])
                .Select(g =>
                    Line(
                        tree[g.Key],
                        "circulation.glance.files",
                        g.Sum(f => f.Number),
                        g.Min(f => f.Due),
                        CirculationLinks.WorkFiles
                    )
                ),
        ];
    }

    private static GlanceLine Line(Unit unit, string key, int number, DateOnly? due, string list) =>
        new(unit.Id, GlanceSection.Papers, key, number)
        {
            Number = number,
            DueOn = due,
            Url =
                $"{list}?{CirculationLinks.UnitField}={Uri.EscapeDataString(unit.Key)}&{CirculationLinks.StateField}=overdue",
            Tone = GlanceTone.Warn,
            Weight = number,
        };
}
