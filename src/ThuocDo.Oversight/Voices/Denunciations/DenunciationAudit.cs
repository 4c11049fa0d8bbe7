using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Oversight.Voices.Denunciations;

/// <summary>
/// Compares boxes and seats with what the denunciation says of them; the denunciation itself is compared with its chain. One box at a
/// time: it may hold pictures.
/// </summary>
public sealed class DenunciationAudit(ThuocDoDb db) : IAudit
{
    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        if (scope.Month is not null)
        {
            yield break;
        }

        var rows = await db.Set<Denunciation>()
            .AsNoTracking()
            .Where(d => d.Events > 0)
            .OrderBy(d => d.Id)
            .Select(d => new
            {
                d.Id,
                d.Named,
                d.SeatsHash,
                d.BoxHash,
            })
            .ToListAsync(cancellation);
        foreach (var row in rows)
        {
            var seats = await db.Set<DenunciationSeat>()
                .AsNoTracking()
                .Where(s => s.DenunciationId == row.Id)
                .ToListAsync(cancellation);
            var sitting = Denunciation.Join(seats.Select(s => s.AccountId));
            if (sitting != row.Named)
            {
                yield return Wrong(row.Id, "seats", row.Named, sitting);
            }
            else if (DenunciationSeat.HashOf(seats) is var hash && hash != row.SeatsHash)
            {
                yield return Wrong(row.Id, "seats", row.SeatsHash, hash);
            }

            var box = await db.Set<DenunciationBox>()
                .Where(b => b.DenunciationId == row.Id)
                .Select(b => b.Content)
                .SingleOrDefaultAsync(cancellation);
            var content = box is null ? "" : DenunciationKey.Hash(box);
            if (content != row.BoxHash)
            {
                yield return Wrong(row.Id, "box", row.BoxHash, content);
            }
        }
    }

    private static Finding Wrong(Guid id, string field, string expected, string found) =>
        new(Denunciation.Chain, id.ToString("D"), "", field, expected, found);
}
