using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Forecasts;
using ThuocDo.Indicators.Registers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Board;

/// <summary>A part of a figure: a unit, a procedure or a month, with the page that shows it alone.</summary>
/// <param name="Counted">The place of exactly these records, where the page of the part shows more: of a unit, those below it too.</param>
public sealed record FigurePart(
    string Name,
    Share Share,
    BoardPlace Place,
    string? Note = null,
    BoardPlace? Counted = null
);

/// <summary>One indicator: its readings, its history and the parts it is made of.</summary>
[Requires(Permissions.BoardView)]
public sealed class IndicatorModel(
    BoardFrames frames,
    BoardReader reader,
    PathReader paths,
    FigureReader figures,
    SliceReader slices,
    RegisterReader registers,
    IRecordSource records,
    Surveys.SurveyReader surveys,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    /// <summary>Records of a register that are listed by name; the file has all.</summary>
    public const int MostItems = 200;

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

    [BindProperty(SupportsGet = true, Name = "thang")]
    public string? Month { get; set; }

    [BindProperty(SupportsGet = true, Name = "thu-tuc")]
    public Guid? Procedure { get; set; }

    /// <summary>By what else the share is laid apart: <c>linh-vuc</c>, <c>kenh</c> or <c>dung-dau</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "theo")]
    public string? By { get; set; }

    public SliceBy? SlicedBy => SliceReader.ByOf(By);

    public IReadOnlyList<Slice> Slices { get; private set; } = [];

    public BoardFrame Frame { get; private set; } = null!;
    public IndicatorView Indicator { get; private set; } = null!;
    public ReadingResult Chosen { get; private set; } = null!;
    public Period Period { get; private set; } = null!;
    public BoardPlace Place { get; private set; } = null!;

    /// <summary>The share of the days and procedure looked at.</summary>
    public Share? Share { get; private set; }
    public string? ProcedureName { get; private set; }
    public IReadOnlyList<FigurePart> Units { get; private set; } = [];
    public IReadOnlyList<FigurePart> Procedures { get; private set; } = [];
    public IReadOnlyList<FigurePart> Months { get; private set; } = [];

    /// <summary>None of a part of the province and of an indicator without a target.</summary>
    public ConditionPath? Path { get; private set; }

    /// <summary>The records of a register; none where the figure is not taken from one.</summary>
    public IReadOnlyList<RegisterItem>? Items { get; private set; }
    public bool MayDrill { get; private set; }

    /// <summary>The province's own last reading of what the ministry's index measures; of satisfaction only.</summary>
    public Surveys.SurveyResult? OwnSurvey { get; private set; }

    public async Task<IActionResult> OnGetAsync(string condition, CancellationToken cancellation)
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
        if (
            IndicatorView.Find(board, condition) is not { } indicator
            || Period.Of(Year, Month, indicator.Choose(Reading), frame.AsOf) is not { } period
        )
        {
            return NotFound();
        }

        OwnSurvey =
            indicator.Info?.Index == Surveys.SurveyLinks.ComparedIndex
            && user.Can(Permissions.SurveyView)
                ? await surveys.LastSatisfactionAsync(cancellation)
                : null;

        (Frame, Indicator, Period, Chosen) = (frame, indicator, period, indicator.Choose(Reading));
        Place = frame.Place with
        {
            Reading = Reading,
            Year = Year,
            Month = Month,
            Procedure = Procedure,
        };
        Path = (await paths.ReadAsync(board, cancellation)).GetValueOrDefault(condition);
        MayDrill = user.Can(Permissions.BoardDrill);
        if (
            Chosen.Definition is { Numerator: not null, Denominator: not null }
            && !Chosen.IsProvinceOnly
        )
        {
            await BreakDownAsync(Chosen.Definition, cancellation);
            if (SlicedBy is { } by && !Chosen.Definition.IsProvinceWide)
            {
                Slices = await slices.ReadAsync(
                    frame,
                    indicator.Key,
                    Chosen.Definition,
                    period,
                    Place with
                    {
                        Year = Month is null ? period.Year : null,
                    },
                    by,
                    cancellation
                );
            }
        }
        else if (registers.Keeps(Chosen.Definition) && !Chosen.IsProvinceOnly)
        {
            Items = await registers.ListAsync(
                Chosen.Definition,
                frame.Scope,
                RegisterDay.Of(Chosen, frame.AsOf),
                cancellation
            );
        }

        return Page();
    }

    /// <summary>The place of the share itself: without a year that of an increase means the increase.</summary>
    public BoardPlace CountedPlace => Month is null ? Place with { Year = Period.Year } : Place;

    private async Task BreakDownAsync(Definition definition, CancellationToken cancellation)
    {
        IReadOnlyList<Shared.Facts.Measure> measures =
        [
            definition.Numerator!,
            definition.Denominator!,
        ];
        var names = await records.ProcedureNamesAsync(cancellation);
        var procedures = await figures.ReadByProcedureAsync(
            Frame.Scope,
            definition.Level,
            Period.Interval,
            measures,
            cancellation
        );
        // Distinct people are in no unit and no procedure: they would be counted where each of them happened to file first.
        Procedures = definition.IsProvinceWide
            ? []
            :
            [
                .. Worst(
                    procedures.Parts.Select(part =>
                    {
                        var id = Guid.Parse(part);
                        return new FigurePart(
                            names.GetValueOrDefault(id) ?? texts["board.procedure.unknown"],
                            Of(procedures, part, Period.Interval.Name),
                            Place with
                            {
                                Procedure = id,
                            },
                            Counted: CountedPlace with
                            {
                                Procedure = id,
                            }
                        );
                    })
                ),
            ];
        if (Procedure is { } chosen)
        {
            ProcedureName = names.GetValueOrDefault(chosen) ?? texts["board.procedure.unknown"];
            Share =
                Procedures.FirstOrDefault(p => p.Place.Procedure == chosen)?.Share
                ?? new Share(0, 0);
            return;
        }

        var units = await figures.ReadAsync(
            Frame.Scope,
            [Period.Interval],
            Grouping.Unit,
            measures,
            cancellation
        );
        Units =
        [
            .. Worst(
                units
                    .Parts.Select(part => (Part: part, Unit: Frame.Tree[Guid.Parse(part)]))
                    .Where(x => definition.Level is null || x.Unit.Level == definition.Level)
                    .Select(x => new FigurePart(
                        x.Unit.NameIn(Texts.CurrentLanguage),
                        Of(units, x.Part, Period.Interval.Name),
                        Place with
                        {
                            Unit = x.Unit.Key,
                            Joined = false,
                            // Its own records: those of the units below it are rows of their own.
                            Alone = true,
                        },
                        x.Unit.ValidTo <= Frame.AsOf
                            ? texts["board.closed", x.Unit.ValidTo.Value.AddDays(-1)]
                            : null,
                        CountedPlace with
                        {
                            Unit = x.Unit.Key,
                            Joined = false,
                            Alone = true,
                        }
                    ))
            ),
        ];
        Share = Units.Aggregate(new Share(0, 0), (sum, unit) => sum + unit.Share);
        if (definition.IsProvinceWide)
        {
            Units = [];
        }

        if (Month is null)
        {
            await ReadMonthsAsync(definition, measures, cancellation);
        }
    }

    private async Task ReadMonthsAsync(
        Definition definition,
        IReadOnlyList<Shared.Facts.Measure> measures,
        CancellationToken cancellation
    )
    {
        var months = await figures.ReadAsync(
            Frame.Scope,
            [new Interval("months", Period.From, Period.To, Bucket.Month)],
            Grouping.Level,
            measures,
            cancellation
        );
        Months =
        [
            .. months.Buckets.Select(month => new FigurePart(
                Formats.Month(DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture)),
                months.TotalShare(
                    definition.Level,
                    definition.Numerator!,
                    definition.Denominator!,
                    month
                ),
                Place with
                {
                    Month = month,
                }
            )),
        ];
    }

    /// <summary>Whoever holds the figure back comes first: by share, then by how many are missing.</summary>
    private IEnumerable<FigurePart> Worst(IEnumerable<FigurePart> parts) =>
        parts
            .Where(p => p.Share.Denominator != 0 || p.Share.Numerator != 0)
            .OrderBy(p => Chosen.Definition.Upwards ? p.Share.Value ?? 2 : -(p.Share.Value ?? -2))
            .ThenByDescending(p => p.Share.Denominator)
            .ThenBy(p => p.Name, StringComparer.Ordinal);

    private Share Of(FigureTable table, string part, string bucket) =>
        table.Share(part, Chosen.Definition.Numerator!, Chosen.Definition.Denominator!, bucket);
}
