using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Data;

namespace ThuocDo.Programmes.Plans;

/// <summary>Reads programmes with the plans that answer them.</summary>
public sealed class PlanShelf(ThuocDoDb db, UnitDirectory directory)
{
    public Task<Programme?> FindAsync(string key, CancellationToken cancellation) =>
        db.Set<Programme>().AsNoTracking().FirstOrDefaultAsync(p => p.Key == key, cancellation);

    public Task<Programme?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.Set<Programme>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation);

    /// <summary>The programme as it stands today with all its plans, a fixed number of queries however many there are.</summary>
    public async Task<PlanBook> ReadAsync(Programme programme, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var items = (await ProgrammeItems.EverAsync(db, programme.Id, cancellation)).In(null);
        return new(
            programme,
            items,
            await BoundAsync(items, tree, cancellation),
            await PlansAsync(programme.Id, tree, cancellation)
        );
    }

    /// <summary>The bodies that a programme binds to issue a plan, by name.</summary>
    public async Task<IReadOnlyList<BoundBody>> BoundAsync(
        Guid programme,
        CancellationToken cancellation
    ) =>
        await BoundAsync(
            (await ProgrammeItems.EverAsync(db, programme, cancellation)).In(null),
            await directory.GetAsync(cancellation),
            cancellation
        );

    /// <summary>What the items of a plan seem to serve in a programme.</summary>
    public async Task<IReadOnlyList<ProposedTie>> ProposeAsync(
        Guid programme,
        ProgrammeItems plan,
        CancellationToken cancellation
    ) =>
        new TieProposer(
            (await ProgrammeItems.EverAsync(db, programme, cancellation)).In(null),
            await db.Set<Axis>()
                .AsNoTracking()
                .Where(a => a.ProgrammeId == programme)
                .ToListAsync(cancellation)
        ).Propose(plan);

    private async Task<IReadOnlyList<BoundBody>> BoundAsync(
        ProgrammeItems items,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        var duties = items
            .Duties.Where(d => d.Kind == DutyKind.ActionPlan)
            .ToLookup(d => d.AddresseeId, d => d.DueOn);
        var addressees = duties.Select(d => d.Key).ToList();
        var units = await db.Set<AddresseeUnit>()
            .AsNoTracking()
            .Where(u => addressees.Contains(u.AddresseeId))
            .ToListAsync(cancellation);
        return
        [
            .. units
                .GroupBy(u => u.UnitId, u => duties[u.AddresseeId].Min())
                .Select(g => new BoundBody(tree[g.Key], g.Min()))
                .OrderBy(b => b.Unit.Level)
                .ThenBy(b => b.Unit.Key, StringComparer.Ordinal),
        ];
    }

    private async Task<IReadOnlyList<ActionPlan>> PlansAsync(
        Guid programme,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        var plans = await db.Set<Programme>()
            .AsNoTracking()
            .Where(p => p.CarriesOutId == programme && p.IssuerId != null)
            .OrderBy(p => p.Key)
            .ToListAsync(cancellation);
        if (plans.Count == 0)
        {
            return [];
        }

        var ids = plans.Select(p => p.Id).ToList();
        var items = (
            await ProgrammeItems.EverAsync(db, p => p.CarriesOutId == programme, cancellation)
        ).In(null);
        var first = await db.Set<ProgrammeVersion>()
            .AsNoTracking()
            .Where(v => v.Number == 1 && ids.Contains(v.ProgrammeId))
            .ToDictionaryAsync(v => v.ProgrammeId, cancellation);
        var ties = (
            await db.Set<PlanTie>()
                .AsNoTracking()
                .Where(t => ids.Contains(t.PlanId))
                .ToListAsync(cancellation)
        ).ToLookup(t => t.PlanId);
        return
        [
            .. plans.Select(p => new ActionPlan(
                p,
                tree[p.IssuerId!.Value],
                first[p.Id],
                items.Of(p.Id),
                [.. ties[p.Id]]
            )),
        ];
    }
}
