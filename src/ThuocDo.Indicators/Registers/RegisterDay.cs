using ThuocDo.Indicators.Board;

namespace ThuocDo.Indicators.Registers;

/// <summary>At the end of which day a register is read for a figure of the board.</summary>
public static class RegisterDay
{
    /// <summary>
    /// The day of the board; of a series that ended its last day; of a number judged by the year before, the last day of that.
    /// </summary>
    public static DateOnly Of(ReadingResult result, DateOnly asOf)
    {
        var last = result.ClosedOn is { } closed && closed < asOf ? closed : asOf;
        return result.Year is { } year && year < last.Year ? new(year, 12, 31) : last;
    }
}
