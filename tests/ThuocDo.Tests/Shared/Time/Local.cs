using System.Globalization;

namespace ThuocDo.Tests.Shared.Time;

/// <summary>Short ways to write days and local times in tables of cases.</summary>
internal static class Local
{
    public static DateTime At(string text) =>
        DateTime.ParseExact(
            text,
            ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None
        );

    public static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
