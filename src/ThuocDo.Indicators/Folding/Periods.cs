using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Folding;

/// <summary>Months and years as they are kept: by their first day.</summary>
public static class Periods
{
    public static DateOnly FirstDay(Grain grain, DateOnly day) =>
        new(day.Year, grain == Grain.Month ? day.Month : 1, 1);

    public static DateOnly Month(DateOnly day) => FirstDay(Grain.Month, day);
}
