namespace ThuocDo.Shared.Time;

/// <summary>
/// Counting. The week's pattern is a formula; only the days that depart from it are stored, with running sums, so
/// that any sum or its inverse is one binary search over a few hundred entries.
/// </summary>
public sealed partial class WorkCalendar
{
    /// <summary>Days that depart from "Monday to Friday, regular hours", by date.</summary>
    private readonly Departure[] departures;

    /// <summary>For each departure the number of working days from the start of time up to it, itself included.</summary>
    private readonly int[] ordinals;

    /// <summary>For each departure the sum, up to it, of minutes that differ from a regular working day.</summary>
    private readonly int[] minuteDays;

    private int RegularMinutes => Hours.Weekday.Sum(s => s.Minutes);

    /// <exception cref="CalendarRangeException">The day is not covered.</exception>
    public bool IsWorkingDay(DateOnly date) => Sessions(date).Count > 0;

    /// <summary>The office hours of a day; none on a day off.</summary>
    /// <exception cref="CalendarRangeException">The day is not covered.</exception>
    public IReadOnlyList<Session> Sessions(DateOnly date)
    {
        Check(date);
        var i = FirstAtOrAfter(date);
        return i < departures.Length && departures[i].Number == date.DayNumber
                ? departures[i].Sessions
            : IsWeekday(date.DayNumber) ? Hours.Weekday
            : [];
    }

    /// <summary>The close of office of a working day, as a local time.</summary>
    public DateTime CloseOf(DateOnly workingDay) =>
        Sessions(workingDay) is [.., var last]
            ? workingDay.ToDateTime(last.To)
            : throw new ArgumentException($"{workingDay:O} is a day off.", nameof(workingDay));

    /// <summary>The start of office of a working day, as a local time.</summary>
    public DateTime OpeningOf(DateOnly workingDay) =>
        Sessions(workingDay) is [var first, ..]
            ? workingDay.ToDateTime(first.From)
            : throw new ArgumentException($"{workingDay:O} is a day off.", nameof(workingDay));

    /// <summary>The day itself if it is worked, else the next one that is.</summary>
    public DateOnly OnOrAfter(DateOnly date) => IsWorkingDay(date) ? date : AddWorkingDays(date, 1);

    /// <summary>The n-th working day after a day; the day itself is not counted. Zero gives the day itself.</summary>
    /// <exception cref="CalendarRangeException">The result is not covered.</exception>
    public DateOnly AddWorkingDays(DateOnly date, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Check(date);
        return count == 0 ? date : Covered(DayOfOrdinal(Ordinal(date.DayNumber) + count));
    }

    /// <summary>
    /// Working days after the first day, up to and including the second: what passed of a limit between two days.
    /// Negative if the second is earlier.
    /// </summary>
    public int WorkingDaysBetween(DateOnly after, DateOnly upTo)
    {
        Check(after);
        Check(upTo);
        return Ordinal(upTo.DayNumber) - Ordinal(after.DayNumber);
    }

    /// <summary>Minutes of office time between two local times, seconds dropped; negative if the second is earlier.</summary>
    public long WorkingMinutesBetween(DateTime from, DateTime to) =>
        MinutesAt(to) - MinutesAt(from);

    /// <summary>
    /// The local time at which so many minutes of office time have passed, seconds dropped. Time outside office
    /// hours does not pass; a sum that is full at the end of a session ends there and not at the next opening.
    /// Zero gives the time itself.
    /// </summary>
    /// <exception cref="CalendarRangeException">The result is not covered.</exception>
    public DateTime AddWorkingMinutes(DateTime local, long minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        VietnamTime.CheckLocal(local);
        if (minutes == 0)
        {
            return local;
        }

        var target = MinutesAt(local) + minutes;
        var low = DateOnly.FromDateTime(local).DayNumber;
        var high = low;
        for (var step = 1; MinutesBefore(high + 1) < target; step *= 2)
        {
            low = high + 1;
            high += step;
            if (high > Last.DayNumber)
            {
                high = Last.DayNumber;
                if (low > high || MinutesBefore(high + 1) < target)
                {
                    throw new CalendarRangeException(NextAfterLast(), First, Last);
                }
            }
        }

        while (low < high)
        {
            var middle = low + (high - low) / 2;
            (low, high) = MinutesBefore(middle + 1) < target ? (middle + 1, high) : (low, middle);
        }

        return Within(DateOnly.FromDayNumber(low), target - MinutesBefore(low));
    }

    /// <summary>The minute itself if the office is open, else its next opening.</summary>
    public DateTime NextWorkingInstant(DateTime local)
    {
        var date = DateOnly.FromDateTime(VietnamTime.CheckLocal(local));
        var time = TimeOnly.FromDateTime(local);
        foreach (var session in Sessions(date))
        {
            if (time < session.From)
            {
                return date.ToDateTime(session.From);
            }

            if (time < session.To)
            {
                return ToMinute(local);
            }
        }

        return OpeningOf(AddWorkingDays(date, 1));
    }

