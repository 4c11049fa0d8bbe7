using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Receipts;
using ThuocDo.OneStop.Payments.Refunds;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Payments.Bills;

/// <summary>What acts on a bill write, besides its row.</summary>
public sealed class BillRecords
{
    public List<HistoryEvent> Events { get; } = [];
    public List<LedgerEntry> Entries { get; } = [];
    public List<FeeReceipt> Receipts { get; } = [];
    public List<Refund> Refunds { get; } = [];
}

/// <summary>Money that arrived, as the cashier, the gateway or the bank's statement says it.</summary>
public sealed record Money(
    PaymentMethod Method,
    decimal Amount,
    string? Account = null,
    string? Reference = null,
    string? Transaction = null
);

/// <summary>A number of the book of receipts, taken in the same transaction.</summary>
public sealed record ReceiptNumber(string Series, int Number);

/// <summary>
/// A bill in hand with its ledger, receipts and refunds. Every act asks the rules, changes the row and records an event
/// whose text holds the changed fields and each ledger line: <c>verify</c> tells the bill again from it.
/// </summary>
public sealed partial class BillWork
{
    public const string Chain = "bill";

    private readonly List<LedgerEntry> ledger;
    private readonly List<FeeReceipt> receipts;
    private readonly List<Refund> refunds;
    private readonly List<string> lines = [];
    private IReadOnlyList<KeyValuePair<string, string?>>? fields;

    private BillWork(
        Bill bill,
        IEnumerable<LedgerEntry> entries,
        IEnumerable<FeeReceipt> receipts,
        IEnumerable<Refund> refunds,
        bool isNew
    )
    {
        Bill = bill;
        ledger = [.. entries.OrderBy(e => e.Sequence)];
        this.receipts = [.. receipts.OrderBy(r => r.IssuedAt).ThenBy(r => r.Number)];
        this.refunds = [.. refunds.OrderBy(r => r.Number)];
        fields = isNew ? null : BillFields.Read(bill);
    }

    public Bill Bill { get; }

    public BillRecords Records { get; } = new();

    public IReadOnlyList<LedgerEntry> Ledger => ledger;

    public IReadOnlyList<FeeReceipt> Receipts => receipts;

    public IReadOnlyList<Refund> Refunds => refunds;

    public FeeReceipt? ValidReceipt =>
        receipts.LastOrDefault(r => r.State == FeeReceiptState.Valid);

    /// <summary>What may still be asked back, of the fee or of money that was never owed.</summary>
    public decimal Refundable(bool fromSurplus) =>
        (fromSurplus ? Bill.Surplus : Bill.Paid - Bill.Refunded)
        - refunds
            .Where(r =>
                r.FromSurplus == fromSurplus
                && r.State is RefundState.Requested or RefundState.Approved or RefundState.Sent
            )
            .Sum(r => r.Amount);

    public static BillWork Load(
        Bill bill,
        IEnumerable<LedgerEntry> entries,
        IEnumerable<FeeReceipt> receipts,
        IEnumerable<Refund> refunds
    ) => new(bill, entries, receipts, refunds, isNew: false);

