using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Payments.Gateways;

public enum AttemptState
{
    Open,
    Paid,

    /// <summary>The gateway said no; if it says yes later, the money counts.</summary>
    Failed,
}

/// <summary>A payer was sent to a gateway with a bill. Several may be open for one bill; each is settled once.</summary>
public sealed class PaymentAttempt : IVersioned
{
    public const int ReferenceMaxLength = 40;

    public required Guid Id { get; init; }

    /// <summary>Our reference at the gateway; the key under which the bank's file names it.</summary>
    public required string Reference { get; init; }
    public required Guid BillId { get; init; }

    /// <summary>Code of the receiving account.</summary>
    public required string Account { get; init; }
    public required string Gateway { get; init; }
    public required string Merchant { get; init; }
    public required decimal Amount { get; init; }
    public AttemptState State { get; set; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public string? Transaction { get; set; }
    public string? Bank { get; set; }
    public DateTime? SettledAt { get; set; }

    /// <summary>When the gateway was last asked about it, and how often.</summary>
    public DateTime? AskedAt { get; set; }
    public int Asked { get; set; }
    public Guid Version { get; set; }
}

public enum NoticeSource
{
    CallBack,
    Query,
    Return,
}

/// <summary>
/// What a gateway, or somebody who claims to be one, told us. The same text again only counts up; without a right checksum
/// a few are kept for each known reference, so that nobody can fill the table from outside.
/// </summary>
public sealed class PaymentNotice
{
    public const int MostForgedKept = 20;

    public required Guid Id { get; init; }

    /// <summary>SHA-256 of source, text and checksum verdict.</summary>
    public required string Hash { get; init; }
    public required NoticeSource Source { get; init; }
    public required string Reference { get; init; }
    public required string Merchant { get; init; }
    public required decimal Amount { get; init; }
    public string? Transaction { get; init; }
    public required NoticeVerdict Verdict { get; init; }
    public required DateTime FirstAt { get; init; }
    public required DateTime LastAt { get; set; }
    public int Times { get; set; }
}
