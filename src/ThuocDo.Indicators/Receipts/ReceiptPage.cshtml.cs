using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.Receipts;

/// <summary>A receipt as it is printed, with the addresses beside it.</summary>
/// <param name="File">None while the figure is not measured.</param>
public sealed record ShownReceipt(
    string Condition,
    string ScopeName,
    ReceiptFile? File,
    string Back,
    string Data
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

        var issue = await maker.IssueAsync(cancellation);
        Shown = new(
            question.Condition,
            asked.Frame.ScopeName,
            asked.Subject is { } subject
                ? await maker.MakeAsync(subject, issue, cancellation)
                : null,
            CountLines.Find(question.Condition) is null
                ? BoardLinks.Condition(question.Condition, asked.Place)
                : BoardLinks.To(asked.Frame.Place),
            ReceiptLinks.Data(question.Condition, asked.Place, passes.For(issue))
        );
        return Page();
    }
}
