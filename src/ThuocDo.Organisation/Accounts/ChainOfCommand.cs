using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Organisation.Accounts;

/// <summary>Who answers on one day for the work of a unit: accounts of its heads, of the heads above it, of the leaders.</summary>
public sealed class ChainOfCommand
{
    private readonly UnitTree tree;
    private readonly ILookup<Guid, Guid> heads;

    /// <param name="roles">Heads and leaders as they are held on the day.</param>
    public ChainOfCommand(UnitTree tree, IReadOnlyCollection<RoleAssignment> roles, DateOnly day)
    {
        this.tree = tree;
        heads = roles
            .Where(r => r.Role == Role.UnitHead)
            .SelectMany(r => Led(tree, r.UnitId, day).Select(unit => (unit, r.AccountId)))
            .Distinct()
            .ToLookup(h => h.unit, h => h.AccountId);
        Leaders = [.. roles.Where(r => r.Role == Role.Leader).Select(r => r.AccountId).Distinct()];
    }

    public IReadOnlyList<Guid> Leaders { get; }

    public IEnumerable<Guid> HeadsOf(Guid unit) => heads[unit];

    public IEnumerable<Guid> HeadsAbove(Guid unit)
    {
        for (
            var parent = tree.Find(unit)?.ParentId;
            parent is { } id;
            parent = tree.Find(id)?.ParentId
        )
        {
            foreach (var head in heads[id])
            {
                yield return head;
            }
        }
    }

    public static async Task<ChainOfCommand> OnAsync(
        ThuocDoDb db,
        UnitTree tree,
        DateOnly day,
        CancellationToken cancellation
    ) =>
        new(
            tree,
            await db.Set<RoleAssignment>()
                .AsNoTracking()
                .Where(r =>
                    (r.Role == Role.UnitHead || r.Role == Role.Leader)
                    && r.From <= day
                    && (r.To == null || day < r.To)
                )
                .ToListAsync(cancellation),
            day
        );

    /// <summary>The unit a head was appointed for, and once it has ended the units of its level that went on with its work.</summary>
    private static HashSet<Guid> Led(UnitTree tree, Guid unitId, DateOnly day)
    {
        var led = new HashSet<Guid>();
        var open = new Stack<Guid>([unitId]);
        while (open.TryPop(out var next))
        {
            if (!led.Add(next) || tree.Find(next) is not { ValidTo: { } end } unit || end > day)
            {
                continue;
            }

            foreach (var edge in tree.SuccessionsFrom(next).Where(e => e.EffectiveOn <= day))
            {
                if (tree.Find(edge.ToUnitId) is { } successor && successor.Level == unit.Level)
                {
                    open.Push(successor.Id);
                }
            }
        }

        return led;
    }
}
