using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Shared.Time;

/// <summary>
/// Which days and hours an office works: Monday to Friday, less the national days off, plus make-up Saturdays, as
/// the office's own overrides change them. Immutable; <see cref="Version"/> names the content, so that a date can
/// say by which calendar it was computed.
/// </summary>
public sealed partial class WorkCalendar
{
    private static readonly Lazy<WorkCalendar> Shipped = new(() =>
    {
        using var reader = ShippedData.Open("calendar/national.csv");
        var days = CalendarCsv.Read(reader, "data/calendar/national.csv");
        var (first, last) = CoveredYears(days);
        return new WorkCalendar(days, [], OfficeHours.Default, first, last);
    });

    private readonly IReadOnlyList<CalendarDay> days;
    private readonly IReadOnlyList<OfficeOverride> overrides;
    private readonly DateOnly[] knownOn;
    private readonly ConcurrentDictionary<int, WorkCalendar> asKnown = new();

    /// <param name="days">National days; of several for one date the one known last holds.</param>
    /// <param name="overrides">Days of the office, stronger than national ones.</param>
    /// <param name="hours">Regular hours.</param>
    /// <param name="first">First covered day.</param>
    /// <param name="last">Last covered day.</param>
    /// <exception cref="FormatException">One date is both off and worked by decisions of the same day.</exception>
    public WorkCalendar(
        IEnumerable<CalendarDay> days,
        IEnumerable<OfficeOverride>? overrides = null,
        OfficeHours? hours = null,
        DateOnly? first = null,
        DateOnly? last = null
    )
    {
        this.days = [.. days.OrderBy(d => d.Date).ThenBy(d => d.KnownOn)];
        this.overrides = [.. (overrides ?? []).OrderBy(d => d.Date).ThenBy(d => d.KnownOn)];
        Hours = hours ?? OfficeHours.Default;
        First = first ?? DateOnly.MinValue;
        Last = last ?? DateOnly.MaxValue;
        knownOn =
        [
            .. this
                .days.Select(d => d.KnownOn)
                .Concat(this.overrides.Select(o => o.KnownOn))
                .Distinct()
                .Order(),
        ];
        CheckContradictions(this.days);
        Version = Fingerprint();
        (departures, ordinals, minuteDays) = Index();
    }

    /// <summary>Monday to Friday without any holiday, unlimited: the rule of systems that keep no holiday table.</summary>
    public static WorkCalendar WeekendsOnly { get; } = new([]);

    /// <summary>The first 12 hexadecimal digits of the hash of everything that decides days and hours.</summary>
    public string Version { get; }

    public OfficeHours Hours { get; }

    public DateOnly First { get; }

    public DateOnly Last { get; }

    /// <summary>The calendar that ships: the years of <c>data/calendar/national.csv</c> that are complete.</summary>
    public static WorkCalendar National() => Shipped.Value;

    /// <summary>
    /// Reads <c>date,kind</c> and, where given, <c>name_vi,name_en,known_on,sessions</c> (<c>07:00-11:30 13:30-17:00</c>).
    /// Everything it does not name is Monday to Friday, in any year: a header alone means weekends only.
    /// </summary>
    /// <exception cref="FormatException">A line cannot be read; the message names line and column.</exception>
    public static WorkCalendar FromCsv(
        TextReader reader,
        OfficeHours? hours = null,
        string source = "calendar"
    ) => new(CalendarCsv.Read(reader, source), [], hours);

    /// <summary>
    /// The calendar without what was decided later than that day. Late decisions are normal: the swap of
    /// 2 January 2026 was signed on 25 December 2025.
    /// </summary>
    public WorkCalendar AsKnownOn(DateOnly date)
    {
        var found = Array.BinarySearch(knownOn, date);
        var known = found >= 0 ? found + 1 : ~found;
        return known == knownOn.Length
            ? this
            : asKnown.GetOrAdd(
                known,
                count => new WorkCalendar(
                    days.Where(d => count > 0 && d.KnownOn <= knownOn[count - 1]),
                    overrides.Where(o => count > 0 && o.KnownOn <= knownOn[count - 1]),
                    Hours,
                    First,
                    Last
                )
            );
    }

