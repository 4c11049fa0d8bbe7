using ThuocDo.OneStop.Payments.Refunds;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Bills;

/// <summary>Text keys for the values of bills.</summary>
public static class BillTexts
{
    public static string Of(BillState state) =>
        state switch
        {
            BillState.Issued => "bill.state.issued",
            BillState.Paid => "bill.state.paid",
            BillState.PartlyRefunded => "bill.state.partly-refunded",
            BillState.Refunded => "bill.state.refunded",
            BillState.Cancelled => "bill.state.cancelled",
            _ => "bill.state.waived",
        };

    public static string Of(RefundState state) =>
        state switch
        {
            RefundState.Requested => "bill.refund.requested",
            RefundState.Approved => "bill.refund.approved",
            RefundState.Rejected => "bill.refund.rejected",
            RefundState.Sent => "bill.refund.sent",
            _ => "bill.refund.executed",
        };

    public static string Of(PaymentMethod method) =>
        method switch
        {
            PaymentMethod.Cash => "bill.method.cash",
            PaymentMethod.Transfer => "bill.method.transfer",
            PaymentMethod.Gateway => "bill.method.gateway",
            _ => "bill.method.portal",
        };

    public static string Of(LedgerKind kind) =>
        kind switch
        {
            LedgerKind.Payment => "bill.ledger.payment",
            LedgerKind.Refund => "bill.ledger.refund",
            LedgerKind.Surplus => "bill.ledger.surplus",
            _ => "bill.ledger.surplus-returned",
        };

    public static string Of(CollectionMoment moment) =>
        moment switch
        {
            CollectionMoment.Receipt => "bill.moment.receipt",
            CollectionMoment.Supplement => "bill.moment.supplement",
            _ => "bill.moment.return",
        };

    public static Explanation Named(BillState state) => new(Of(state));

    public static Explanation Named(RefundState state) => new(Of(state));

    public static string Event(string type) => $"bill.event.{type}";

    /// <summary>Tone and drawing of the badge.</summary>
    public static (string Tone, string Icon) Look(BillState state) =>
        state switch
        {
            BillState.Issued => ("open", "clock"),
            BillState.Paid => ("good", "check"),
            BillState.Waived => ("info", "check"),
            BillState.Cancelled => ("neutral", "cross"),
            _ => ("warn", "back"),
        };
}
