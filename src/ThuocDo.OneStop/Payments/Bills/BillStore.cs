using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Receipts;
using ThuocDo.OneStop.Payments.Refunds;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Payments.Bills;

/// <summary>Loads bills with what belongs to them and writes what an act recorded.</summary>
public sealed class BillStore(ThuocDoDb db, DossierStore dossiers, UnitDirectory units)
{
    public async Task<BillWork?> LoadAsync(Guid id, CancellationToken cancellation) =>
        await WorkAsync(
            await db.Set<Bill>().FirstOrDefaultAsync(b => b.Id == id, cancellation),
            cancellation
        );

    public async Task<BillWork?> LoadAsync(string number, CancellationToken cancellation) =>
        await WorkAsync(
            await db.Set<Bill>().FirstOrDefaultAsync(b => b.Number == number, cancellation),
            cancellation
        );

    private async Task<BillWork?> WorkAsync(Bill? bill, CancellationToken cancellation) =>
        bill is null
            ? null
            : BillWork.Load(
                bill,
                await db.Set<LedgerEntry>()
                    .AsNoTracking()
                    .Where(e => e.BillId == bill.Id)
                    .ToListAsync(cancellation),
                await db.Set<FeeReceipt>()
                    .Where(r => r.BillId == bill.Id)
                    .ToListAsync(cancellation),
                await db.Set<Refund>().Where(r => r.BillId == bill.Id).ToListAsync(cancellation)
            );

    /// <summary>Adds row and records to the context; the unit of work commits them.</summary>
    public void Save(BillWork work, bool isNew = false)
    {
        if (isNew)
        {
            db.Add(work.Bill);
        }

        db.AddRange(work.Records.Events);
        db.AddRange(work.Records.Entries);
        db.AddRange(work.Records.Receipts);
        db.AddRange(work.Records.Refunds);
    }

    /// <summary>
    /// The next number of an office's book of receipts. It is taken when nothing can be refused any more, in the
    /// transaction that writes the receipt: what is rolled back leaves no gap.
    /// </summary>
    public async Task<ReceiptNumber> NextReceiptAsync(
        Guid unitId,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var series = ReceiptSeries.On(day).NameOn(day);
        var unit = (await units.GetAsync(cancellation))[unitId];
        return new ReceiptNumber(
            series,
            await dossiers.NextNumberAsync(Counter(unit, series), CounterDay, cancellation)
        );
    }

    /// <summary>
    /// Lets payments in cash and the closing of the day pass one after the other at an office: from here to the commit
    /// nobody else takes cash there or closes.
    /// </summary>
    public async Task HoldCashAsync(Guid unitId, DateOnly day, CancellationToken cancellation)
    {
        var unit = (await units.GetAsync(cancellation))[unitId];
        await dossiers.NextNumberAsync($"cash/{unit.Identifier ?? unit.Key}", day, cancellation);
    }

    /// <summary>The counter of a book: beside those of dossier codes, told apart by its name.</summary>
    public static string Counter(Unit unit, string series) =>
        $"{series}/{unit.Identifier ?? unit.Key}";

    /// <summary>A series names its year itself.</summary>
    public static readonly DateOnly CounterDay = new(2000, 1, 1);
}
