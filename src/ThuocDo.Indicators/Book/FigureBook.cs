using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Verdicts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Book;

/// <summary>
/// Answers from the board of the last day. A share of some days of the year is counted from the same definition, as the
/// page of the indicator counts it; closed months come from their seals.
/// </summary>
public sealed class FigureBook(
    BoardReader reader,
    FigureReader figures,
    SealedFigures months,
    UnitDirectory directory,
    Clock clock,
    Texts texts
) : IFigureBook
{
    public async Task<IReadOnlyList<Figure?>> ReadAsync(
        IReadOnlyList<FigureQuestion> questions,
        CancellationToken cancellation
    )
    {
        var finder = new ScopeFinder(await directory.GetAsync(cancellation));
        var found = new Dictionary<FigureQuestion, Figure?>();
        foreach (var board in questions.Distinct().GroupBy(q => (q.Unit, q.To, q.IsJoined)))
        {
            if (finder.Find(board.Key.Unit, board.Key.IsJoined) is not { } scope)
            {
                continue;
            }

            var asOf = board.Key.To < clock.Today ? board.Key.To : clock.Today;
            var view = await reader.ReadAsync(scope, asOf, cancellation);
            // Days that have not begun have no figure.
            foreach (var days in board.Where(q => q.From <= asOf).GroupBy(q => q.From))
            {
                var table = await TableAsync(scope, days.Key, asOf, cancellation);
                foreach (var question in days)
                {
                    found[question] = IndicatorView.Find(view, question.Key) is { } indicator
                        ? await AnswerAsync(
                            new Asked(question, scope, asOf, indicator),
                            table,
                            cancellation
                        )
                        : null;
                }
            }
        }

        return [.. questions.Select(found.GetValueOrDefault)];
    }

    /// <summary>Of a unit that is no more the board shows the last year it had.</summary>
    private static bool HasEnded(Scope scope, DateOnly asOf) =>
        scope.Head.ValidTo is { } end && end <= asOf;

    /// <summary>None for days from the beginning of the year: the board has counted them.</summary>
    private async Task<FigureTable?> TableAsync(
        Scope scope,
        DateOnly from,
        DateOnly asOf,
        CancellationToken cancellation
    ) =>
        from == new DateOnly(asOf.Year, 1, 1) && !HasEnded(scope, asOf)
            ? null
            : await figures.ReadAsync(
                scope,
                [new Interval(Days, from, asOf)],
                Grouping.Level,
                null,
                cancellation
            );

    private async Task<Figure?> AnswerAsync(
        Asked asked,
        FigureTable? table,
        CancellationToken cancellation
    )
    {
        var main = asked.Indicator.Readings[0];
        if (asked.Question.IsSealed)
        {
            // A seal holds the share of a month; what is read otherwise it does not hold.
            if (!asked.CountsDays)
            {
                return null;
            }

            return await months.FindAsync(asked, cancellation) is { } sealedShare
                ? asked.Figure(Counted(asked, sealedShare), texts)
                : null;
        }

        return asked.Figure(
            table is not null && asked.CountsDays
                ? Counted(
                    asked,
                    table.TotalShare(
                        main.Definition.Level,
                        main.Definition.Numerator!,
                        main.Definition.Denominator!,
                        Days
                    )
                )
                : main,
            texts
        );
    }

    private static ReadingResult Counted(Asked asked, Share share) =>
        asked.Indicator.Readings[0] with
        {
            Share = share,
            Verdict = asked.Indicator.Info is { Limit: { } limit } condition
                ? Judge.Percent(share, condition.Operator, limit)
                : Verdict.NotYetMeasured,
        };

    private const string Days = "days";
}
