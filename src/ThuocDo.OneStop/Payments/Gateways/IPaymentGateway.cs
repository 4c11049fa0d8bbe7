namespace ThuocDo.OneStop.Payments.Gateways;

/// <summary>What a payer is sent to the gateway with.</summary>
/// <param name="Info">Plain letters without marks.</param>
/// <param name="PayerAddress">Of the network, as the protocol wants it.</param>
/// <param name="At">UTC.</param>
/// <param name="Until">UTC.</param>
public sealed record PayRequest(
    string Reference,
    decimal Amount,
    string Info,
    Uri ReturnUrl,
    string PayerAddress,
    string Language,
    DateTime At,
    DateTime Until
);

public enum GatewayResult
{
    Paid,
    Failed,

    /// <summary>Neither yet.</summary>
    Pending,
}

/// <summary>What a gateway says about a payment, by call-back or when asked.</summary>
/// <param name="IsGenuine">Its checksum is right: without that nothing else counts.</param>
/// <param name="Text">The canonical text over which the checksum goes.</param>
public sealed record GatewayNotice(
    bool IsGenuine,
    string? Reference,
    string? Merchant,
    decimal Amount,
    string? Transaction,
    string? Bank,
    GatewayResult Result,
    string Text
);

/// <summary>What became of a notice.</summary>
public enum NoticeVerdict
{
    /// <summary>It settled the bill, or its money was kept as surplus.</summary>
    Settled,

    /// <summary>The payment failed; noted.</summary>
    Failed,

    /// <summary>Settled before; nothing was changed.</summary>
    Repeated,
    WrongChecksum,
    WrongAmount,

    /// <summary>For another merchant than the one the payer was sent to.</summary>
    WrongMerchant,
    UnknownReference,
    Pending,
}

public sealed record GatewayRefund(bool IsDone, string? Transaction, string? Code);

/// <summary>A payment gateway's protocol. Amounts are in đồng; how they are written is the adapter's business.</summary>
public interface IPaymentGateway
{
    string Code { get; }

    /// <summary>The address to which the payer's browser is sent, signed.</summary>
    Uri PayAddress(ReceivingAccount account, PayRequest request);

    /// <summary>The merchant a call-back claims to be for: whose secret must have signed it.</summary>
    string? MerchantOf(IReadOnlyDictionary<string, string> fields);

    GatewayNotice Read(ReceivingAccount account, IReadOnlyDictionary<string, string> fields);

    /// <summary>The answer the protocol wants to a call-back.</summary>
    object Answer(NoticeVerdict verdict);

    /// <summary>Asks what became of a payment; none if the gateway does not answer or its answer is not genuine.</summary>
    Task<GatewayNotice?> AskAsync(
        ReceivingAccount account,
        PaymentAttempt attempt,
        DateTime now,
        CancellationToken cancellation
    );

    Task<GatewayRefund> RefundAsync(
        ReceivingAccount account,
        PaymentAttempt attempt,
        decimal amount,
        string by,
        DateTime now,
        CancellationToken cancellation
    );
}