    /// <summary>
    /// The calendar with further national days. Of two decisions known from the same day on one date the one given last
    /// takes the place of the other.
    /// </summary>
    public WorkCalendar WithDays(IEnumerable<CalendarDay> more)
    {
        var added = more.GroupBy(d => (d.Date, d.KnownOn)).ToDictionary(g => g.Key, g => g.Last());
        return new(
            days.Where(d => !added.ContainsKey((d.Date, d.KnownOn))).Concat(added.Values),
            overrides,
            Hours,
            First,
            Last
        );
    }

    /// <summary>The calendar of one office.</summary>
    public WorkCalendar WithOverrides(IEnumerable<OfficeOverride> more) =>
        new(days, overrides.Concat(more), Hours, First, Last);

    /// <summary>The same days with other regular hours.</summary>
    public WorkCalendar WithHours(OfficeHours hours) => new(days, overrides, hours, First, Last);

    /// <summary>The days off and make-up days named by law or office, between two dates, both included.</summary>
    public IEnumerable<NamedDay> NamedDays(DateOnly from, DateOnly to)
    {
        for (var i = FirstAtOrAfter(from); i < departures.Length; i++)
        {
            var day = departures[i];
            if (day.Number > to.DayNumber)
            {
                yield break;
            }

            yield return new(
                DateOnly.FromDayNumber(day.Number),
                day.Sessions.Count > 0,
                new Named(day.NameVi, day.NameEn)
            );
        }
    }

    /// <summary>
    /// A year is complete when both its first and its last statutory holiday, 1 January and 2 September, are
    /// listed: single days that spill over from a neighbouring year do not make one.
    /// </summary>
    private static (DateOnly First, DateOnly Last) CoveredYears(IReadOnlyList<CalendarDay> days)
    {
        var holidays = days.Where(d => d.Kind == DayKind.Holiday).Select(d => d.Date).ToHashSet();
        var years = holidays
            .Select(d => d.Year)
            .Distinct()
            .Where(y =>
                holidays.Contains(new DateOnly(y, 1, 1)) && holidays.Contains(new DateOnly(y, 9, 2))
            )
            .Order()
            .ToList();
        for (var i = 1; i < years.Count; i++)
        {
            if (years[i] != years[i - 1] + 1)
            {
                throw new FormatException(
                    $"data/calendar/national.csv has a gap before {years[i]}."
                );
            }
        }

        return years.Count > 0
            ? (new DateOnly(years[0], 1, 1), new DateOnly(years[^1], 12, 31))
            : throw new FormatException("data/calendar/national.csv covers no year.");
    }

    private static void CheckContradictions(IReadOnlyList<CalendarDay> days)
    {
        for (var i = 1; i < days.Count; i++)
        {
            var (before, day) = (days[i - 1], days[i]);
            if (
                before.Date == day.Date
                && before.KnownOn == day.KnownOn
                && before.IsWorking != day.IsWorking
            )
            {
                throw new FormatException(
                    $"The calendar says of {day.Date:O} both that it is off and that it is worked."
                );
            }
        }
    }

    private string Fingerprint()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{First:O} {Last:O} {string.Join(' ', Hours.Weekday)}/{string.Join(' ', Hours.MakeUpDay)}\n"
        );
        foreach (var day in days)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{day.Date:O} {day.Kind} {day.KnownOn:O} {string.Join(' ', day.Sessions ?? [])}\n"
            );
        }

        foreach (var day in overrides)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{day.Date:O} office {day.KnownOn:O} {string.Join(' ', day.Sessions)}\n"
            );
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return Convert.ToHexStringLower(hash)[..12];
    }
}

/// <summary>A day that departs from the week, with what it is called.</summary>
public readonly record struct NamedDay(DateOnly Date, bool IsWorking, Named Name);
