using System.Globalization;

namespace ThuocDo.Programmes.Year;

/// <summary>Addresses of the reform year.</summary>
public static class YearLinks
{
    public const string Now = "/nam-cai-cach";

    public static string Of(int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{Now}/{year}");

    public static string Duty(int year, string key) => $"{Of(year)}/{key}";
}
