using System.Globalization;
using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Board;

/// <summary>An indicator as its own pages show it; without a condition it has no target and no verdict.</summary>
public sealed record IndicatorView(
    string Key,
    Bilingual Name,
    ConditionInfo? Info,
    IReadOnlyList<ReadingResult> Readings
)
{
    /// <summary>The indicator of an address: a condition of the programme, or one that is only counted.</summary>
    /// <returns>None where there is no such indicator.</returns>
    public static IndicatorView? Find(BoardView board, string key)
    {
        if (board.Conditions.FirstOrDefault(c => c.Info.Key == key) is { } condition)
        {
            return new(key, condition.Info.Name, condition.Info, condition.Readings);
        }

        return board.Others.FirstOrDefault(r => r.Definition.Indicator == key) is { } other
            ? new(key, other.Definition.Name, null, [other])
            : null;
    }

    /// <summary>The named reading, or the first that can be opened, or the default.</summary>
    public ReadingResult Choose(string? reading) =>
        Readings.FirstOrDefault(r => r.Definition.Reading == reading)
        ?? Readings.FirstOrDefault(r => r.Definition.Numerator is not null || r.HasFigure)
        ?? Readings[0];
}

/// <summary>The days that a page of an indicator looks at: a month, a year, or the year of the figure.</summary>
public sealed record Period(int Year, DateOnly From, DateOnly To, string? Month)
{
    /// <summary>Before and behind them the calendar of the machine still has a quarter.</summary>
    public const int FirstYear = 2;
    public const int LastYear = 9998;

    public Interval Interval => new("period", From, To);

    /// <summary>Never after the day of the board nor after the end of the series.</summary>
    /// <returns>None where the text is no month, or the period begins after the last day.</returns>
    public static Period? Of(int? year, string? month, ReadingResult result, DateOnly asOf)
    {
        var last = result.ClosedOn < asOf ? result.ClosedOn.Value : asOf;
        var chosen = year ?? result.Year ?? last.Year;
        if (chosen is < FirstYear or > LastYear)
        {
            return null;
        }

        var (from, to) = (new DateOnly(chosen, 1, 1), new DateOnly(chosen, 12, 31));
        if (month is not null)
        {
            if (
                !DateOnly.TryParseExact(
                    month + "-01",
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out from
                ) || from.Year is < FirstYear or > LastYear
            )
            {
                return null;
            }

            to = from.AddMonths(1).AddDays(-1);
        }

        return from > last ? null : new(from.Year, from, to < last ? to : last, month);
    }
}
