using System.Globalization;

namespace ThuocDo.Organisation.Units;

/// <summary>Addresses of the pages about units.</summary>
public static class UnitLinks
{
    public const string Structure = "/co-cau";
    public const string DayParameter = "ngay";
    public const string SearchParameter = "tim";

    public static string Of(Unit unit, DateOnly? day = null) =>
        $"{Structure}/{Uri.EscapeDataString(unit.Key)}{On(day)}";

    public static string StructureOn(DateOnly day) => Structure + On(day);

    private static string On(DateOnly? day) =>
        day is { } d
            ? $"?{DayParameter}={d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
            : "";
}
