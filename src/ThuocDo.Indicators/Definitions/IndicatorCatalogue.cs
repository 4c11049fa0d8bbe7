using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Definitions;

/// <summary>The indicators of the definitions that ship; the first reading in the file is the default.</summary>
public sealed class IndicatorCatalogue : IIndicatorCatalogue
{
    private static readonly ILookup<string, string> Words = ShippedData
        .Rows("indicators/words.csv")
        .ToLookup(row => row.Required("indicator"), row => row.Required("words_vi"));

    public IReadOnlyList<IndicatorInfo> All { get; } =
    [
        .. DefinitionBook
            .Shipped.All.GroupBy(d => d.Indicator)
            .Select(group => new IndicatorInfo(
                group.Key,
                group.First().Name,
                [.. group.Select(d => d.Reading).Distinct()],
                [.. Words[group.Key].SelectMany(w => w.Split(';', StringSplitOptions.TrimEntries))],
                group.First().Source == FigureSource.Published
            )),
    ];
}
