using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;

namespace ThuocDo.Shared.History;

/// <summary>
/// Checks the links of every chain that no audit of its own covers (accounts, keys, outgoing messages): each event must carry
/// its hash, the hash before it and the next number.
/// </summary>
/// <param name="elsewhere">The chain another audit compares with its records.</param>
public sealed class ChainAudit(ThuocDoDb db, string elsewhere) : IAudit
{
    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        if (scope.Month is not null)
        {
            // A month is one of dossiers and figures.
            yield break;
        }

        var head = ChainHead.Start("", Guid.Empty);
        var events = db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.Chain != elsewhere)
            .OrderBy(e => e.Chain)
            .ThenBy(e => e.SubjectId)
            .ThenBy(e => e.Sequence)
            .AsAsyncEnumerable();
        await foreach (var each in events.WithCancellation(cancellation))
        {
            if (each.Chain != head.Chain || each.SubjectId != head.SubjectId)
            {
                head = ChainHead.Start(each.Chain, each.SubjectId);
            }

            if (each.Sequence != head.Sequence + 1)
            {
                yield return Named(
                    each,
                    "sequence",
                    Number(head.Sequence + 1),
                    Number(each.Sequence)
                );
            }

            if (!each.PreviousHash.AsSpan().SequenceEqual(head.Hash))
            {
                yield return Named(each, "previous_hash", Hex(head.Hash), Hex(each.PreviousHash));
            }

            if (each.ComputeHash() is var hash && !hash.AsSpan().SequenceEqual(each.Hash))
            {
                yield return Named(each, "hash", Hex(hash), Hex(each.Hash));
            }

            head = head.After(each);
        }
    }

    private static Finding Named(HistoryEvent each, string field, string expected, string found) =>
        new(
            "event",
            $"{each.Chain} {each.SubjectId:D} #{each.Sequence}",
            each.At.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            field,
            expected,
            found
        );

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
