using System.Globalization;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Payments.Cash;

/// <summary>
/// The closed cash book of one cashier at one office on one day (sổ quỹ): what the ledger expects, what was counted, why
/// they differ. Closed is closed: no cash is taken in for that day any more.
/// </summary>
public sealed class CashDay
{
    public const string Chain = "cash-day";
    public const int ReasonMaxLength = 300;

    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid CashierId { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>Cash taken in less cash paid out, by the ledger.</summary>
    public required decimal Expected { get; init; }
    public required decimal Counted { get; init; }

    /// <summary>Number of ledger entries it sums up.</summary>
    public required int Entries { get; init; }
    public string? Reason { get; init; }
    public required DateTime SignedAt { get; init; }
    public byte[] ChainHash { get; set; } = new byte[32];

    public decimal Difference => Counted - Expected;

    public string Canonical() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"C|{UnitId:D}|{CashierId:D}|{Shared.History.Canonical.Day(Day)}|{Shared.History.Canonical.Number(Expected)}|{Shared.History.Canonical.Number(Counted)}|{Entries}|{Reason}|{Shared.History.Canonical.Instant(SignedAt)}"
        );

    /// <summary>The only event of its chain: the signature under the closed day.</summary>
    public HistoryEvent Signed(Guid id) =>
        HistoryEvent.Append(
            ChainHead.Start(Chain, Id),
            id,
            SignedAt,
            CashierId,
            "closed",
            Shared.History.Canonical.Payload([], [Canonical()])
        );
}
