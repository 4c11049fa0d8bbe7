using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Audit;

/// <summary>
/// Hashes and links every event of every chain again, whatever its kind: accounts, months, and what comes later. Only
/// the chains of dossiers are left to <see cref="DossierAudit"/>, told by the dossier itself and not by the name that an
/// event carries, which could be forged. Events are read one after the other, never all at once. The end of a chain that
/// was cut off is found by the seals, which hold the heads of all chains.
/// </summary>
public sealed class ChainAudit(ThuocDoDb db) : IAudit
{
    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var head = ChainHead.Start("", Guid.Empty);
        await foreach (
            var next in db.Set<HistoryEvent>()
                .AsNoTracking()
                .Where(e => !db.Set<Dossier>().Any(d => d.Id == e.SubjectId))
                .OrderBy(e => e.SubjectId)
                .ThenBy(e => e.Sequence)
                .AsAsyncEnumerable()
                .WithCancellation(cancellation)
        )
        {
            if (next.SubjectId != head.SubjectId)
            {
                head = ChainHead.Start(next.Chain, next.SubjectId);
            }

            var day = VietnamTime.DayOf(next.At);
            // All are linked, also when one month is asked for: only what lies in it is named.
            if (scope.Month is not { } month || (day >= month && day < month.AddMonths(1)))
            {
                foreach (var (_, field, expected, found) in head.FaultsOf(next))
                {
                    yield return new Finding(
                        "event",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{head.Chain} {next.SubjectId:D} #{next.Sequence}"
                        ),
                        day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                        field,
                        expected,
                        found
                    );
                }

                if (next.Chain != head.Chain)
                {
                    yield return new Finding(
                        "event",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{head.Chain} {next.SubjectId:D} #{next.Sequence}"
                        ),
                        day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                        "chain",
                        head.Chain,
                        next.Chain
                    );
                }
            }

            head = head.After(next);
        }
    }
}
