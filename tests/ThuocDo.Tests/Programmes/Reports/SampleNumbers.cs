using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Tests.Programmes.Reports;

/// <summary>Figures made by hand: now, the year before, limit.</summary>
public sealed class SampleNumbers
{
    public static readonly ReportPeriod Days = ReportPeriod.OfQuarter(2024, 1);

    public static readonly NumberWords Words = new(
        new Texts([typeof(Report).Assembly, typeof(Verdict).Assembly])
    );

    private readonly List<Figure> figures = [];
    private readonly List<string> conditions = [];

    public static ReportText Text(params string[] lines) =>
        ReportText.Parse(string.Join('\n', lines));

    public static ReportSentence Sentence(string words) => Text(words).Sentences.Single();

    public SampleNumbers Add(
        string key,
        decimal? now,
        decimal? before = null,
        decimal? limit = null,
        string measure = "percent",
        ConditionOperator direction = ConditionOperator.AtLeast,
        decimal? quarterBefore = null
    )
    {
        var number = new Placeholder { Key = key };
        conditions.Add(key);
        figures.Add(Figure(now, before: false));
        if (before is not null)
        {
            figures.Add(Figure(before, before: true));
        }

        if (quarterBefore is not null)
        {
            figures.Add(
                Figure(quarterBefore, before: false) with
                {
                    Question = NumberSheet.Question(
                        number,
                        "ninh-thuan",
                        Days,
                        Comparison.QuarterBefore
                    )!,
                }
            );
        }

        return this;

        Figure Figure(decimal? value, bool before) =>
            new()
            {
                Question = NumberSheet.Question(number, "ninh-thuan", Days, before),
                Name = new(key, null),
                Line = key,
                Value = value,
                Numerator = value is null ? null : (long)(value * 100),
                Denominator = value is null ? null : 10_000,
                Measure = measure,
                Limit = limit,
                Operator = direction,
                Deadline = new DateOnly(2025, 12, 31),
                Verdict = VerdictOf(value, limit, direction),
                Address = "/bang-dieu-hanh/" + key,
            };
    }

    private static Verdict VerdictOf(decimal? value, decimal? limit, ConditionOperator direction) =>
        value is not { } v || limit is not { } l ? Verdict.NotYetMeasured
        : (direction is ConditionOperator.AtLeast or ConditionOperator.Above ? v >= l : v <= l)
            ? Verdict.Met
        : Verdict.NotMet;

    public NumberSheet Sheet() => new("ninh-thuan", Days, conditions, figures);
}
