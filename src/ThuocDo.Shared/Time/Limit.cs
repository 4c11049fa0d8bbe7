using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ThuocDo.Shared.Time;

/// <summary>The unit of a time limit, as procedures state it.</summary>
public enum LimitUnit
{
    /// <summary>Ngày làm việc: days off are skipped, make-up Saturdays count.</summary>
    WorkingDays,

    /// <summary>Ngày: calendar days; only the last day may move.</summary>
    Days,

    /// <summary>Giờ làm việc: inside office hours.</summary>
    WorkingHours,

    /// <summary>Tháng: to the same date of a later month, else to its last day.</summary>
    Months,

    /// <summary>
    /// Trong ngày làm việc: by the close of the day of receipt; received after the cut-off hour or on a day off, by the
    /// close of the next working day.
    /// </summary>
    SameDay,
}

/// <summary>
/// A time limit, written <c>5wd</c>, <c>30d</c>, <c>8wh</c> or <c>1m</c>; the amount is at least 1 and at most ten years. A result
/// on the same day is <c>day@15:00</c>: it has no amount but the cut-off hour its act states. That is not <c>0wd</c>, which says
/// nothing of a receipt late in the day and stays invalid.
/// </summary>
public readonly record struct Limit : IParsable<Limit>
{
    private const string SameDayPrefix = "day@";

    private static readonly (LimitUnit Unit, string Suffix, int Maximum)[] Units =
    [
        (LimitUnit.WorkingDays, "wd", 2600),
        (LimitUnit.WorkingHours, "wh", 20800),
        (LimitUnit.Days, "d", 3660),
        (LimitUnit.Months, "m", 120),
    ];

    /// <exception cref="ArgumentOutOfRangeException">The amount is below 1 or above ten years.</exception>
    public Limit(int amount, LimitUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, MaximumOf(unit));
        (Amount, Unit) = (amount, unit);
    }

    private Limit(TimeOnly cutOff) => (Unit, CutOff) = (LimitUnit.SameDay, cutOff);

    /// <summary>How many of the unit; 0 for <see cref="LimitUnit.SameDay"/>, where nothing is counted.</summary>
    public int Amount { get; }

    public LimitUnit Unit { get; }

    /// <summary>The last time of receipt for a result on the same day, itself still in time; midnight for the other units.</summary>
    public TimeOnly CutOff { get; }

    /// <summary>The result is due on the day of receipt, received after the cut-off on the next working day.</summary>
    /// <exception cref="ArgumentException">The cut-off is not on a whole minute.</exception>
    public static Limit SameDay(TimeOnly cutOff) =>
        cutOff.Ticks % TimeSpan.TicksPerMinute == 0
            ? new Limit(cutOff)
            : throw new ArgumentException($"{cutOff:O} is not on a whole minute.", nameof(cutOff));

    /// <summary>The limit in words, for instance "5 ngày làm việc".</summary>
    public Explanation InWords =>
        Unit switch
        {
            LimitUnit.WorkingDays => new("time.limit.working-days", Amount),
            LimitUnit.Days => new("time.limit.days", Amount),
            LimitUnit.WorkingHours => new("time.limit.working-hours", Amount),
            LimitUnit.SameDay => new("time.limit.same-day", CutOff),
            _ => new("time.limit.months", Amount),
        };

    /// <summary>The greatest amount; 0 for <see cref="LimitUnit.SameDay"/>, which has none.</summary>
    public static int MaximumOf(LimitUnit unit) => Array.Find(Units, u => u.Unit == unit).Maximum;

    /// <exception cref="FormatException">The text is not a limit; the message says why.</exception>
    public static Limit Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, out var limit, out _)
            ? limit
            : throw new FormatException(
                $"'{s}' is not a time limit: write a whole number of at least 1 and wd, d, wh or m, for instance 5wd; or day@HH:mm for the same day."
            );

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out Limit result
    ) => TryParse(s, out result, out _);

    public static bool TryParse([NotNullWhen(true)] string? text, out Limit limit) =>
        TryParse(text, out limit, out _);

    /// <summary>Reads a limit, or says in both languages why the text is none.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        out Limit limit,
        [NotNullWhen(false)] out Explanation? error
    )
    {
        limit = default;
        var trimmed = text?.Trim() ?? "";
        if (
            trimmed.StartsWith(SameDayPrefix, StringComparison.Ordinal)
            && TimeOnly.TryParseExact(
                trimmed.AsSpan(SameDayPrefix.Length),
                "HH:mm",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var cutOff
            )
        )
        {
            error = null;
            limit = SameDay(cutOff);
            return true;
        }

        var (unit, suffix, maximum) = Array.Find(
            Units,
            u => trimmed.EndsWith(u.Suffix, StringComparison.Ordinal)
        );
        if (
            suffix is null
            || !int.TryParse(
                trimmed.AsSpan(0, trimmed.Length - suffix.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var amount
            )
        )
        {
            error = new("time.error.limit-form", trimmed);
            return false;
        }

        if (amount < 1 || amount > maximum)
        {
            error = new("time.error.limit-amount", trimmed, maximum);
            return false;
        }

        error = null;
        limit = new Limit(amount, unit);
        return true;
    }

    public override string ToString() =>
        Unit == LimitUnit.SameDay
            ? SameDayPrefix + CutOff.ToString("HH:mm", CultureInfo.InvariantCulture)
            : Amount.ToString(CultureInfo.InvariantCulture) + SuffixOf(Unit);

    private static string SuffixOf(LimitUnit unit) => Array.Find(Units, u => u.Unit == unit).Suffix;
}
