using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Legal.Simplification.Cost;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Legal.Simplification.Pages;

/// <param name="Name">Of the procedure.</param>
public sealed record ProposalLine(Proposal Proposal, string Name, CostSheet? Cost);

/// <summary>All proposals, and how much of the base list is simplified.</summary>
[Requires(Permissions.LegalView)]
public sealed class ProposalListModel(
    SimplificationShelf shelf,
    SimplificationDesk desk,
    IProcedureCatalogue catalogue,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public DateOnly? BaseDay { get; set; }

    [BindProperty]
    public string? BaseAct { get; set; }

    public SimplifiedShare? Share { get; private set; }
    public IReadOnlyList<ProposalLine> Lines { get; private set; } = [];

    /// <summary>A year of what is in effect, in đồng.</summary>
    public decimal Saving =>
        Lines.Where(l => l.Proposal.CountsOn(clock.Today)).Sum(l => l.Cost?.Saving ?? 0);

    public bool MayPropose => user.Can(Permissions.SimplifyPropose);
    public bool MayDecide => user.Can(Permissions.SimplifyDecide);

    public string Percent(int count) =>
        Share is { Of: > 0 } share ? Formats.Percent((decimal)count / share.Of) : "–";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostBaseAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Key) || !MayDecide)
        {
            return NotFound();
        }

        await LoadAsync(cancellation);
        if (BaseDay is null)
        {
            ModelState.Wrong(nameof(BaseDay), texts, "simplify.day.missing");
        }

        if (Words.Clean(BaseAct) is null)
        {
            ModelState.Wrong(nameof(BaseAct), texts, "simplify.act.missing");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.FixBaseAsync(
            Key,
            BaseDay!.Value,
            Words.Clean(BaseAct)!,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("simplify.base.done");
        return Redirect(SimplificationLinks.List);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var names = (await catalogue.AllAsync(cancellation)).ToDictionary(
            p => p.Code,
            p => p.Name.ToString()
        );
        Lines =
        [
            .. (await shelf.ListAsync(cancellation)).Select(p => new ProposalLine(
                p,
                names.GetValueOrDefault(p.Code, p.Code),
                p.CostSheet
            )),
        ];
        Share = await shelf.ShareAsync(clock.Today, cancellation);
    }
}
