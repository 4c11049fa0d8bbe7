using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.Sealing;

/// <summary>The printable receipt of a sealed figure.</summary>
[Requires(Permissions.BoardView)]
public sealed class ReceiptPageModel(ReceiptFinder finder) : PageModel
{
    /// <summary>Hashes that are printed; the machine-readable receipt has all.</summary>
    public const int MostLeaves = 60;

    public string Condition { get; private set; } = "";
    public ReceiptAnswer Answer { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        string condition,
        [FromQuery(Name = "cach")] string? reading,
        [FromQuery(Name = "don-vi")] string? unit,
        [FromQuery(Name = "thang")] string? month,
        [FromQuery(Name = "ho-so")] Guid? record,
        CancellationToken cancellation
    )
    {
        var answer = await finder.FindAsync(
            new ReceiptQuestion(condition, reading, unit, month, record),
            cancellation
        );
        if (answer is null)
        {
            return NotFound();
        }

        if (!answer.Frame.IsAllowed)
        {
            return Forbid();
        }

        (Condition, Answer) = (condition, answer);
        return Page();
    }
}
