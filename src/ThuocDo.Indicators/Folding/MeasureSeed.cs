using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Folding;

/// <summary>Writes the measures of this build into their table. Where they changed, the cells are rebuilt with them.</summary>
public sealed class MeasureSeed(ThuocDoDb db, CellRebuilder rebuilder)
{
    /// <returns>True if something changed.</returns>
    public async Task<bool> ApplyAsync(CancellationToken cancellation) =>
        !await HoldsAsync(cancellation)
        && await rebuilder.RunAsync(
            async () =>
            {
                // Another process may have been faster.
                if (await HoldsAsync(cancellation))
                {
                    return false;
                }

                await db.Set<MeasureRow>().ExecuteDeleteAsync(cancellation);
                db.AddRange(Expected());
                await db.SaveChangesAsync(cancellation);
                db.ChangeTracker.Clear();
                return true;
            },
            cancellation
        );

    internal static IEnumerable<MeasureRow> Expected() =>
        Measures.All.Select(m => new MeasureRow
        {
            Code = m.Code,
            Kind = m.Kind,
            Required = (long)m.Required,
            Excluded = (long)m.Excluded,
        });

    private async Task<bool> HoldsAsync(CancellationToken cancellation)
    {
        var rows = await db.Set<MeasureRow>().AsNoTracking().ToListAsync(cancellation);
        return rows.Select(Values).ToHashSet().SetEquals(Expected().Select(Values));

        static (string, FactKind, long, long) Values(MeasureRow row) =>
            (row.Code, row.Kind, row.Required, row.Excluded);
    }
}
