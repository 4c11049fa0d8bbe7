using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

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

    [BindProperty(SupportsGet = true, Name = "cach")]
    public string? Reading { get; set; }

    [BindProperty(SupportsGet = true, Name = "nam")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "thang")]
    public string? Month { get; set; }

    [BindProperty(SupportsGet = true, Name = "thu-tuc")]
    public Guid? Procedure { get; set; }

    /// <summary><c>tu</c>: above the line; <c>mau</c>: below it.</summary>
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

    public bool IsNumerator => Part != "mau";

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
        };
        var what = new Counted(
            IsNumerator ? above : below,
            frame.Scope,
            definition.Level,
            period.From,
            period.To,
            Procedure
        );
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

    private async Task<long> FigureAsync(Counted what, CancellationToken cancellation)
    {
        var interval = Period.Interval;
        if (what.Procedure is not { } procedure)
        {
            var all = await figures.ReadAsync(
                what.Scope,
                [interval],
                Grouping.Level,
                [what.Measure],
                cancellation
            );
            return all.Total(what.Level, what.Measure, interval.Name);
        }

        var parts = await figures.ReadByProcedureAsync(
            what.Scope,
            what.Level,
            interval,
            [what.Measure],
            cancellation
        );
        return parts
            .Parts.Where(part => Guid.Parse(part) == procedure)
            .Sum(part => parts.Count(part, what.Measure, interval.Name));
    }
}
