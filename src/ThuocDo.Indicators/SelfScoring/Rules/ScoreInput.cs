using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ThuocDo.Indicators.SelfScoring.Rules;

/// <summary>What is put into the rule of a criterion. What a rule does not ask for is left aside.</summary>
public sealed record ScoreInput
{
    public static readonly ScoreInput None = new();

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What was reached, of <see cref="Denominator"/>.</summary>
    public decimal? Numerator { get; init; }

    /// <summary>Of how many; while the year runs, of how many the whole year is to have.</summary>
    public decimal? Denominator { get; init; }

    /// <summary>How many of <see cref="Denominator"/> can no more be reached: settled late, not inspected before the day.</summary>
    public decimal? Missed { get; init; }

    /// <summary>Items, breaches or days late; the value of this year for growth.</summary>
    public decimal? Count { get; init; }

    /// <summary>The value of the year before.</summary>
    public decimal? Before { get; init; }

    /// <summary>The day on which it was done.</summary>
    public DateOnly? DoneOn { get; init; }

    /// <summary>Shares, 0 to 1, of the parts of a composite.</summary>
    public IReadOnlyList<decimal>? Parts { get; init; }

    /// <summary>Points judged by hand, or the result of a survey in the scale of its rule.</summary>
    public decimal? Stated { get; init; }

    /// <summary>No case arose in the year.</summary>
    public bool? NoCase { get; init; }

    [JsonIgnore]
    public bool IsEmpty =>
        Numerator is null
        && Count is null
        && DoneOn is null
        && Stated is null
        && NoCase is not true
        && Parts is not { Count: > 0 };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static ScoreInput Of(string? json) =>
        json is null ? None : JsonSerializer.Deserialize<ScoreInput>(json)!;

    /// <summary>Numbers between bars, as a form or a file writes the parts.</summary>
    /// <returns>None where one of them is no number.</returns>
    public static IReadOnlyList<decimal>? ReadParts(string text)
    {
        var parts = new List<decimal>();
        foreach (var part in text.Split('|', StringSplitOptions.TrimEntries))
        {
            if (
                !decimal.TryParse(
                    part,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var share
                )
            )
            {
                return null;
            }

            parts.Add(share);
        }

        return parts;
    }
}

/// <summary>The days that decide what can still be won.</summary>
/// <param name="AsOf">The day that is asked about; it still counts as running.</param>
/// <param name="YearEnd">The last day of the year that is scored.</param>
/// <param name="Due">The last day of the duty, if it has one.</param>
public sealed record ScoreDays(DateOnly AsOf, DateOnly YearEnd, DateOnly? Due)
{
    public static ScoreDays Of(DateOnly asOf, int year, DateOnly? due) =>
        new(asOf, new DateOnly(year, 12, 31), due);

    public bool IsPastDue => AsOf > Due;

    /// <summary>Nothing done from now on counts.</summary>
    public bool IsOver => AsOf > YearEnd || IsPastDue;
}
