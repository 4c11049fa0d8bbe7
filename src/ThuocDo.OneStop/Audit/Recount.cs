using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.OneStop.Audit;

/// <summary>
/// Counts every measure again from the last state that the chains tell of each dossier, without facts, cells or rows.
/// </summary>
public sealed class Recount(ThuocDoDb db) : IRecount
{
    public async Task<
        IReadOnlyDictionary<(Guid Unit, DateOnly Month, string Measure), long>
    > RecountAsync(CancellationToken cancellation)
    {
        var counts = new Dictionary<(Guid, DateOnly, string), long>();
        await foreach (var audited in DossierAudit.ReplayAsync(db, null, cancellation))
        {
            var dossier = DossierFields.Rebuild(audited.Replay.Id, audited.Replay.Fields);
            foreach (var (unit, day, kind, traits) in DossierFigures.Of(dossier).Contributions())
            {
                foreach (var measure in Measures.All.Where(m => m.Counts(kind, (long)traits)))
                {
                    var key = (unit, new DateOnly(day.Year, day.Month, 1), measure.Code);
                    counts[key] = counts.GetValueOrDefault(key) + 1;
                }
            }
        }

        return counts;
    }
}
