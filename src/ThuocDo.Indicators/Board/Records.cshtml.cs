using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Board;

/// <summary>Exactly the records that a figure counts, above or below the line.</summary>
[Requires(Permissions.BoardDrill)]
public sealed class RecordsModel(
    BoardFrames frames,
    BoardReader reader,
    FigureReader figures,
    CountedRecords counted,
    IRecordSource records,
    ICurrentUser user
) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "ngay")]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? Unit { get; set; }

    [BindProperty(SupportsGet = true, Name = "gop")]
    public bool Joined { get; set; }

    /// <summary>The unit itself, without the units below it.</summary>
    [BindProperty(SupportsGet = true, Name = "rieng")]
    public bool Alone { get; set; }

    [BindProperty(SupportsGet = true, Name = "cach")]
    public string? Reading { get; set; }

    [BindProperty(SupportsGet = true, Name = "nam")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "thang")]
    public string? Month { get; set; }

    [BindProperty(SupportsGet = true, Name = "thu-tuc")]
    public Guid? Procedure { get; set; }

    [BindProperty(SupportsGet = true, Name = "kenh")]
    public Channel? Channel { get; set; }

    /// <summary><c>tu</c>: above the line; <c>mau</c>: below it; <c>thieu</c>: below it and not above it.</summary>
    [BindProperty(SupportsGet = true, Name = "phan")]
    public string? Part { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int Number { get; set; } = 1;

    public BoardFrame Frame { get; private set; } = null!;
    public IndicatorView Indicator { get; private set; } = null!;
    public Period Period { get; private set; } = null!;
    public BoardPlace Place { get; private set; } = null!;
    public CountedTotal Total { get; private set; } = null!;

    /// <summary>The same number as the board shows it, from folded and pending facts.</summary>
    public long Figure { get; private set; }
    public IReadOnlyList<RecordLine> Lines { get; private set; } = [];
    public string? ProcedureName { get; private set; }

    public bool IsRest => Part == "thieu";

    public bool IsNumerator => !IsRest && Part != "mau";

    public int Pages => (int)Math.Max(1, (Total.Records + PageSize - 1) / PageSize);

    public async Task<IActionResult> OnGetAsync(string condition, CancellationToken cancellation)
    {
        var frame = await frames.FindAsync(Day, Unit, Joined, Permissions.BoardDrill, cancellation);
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
                is not { Definition: { Numerator: { } above, Denominator: { } below } definition }
            || Period.Of(Year, Month, chosen, frame.AsOf) is not { } period
            // The figure beside the list is laid apart by one of them at a time.
            || (Procedure is not null ? 1 : 0) + (Channel is not null ? 1 : 0) + (Alone ? 1 : 0) > 1
        )
        {
            return NotFound();
        }

        (Frame, Indicator, Period) = (frame, indicator!, period);
        Place = frame.Place with
        {
            Reading = Reading,
            Year = Year,
            Month = Month,
            Procedure = Procedure,
            Channel = Channel,
            Alone = Alone,
        };
        var what = new Counted(
            IsNumerator ? above : below,
            frame.Scope,
            definition.Level,
            period.From,
            period.To,
            Procedure
        )
        {
            Channel = Channel,
            Only = Alone ? frame.Scope.Head.Id : null,
            Without = IsRest ? above : null,
        };
        Total = await counted.TotalAsync(what, cancellation);
        Figure = await FigureAsync(what, cancellation);
        Number = Math.Clamp(Number, 1, Pages);
        var page = await counted.PageAsync(what, (Number - 1) * PageSize, PageSize, cancellation);
        Lines = await records.DescribeAsync([.. page.Select(r => r.SubjectId)], user, cancellation);
        if (Procedure is { } id)
        {
            ProcedureName = (await records.ProcedureNamesAsync(cancellation)).GetValueOrDefault(id);
        }

        return Page();
    }

    /// <summary>From folded and pending facts; what is not above the line is what is below it less what is above.</summary>
    private async Task<long> FigureAsync(Counted what, CancellationToken cancellation)
    {
        IReadOnlyList<Measure> measures = what.Without is { } above
            ? [what.Measure, above]
            : [what.Measure];
        var interval = Period.Interval;
        var (table, part) = what switch
        {
            { Procedure: { } procedure } => (
                await figures.ReadByProcedureAsync(
                    what.Scope,
                    what.Level,
                    interval,
                    measures,
                    cancellation
                ),
                procedure.ToString()
            ),
            { Channel: { } channel } => (
                await figures.ReadByChannelAsync(
                    what.Scope,
                    what.Level,
                    interval,
                    measures,
                    cancellation
                ),
                channel.ToString()
            ),
            { Only: { } unit } => (
                await figures.ReadAsync(
                    what.Scope,
                    [interval],
                    Grouping.Unit,
                    measures,
                    cancellation
                ),
                unit.ToString()
            ),
            _ => (
                await figures.ReadAsync(
                    what.Scope,
                    [interval],
                    Grouping.Level,
                    measures,
                    cancellation
                ),
                null
            ),
        };
        long Of(Measure measure) =>
            part is null
                ? table.Total(what.Level, measure, interval.Name)
                : table
                    .Parts.Where(p => p.Equals(part, StringComparison.OrdinalIgnoreCase))
                    .Sum(p => table.Count(p, measure, interval.Name));
        return Of(what.Measure) - (what.Without is { } taken ? Of(taken) : 0);
    }
}
