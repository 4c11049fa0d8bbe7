using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Cash;
using ThuocDo.OneStop.Payments.Receipts;
using ThuocDo.OneStop.Payments.Refunds;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Audit;

/// <summary>
/// Compares money with its history: each bill's row, ledger, receipts and refunds with its chain, its sums with its
/// ledger, the books of receipts for gaps, and closed days of cash with the ledger and their signature.
/// </summary>
public sealed class BillAudit(ThuocDoDb db) : IAudit
{
    private const int BatchSize = 500;

    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var bills = db.Set<Bill>().AsNoTracking();
        if (scope.Month is { } month)
        {
            var from = Start(month);
            var end = Start(month.AddMonths(1));
            bills = bills.Where(b => b.IssuedAt >= from && b.IssuedAt < end);
        }

        var ids = await bills.OrderBy(b => b.Number).Select(b => b.Id).ToListAsync(cancellation);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            foreach (var finding in await BatchAsync(batch, cancellation))
            {
                yield return finding;
            }
        }

        foreach (var finding in await OrphansAsync(cancellation))
        {
            yield return finding;
        }

        foreach (var finding in await GapsAsync(cancellation))
        {
            yield return finding;
        }

        foreach (var finding in await CashAsync(scope.Month, cancellation))
        {
            yield return finding;
        }
    }

    private async Task<IReadOnlyList<Finding>> BatchAsync(
        Guid[] batch,
        CancellationToken cancellation
    )
    {
        var bills = await db.Set<Bill>()
            .AsNoTracking()
            .Where(b => batch.Contains(b.Id))
            .OrderBy(b => b.Number)
            .ToListAsync(cancellation);
        var events = (
            await db.Set<HistoryEvent>()
                .AsNoTracking()
                .Where(e => e.Chain == BillWork.Chain && batch.Contains(e.SubjectId))
                .ToListAsync(cancellation)
        ).ToLookup(e => e.SubjectId);
        var entries = (
            await db.Set<LedgerEntry>()
                .AsNoTracking()
                .Where(e => batch.Contains(e.BillId))
                .ToListAsync(cancellation)
        ).ToLookup(e => e.BillId);
        var receipts = (
            await db.Set<FeeReceipt>()
                .AsNoTracking()
                .Where(r => batch.Contains(r.BillId))
                .ToListAsync(cancellation)
        ).ToLookup(r => r.BillId);
        var refunds = (
            await db.Set<Refund>()
                .AsNoTracking()
                .Where(r => batch.Contains(r.BillId))
                .ToListAsync(cancellation)
        ).ToLookup(r => r.BillId);
        return
        [
            .. bills.SelectMany(b =>
                Compare(b, events[b.Id], entries[b.Id], receipts[b.Id], refunds[b.Id])
            ),
        ];
    }

    private static IEnumerable<Finding> Compare(
        Bill bill,
        IEnumerable<HistoryEvent> events,
        IEnumerable<LedgerEntry> entries,
        IEnumerable<FeeReceipt> receipts,
        IEnumerable<Refund> refunds
    )
    {
        var period = Period(bill.IssuedAt);
        var told = new Dictionary<string, string?>();
        var lines = new List<string>();
        var head = ChainHead.Start(BillWork.Chain, bill.Id);
        foreach (var next in events.OrderBy(e => e.Sequence))
        {
            foreach (var (sequence, field, expected, found) in head.FaultsOf(next))
            {
                yield return Different("event", $" #{sequence}", field, expected, found);
            }

            head = head.After(next);
            if (Read(next) is not { } payload)
            {
                yield return Different("event", $" #{next.Sequence}", "payload", "canonical", "?");
                continue;
            }

            foreach (var (name, value) in payload.Set)
            {
                told[name] = value;
            }

            lines.AddRange(payload.Lines);
        }

        foreach (var (name, value) in BillFields.Read(bill))
        {
            if (told.GetValueOrDefault(name) != value)
            {
                yield return Different(
                    "bill",
                    "",
                    name,
                    told.GetValueOrDefault(name) ?? "",
                    value ?? ""
                );
            }
        }

        if (bill.Events != head.Sequence || !bill.ChainHash.AsSpan().SequenceEqual(head.Hash))
        {
            yield return Different("bill", "", "chain", Text(head.Sequence), Text(bill.Events));
        }

        var ledger = entries.OrderBy(e => e.Sequence).ToList();
        foreach (
            var (expected, found) in Pairs(
                lines.Where(l => l.StartsWith("L|", StringComparison.Ordinal)),
                ledger.Select(e => e.Canonical())
            )
        )
        {
            yield return Different("ledger", "", "entry", expected, found);
        }

        foreach (
            var (expected, found) in Pairs(
                Last(lines, "R|", 3),
                receipts.Select(r => r.Canonical()).Order(StringComparer.Ordinal)
            )
        )
        {
            yield return Different("receipt", "", "row", expected, found);
        }

        foreach (
            var (expected, found) in Pairs(
                Last(lines, "F|", 2),
                refunds.Select(r => r.Canonical()).Order(StringComparer.Ordinal)
            )
        )
        {
            yield return Different("refund", "", "row", expected, found);
        }

        foreach (var (field, expected, found) in Sums(bill, ledger).Where(s => s.Item2 != s.Item3))
        {
            yield return Different(
                "bill",
                "",
                field,
                Canonical.Number(expected),
                Canonical.Number(found)
            );
        }

        Finding Different(string kind, string more, string field, string expected, string found) =>
            new(kind, bill.Number + more, period, field, expected, found);
    }

    /// <summary>What the ledger adds up to, and what the row says.</summary>
    private static IEnumerable<(string Field, decimal Ledger, decimal Row)> Sums(
        Bill bill,
        IReadOnlyList<LedgerEntry> ledger
    )
    {
        yield return ("total", bill.Lines.Sum(l => l.Amount), bill.Total);
        yield return ("paid", Of(LedgerKind.Payment), bill.Paid);
        yield return ("refunded", -Of(LedgerKind.Refund), bill.Refunded);
        yield return (
            "surplus",
            Of(LedgerKind.Surplus) + Of(LedgerKind.SurplusReturned),
            bill.Surplus
        );

        decimal Of(LedgerKind kind) => ledger.Where(e => e.Kind == kind).Sum(e => e.Amount);
    }

    private async Task<IReadOnlyList<Finding>> OrphansAsync(CancellationToken cancellation)
    {
        var rows = db.Set<Bill>().Select(b => b.Id);
        var gone = await db.Set<HistoryEvent>()
            .Where(e => e.Chain == BillWork.Chain && e.Sequence == 1 && !rows.Contains(e.SubjectId))
            .Select(e => e.SubjectId)
            .Union(db.Set<LedgerEntry>().Where(e => !rows.Contains(e.BillId)).Select(e => e.BillId))
            .ToListAsync(cancellation);
        return
        [
            .. gone.Select(id => new Finding(
                "bill",
                id.ToString("D"),
                "",
                "row",
                "present",
                "missing"
            )),
        ];
    }

    /// <summary>A book of receipts counts from 1 to its last number: what is missing was taken out.</summary>
    private async Task<IReadOnlyList<Finding>> GapsAsync(CancellationToken cancellation)
    {
        var books = await db.Set<FeeReceipt>()
            .GroupBy(r => new { r.UnitId, r.Series })
            .Select(g => new
            {
                g.Key.UnitId,
                g.Key.Series,
                Count = g.Count(),
                Last = g.Max(r => r.Number),
            })
            .ToListAsync(cancellation);
        return
        [
            .. books
                .Where(b => b.Count != b.Last)
                .OrderBy(b => b.Series, StringComparer.Ordinal)
                .Select(b => new Finding(
                    "receipt",
                    $"{b.Series} {b.UnitId:D}",
                    "",
                    "numbers",
                    Text(b.Last),
                    Text(b.Count)
                )),
        ];
    }

    private async Task<IReadOnlyList<Finding>> CashAsync(
        DateOnly? month,
        CancellationToken cancellation
    )
    {
        var days = await db.Set<CashDay>().AsNoTracking().ToListAsync(cancellation);
        var findings = new List<Finding>();
        foreach (
            var day in days.Where(d =>
                month is not { } m || (d.Day.Year, d.Day.Month) == (m.Year, m.Month)
            )
        )
        {
            var amounts = await db.Set<LedgerEntry>()
                .Where(e =>
                    e.UnitId == day.UnitId
                    && e.ActorId == day.CashierId
                    && e.Day == day.Day
                    && e.Method == PaymentMethod.Cash
                )
                .Select(e => e.Amount)
                .ToListAsync(cancellation);
            var signed = await db.Set<HistoryEvent>()
                .AsNoTracking()
                .Where(e => e.Chain == CashDay.Chain && e.SubjectId == day.Id)
                .ToListAsync(cancellation);
            var (name, period) = (
                $"{day.UnitId:D} {Canonical.Day(day.Day)}",
                Canonical.Day(day.Day)[..7]
            );
            if (amounts.Sum() != day.Expected || amounts.Count != day.Entries)
            {
                findings.Add(
                    new(
                        "cash-day",
                        name,
                        period,
                        "expected",
                        Canonical.Number(amounts.Sum()),
                        Canonical.Number(day.Expected)
                    )
                );
            }

            var only = signed.Count == 1 ? signed[0] : null;
            if (
                only is null
                || ChainHead.Start(CashDay.Chain, day.Id).FaultsOf(only).Any()
                || !only.Hash.AsSpan().SequenceEqual(day.ChainHash)
                || Read(only)?.Lines.SingleOrDefault() != day.Canonical()
            )
            {
                findings.Add(
                    new("cash-day", name, period, "signature", day.Canonical(), "different")
                );
            }
        }

        return findings;
    }

    /// <summary>The last line about each receipt or refund: its key is its first parts.</summary>
    private static IEnumerable<string> Last(IEnumerable<string> lines, string start, int parts) =>
        lines
            .Where(l => l.StartsWith(start, StringComparison.Ordinal))
            .GroupBy(l => string.Join('|', l.Split('|').Take(parts)))
            .Select(g => g.Last())
            .Order(StringComparer.Ordinal);

    private static IEnumerable<(string Expected, string Found)> Pairs(
        IEnumerable<string> expected,
        IEnumerable<string> found
    )
    {
        var (must, has) = (expected.ToList(), found.ToList());
        for (var i = 0; i < Math.Max(must.Count, has.Count); i++)
        {
            var pair = (must.ElementAtOrDefault(i) ?? "", has.ElementAtOrDefault(i) ?? "");
            if (pair.Item1 != pair.Item2)
            {
                yield return pair;
            }
        }
    }

    private static EventPayload? Read(HistoryEvent stored)
    {
        try
        {
            return EventPayload.Read(stored.Payload);
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static DateTime Start(DateOnly month) =>
        Shared.Time.VietnamTime.ToUtc(month.ToDateTime(TimeOnly.MinValue));

    private static string Period(DateTime at) =>
        Canonical.Day(Shared.Time.VietnamTime.DayOf(at))[..7];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
