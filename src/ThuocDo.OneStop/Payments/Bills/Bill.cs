using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Bills;

public enum BillState
{
    Issued,
    Paid,
    PartlyRefunded,
    Refunded,
    Cancelled,

    /// <summary>The fee is not owed, by a provision that is named.</summary>
    Waived,
}

/// <summary>One fee item as it stands on a bill; the names are those of the day of issue.</summary>
public sealed record BillLine(
    string Code,
    string NameVi,
    string NameEn,
    decimal Price,
    int Quantity,
    string? Basis
)
{
    [JsonIgnore]
    public decimal Amount => Price * Quantity;

    [JsonIgnore]
    public Named Name => new(NameVi, NameEn);

    public string Canonical() => $"{Code}:{Shared.History.Canonical.Number(Price)}x{Quantity}";
}

/// <summary>
/// What somebody owes for a dossier. The row is what the chain of its history says, its sums are those of its ledger;
/// it is changed only by <see cref="BillWork"/>. No name stands on it: whoever holds the payment link sees none.
/// </summary>
public sealed class Bill : IVersioned
{
    public const int NumberMaxLength = 12;
    public const int ReferenceMaxLength = 40;

    public required Guid Id { get; init; }

    /// <summary>Short and unique: purpose of a transfer, address of the bill's page.</summary>
    public required string Number { get; init; }

    /// <summary>The capability in the payment link: 128 random bits.</summary>
    public required string Reference { get; init; }
    public required Guid DossierId { get; init; }
    public required Guid ProcedureId { get; init; }

    /// <summary>The office that collects: the one that received the dossier.</summary>
    public required Guid UnitId { get; init; }
    public required CollectionMoment Moment { get; init; }
    public required IReadOnlyList<BillLine> Lines { get; init; }
    public required decimal Total { get; init; }

    /// <summary>The process waits for it: paying it lets the clock run on.</summary>
    public required bool Pauses { get; init; }
    public required BillState State { get; set; }
    public required DateTime IssuedAt { get; init; }

    /// <summary>Taken in for what is owed.</summary>
    public decimal Paid { get; set; }

    /// <summary>Given back of what was owed.</summary>
    public decimal Refunded { get; set; }

    /// <summary>Money that is here without being owed: paid twice, after cancelling, too much. It waits to be given back.</summary>
    public decimal Surplus { get; set; }
    public PaymentMethod? Method { get; set; }
    public DateTime? PaidAt { get; set; }

    /// <summary>Code of the exemption.</summary>
    public string? Exemption { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>What is still to be paid.</summary>
    public decimal Due => State == BillState.Issued ? Total - Paid : 0;

    public static string NewReference() =>
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Letters without look-alikes; 31^8 numbers, and the database refuses a double.</summary>
    public static string NewNumber() =>
        "TD" + RandomNumberGenerator.GetString("ABCDEFGHJKMNPQRSTUVWXYZ23456789", 8);
}

public enum PaymentMethod
{
    Cash,

    /// <summary>To the account, by QR code or by hand; known from the bank's statement.</summary>
    Transfer,

    /// <summary>Through a payment gateway of this installation.</summary>
    Gateway,

    /// <summary>Through the National Portal before the dossier came here; proved by its statement.</summary>
    Portal,
}

public enum LedgerKind
{
    Payment,
    Refund,
    Surplus,
    SurplusReturned,
}

/// <summary>Money that came or went. Entries are only ever added; the sums of a bill are theirs.</summary>
public sealed class LedgerEntry
{
    public required Guid Id { get; init; }
    public required Guid BillId { get; init; }

    /// <summary>1, 2, 3 … within the bill.</summary>
    public required int Sequence { get; init; }
    public required LedgerKind Kind { get; init; }
    public required PaymentMethod Method { get; init; }

    /// <summary>Positive for money in, negative for money out.</summary>
    public required decimal Amount { get; init; }
    public required DateTime At { get; init; }

    /// <summary>The day in Viet Nam, by which cash is counted and statements are compared.</summary>
    public required DateOnly Day { get; init; }
    public required Guid UnitId { get; init; }

    /// <summary>Code of the receiving account; none for cash.</summary>
    public string? Account { get; init; }

    /// <summary>Our reference at gateway or bank.</summary>
    public string? Reference { get; init; }

    /// <summary>Their number of the transaction.</summary>
    public string? Transaction { get; init; }

    /// <summary>The cashier; none for the system.</summary>
    public Guid? ActorId { get; init; }

    public string Canonical() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"L|{Sequence}|{Kind}|{Method}|{Shared.History.Canonical.Number(Amount)}|{Shared.History.Canonical.Instant(At)}|{UnitId:D}|{Account}|{Reference}|{Transaction}|{ActorId:D}"
        );
}

/// <summary>A bill's row as canonical text, field by field; the chain is compared with it.</summary>
public static class BillFields
{
    public static IReadOnlyList<KeyValuePair<string, string?>> Read(Bill b) =>
        [
            new("number", b.Number),
            new("reference", Hidden(b.Reference)),
            new("dossier", b.DossierId.ToString("D")),
            new("procedure", b.ProcedureId.ToString("D")),
            new("unit", b.UnitId.ToString("D")),
            new("moment", b.Moment.ToString()),
            new("lines", string.Join(';', b.Lines.Select(l => l.Canonical()))),
            new("total", Canonical.Number(b.Total)),
            new("pauses", b.Pauses ? "1" : null),
            new("state", b.State.ToString()),
            new("issued_at", Canonical.Instant(b.IssuedAt)),
            new("paid", Amount(b.Paid)),
            new("refunded", Amount(b.Refunded)),
            new("surplus", Amount(b.Surplus)),
            new("method", b.Method?.ToString()),
            new("paid_at", Canonical.Instant(b.PaidAt)),
            new("exemption", b.Exemption),
        ];

    /// <summary>History is read by more people than may hold the payment link.</summary>
    private static string Hidden(string reference) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)));

    private static string? Amount(decimal amount) => amount == 0 ? null : Canonical.Number(amount);
}
