using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Scores;

/// <summary>Exactly the dossiers that a count on a head's card counts, in any days.</summary>
[Requires(Permissions.BoardDrill)]
public sealed class ScoreRecordsModel(
    BoardFrames frames,
    CountedRecords counted,
    IRecordSource records,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? Unit { get; set; }

    /// <summary>The first day; none: of this year.</summary>
    [BindProperty(SupportsGet = true, Name = "tu")]
    public DateOnly? From { get; set; }

    /// <summary>The last day; none: today.</summary>
    [BindProperty(SupportsGet = true, Name = "den")]
    public DateOnly? To { get; set; }

    /// <summary>A field of procedures, by its Vietnamese name; none: all.</summary>
    [BindProperty(SupportsGet = true, Name = "linh-vuc")]
    public string? Field { get; set; }

    /// <summary>The unit itself, without the units below it.</summary>
    [BindProperty(SupportsGet = true, Name = "rieng")]
    public bool Alone { get; set; }

    /// <summary>With what goes on for a unit that ended, as the board reads it; otherwise the unit alone as it was.</summary>
    [BindProperty(SupportsGet = true, Name = "chuoi")]
    public bool Series { get; set; }

    /// <summary>With its predecessors, as the board reads it.</summary>
    [BindProperty(SupportsGet = true, Name = "gop")]
    public bool Joined { get; set; }

    [BindProperty(SupportsGet = true, Name = "thu-tuc")]
    public Guid? Procedure { get; set; }

    [BindProperty(SupportsGet = true, Name = "kenh")]
    public Channel? Channel { get; set; }

    /// <summary>Only results that took at least so many working days.</summary>
    [BindProperty(SupportsGet = true, Name = "ngay-tu")]
    public int? DaysFrom { get; set; }

    /// <summary>And at most so many.</summary>
    [BindProperty(SupportsGet = true, Name = "ngay-den")]
    public int? DaysTo { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int Number { get; set; } = 1;

    public Measure Count { get; private set; } = null!;
    public BoardFrame Frame { get; private set; } = null!;
    public DateOnly First { get; private set; }
    public DateOnly Last { get; private set; }
    public CountedTotal Total { get; private set; } = null!;
    public IReadOnlyList<RecordLine> Lines { get; private set; } = [];

    public int Pages =>
        (int)Math.Max(1, (Total.Records + RecordsModel.PageSize - 1) / RecordsModel.PageSize);

    public async Task<IActionResult> OnGetAsync(string count, CancellationToken cancellation)
    {
        if (
            ScoreCounts.Find(count) is not { } measure
            || await frames.FindAsync(
                null,
                Unit,
                Joined && Series,
                Permissions.BoardDrill,
                cancellation
            )
                is not { } frame
        )
        {
            return NotFound();
        }

        if (!frame.IsAllowed)
        {
            return Forbid();
        }

        (Count, Frame) = (measure, frame);
        (First, Last) = (From ?? new DateOnly(clock.Today.Year, 1, 1), To ?? clock.Today);
        if (Last < First || Last == DateOnly.MaxValue)
        {
            return NotFound();
        }

        var what = ScoreCounts.In(
            measure,
            Series ? frame.Scope : frame.Scope with { Roots = [frame.Scope.Head] },
            First,
            Last.AddDays(1),
            clock.Today
        ) with
        {
            Only = Alone ? frame.Scope.Head.Id : null,
            Procedure = Procedure,
            Channel = Channel,
            Days =
                DaysFrom is null && DaysTo is null
                    ? null
                    : (
                        Math.Clamp(DaysFrom ?? 0, 0, HandlingDays.Most),
                        Math.Clamp(DaysTo ?? HandlingDays.Most, 0, HandlingDays.Most)
                    ),
        };
        if (!string.IsNullOrEmpty(Field))
        {
            var fields = await records.ProcedureFieldsAsync(cancellation);
            what = what with
            {
                Procedures = [.. fields.Where(f => f.Value.Vi == Field).Select(f => f.Key)],
            };
        }

        Total = await counted.TotalAsync(what, cancellation);
        Number = Math.Clamp(Number, 1, Pages);
        var page = await counted.PageAsync(
            what,
            (Number - 1) * RecordsModel.PageSize,
            RecordsModel.PageSize,
            cancellation
        );
        Lines = await records.DescribeAsync([.. page.Select(r => r.SubjectId)], user, cancellation);
        return Page();
    }
}
