using System.Globalization;
using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Pictures;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Pictures;

/// <summary>Where a unit lies on the schematic map.</summary>
/// <param name="Map">Units of one map lived at one time: before or since 1 July 2025.</param>
public sealed record Tile(string Key, string Map, int Column, int Row);

/// <summary>The tiles of <c>data/units/tiles.csv</c>: relative positions, no boundaries and no distances.</summary>
public static class Tiles
{
    public const string Before = "until-2025";
    public const string Since = "since-2025";

    /// <summary>The first day of the units of the second map.</summary>
    public static readonly DateOnly Change = new(2025, 7, 1);

    public static IReadOnlyList<Tile> Shipped { get; } =
    [
        .. ShippedData
            .Rows("units/tiles.csv")
            .Select(r => new Tile(
                r.Required("key"),
                r.Required("map"),
                int.Parse(r.Required("column"), CultureInfo.InvariantCulture),
                int.Parse(r.Required("row"), CultureInfo.InvariantCulture)
            )),
    ];
}

/// <summary>A unit with its share, on its tile.</summary>
public sealed record TileShare(Tile Tile, string Name, Share Share, string? Href);

/// <summary>Units as squares of one size in their rough places: a small commune is seen as well as a large one.</summary>
public static class TileMap
{
    private const double Side = 84;
    private const double Foot = 34;

    public static Picture Draw(
        string title,
        string said,
        IReadOnlyList<TileShare> tiles,
        Func<TileShare, string> hint,
        string none
    )
    {
        var steps = Steps.Of(tiles.Select(t => t.Share.Value).OfType<decimal>());
        var left = tiles.Min(t => t.Tile.Column);
        var top = tiles.Min(t => t.Tile.Row);
        var marks = new List<Mark>();
        foreach (var tile in tiles)
        {
            var (x, y) = (
                8 + (tile.Tile.Column - left) * Side,
                8 + (tile.Tile.Row - top) * Side * 0.7
            );
            var tint = steps.TintOf(tile.Share.Value);
            marks.Add(
                new Box(
                    x + 2,
                    y + 2,
                    Side - 4,
                    Side * 0.7 - 4,
                    tint,
                    hint(tile),
                    tile.Href,
                    Tint.Line
                )
            );
            marks.Add(
                new Words(
                    x + Side / 2,
                    y + 23,
                    HeatMap.Short(tile.Name, 13),
                    11,
                    Anchor.Middle,
                    false,
                    Tints.On(tint)
                )
            );
            marks.Add(
                new Words(
                    x + Side / 2,
                    y + 42,
                    tile.Share.Value is { } value ? Formats.RoughPercent(value, 1) : "–",
                    12,
                    Anchor.Middle,
                    true,
                    Tints.On(tint)
                )
            );
        }

        var height = 16 + (tiles.Max(t => t.Tile.Row) - top + 1) * Side * 0.7 + Foot;
        marks.AddRange(steps.Legend(8, height - 12, none));
        return new Picture(
            Math.Max(690, 16 + (tiles.Max(t => t.Tile.Column) - left + 1) * Side),
            height,
            title,
            said,
            marks
        );
    }
}
