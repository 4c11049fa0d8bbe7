using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Board;

/// <summary>Opening + received + in = closed + out + closing, for every unit of a month.</summary>
[Requires(Permissions.BoardView)]
public sealed class BalanceSheetModel(BoardFrames frames, BalanceReader reader) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ngay")]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? Unit { get; set; }

    [BindProperty(SupportsGet = true, Name = "thang")]
    public string? Month { get; set; }

    public BoardFrame Frame { get; private set; } = null!;

    public DateOnly First { get; private set; }

    public IReadOnlyList<(Level Level, IReadOnlyList<(Unit Unit, Balance Balance)> Rows)> Levels
    {
        get;
        private set;
    } = [];

    public Balance Total { get; private set; } = BalanceReader.Sum([]);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var frame = await frames.FindAsync(Day, Unit, false, Permissions.BoardView, cancellation);
        if (frame is null)
        {
            return NotFound();
        }

        if (!frame.IsAllowed)
        {
            return Forbid();
        }

        Frame = frame;
        First = DateOnly.TryParseExact(
            Month + "-01",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var first
        )
            ? first
            : new DateOnly(frame.AsOf.Year, frame.AsOf.Month, 1);
        var balances = await reader.ReadAsync(frame.Scope, First, cancellation);
        Levels =
        [
            .. balances
                .Select(b => (Unit: frame.Tree[b.Key], Balance: b.Value))
                .OrderBy(x => x.Unit.Key, StringComparer.Ordinal)
                .GroupBy(x => x.Unit.Level)
                .OrderBy(g => g.Key)
                .Select(g => (g.Key, (IReadOnlyList<(Unit, Balance)>)[.. g])),
        ];
        Total = BalanceReader.Sum(balances.Values);
        return Page();
    }

    public static string LevelName(Level level, Texts texts) =>
        level switch
        {
            Level.Province => texts["board.level.province"],
            Level.District => texts["board.level.district"],
            _ => texts["board.level.commune"],
        };
}
