using ThuocDo.Programmes.Cascade.Assembling;

namespace ThuocDo.Programmes.Cascade.Reading;

/// <summary>Reads what is known of the figures.</summary>
internal static class FigureReader
{
    public static readonly string[] Columns =
    [
        "indicator",
        "unit",
        "figure",
        "year",
        "low",
        "high",
    ];

    private const long Largest = 1_000_000_000_000;

    public static Dictionary<GivenFigure, FigureRange> Read(
        CascadeFile file,
        CascadeAssembler programme
    )
    {
        var indicators = programme.Conditions.Values.Select(c => c.Indicator).ToHashSet();
        var units = programme.Bodies.Values.SelectMany(b => b.Units).ToHashSet();
        var figures = new Dictionary<GivenFigure, FigureRange>();
        foreach (var row in file.Rows)
        {
            var part = row.Enum<FigurePart>("figure");
            var figure = new GivenFigure(
                row.Required("indicator"),
                row.Required("unit"),
                part,
                part == FigurePart.Base ? row.Int("year") : null
            );
            var low = row.OptionalDecimal("low") ?? FigureRange.Open.Least;
            var high = row.OptionalDecimal("high") ?? Math.Max(FigureRange.Open.Most, low);
            if (!indicators.Contains(figure.Indicator))
            {
                file.Refuse(row, "cascade.error.indicator", figure.Indicator);
            }
            else if (!units.Contains(figure.Unit))
            {
                file.Refuse(row, "cascade.error.unit", figure.Unit);
            }
            else if (low < 0 || low > high || high > Largest || !IsWhole(low) || !IsWhole(high))
            {
                file.Refuse(row, "cascade.error.range", low, high);
            }
            else if (!figures.TryAdd(figure, new FigureRange((long)low, (long)high)))
            {
                file.Refuse(row, "cascade.error.repeated", figure.Unit);
            }
        }

        return figures;
    }

    private static bool IsWhole(decimal number) => number == Math.Truncate(number);
}
