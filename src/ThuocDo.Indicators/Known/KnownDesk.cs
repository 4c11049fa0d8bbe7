using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Receipts;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.Known;

/// <param name="MayDrill">Whether the person may open the records of the scope.</param>
public sealed record KnownAnswer(
    BoardFrame Frame,
    IndicatorView Indicator,
    ReadingResult Chosen,
    Period Period,
    BoardPlace Place,
    KnownQuestion Question,
    KnownSheet Sheet,
    bool MayDrill
);

/// <summary>Answers the page and the file of the two times alike.</summary>
public sealed class KnownDesk(
    BoardFrames frames,
    BoardReader boards,
    KnownFigures known,
    DefinitionBook definitions,
    ICurrentUser user
)
{
    /// <param name="asked">The figure, by the words of its own page.</param>
    /// <param name="knownOn">As known at the end of this day; none: of the last day before the month of the board's day.</param>
    /// <returns>
    /// Whether the person may see the scope, asked before anything is read; and none where there is no such condition, unit or month, or
    /// its figure is not counted from dossiers.
    /// </returns>
    public async Task<(bool IsAllowed, KnownAnswer? Answer)> FindAsync(
        IndicatorQuestion asked,
        DateOnly? knownOn,
        CancellationToken cancellation
    )
    {
        var frame = await frames.FindAsync(
            asked.Day,
            asked.Unit,
            asked.Joined,
            Permissions.BoardView,
            cancellation
        );
        if (frame is not { IsAllowed: true })
        {
            return (frame is null, null);
        }

        var board = await boards.ReadAsync(frame.Scope, frame.AsOf, cancellation);
        var indicator = IndicatorView.Find(board, asked.Condition);
        var chosen = indicator?.Choose(asked.Reading);
        if (
            chosen
                is not {
                    Definition: { Numerator: not null, Denominator: not null } now,
                    IsProvinceOnly: false
                }
            || Period.Of(asked.Year, asked.Month, chosen, frame.AsOf) is not { } period
        )
        {
            return (true, null);
        }

        var day = knownOn ?? new DateOnly(frame.AsOf.Year, frame.AsOf.Month, 1).AddDays(-1);
        var before = definitions.Find(now.Indicator, now.Reading, day);
        var question = new KnownQuestion(
            frame.Scope,
            before is { Numerator: not null, Denominator: not null } ? before : now,
            now,
            new DaySpan(period.From, period.To),
            day
        );
        return (
            true,
            new(
                frame,
                indicator!,
                chosen,
                period,
                frame.Place with
                {
                    Reading = asked.Reading,
                    Year = asked.Year,
                    Month = asked.Month,
                },
                question,
                await known.ReadAsync(question, cancellation),
                frame.Scope.IsJoined
                    ? user.Can(Permissions.BoardDrill, frame.Scope.Head.Id)
                    : frame.Scope.Roots.Any(r => user.Can(Permissions.BoardDrill, r.Id))
            )
        );
    }

    /// <summary>The acts behind the causes; none to those who may not open the records.</summary>
    public IAsyncEnumerable<LateFact> FactsAsync(KnownAnswer answer, int? most = null) =>
        answer.MayDrill
            ? known.FactsAsync(answer.Question, most)
            : AsyncEnumerable.Empty<LateFact>();
}
