using System.Globalization;
using ThuocDo.Indicators.Board;

namespace ThuocDo.Indicators.Sealing;

/// <summary>Addresses of closed months and receipts.</summary>
public static class SealLinks
{
    public const string Months = "/khoa-so";

    public static string Seal(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Months}/{number}");

    /// <summary>The receipt of a condition's figure; the place names unit, reading and month.</summary>
    public static string Receipt(string condition, BoardPlace place) =>
        $"{BoardLinks.Board}/{condition}/bien-nhan{place.Query()}";

    public static string ReceiptData(string condition, BoardPlace place, Guid? record = null) =>
        $"{BoardLinks.Board}/{condition}/bien-nhan.json"
        + (record is { } id ? place.Query(("ho-so", id.ToString())) : place.Query());

    public static string MonthText(DateOnly month) =>
        month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
