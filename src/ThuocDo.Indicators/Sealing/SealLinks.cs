using System.Globalization;

namespace ThuocDo.Indicators.Sealing;

/// <summary>Addresses of closed months.</summary>
public static class SealLinks
{
    public const string Months = "/khoa-so";

    public static string Seal(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Months}/{number}");

    public static string MonthText(DateOnly month) =>
        month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
