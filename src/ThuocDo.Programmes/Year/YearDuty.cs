using System.Globalization;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Year;

/// <summary>A day of a reform year, perhaps of the year before it: <c>-1:12-15</c>.</summary>
/// <param name="Offset">0: of the year itself; −1: of the year before.</param>
public readonly record struct YearDay(int Offset, int Month, int Day)
{
    /// <summary>29 February is the 28th where there is none.</summary>
    public DateOnly In(int year) =>
        new(year + Offset, Month, Math.Min(Day, DateTime.DaysInMonth(year + Offset, Month)));

    /// <exception cref="FormatException">It is no such day.</exception>
    public static YearDay Parse(string text)
    {
        var parts = text.Split(':');
        var offset = parts.Length > 1 ? int.Parse(parts[0], CultureInfo.InvariantCulture) : 0;
        var day = DateOnly.ParseExact(
            "2020-" + parts[^1],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture
        );
        return new(offset, day.Month, day.Day);
    }
}

/// <summary>Who owes a duty of the year.</summary>
public enum YearBodies
{
    /// <summary>The province as a whole, once.</summary>
    Province,
    Districts,
    Communes,
}

/// <summary>A duty that comes each year, as <c>data/programme/year.csv</c> states it. What no law confirms is marked so.</summary>
public sealed record YearDuty
{
    /// <summary>Nothing in the system shows that it is done: a person records it.</summary>
    public const string ByHand = "hand";

    public required string Key { get; init; }
    public required Bilingual Name { get; init; }
    public required YearBodies Binds { get; init; }

    /// <summary>From when on it may be done.</summary>
    public required YearDay Begin { get; init; }

    /// <summary>Its last day; the next working day where nobody works on it.</summary>
    public required YearDay Due { get; init; }

    /// <summary>The days whose figures it reports.</summary>
    public (YearDay From, YearDay To)? Cut { get; init; }

    /// <summary>
    /// What in the system shows that it is done: <c>report:q1</c> (a report of exactly the days of the cut), <c>report:party</c>,
    /// <c>meeting:briefing</c>, <c>dialogue</c>, <c>plan</c>, <c>duty:3</c>, or <see cref="ByHand"/>; several with blanks between, each of which shows it.
    /// </summary>
    public required string Evidence { get; init; }
    public IReadOnlyList<string> Evidences => Evidence.Split(' ');
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it no longer holds.</summary>
    public DateOnly? ValidTo { get; init; }
    public required Bilingual Source { get; init; }
    public required bool IsConfirmed { get; init; }

    public static IReadOnlyList<YearDuty> Shipped { get; } =
    [
        .. ShippedData
            .Rows("programme/year.csv")
            .Select(row => new YearDuty
            {
                Key = row.Required("key"),
                Name = new(row.Required("name_vi"), row.Required("name_en")),
                Binds = row.Enum<YearBodies>("binds"),
                Begin = YearDay.Parse(row.Required("begin")),
                Due = YearDay.Parse(row.Required("due")),
                Cut = row["cut_from"] is { } from
                    ? (YearDay.Parse(from), YearDay.Parse(row.Required("cut_to")))
                    : null,
                Evidence = row.Required("evidence"),
                ValidFrom = row.Date("valid_from"),
                ValidTo = row.OptionalDate("valid_to"),
                Source = new(row.Required("source_vi"), row.Required("source")),
                IsConfirmed = row.Required("confidence") == "confirmed",
            }),
    ];
}
