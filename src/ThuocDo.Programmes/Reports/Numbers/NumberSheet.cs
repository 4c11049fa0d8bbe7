using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Reports.Numbers;

/// <summary>
/// The figures of a report as they were read at its cut. The text is printed and checked from them alone, so an issued
/// report says tomorrow what it said today.
/// </summary>
/// <param name="Unit">Whose report it is.</param>
/// <param name="Days">What a number stands for that names no period.</param>
/// <param name="Conditions">Keys of the conditions of the programme, in its order.</param>
public sealed record NumberSheet(
    string Unit,
    ReportPeriod Days,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<Figure> Figures
)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly Dictionary<FigureQuestion, Figure> byQuestion = Figures.ToDictionary(f =>
        f.Question
    );

    public Figure? Now(Placeholder number) =>
        byQuestion.GetValueOrDefault(Question(number, Unit, Days, before: false));

    public Figure? Before(Placeholder number) =>
        byQuestion.GetValueOrDefault(Question(number, Unit, Days, before: true));

    /// <summary>The figure of the days it is compared with.</summary>
    public Figure? Compared(Placeholder number, Comparison with) =>
        Question(number, Unit, Days, with) is { } question
            ? byQuestion.GetValueOrDefault(question)
            : null;

    /// <summary>The conditions with their figures of the report's days and of the year before.</summary>
    [JsonIgnore]
    public IEnumerable<(Figure Now, Figure? Before)> OfConditions =>
        from key in Conditions
        let number = new Placeholder { Key = key }
        let now = Now(number)
        where now is not null
        select (now, Before(number));

    public long Count(NumberPart part) =>
        part == NumberPart.Value
            ? Conditions.Count
            : OfConditions.LongCount(c => PartOf(c.Now.Verdict) == part);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static NumberSheet FromJson(string json) =>
        JsonSerializer.Deserialize<NumberSheet>(json, Json)!;

    public static FigureQuestion Question(
        Placeholder number,
        string unit,
        ReportPeriod days,
        bool before
    )
    {
        var period = PeriodOf(number, days);
        return Question(number, unit, before ? period.Before : period);
    }

    /// <returns>None where there are no such days.</returns>
    public static FigureQuestion? Question(
        Placeholder number,
        string unit,
        ReportPeriod days,
        Comparison with
    ) => PeriodOf(number, days).Compared(with) is { } asked ? Question(number, unit, asked) : null;

    /// <summary>A named period that has not ended at the cut stands for its days so far, like the report's own.</summary>
    private static ReportPeriod PeriodOf(Placeholder number, ReportPeriod days) =>
        number.Period?.UpTo(days.To) ?? days;

    private static FigureQuestion Question(Placeholder number, string unit, ReportPeriod asked) =>
        new()
        {
            Key = number.Key,
            Unit = number.Unit ?? unit,
            From = asked.From,
            To = asked.To,
            IsSealed = asked.IsSealed,
        };

    private static NumberPart PartOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.Met => NumberPart.Met,
            Verdict.NotMet or Verdict.AtRisk => NumberPart.NotMet,
            _ => NumberPart.NotYetMeasured,
        };
}
