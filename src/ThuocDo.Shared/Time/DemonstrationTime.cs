namespace ThuocDo.Shared.Time;

/// <summary>
/// The time of a demonstration province: it stands at the last day with data, so that lists and clocks show work in
/// progress and not years of lateness, and then runs on at the usual pace. Outside a demonstration it is the real time.
/// Only <see cref="Clock"/> uses it: sign-in, cookies and keys live in real time.
/// </summary>
public sealed class DemonstrationTime(TimeProvider real) : TimeProvider
{
    private long offset;

    public bool IsShifted => Interlocked.Read(ref offset) != 0;

    /// <summary>Makes it this instant now.</summary>
    public void StandAt(DateTime utc)
    {
        var shift = (utc - real.GetUtcNow().UtcDateTime).Ticks;
        Interlocked.Exchange(ref offset, shift);
    }

    public override DateTimeOffset GetUtcNow() =>
        real.GetUtcNow().AddTicks(Interlocked.Read(ref offset));

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long GetTimestamp() => real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;
}
