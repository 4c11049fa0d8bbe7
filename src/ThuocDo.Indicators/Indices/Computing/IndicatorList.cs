using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Indices.Computing;

/// <summary>An indicator of a sub-index as the files of some years name it.</summary>
public sealed record ListedIndicator(
    string SubIndex,
    string Series,
    string Code,
    Direction Direction,
    Weight Weight,
    YearSpan Years
);

/// <summary>The raw indicators of PCI whose direction and weight are known.</summary>
public static class IndicatorList
{
    private static readonly ILookup<(string SubIndex, string Code), ListedIndicator> Listed =
        ShippedData
            .Rows("indices/pci_indicators.csv")
            .Select(row => new ListedIndicator(
                row.Required("sub_index"),
                row.Required("series"),
                row.Required("code"),
                DirectionOf(row.Required("direction"))!.Value,
                WeightOf(row.Required("weight"))!.Value,
                new(row.Int("from_year"), row.OptionalInt("to_year"))
            ))
            .ToLookup(i => (i.SubIndex, i.Code));

    /// <summary>As it was in that year; for a year of which nothing is known, as it was last.</summary>
    public static ListedIndicator? Find(string subIndex, string code, int year) =>
        Listed[(subIndex, code)].FirstOrDefault(i => i.Years.Contains(year))
        ?? Listed[(subIndex, code)].LastOrDefault();

    /// <summary>A sign: <c>+</c> or <c>-</c>.</summary>
    public static Direction? DirectionOf(string sign) =>
        sign switch
        {
            "+" => Direction.Positive,
            "-" => Direction.Negative,
            _ => null,
        };

    /// <summary>A fraction such as <c>1/6</c>, or a decimal number.</summary>
    public static Weight? WeightOf(string text)
    {
        var sides = text.Split('/');
        var numbers = sides.Select(Numbers.Parse).OfType<decimal>().ToList();
        return numbers.Count != sides.Length || numbers.Any(n => n <= 0) || sides.Length > 2
            ? null
            : new(numbers[0], sides.Length == 2 ? numbers[1] : 1);
    }
}
