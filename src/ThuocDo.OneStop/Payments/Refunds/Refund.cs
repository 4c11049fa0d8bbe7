using ThuocDo.OneStop.Payments.Bills;

namespace ThuocDo.OneStop.Payments.Refunds;

public enum RefundState
{
    Requested,
    Approved,
    Rejected,

    /// <summary>The gateway was asked and has not answered: its statement will tell. It is never asked twice.</summary>
    Sent,
    Executed,
}

/// <summary>Money to be given back: asked for by one person, approved by another, then paid out.</summary>
public sealed class Refund
{
    public const int ReasonMaxLength = 300;

    public required Guid Id { get; init; }
    public required Guid BillId { get; init; }

    /// <summary>1, 2, 3 … within the bill.</summary>
    public required int Number { get; init; }
    public required decimal Amount { get; init; }

    /// <summary>From money that was never owed; else from the fee itself.</summary>
    public required bool FromSurplus { get; init; }
    public required string Reason { get; init; }
    public required PaymentMethod Method { get; init; }
    public RefundState State { get; set; }
    public required Guid? RequestedBy { get; init; }
    public required DateTime RequestedAt { get; init; }
    public Guid? DecidedBy { get; set; }
    public DateTime? DecidedAt { get; set; }
    public Guid? ExecutedBy { get; set; }
    public DateTime? ExecutedAt { get; set; }

    /// <summary>Number of the transaction or of the pay-out voucher.</summary>
    public string? Transaction { get; set; }

    public string Key => $"F|{Number}";

    public string Canonical() =>
        $"{Key}|{Shared.History.Canonical.Number(Amount)}|{FromSurplus}|{Method}|{State}|{RequestedBy:D}|{DecidedBy:D}|{ExecutedBy:D}|{Transaction}|{Reason}";
}
