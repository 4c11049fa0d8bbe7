namespace ThuocDo.Shared.Time;

/// <summary>
/// Viet Nam's civil time: UTC+7 all year, no summer time, so no time-zone data base is needed.
/// Local times have <see cref="DateTimeKind.Unspecified"/>, instants <see cref="DateTimeKind.Utc"/>; mixing them throws.
/// </summary>
public static class VietnamTime
{
    private const int OffsetHours = 7;

    public static DateTime ToLocal(DateTime utc) =>
        utc.Kind == DateTimeKind.Utc
            ? DateTime.SpecifyKind(utc.AddHours(OffsetHours), DateTimeKind.Unspecified)
            : throw new ArgumentException($"{utc:O} is not an instant in UTC.", nameof(utc));

    public static DateTime ToUtc(DateTime local) =>
        DateTime.SpecifyKind(CheckLocal(local).AddHours(-OffsetHours), DateTimeKind.Utc);

    /// <summary>The legal day of an instant.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(ToLocal(utc));

    internal static DateTime CheckLocal(DateTime local) =>
        local.Kind == DateTimeKind.Unspecified
            ? local
            : throw new ArgumentException(
                $"{local:O} is not a local time without offset.",
                nameof(local)
            );
}
