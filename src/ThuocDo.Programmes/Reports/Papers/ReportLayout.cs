using System.Globalization;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Reports.Papers;

/// <summary>
/// How a kind of document is laid out on a day: words, sizes in points, margins in millimetres. The rows of
/// <c>data/programme/report-layouts.csv</c> are dated and name their act; none of the two acts was read, so all are
/// marked unconfirmed.
/// </summary>
public sealed class ReportLayout
{
    private static readonly ILookup<string, CsvRow> Rows = ShippedData
        .Rows("programme/report-layouts.csv")
        .ToLookup(r => r.Required("layout"));

    private readonly Dictionary<string, string> values;

    private ReportLayout(Dictionary<string, string> values) => this.values = values;

    /// <param name="level">Of the unit that reports: a row for its level goes before the row for all.</param>
    /// <exception cref="KeyNotFoundException">The layout does not hold on the day.</exception>
    public static ReportLayout Of(ReportKind kind, DateOnly day, Level level = Level.Province)
    {
        var name = kind == ReportKind.Yearly ? "party" : "state";
        return new(
            Rows[name]
                .Where(r =>
                    r.Date("valid_from") <= day
                    && (r.OptionalDate("valid_to") is not { } end || day < end)
                    && (r["level"] is null || r.Enum<Level>("level") == level)
                )
                .GroupBy(r => r.Required("key"))
                .ToDictionary(
                    rows => rows.Key,
                    rows => rows.OrderBy(r => r["level"] is null).First().Required("value")
                )
        );
    }

    public string Font => values["font"];

    /// <summary>All but the first line of the agency in bold: the body above the issuer stands there.</summary>
    public bool IsUnderSuperior => values["agency-bold"] == "after-first";

    /// <summary>The agency ends with a star and not with a rule.</summary>
    public bool EndsWithStar => values["agency-end"] == "star";

    public string Text(string key, params (string Name, string Value)[] arguments) =>
        arguments.Aggregate(
            values.GetValueOrDefault(key, ""),
            (text, a) => text.Replace($"{{{a.Name}}}", a.Value, StringComparison.Ordinal)
        );

    public IReadOnlyList<string> Lines(
        string key,
        params (string Name, string Value)[] arguments
    ) => Text(key, arguments).Split('|', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Of the width, for the column of the motto.</summary>
    public double RightShare => Number("right-share") / 100.0;

    /// <summary>In points.</summary>
    public int Size(string part) => Number("size-" + part);

    /// <summary>In millimetres.</summary>
    public int Margin(string side) => Number("margin-" + side);

    public int Number(string key) => int.Parse(values[key], CultureInfo.InvariantCulture);
}
