using ThuocDo.Programmes.Reports.Claims;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Reports.Numbers;

/// <summary>Reads what a text is bound to, and the conditions for its table and annex, at one instant.</summary>
public sealed class NumberReader(IFigureBook book, IConditionSource conditions)
{
    /// <param name="joined">Days before the unit existed are those of its predecessors.</param>
    public async Task<NumberSheet> ReadAsync(
        ReportText text,
        string unit,
        ReportPeriod days,
        CancellationToken cancellation,
        bool joined = false
    )
    {
        var keys = (await conditions.ConditionsAsync(cancellation)).Select(c => c.Key).ToList();
        var questions = Questions(text, unit, days, keys);
        return new(
            unit,
            days,
            keys,
            await AnswersAsync(
                questions,
                q => joined ? q with { IsJoined = true } : q,
                cancellation
            )
        );
    }

    private static List<FigureQuestion> Questions(
        ReportText text,
        string unit,
        ReportPeriod days,
        IReadOnlyList<string> conditions
    ) =>
        [
            .. text
                .Sentences.SelectMany(s => s.Numbers)
                .Where(n => !n.IsOfReport)
                .Concat(conditions.Select(key => new Placeholder { Key = key }))
                .Select(n => n.Figure)
                .Distinct()
                .SelectMany(n =>
                    new[] { false, true }.Select(before =>
                        NumberSheet.Question(n, unit, days, before)
                    )
                )
                .Concat(
                    text.Sentences.SelectMany(ClaimCheck.Compared)
                        .Select(c => NumberSheet.Question(c.Figure, unit, days, c.With))
                        .OfType<FigureQuestion>()
                )
                .Distinct(),
        ];

    /// <summary>The same questions as known now, also those that had no answer then; what was bound to a closed month too.</summary>
    public async Task<NumberSheet> ReadAgainAsync(
        ReportText text,
        NumberSheet sheet,
        CancellationToken cancellation
    ) =>
        new(
            sheet.Unit,
            sheet.Days,
            sheet.Conditions,
            await AnswersAsync(
                [
                    .. sheet
                        .Figures.Select(f => f.Question)
                        .Union(Questions(text, sheet.Unit, sheet.Days, sheet.Conditions)),
                ],
                q => q with { IsSealed = false },
                cancellation
            )
        );

    private async Task<List<Figure>> AnswersAsync(
        List<FigureQuestion> questions,
        Func<FigureQuestion, FigureQuestion> asked,
        CancellationToken cancellation
    )
    {
        var answers = await book.ReadAsync([.. questions.Select(asked)], cancellation);
        return
        [
            .. questions
                .Zip(answers)
                .Where(x => x.Second is not null)
                .Select(x => x.Second! with { Question = x.First }),
        ];
    }
}
