using System.Globalization;

namespace ThuocDo.Shared.Time;

/// <summary>
/// A day was asked for that the calendar does not cover. Guessing would be worse: next year's days off are decided
/// year by year, so a deadline there cannot be known yet.
/// </summary>
public sealed class CalendarRangeException : Exception
{
    public CalendarRangeException(DateOnly? date, DateOnly first, DateOnly last)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The calendar covers {first:O} to {last:O}; asked for was {date?.ToString("O", CultureInfo.InvariantCulture) ?? "a day after year 9999"}."
            )
        )
    {
        Date = date;
        Why = date is { } day
            ? new("time.error.outside-calendar", day, first, last)
            : new("time.error.beyond-calendar", first, last);
    }

    /// <summary>The day asked for; null if it lies beyond year 9999.</summary>
    public DateOnly? Date { get; }

    /// <summary>The message for people, with what to do.</summary>
    public Explanation Why { get; }
}
