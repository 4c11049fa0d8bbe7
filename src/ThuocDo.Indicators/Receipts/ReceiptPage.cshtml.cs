using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.Receipts;

/// <summary>A receipt as it is printed, with the addresses beside it.</summary>
/// <param name="File">None while the figure is not measured.</param>
/// <param name="IsAnother">The file of an earlier printed one could no longer be given.</param>
public sealed record ShownReceipt(
    string Condition,
    string ScopeName,
    ReceiptFile? File,
    string Back,
    string Data,
    bool IsAnother = false
);

/// <summary>The printable receipt of a figure of the board.</summary>
[Requires(Permissions.BoardView)]
public sealed class ReceiptPageModel(ReceiptDesk desk, ReceiptMaker maker, ReceiptPasses passes)
    : PageModel
{
    /// <summary>Hashes that are printed; the machine-readable receipt has all.</summary>
    public const int MostLeaves = 60;

    public ShownReceipt Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        ReceiptQuestion question,
        [FromQuery(Name = ReceiptLinks.Another)] bool isAnother,
        CancellationToken cancellation
    )
    {
        var (isAllowed, asked) = await desk.FindAsync(question, cancellation);
        if (!isAllowed)
        {
            return Forbid();
        }

        if (asked is null)
        {
            return NotFound();
        }

        var file = asked.Subject is { } subject
            ? await maker.MakeAsync(subject, cancellation)
            : null;
        Shown = new(
            question.Condition,
            asked.Frame.ScopeName,
            file,
            CountLines.Find(question.Condition) is null
                ? BoardLinks.Condition(question.Condition, asked.Place)
                : BoardLinks.To(asked.Frame.Place),
            file is null
                ? ""
                : ReceiptLinks.Data(question.Condition, asked.Place, passes.For(file)),
            isAnother
        );
        return Page();
    }
}
