using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Folding;

/// <summary>Days, and months and years as they are kept: by their first day.</summary>
public static class Periods
{
    public static DateOnly FirstDay(Grain grain, DateOnly day) =>
        grain switch
        {
            Grain.Year => new(day.Year, 1, 1),
            Grain.Month => new(day.Year, day.Month, 1),
            _ => day,
        };

    public static DateOnly Month(DateOnly day) => FirstDay(Grain.Month, day);
}
