using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Focus;
using ThuocDo.Indicators.Forecasts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.Board;

/// <summary>The board of the Standing Committee: every condition of the resolution on a day.</summary>
[Requires(Permissions.BoardView)]
public sealed class BoardModel(
    BoardFrames frames,
    BoardReader reader,
    PathReader paths,
    FocusReader focus,
    ICurrentUser user
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ngay")]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? Unit { get; set; }

    [BindProperty(SupportsGet = true, Name = "gop")]
    public bool Joined { get; set; }

    /// <summary>Only conditions with this verdict are listed.</summary>
    [BindProperty(SupportsGet = true, Name = "ket-luan")]
    public Verdict? Only { get; set; }

    public BoardFrame Frame { get; private set; } = null!;

    public BoardView View { get; private set; } = null!;

    /// <summary>Milestones and forecasts by condition; empty of a part of the province.</summary>
    public IReadOnlyDictionary<string, ConditionPath> Paths { get; private set; } =
        new Dictionary<string, ConditionPath>();

    /// <summary>Every condition by its heading, the farthest from its target first; empty where only one verdict was asked for.</summary>
    public IReadOnlyList<FocusLine> Focus { get; private set; } = [];

    public bool MayDrill { get; private set; }

    public IEnumerable<BoardLine> Lines =>
        View
            .Lines.Select(l =>
                l with
                {
                    Conditions =
                    [
                        .. l.Conditions.Where(c => Only is null || c.Main.Verdict == Only),
                    ],
                }
            )
            .Where(l => l.Conditions.Count > 0);

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
        Paths = await paths.ReadAsync(View, cancellation);
        Focus = Only is null ? await focus.ReadAsync(frame, View, Paths, cancellation) : [];
        MayDrill = user.Can(Permissions.BoardDrill);
        return Page();
    }
}
