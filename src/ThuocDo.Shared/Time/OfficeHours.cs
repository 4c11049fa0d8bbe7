using System.Globalization;

namespace ThuocDo.Shared.Time;

/// <summary>One stretch of office time, from inclusive, to exclusive; the instant <see cref="To"/> itself still closes the day.</summary>
public readonly record struct Session(TimeOnly From, TimeOnly To)
{
    public int Minutes => (int)(To - From).TotalMinutes;

    /// <exception cref="FormatException">The text is not <c>HH:mm-HH:mm</c>.</exception>
    public static Session Parse(string text)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        return
            ends.Length == 2
            && TimeOnly.TryParseExact(
                ends[0],
                "HH:mm",
                CultureInfo.InvariantCulture,
                default,
                out var from
            )
            && TimeOnly.TryParseExact(
                ends[1],
                "HH:mm",
                CultureInfo.InvariantCulture,
                default,
                out var to
            )
            ? new Session(from, to)
            : throw new FormatException($"'{text}' is not a session HH:mm-HH:mm.");
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{From:HH\\:mm}-{To:HH\\:mm}");
}

/// <summary>
/// The regular hours of an office. The hours are set locally; the default 07:00–11:30 and 13:30–17:00 is that of
/// a provincial system in use. Make-up Saturdays may have sessions of their own.
/// </summary>
public sealed class OfficeHours
{
    public static readonly OfficeHours Default = new([
        new(new(7, 0), new(11, 30)),
        new(new(13, 30), new(17, 0)),
    ]);

    /// <exception cref="ArgumentException">Sessions are empty, overlap, or are not on whole minutes.</exception>
    public OfficeHours(IReadOnlyList<Session> weekday, IReadOnlyList<Session>? makeUpDay = null)
    {
        Weekday = Checked(weekday);
        MakeUpDay = makeUpDay is null ? Weekday : Checked(makeUpDay);
    }

    public IReadOnlyList<Session> Weekday { get; }

    public IReadOnlyList<Session> MakeUpDay { get; }

    internal static IReadOnlyList<Session> Checked(IReadOnlyList<Session> sessions)
    {
        var last = TimeOnly.MinValue;
        foreach (var session in sessions)
        {
            if (session.From < last || session.To <= session.From)
            {
                throw new ArgumentException($"The session {session} overlaps or is empty.");
            }

            if (
                session.From.Ticks % TimeSpan.TicksPerMinute != 0
                || session.To.Ticks % TimeSpan.TicksPerMinute != 0
            )
            {
                throw new ArgumentException($"The session {session} is not on whole minutes.");
            }

            last = session.To;
        }

        return sessions.Count > 0
            ? [.. sessions]
            : throw new ArgumentException("A working day needs at least one session.");
    }
}
