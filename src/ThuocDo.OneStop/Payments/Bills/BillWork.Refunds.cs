using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Receipts;
using ThuocDo.OneStop.Payments.Refunds;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Payments.Bills;

/// <content>Giving money back, and receipts that were written wrongly.</content>
public sealed partial class BillWork
{
    /// <summary>Asks for money to be given back; what is asked for may not be asked for again.</summary>
    public Outcome RequestRefund(
        decimal amount,
        bool fromSurplus,
        PaymentMethod method,
        string reason,
        ActContext act
    )
    {
        var most = Refundable(fromSurplus);
        if (amount <= 0 || amount > most)
        {
            return Outcome.Refused("bill.refused.refund-amount", most);
        }

        var refund = new Refund
        {
            Id = act.NextId(act.At),
            BillId = Bill.Id,
            Number = refunds.Count + 1,
            Amount = amount,
            FromSurplus = fromSurplus,
            Reason = reason,
            Method = method,
            State = RefundState.Requested,
            RequestedBy = act.ActorId,
            RequestedAt = act.At,
        };
        refunds.Add(refund);
        Records.Refunds.Add(refund);
        lines.Add(refund.Canonical());
        return Record("refund-requested", act, [new("reason", reason)]);
    }

    /// <summary>Says yes or no to a refund; never the person who asked for it.</summary>
    public Outcome DecideRefund(int number, bool approve, ActContext act)
    {
        if (refunds.FirstOrDefault(r => r.Number == number) is not { } refund)
        {
            return Outcome.Refused("bill.refused.no-refund");
        }

        if (refund.State != RefundState.Requested)
        {
            return Outcome.Refused("bill.refused.refund-state", BillTexts.Named(refund.State));
        }

        if (refund.RequestedBy == act.ActorId)
        {
            return Outcome.Refused("bill.refused.refund-own");
        }

        refund.State = approve ? RefundState.Approved : RefundState.Rejected;
        refund.DecidedBy = act.ActorId;
        refund.DecidedAt = act.At;
        lines.Add(refund.Canonical());
        return Record(approve ? "refund-approved" : "refund-rejected", act);
    }

    public Outcome MayExecuteRefund(int number) =>
        refunds.FirstOrDefault(r => r.Number == number) is not { } refund
            ? Outcome.Refused("bill.refused.no-refund")
        : refund.State is not (RefundState.Approved or RefundState.Sent)
            ? Outcome.Refused("bill.refused.refund-state", BillTexts.Named(refund.State))
        : Outcome.Done;

    /// <summary>Before the gateway is asked: whoever presses the button a second time finds it sent.</summary>
    public Outcome SendRefund(int number, ActContext act) =>
        Move(number, RefundState.Approved, RefundState.Sent, "refund-sent", act);

    /// <summary>The gateway has refused it: it may be paid out another way or asked for again.</summary>
    public Outcome ReturnRefund(int number, ActContext act) =>
        Move(number, RefundState.Sent, RefundState.Approved, "refund-returned", act);

    private Outcome Move(int number, RefundState from, RefundState to, string type, ActContext act)
    {
        if (refunds.FirstOrDefault(r => r.Number == number) is not { } refund)
        {
            return Outcome.Refused("bill.refused.no-refund");
        }

        if (refund.State != from)
        {
            return Outcome.Refused("bill.refused.refund-state", BillTexts.Named(refund.State));
        }

        refund.State = to;
        lines.Add(refund.Canonical());
        return Record(type, act);
    }

    /// <summary>The money has gone out.</summary>
    /// <param name="transaction">Of the bank or gateway, or the voucher of a pay-out in cash.</param>
    public Outcome ExecuteRefund(int number, string? account, string transaction, ActContext act)
    {
        if (MayExecuteRefund(number) is { Succeeded: false } refused)
        {
            return refused;
        }

        var refund = refunds.First(r => r.Number == number);
        refund.State = RefundState.Executed;
        refund.ExecutedBy = act.ActorId;
        refund.ExecutedAt = act.At;
        refund.Transaction = transaction;
        Enter(
            refund.FromSurplus ? LedgerKind.SurplusReturned : LedgerKind.Refund,
            -refund.Amount,
            new Money(refund.Method, refund.Amount, account, Bill.Number, transaction),
            act
        );
        if (refund.FromSurplus)
        {
            Bill.Surplus -= refund.Amount;
        }
        else
        {
            Bill.Refunded += refund.Amount;
            Bill.State = Bill.Refunded == Bill.Paid ? BillState.Refunded : BillState.PartlyRefunded;
        }

        lines.Add(refund.Canonical());
        return Record("refund-executed", act);
    }

    /// <summary>
    /// Voids a receipt that was written wrongly. Its number stays in the book; the money is still here, so another
    /// receipt takes its place at once.
    /// </summary>
    public Outcome ReplaceReceipt(string reason, ReceiptNumber number, ActContext act)
    {
        if (MayReplaceReceipt() is { Succeeded: false } refused)
        {
            return refused;
        }

        var old = ValidReceipt!;
        old.State = FeeReceiptState.Voided;
        old.VoidReason = reason;
        old.VoidedAt = act.At;
        old.VoidedBy = act.ActorId;
        lines.Add(old.Canonical());
        Write(number, old.Amount, act);
        return Record("receipt-replaced", act, [new("reason", reason)]);
    }

    public Outcome MayReplaceReceipt() =>
        ValidReceipt is null ? Outcome.Refused("bill.refused.no-receipt") : Outcome.Done;
}
