namespace ThuocDo.Shared.Time;

/// <summary>
/// The only source of the present. <see cref="Now"/> is UTC, cut to milliseconds so that PostgreSQL (microseconds),
/// .NET (ticks) and the hashed texts all hold the same instant; <see cref="Today"/> is the legal day in Viet Nam,
/// which differs from the UTC date between 17:00 and 24:00 UTC.
/// </summary>
public sealed class Clock(TimeProvider provider)
{
    public DateTime Now => Cut(provider.GetUtcNow().UtcDateTime);

    public DateOnly Today => DateOnly.FromDateTime(Now.AddHours(7));

    /// <summary>Drops what is finer than a millisecond.</summary>
    public static DateTime Cut(DateTime instant) =>
        new(instant.Ticks - instant.Ticks % TimeSpan.TicksPerMillisecond, instant.Kind);
}