    private static DateTime ToMinute(DateTime local) =>
        local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));

    /// <summary>Day number 0 is 1 January of year 1, a Monday.</summary>
    private static bool IsWeekday(int number) => number % 7 < 5;

    private static int WeekdaysUpTo(int number) =>
        number < 0 ? 0 : number / 7 * 5 + Math.Min(number % 7 + 1, 5);

    private static DateTime At(DateOnly date, TimeOnly time, long minutes) =>
        date.ToDateTime(time).AddMinutes(minutes);

    private (Departure[], int[], int[]) Index()
    {
        var found = new SortedDictionary<int, Departure>();
        foreach (var day in days)
        {
            var sessions = day.IsWorking ? day.Sessions ?? Hours.MakeUpDay : [];
            found[day.Date.DayNumber] = new(day.Date.DayNumber, sessions, day.NameVi, day.NameEn);
        }

        foreach (var day in overrides)
        {
            var sessions = day.IsWorking ? OfficeHours.Checked(day.Sessions) : [];
            found[day.Date.DayNumber] = new(day.Date.DayNumber, sessions, day.NameVi, day.NameEn);
        }

        var list = found.Values.ToArray();
        var (ordinal, minutes) = (new int[list.Length], new int[list.Length]);
        var (extraDays, extraMinutes) = (0, 0);
        for (var i = 0; i < list.Length; i++)
        {
            var day = list[i];
            var works = day.Sessions.Count > 0;
            extraDays += (works ? 1 : 0) - (IsWeekday(day.Number) ? 1 : 0);
            extraMinutes += works ? day.Sessions.Sum(s => s.Minutes) - RegularMinutes : 0;
            ordinal[i] = WeekdaysUpTo(day.Number) + extraDays;
            minutes[i] = extraMinutes;
        }

        return (list, ordinal, minutes);
    }

    /// <summary>The index of the first departure on or after a day number.</summary>
    private int FirstAtOrAfter(int number)
    {
        var (low, high) = (0, departures.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = departures[middle].Number < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int FirstAtOrAfter(DateOnly date) => FirstAtOrAfter(date.DayNumber);

    /// <summary>Working days from the start of time up to a day, itself included.</summary>
    private int Ordinal(int number)
    {
        var i = FirstAtOrAfter(number + 1) - 1;
        return i < 0
            ? WeekdaysUpTo(number)
            : ordinals[i] + WeekdaysUpTo(number) - WeekdaysUpTo(departures[i].Number);
    }

    /// <summary>The inverse of <see cref="Ordinal"/>: the day on which the count is first reached.</summary>
    private int DayOfOrdinal(int target)
    {
        var (low, high) = (0, ordinals.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ordinals[middle] < target ? (middle + 1, high) : (low, middle);
        }

        var extra = low == 0 ? 0 : ordinals[low - 1] - WeekdaysUpTo(departures[low - 1].Number);
        var weekday = target - extra - 1;
        var day = weekday / 5 * 7 + weekday % 5;
        return low < departures.Length ? Math.Min(day, departures[low].Number) : day;
    }

    private long MinutesBefore(int number)
    {
        var i = FirstAtOrAfter(number) - 1;
        return (long)Ordinal(number - 1) * RegularMinutes + (i < 0 ? 0 : minuteDays[i]);
    }

    private long MinutesAt(DateTime local)
    {
        var date = DateOnly.FromDateTime(VietnamTime.CheckLocal(local));
        var time = TimeOnly.FromDateTime(ToMinute(local));
        var passed = Sessions(date)
            .Sum(s =>
                time <= s.From ? 0 : (int)((time < s.To ? time : s.To) - s.From).TotalMinutes
            );
        return MinutesBefore(date.DayNumber) + passed;
    }

    private DateTime Within(DateOnly date, long minutes)
    {
        foreach (var session in Sessions(date))
        {
            if (minutes <= session.Minutes)
            {
                return At(date, session.From, minutes);
            }

            minutes -= session.Minutes;
        }

        throw new InvalidOperationException($"{date:O} has too few minutes.");
    }

    private void Check(DateOnly date)
    {
        if (date < First || date > Last)
        {
            throw new CalendarRangeException(date, First, Last);
        }
    }

    private DateOnly Covered(int number)
    {
        if (number > DateOnly.MaxValue.DayNumber)
        {
            throw new CalendarRangeException(null, First, Last);
        }

        var date = DateOnly.FromDayNumber(number);
        Check(date);
        return date;
    }

    private DateOnly? NextAfterLast() => Last == DateOnly.MaxValue ? null : Last.AddDays(1);

    private readonly record struct Departure(
        int Number,
        IReadOnlyList<Session> Sessions,
        string NameVi,
        string NameEn
    );
}
