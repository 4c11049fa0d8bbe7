using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Receipts;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Book;

/// <summary>A question with the indicator it is about.</summary>
public sealed record Asked(
    FigureQuestion Question,
    Scope Scope,
    DateOnly AsOf,
    IndicatorView Indicator
)
{
    private ReadingResult Main => Indicator.Readings[0];

    /// <summary>
    /// True for shares that some days of a year have of their own: not growth over years, and not distinct people, who are
    /// counted once in a year.
    /// </summary>
    public bool CountsDays =>
        Main
            is {
                Share: not null,
                Growth: null,
                Definition: { Numerator: not null, IsProvinceWide: false }
            }
        && Indicator.Info?.Kind is null or ConditionKind.Share;

    public Figure Figure(ReadingResult result, Texts texts) =>
        new()
        {
            Question = Question,
            Name = Indicator.Name,
            Line = Indicator.Info?.Line,
            Value = Value(result),
            Numerator = result.Share?.Numerator,
            Denominator = result.Share?.Denominator,
            Measure = Indicator.Info?.Unit ?? "percent",
            Group = (Indicator.Info?.Kind, result.Print) switch
            {
                (ConditionKind.Group, { Group: { } group }) => group.Name,
                // Where only the group is printed it may still prove a place.
                (ConditionKind.Rank, { Rank: null, Group: { } group }) => group.Name,
                _ => null,
            },
            Limit = Indicator.Info?.Limit,
            LimitGroup = Indicator.Info?.Group is { } wanted ? Named(wanted, texts) : null,
            Operator = Indicator.Info?.Operator ?? ConditionOperator.AtLeast,
            Deadline = Indicator.Info?.Deadline,
            Verdict = result.Verdict,
            Address = Address,
        };

    private string Address =>
        Question.IsSealed
            ? ReceiptLinks.Page(
                Question.Key,
                new BoardPlace
                {
                    Unit = Question.Unit,
                    Reading = Main.Definition.Reading,
                    Month = SealLinks.MonthText(Question.From),
                }
            )
            : BoardLinks.Condition(
                Question.Key,
                new BoardPlace { Day = AsOf, Unit = Question.Unit }
            );

    private decimal? Value(ReadingResult result) =>
        Indicator.Info?.Kind is null or ConditionKind.Share or ConditionKind.Reduction
            ? result.Share?.Value * 100
            : result.Number;

    private static Bilingual Named(string group, Texts texts)
    {
        var key = "board.limit.group." + group;
        return new(texts.In("vi", key), texts.In("en", key));
    }
}
