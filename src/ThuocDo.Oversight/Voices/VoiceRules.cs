using System.Globalization;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices;

/// <summary>A limit as the law or a setting gives it, with where it comes from.</summary>
/// <param name="IsConfirmed">False: it is no law that was read, and is never shown as law.</param>
public sealed record VoiceLimit(Limit Limit, bool IsConfirmed, string Source);

/// <summary>Limits of feedback (working days), complaints (calendar days) and denunciations, by the day they are asked for (<c>data/oversight/clocks.csv</c>).</summary>
public static class VoiceClocks
{
    /// <exception cref="InvalidOperationException">No limit of the step holds on the day.</exception>
    public static VoiceLimit On(string matter, string step, DateOnly day) =>
        ShippedData
            .Rows("oversight/clocks.csv")
            .Where(r =>
                r.Required("matter") == matter
                && r.Required("step") == step
                && r.Date("valid_from") <= day
                && (r.OptionalDate("valid_to") is not { } end || day < end)
            )
            .Select(r => new VoiceLimit(
                Limit.Parse(r.Required("limit"), CultureInfo.InvariantCulture),
                r.Required("confidence") == "confirmed",
                r.Required("source")
            ))
            .FirstOrDefault()
        ?? throw new InvalidOperationException(
            $"No limit of {matter} {step} holds on {day:yyyy-MM-dd}."
        );

    /// <summary>The last day in time; the day itself is not counted.</summary>
    public static DateOnly Due(string matter, string step, DateOnly from, WorkCalendar calendar)
    {
        var limit = On(matter, step, from).Limit;
        return limit.Unit == LimitUnit.WorkingDays
            ? calendar.AddWorkingDays(from, limit.Amount)
            : from.AddDays(limit.Amount);
    }
}

/// <summary>Dated settings of <c>data/oversight</c>.</summary>
public static class VoiceRules
{
    public static decimal Number(string rule, DateOnly day) =>
        Row("oversight/scoring.csv", rule, day).OptionalDecimal("value")
        ?? throw new InvalidOperationException($"{rule} has no number.");

    /// <summary>Whether a denunciation without a name is taken in; the law on it was not read.</summary>
    public static bool TakesAnonymous(DateOnly day) =>
        Row("oversight/rules.csv", "denunciation.anonymous", day).Required("value") == "taken";

    private static CsvRow Row(string file, string rule, DateOnly day) =>
        ShippedData
            .Rows(file)
            .FirstOrDefault(r =>
                r.Required("rule") == rule
                && r.Date("valid_from") <= day
                && (r.OptionalDate("valid_to") is not { } end || day < end)
            )
        ?? throw new InvalidOperationException($"{rule} does not hold on {day:yyyy-MM-dd}.");
}
