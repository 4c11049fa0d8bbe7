using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Focus;
using ThuocDo.Indicators.Forecasts;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.Meeting;

/// <summary>
/// The board for a projector: one target at a time, in the order of the board's top. Every sheet has its own address, so links go on
/// without JavaScript; the keys of a presenter are an addition.
/// </summary>
[Requires(Permissions.BoardView)]
public sealed class MeetingPageModel(
    BoardFrames frames,
    BoardReader reader,
    PathReader paths,
    FocusReader focus
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ngay")]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? Unit { get; set; }

    [BindProperty(SupportsGet = true, Name = "gop")]
    public bool Joined { get; set; }

    /// <summary>Which sheet: 0 is the overview, then one for each condition.</summary>
    [BindProperty(SupportsGet = true, Name = "so")]
    public int Number { get; set; }

    /// <summary>Every sheet one after the other, for paper.</summary>
    [BindProperty(SupportsGet = true, Name = "in")]
    public bool All { get; set; }

    public BoardFrame Frame { get; private set; } = null!;
    public BoardView View { get; private set; } = null!;
    public IReadOnlyList<FocusLine> Lines { get; private set; } = [];

    /// <summary>The sheets that this answer shows.</summary>
    public IEnumerable<int> Sheets => All ? Enumerable.Range(0, Lines.Count + 1) : [Number];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
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

        Frame = frame;
        View = await reader.ReadAsync(frame.Scope, frame.AsOf, cancellation);
        Lines = await focus.ReadAsync(
            frame,
            View,
            await paths.ReadAsync(View, cancellation),
            cancellation
        );
        return Number < 0 || Number > Lines.Count ? NotFound() : Page();
    }

    public string To(int number) =>
        BoardLinks.Meeting
        + Frame.Place.Query(
            ("so", number.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );

    public string Paper => BoardLinks.Meeting + Frame.Place.Query(("in", "true"));
}