    /// <summary>A new bill for items; nothing to pay is no bill.</summary>
    /// <param name="number">None: a new one by chance.</param>
    public static BillWork Issue(
        Dossier dossier,
        CollectionMoment moment,
        IReadOnlyList<BillLine> items,
        bool pauses,
        ActContext act,
        string? number = null
    )
    {
        var total = items.Sum(i => i.Amount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        var work = new BillWork(
            new Bill
            {
                Id = act.NextId(act.At),
                Number = number ?? Bill.NewNumber(),
                Reference = Bill.NewReference(),
                DossierId = dossier.Id,
                ProcedureId = dossier.ProcedureId,
                UnitId = dossier.ReceivingUnitId,
                Moment = moment,
                Lines = items,
                Total = total,
                Pauses = pauses,
                State = BillState.Issued,
                IssuedAt = act.At,
            },
            [],
            [],
            [],
            isNew: true
        );
        work.Record("issued", act);
        return work;
    }

    /// <summary>Cash at the counter: exactly what is owed, against a receipt.</summary>
    public Outcome PayCash(decimal amount, ReceiptNumber receipt, ActContext act)
    {
        if (MayPayCash(amount) is { Succeeded: false } refused)
        {
            return refused;
        }

        Take(new Money(PaymentMethod.Cash, amount), act);
        Write(receipt, amount, act);
        return Record("paid", act);
    }

    public Outcome MayPayCash(decimal amount) =>
        Bill.State != BillState.Issued ? NotNow()
        : amount != Bill.Due ? Outcome.Refused("bill.refused.cash-exact", Bill.Due)
        : Outcome.Done;

    /// <summary>
    /// Money that has arrived is never refused. It pays the bill if the bill is open and it is enough; what is too much, too
    /// little, late or paid twice is kept as surplus and listed for refund.
    /// </summary>
    /// <param name="receipt">Needed if this pays the bill: see <see cref="WouldPay"/>.</param>
    public Outcome TakeIn(Money money, ReceiptNumber? receipt, ActContext act)
    {
        var pays = WouldPay(money.Amount);
        if (pays != (receipt is not null))
        {
            throw new ArgumentException("A receipt goes with a payment and with nothing else.");
        }

        var due = Bill.Due;
        Take(money, act);
        if (receipt is not null)
        {
            Write(receipt, due, act);
        }

        return Record(pays ? "paid" : "surplus", act);
    }

    /// <summary>True if so much money would settle the bill now.</summary>
    public bool WouldPay(decimal amount) => Bill.State == BillState.Issued && amount >= Bill.Due;

    public Outcome Cancel(string reason, ActContext act)
    {
        if (Bill.State != BillState.Issued)
        {
            return NotNow();
        }

        Bill.State = BillState.Cancelled;
        return Record("cancelled", act, [new("reason", reason)]);
    }

    /// <summary>The fee is not owed: the provision is named and the proof noted.</summary>
    public Outcome Waive(WaiverGround exemption, string? proof, ActContext act)
    {
        if (Bill.State != BillState.Issued)
        {
            return NotNow();
        }

        Bill.State = BillState.Waived;
        Bill.Exemption = exemption.Code;
        return Record("waived", act, [new("basis", exemption.Basis), new("proof", proof)]);
    }

    private void Take(Money money, ActContext act)
    {
        var (toBill, surplus) = Settlement.Split(
            Bill.State == BillState.Issued,
            Bill.Due,
            money.Amount
        );
        if (toBill > 0)
        {
            Enter(LedgerKind.Payment, toBill, money, act);
            Bill.Paid += toBill;
            Bill.State = BillState.Paid;
            Bill.Method = money.Method;
            Bill.PaidAt = act.At;
        }

        if (surplus > 0)
        {
            Enter(LedgerKind.Surplus, surplus, money, act);
            Bill.Surplus += surplus;
        }
    }

    private void Enter(LedgerKind kind, decimal amount, Money money, ActContext act)
    {
        var entry = new LedgerEntry
        {
            Id = act.NextId(act.At),
            BillId = Bill.Id,
            Sequence = ledger.Count + 1,
            Kind = kind,
            Method = money.Method,
            Amount = amount,
            At = act.At,
            Day = act.Day,
            UnitId = Bill.UnitId,
            Account = money.Account,
            Reference = money.Reference,
            Transaction = money.Transaction,
            ActorId = act.ActorId,
        };
        ledger.Add(entry);
        Records.Entries.Add(entry);
        lines.Add(entry.Canonical());
    }

    private void Write(ReceiptNumber number, decimal amount, ActContext act)
    {
        var receipt = new FeeReceipt
        {
            Id = act.NextId(act.At),
            UnitId = Bill.UnitId,
            Series = number.Series,
            Number = number.Number,
            BillId = Bill.Id,
            Amount = amount,
            IssuedAt = act.At,
            IssuedBy = act.ActorId,
            State = FeeReceiptState.Valid,
        };
        receipts.Add(receipt);
        Records.Receipts.Add(receipt);
        lines.Add(receipt.Canonical());
    }

    private Outcome NotNow() => Outcome.Refused("bill.refused.state", BillTexts.Named(Bill.State));

    private Outcome Record(
        string type,
        ActContext act,
        IEnumerable<KeyValuePair<string, string?>>? particulars = null
    )
    {
        var after = BillFields.Read(Bill);
        var before = fields?.ToDictionary(f => f.Key, f => f.Value);
        var next = HistoryEvent.Append(
            new ChainHead(Chain, Bill.Id, Bill.Events, Bill.ChainHash),
            act.NextId(act.At),
            act.At,
            act.ActorId,
            type,
            Canonical.Payload(
                after.Where(f => before is null ? f.Value is not null : before[f.Key] != f.Value),
                lines,
                particulars?.Where(p => !string.IsNullOrWhiteSpace(p.Value))
            )
        );
        Records.Events.Add(next);
        lines.Clear();
        fields = after;
        Bill.Events = next.Sequence;
        Bill.ChainHash = next.Hash;
        Bill.Version = next.Id;
        return Outcome.Done;
    }
}

/// <summary>How money that arrived is shared between the bill and the surplus.</summary>
public static class Settlement
{
    public static (decimal ToBill, decimal Surplus) Split(bool isOpen, decimal due, decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        return isOpen && amount >= due ? (due, amount - due) : (0, amount);
    }
}
