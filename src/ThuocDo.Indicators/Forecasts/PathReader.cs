using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Figures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Forecasts;

/// <summary>Milestones and forecasts of what a board shows. The milestones are those of the province, so a part of it has none.</summary>
public sealed class PathReader(
    BoardReader boards,
    IMilestoneSource milestones,
    UnitDirectory directory,
    Clock clock
) : IConditionSeries
{
    /// <summary>By the key of the condition; empty for any other scope than the province.</summary>
    public async Task<IReadOnlyDictionary<string, ConditionPath>> ReadAsync(
        BoardView board,
        CancellationToken cancellation
    )
    {
        var finder = new ScopeFinder(await directory.GetAsync(cancellation));
        if (board.Scope.IsJoined || board.Scope.Key != finder.Home(board.AsOf).Key)
        {
            return new Dictionary<string, ConditionPath>();
        }

        var set = await milestones.SetAsync(cancellation);
        return board.Conditions.ToDictionary(
            c => c.Info.Key,
            c => ConditionPath.Of(c, set[c.Info.Key], board.AsOf)
        );
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<SeriesYear>>> OfHomeAsync(
        CancellationToken cancellation
    )
    {
        var finder = new ScopeFinder(await directory.GetAsync(cancellation));
        var board = await boards.ReadAsync(
            finder.Find(finder.Home(clock.Today).Key)!,
            clock.Today,
            cancellation
        );
        return board.Conditions.ToDictionary(c => c.Info.Key, ConditionPath.SeriesOf);
    }
}
