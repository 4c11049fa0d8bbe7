using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>The part of history a seal protects: everything unsealed below its horizon.</summary>
public static class ChainHeads
{
    /// <summary>
    /// The Merkle root over the last event of each subject that has events from <paramref name="from"/> up to, not
    /// including, <paramref name="horizon"/>; in the order of subjects.
    /// </summary>
    public static async Task<byte[]> RootAsync(
        ThuocDoDb db,
        long from,
        long horizon,
        CancellationToken cancellation
    )
    {
        var window = db.Set<HistoryEvent>().Where(e => e.Position >= from && e.Position < horizon);
        var heads =
            from e in window
            join last in window
                .GroupBy(e => e.SubjectId)
                .Select(g => new { SubjectId = g.Key, Sequence = g.Max(e => e.Sequence) })
                on new { e.SubjectId, e.Sequence } equals new { last.SubjectId, last.Sequence }
            orderby e.SubjectId
            select new
            {
                e.Chain,
                e.SubjectId,
                e.Sequence,
                e.Hash,
            };
        var leaves = new List<byte[]>();
        await foreach (var head in heads.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            leaves.Add(
                Merkle.Leaf(
                    Encoding.UTF8.GetBytes(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{head.Chain}\n{head.SubjectId:D}\n{head.Sequence}\n{Convert.ToHexStringLower(head.Hash)}"
                        )
                    )
                )
            );
        }

        return Merkle.Root(leaves);
    }
}
