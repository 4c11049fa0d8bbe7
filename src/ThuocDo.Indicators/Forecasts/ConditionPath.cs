using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.Forecasts;

/// <summary>What the forecast says of the target.</summary>
public enum Outlook
{
    /// <summary>The whole interval reaches it.</summary>
    Reaches,

    /// <summary>No part of the interval does.</summary>
    Misses,
    Open,
}

/// <summary>One year of the way to the deadline.</summary>
public sealed record PathYear(
    int Year,
    SeriesYear? Actual,
    Milestone? Milestone,
    ForecastYear? Forecast
);

/// <summary>The way of a condition of the province to its deadline: what was, what should be, what is likely.</summary>
/// <param name="Light">The last figure against the milestone of its year; none where one of the two is missing.</param>
/// <param name="Due">That milestone.</param>
public sealed record ConditionPath(
    ConditionInfo Info,
    IReadOnlyList<PathYear> Years,
    Milestone? Due,
    Verdict? Light,
    Forecast Forecast,
    Outlook? Outlook
)
{
    /// <summary>From the default reading alone: milestones are set for it.</summary>
    public static ConditionPath Of(
        BoardCondition condition,
        IEnumerable<Milestone> set,
        DateOnly asOf
    )
    {
        var (info, main) = (condition.Info, condition.Main);
        var series = SeriesOf(condition);
        var milestones = MilestoneRule.With(MilestoneRule.Propose(info, series), set);
        var year = main.Year ?? asOf.Year;
        var due = milestones.FirstOrDefault(m => m.Year == year);
        var forecast = ForecastOf(condition, series);
        return new(
            info,
            [
                .. series
                    .Select(p => p.Year)
                    .Concat(milestones.Select(m => m.Year))
                    .Concat(forecast.Years.Select(f => f.Year))
                    .Distinct()
                    .Order()
                    .Select(y => new PathYear(
                        y,
                        series.FirstOrDefault(p => p.Year == y),
                        milestones.FirstOrDefault(m => m.Year == y),
                        forecast.Years.FirstOrDefault(f => f.Year == y)
                    )),
            ],
            due,
            due is null ? null : LightOf(info, main, due, asOf),
            forecast,
            OutlookOf(info, milestones, forecast)
        );
    }

    /// <summary>The yearly figures on the scale of the milestones; none of a published group.</summary>
    public static IReadOnlyList<SeriesYear> SeriesOf(BoardCondition condition) =>
        condition.Info.Kind == ConditionKind.Group
            ? []
            :
            [
                .. condition.Main.Trend.Select(p => new SeriesYear(
                    p.Year,
                    p.Value,
                    p.IsWhole,
                    p.IsBreak
                )),
            ];

    private static Verdict? LightOf(
        ConditionInfo info,
        ReadingResult main,
        Milestone due,
        DateOnly asOf
    )
    {
        var value = info.Kind is ConditionKind.Rank or ConditionKind.Level
            ? main.Number
            : main.Share?.Value * 100;
        if (value is not { } now)
        {
            return null;
        }

        var isOver = main.Definition.Source == FigureSource.Published || due.Year < asOf.Year;
        return MilestoneRule.OperatorOf(info).IsMet(now, due.Value) ? Verdict.Met
            : isOver ? Verdict.NotMet
            : Verdict.AtRisk;
    }

    private static Forecast ForecastOf(BoardCondition condition, IReadOnlyList<SeriesYear> series)
    {
        if (condition.Main.ClosedOn is not null || series.Count == 0)
        {
            return Forecast.None(NoForecast.NoSeries);
        }

        var (least, most) = MilestoneRule.Range(condition.Info);
        // A year in the middle without a value tells nothing; the trend goes over it.
        return Forecaster.Of(
            [
                .. MilestoneRule
                    .AfterLastBreak(series)
                    .Where(p => p is { IsWhole: true, Value: not null })
                    .Select(p => (p.Year, p.Value!.Value)),
            ],
            condition.Info.Deadline.Year,
            least,
            condition.Info.Kind == ConditionKind.Rank
                ? condition.Main.Print?.Ranked ?? Provinces
                : most
        );
    }

    private static Outlook? OutlookOf(
        ConditionInfo info,
        IReadOnlyList<Milestone> milestones,
        Forecast forecast
    )
    {
        if (
            forecast.Last is not { } last
            || milestones.FirstOrDefault(m => m.Year == last.Year) is not { } wanted
        )
        {
            return null;
        }

        var direction = MilestoneRule.OperatorOf(info);
        var (worst, best) = direction.IsFloor() ? (last.Low, last.High) : (last.High, last.Low);
        return direction.IsMet(worst, wanted.Value) ? Forecasts.Outlook.Reaches
            : direction.IsMet(best, wanted.Value) ? Forecasts.Outlook.Open
            : Forecasts.Outlook.Misses;
    }

    /// <summary>Until 1 July 2025 there were 63, and no edition ranked more.</summary>
    private const int Provinces = 63;
}
