using System.Globalization;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Receipts;

public enum FeeReceiptState
{
    Valid,

    /// <summary>Its number stays in the book, with the reason; another number takes its place if money was taken.</summary>
    Voided,
}

/// <summary>A numbered receipt for a fee (biên lai). Each office and series counts from 1 without a gap.</summary>
public sealed class FeeReceipt
{
    public const int SeriesMaxLength = 20;
    public const int ReasonMaxLength = 300;

    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required string Series { get; init; }
    public required int Number { get; init; }
    public required Guid BillId { get; init; }
    public required decimal Amount { get; init; }
    public required DateTime IssuedAt { get; init; }
    public Guid? IssuedBy { get; init; }
    public FeeReceiptState State { get; set; }
    public string? VoidReason { get; set; }
    public DateTime? VoidedAt { get; set; }
    public Guid? VoidedBy { get; set; }

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Series} {Number:0000000}");

    /// <summary>Which receipt a line of the history is about: the last line of one says how it must be.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"R|{Series}|{Number}");

    public string Canonical() =>
        $"{Key}|{Shared.History.Canonical.Number(Amount)}|{Shared.History.Canonical.Instant(IssuedAt)}|{State}|{VoidReason}";
}

/// <summary>
/// How receipts are numbered from a day on (<c>data/onestop/receipt-series.csv</c>). Form and series of receipts are matters
/// of the tax authority and not confirmed here.
/// </summary>
public sealed record ReceiptSeries(DateOnly From, string Pattern, Named Form, bool IsConfirmed)
{
    private static readonly Lazy<IReadOnlyList<ReceiptSeries>> All = new(() =>
        [
            .. ShippedData
                .Rows("onestop/receipt-series.csv")
                .Select(row => new ReceiptSeries(
                    row.Date("valid_from"),
                    row.Required("pattern"),
                    new Named(row.Required("name_vi"), row.Required("name_en")),
                    row.Required("confidence") == "confirmed"
                ))
                .OrderByDescending(s => s.From),
        ]
    );

    public static ReceiptSeries On(DateOnly day) => All.Value.First(s => s.From <= day);

    public string NameOn(DateOnly day) =>
        Pattern.Replace(
            "{year}",
            day.Year.ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
}
