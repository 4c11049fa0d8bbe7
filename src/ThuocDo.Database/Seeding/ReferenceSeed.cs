using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Folding;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;

namespace ThuocDo.Database.Seeding;

/// <summary>
/// Writes the facts that ship into a migrated database. What is already there stays as it is: versions that were used
/// never change, new ones are added by a new release of the files.
/// </summary>
public static class ReferenceSeed
{
    public static async Task RunAsync(ThuocDoDb db, CancellationToken cancellation)
    {
        await AddMissingAsync(db, ParentsFirst(UnitFacts.Units()), u => u.Id, cancellation);
        await AddMissingAsync(db, UnitFacts.Successions(), s => s.Id, cancellation);
        await AddMissingAsync(db, ProcedureFacts.Procedures(), p => p.Id, cancellation);
        await AddMissingAsync(db, ProcedureFacts.Versions(), v => v.Id, cancellation);
        await new MeasureSeed(db, new CellRebuilder(db)).ApplyAsync(cancellation);
    }

    private static async Task AddMissingAsync<T, TKey>(
        ThuocDoDb db,
        IEnumerable<T> rows,
        Func<T, TKey> key,
        CancellationToken cancellation
    )
        where T : class
        where TKey : notnull
    {
        var known = (await db.Set<T>().AsNoTracking().ToListAsync(cancellation))
            .Select(key)
            .ToHashSet();
        db.AddRange(rows.Where(row => !known.Contains(key(row))));
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static IEnumerable<Unit> ParentsFirst(IReadOnlyList<Unit> units)
    {
        var children = units.ToLookup(u => u.ParentId);
        var open = new Queue<Unit>(children[null]);
        while (open.TryDequeue(out var unit))
        {
            yield return unit;
            foreach (var child in children[unit.Id])
            {
                open.Enqueue(child);
            }
        }
    }
}
