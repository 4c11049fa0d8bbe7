using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Pictures;

namespace ThuocDo.Indicators.Pictures;

/// <summary>Where and when a share is high or low: by unit and month, and by place.</summary>
[Requires(Permissions.BoardView)]
public sealed class IndicatorPicturesModel(
    BoardFrames frames,
    BoardReader reader,
    FigureReader figures,
    Texts texts
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ngay")]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? Unit { get; set; }

    [BindProperty(SupportsGet = true, Name = "gop")]
    public bool Joined { get; set; }

    [BindProperty(SupportsGet = true, Name = "cach")]
    public string? Reading { get; set; }

    [BindProperty(SupportsGet = true, Name = "nam")]
    public int? Year { get; set; }

    public BoardFrame Frame { get; private set; } = null!;
    public IndicatorView Indicator { get; private set; } = null!;
    public Period Period { get; private set; } = null!;
    public BoardPlace Place { get; private set; } = null!;
    public IReadOnlyList<PictureSheet> Pictures { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(
        string condition,
        PictureAsked asked,
        CancellationToken cancellation
    )
    {
        var frame = await frames.FindAsync(Day, Unit, Joined, Permissions.BoardView, cancellation);
        if (frame is null)
        {
            return NotFound();
        }

        if (!frame.IsAllowed)
        {
            return Forbid();
        }

        var board = await reader.ReadAsync(frame.Scope, frame.AsOf, cancellation);
        var indicator = IndicatorView.Find(board, condition);
        var chosen = indicator?.Choose(Reading);
        if (
            chosen
                is not {
                    IsProvinceOnly: false,
                    Definition:
                    { IsProvinceWide: false, Numerator: not null, Denominator: not null } definition
                }
            || Period.Of(Year, null, chosen, frame.AsOf) is not { } period
        )
        {
            return NotFound();
        }

        (Frame, Indicator, Period) = (frame, indicator!, period);
        Place = frame.Place with { Reading = definition.Reading, Year = period.Year };
        var table = await figures.ReadAsync(
            frame.Scope,
            [new Interval("months", period.From, period.To, Bucket.Month)],
            Grouping.Unit,
            [definition.Numerator, definition.Denominator],
            cancellation
        );
        var units = table
            .Parts.Select(part => new Row(
                frame.Tree[Guid.Parse(part)],
                table
                    .Buckets.Select(month =>
                        (
                            month,
                            table.Share(part, definition.Numerator, definition.Denominator, month)
                        )
                    )
                    .ToDictionary(m => m.month, m => m.Item2)
            ))
            .Where(r => definition.Level is null || r.Unit.Level == definition.Level)
            .Where(r => r.Whole != new Share(0, 0))
            .ToList();
        Pictures = units.Count == 0 ? [] : [Heat(definition, units), .. Maps(units)];
        return asked.Answer(Pictures) ?? Page();
    }

    private PictureSheet Heat(Definition definition, List<Row> units)
    {
        var months = new List<string>();
        for (var month = Periods(Period.From); month <= Period.To; month = month.AddMonths(1))
        {
            months.Add(month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        }

        // Whoever has to do most comes first.
        var sorted = (
            definition.Upwards
                ? units.OrderBy(u => u.Whole.Value ?? 2)
                : units.OrderByDescending(u => u.Whole.Value ?? -1)
        )
            .ThenBy(u => u.Unit.Key, StringComparer.Ordinal)
            .ToList();
        string Of(Row unit, string month) =>
            BoardLinks.Records(
                Indicator.Key,
                Place with
                {
                    Unit = unit.Unit.Key,
                    Joined = false,
                    Alone = true,
                    Year = null,
                    Month = month,
                },
                false
            );
        var rows = sorted
            .Select(u => new HeatRow(
                u.Name,
                [.. months.Select(m => new HeatCell(m, u.Months.GetValueOrDefault(m), Of(u, m)))]
            ))
            .ToList();
        var worst = rows.SelectMany(r => r.Cells.Select(c => (Row: r, Cell: c)))
            .Where(x => x.Cell.Share.IsApplicable)
            .OrderBy(x => (definition.Upwards ? 1 : -1) * x.Cell.Share.Value)
            .FirstOrDefault();
        return new(
            "nhiet",
            HeatMap.Draw(
                texts["picture-page.heat", Indicator.Name, Frame.ScopeName, Year4(Period.Year)],
                worst.Row is null
                    ? texts["picture-page.heat.none"]
                    : texts[
                        "picture-page.heat.said",
                        rows.Count,
                        months.Count,
                        worst.Row.Name,
                        MonthName(worst.Cell.Column),
                        Printed(worst.Cell.Share)
                    ],
                [.. months.Select(m => m[5..])],
                rows,
                (row, cell) => $"{row.Name}, {MonthName(cell.Column)}: {Printed(cell.Share)}",
                texts["picture-page.not_applicable"]
            ),
            [
                new(texts["board.column.unit"], "unit"),
                new(texts["board.column.month"], "month"),
                new(texts["board.column.numerator"], "numerator", true),
                new(texts["board.column.denominator"], "denominator", true),
                new(texts["board.column.share"], "share", true),
            ],
            [
                .. rows.SelectMany(r =>
                    r.Cells.Where(c => c.Share.IsApplicable)
                        .Select(c =>
                            (IReadOnlyList<PictureCell>)
                                [
                                    PictureCell.Of(r.Name),
                                    new(MonthName(c.Column), c.Column, c.Href),
                                    .. Numbers(c.Share),
                                ]
                        )
                ),
            ]
        );
    }

    /// <summary>One map for the units of each time that have a tile.</summary>
    private IEnumerable<PictureSheet> Maps(List<Row> units)
    {
        foreach (var map in new[] { Tiles.Before, Tiles.Since })
        {
            var day =
                map == Tiles.Since || Period.To < Tiles.Change
                    ? Period.To
                    : Tiles.Change.AddDays(-1);
            var found = Tiles
                .Shipped.Where(t => t.Map == map)
                .Join(units, t => t.Key, u => u.Unit.Key, (tile, unit) => (tile, unit))
                // Where one unit took the place of another within the time, the later one stands there.
                .GroupBy(x => (x.tile.Column, x.tile.Row))
                .Select(g => g.OrderByDescending(x => x.unit.Unit.ValidFrom).First())
                .OrderBy(x => x.tile.Row)
                .ThenBy(x => x.tile.Column)
                .Select(x => new TileShare(
                    x.tile,
                    x.unit.Unit.ShortName,
                    x.unit.Whole,
                    BoardLinks.Records(
                        Indicator.Key,
                        Place with
                        {
                            Unit = x.unit.Unit.Key,
                            Joined = false,
                            Alone = true,
                        },
                        false
                    )
                ))
                .ToList();
            if (found.Count == 0)
            {
                continue;
            }

            yield return new(
                map == Tiles.Before ? "ban-do-truoc" : "ban-do-sau",
                TileMap.Draw(
                    texts[
                        map == Tiles.Before ? "picture-page.map.before" : "picture-page.map.since",
                        Indicator.Name,
                        Year4(Period.Year)
                    ],
                    texts["picture-page.map.said", found.Count, day],
                    found,
                    tile => $"{tile.Name}: {Printed(tile.Share)}",
                    texts["picture-page.not_applicable"]
                ),
                [
                    new(texts["board.column.unit"], "unit"),
                    new(texts["board.column.numerator"], "numerator", true),
                    new(texts["board.column.denominator"], "denominator", true),
                    new(texts["board.column.share"], "share", true),
                ],
                [
                    .. found.Select(t =>
                        (IReadOnlyList<PictureCell>)
                            [new(t.Name, t.Name, t.Href), .. Numbers(t.Share)]
                    ),
                ]
            );
        }
    }

    private static PictureCell[] Numbers(Share share) =>
        [
            new(Formats.Number(share.Numerator), PictureNumbers.Plain(share.Numerator)),
            new(Formats.Number(share.Denominator), PictureNumbers.Plain(share.Denominator)),
            new(
                share.Value is { } value ? Formats.Percent(value) : FigureText.None,
                PictureNumbers.Plain(share.Value)
            ),
        ];

    private static string Printed(Share share) =>
        share.Value is { } value
            ? $"{Formats.Percent(value)} ({Formats.Number(share.Numerator)}/{Formats.Number(share.Denominator)})"
            : FigureText.None;

    private static string MonthName(string month) =>
        Formats.Month(DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture));

    private static DateOnly Periods(DateOnly day) => new(day.Year, day.Month, 1);

    private static string Year4(int year) => year.ToString(CultureInfo.InvariantCulture);

    private sealed record Row(Unit Unit, IReadOnlyDictionary<string, Share> Months)
    {
        public string Name => Unit.NameIn(Texts.CurrentLanguage);

        public Share Whole { get; } =
            Months.Values.Aggregate(new Share(0, 0), (sum, share) => sum + share);
    }
}
