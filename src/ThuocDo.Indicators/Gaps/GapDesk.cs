using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.Gaps;

public sealed record GapAnswer(
    BoardFrame Frame,
    IndicatorView Indicator,
    ReadingResult Chosen,
    Period Period,
    BoardPlace Place,
    GapSheet Sheet
);

/// <summary>Answers the page and the file of a gap alike.</summary>
public sealed class GapDesk(BoardFrames frames, BoardReader boards, GapReader gaps)
{
    /// <returns>
    /// Whether the person may see the scope, asked before anything is read; and no answer where there is no such condition, unit or month, or
    /// its figure has no gap.
    /// </returns>
    public async Task<(bool IsAllowed, GapAnswer? Answer)> FindAsync(
        IndicatorQuestion asked,
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
        if (
            IndicatorView.Find(board, asked.Condition) is not { } indicator
            || Choose(indicator, asked.Reading) is not { } chosen
            || GapRule.TargetOf(indicator.Info, chosen) is not { } target
        )
        {
            return (true, null);
        }

        // An increase is asked of one year, the last whole one.
        var isGrowth = indicator.Info!.Kind == ConditionKind.Growth;
        var (year, month) = isGrowth ? (null, null) : (asked.Year, asked.Month);
        if (Period.Of(year, month, chosen, frame.AsOf) is not { } period)
        {
            return (true, null);
        }

        var place = frame.Place with
        {
            Reading = chosen.Definition.Reading,
            Year = period.Year,
            Month = month,
        };
        return (
            true,
            new(
                frame,
                indicator,
                chosen,
                period,
                place,
                await gaps.ReadAsync(frame, chosen, target, period, place, cancellation)
            )
        );
    }

    /// <summary>The named reading, else the first of which a gap can be told.</summary>
    private static ReadingResult? Choose(IndicatorView indicator, string? reading) =>
        reading is not null
            ? indicator.Readings.FirstOrDefault(r => r.Definition.Reading == reading)
            : indicator.Readings.FirstOrDefault(r =>
                GapRule.TargetOf(indicator.Info, r) is not null
            );
}
