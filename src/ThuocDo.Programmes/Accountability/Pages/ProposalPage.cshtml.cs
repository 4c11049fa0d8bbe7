using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Accountability.Pages;

/// <summary>A proposal with its grounds, and what the authority decided.</summary>
[Requires(Permissions.OwnAccount)]
public sealed class ProposalPageModel(
    HeadShelf shelf,
    AccountabilityDesk desk,
    UnitDirectory directory,
    ThuocDoDb db,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty, StringLength(HeadProposal.NumberMaxLength)]
    public string? Number { get; set; }

    [BindProperty]
    public DateOnly? DecidedOn { get; set; }

    [BindProperty, StringLength(HeadProposal.AuthorityMaxLength)]
    public string? Authority { get; set; }

    [BindProperty, StringLength(HeadProposal.RulingMaxLength)]
    public string? Ruling { get; set; }

    [BindProperty, StringLength(HeadProposal.RulingMaxLength)]
    public string? Reason { get; set; }

    [BindProperty]
    public Guid Version { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    private bool isAboutOneself;

    public HeadProposal Proposal { get; private set; } = null!;
    public HeadTerm Term { get; private set; } = null!;
    public Unit Unit { get; private set; } = null!;
    public IReadOnlyList<FrozenLine> Grounds { get; private set; } = [];

    public ScorePeriod Period => new(Proposal.From, Proposal.To);

    public bool MayDecide =>
        Proposal.State == ProposalState.Proposed
        && !isAboutOneself
        && user.Can(Permissions.AccountabilityManage, Term.UnitId);

    public async Task<IActionResult> OnGetAsync(Guid proposal, CancellationToken cancellation)
    {
        if (!await LoadAsync(proposal, cancellation))
        {
            return NotFound();
        }

        (Key, Version) = (Guid.CreateVersion7().ToString("N"), Proposal.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostDecideAsync(
        Guid proposal,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(proposal, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        Need(Number, nameof(Number), "head.number.missing");
        Need(Authority, nameof(Authority), "head.authority.missing");
        Need(Ruling, nameof(Ruling), "head.ruling.missing");
        if (DecidedOn is null)
        {
            ModelState.Wrong(nameof(DecidedOn), texts, "head.day.missing");
        }

        return ModelState.IsValid
            ? Answer(
                await desk.DecideAsync(
                    new ProposalRuling(
                        Key,
                        proposal,
                        Version,
                        Number!,
                        DecidedOn!.Value,
                        Authority!,
                        Ruling!
                    ),
                    cancellation
                ),
                "head.decided"
            )
            : Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(
        Guid proposal,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(proposal, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        Need(Reason, nameof(Reason), "head.reason.missing");
        return ModelState.IsValid
            ? Answer(
                await desk.WithdrawAsync(
                    new ProposalWithdrawal(Key, proposal, Version, Reason!),
                    cancellation
                ),
                "head.withdrawn"
            )
            : Page();
    }

    private IActionResult Answer(Outcome outcome, string done)
    {
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done(done);
        return Redirect(AccountabilityLinks.Proposal(Proposal.Id));
    }

    private void Need(string? value, string field, string key)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            ModelState.Wrong(field, texts, key);
        }
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (
            await db.Set<HeadProposal>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Id == id, cancellation)
                is not { } proposal
            || await shelf.FindAsync(
                proposal.HoldingId,
                Permissions.AccountabilityView,
                cancellation
            )
                is not { } term
            || !await shelf.MayReadPapersAsync(term, cancellation)
        )
        {
            return false;
        }

        isAboutOneself = await shelf.IsAboutOneselfAsync(term, cancellation);

        (Proposal, Term) = (proposal, term);
        Unit = (await directory.GetAsync(cancellation))[term.UnitId];
        Grounds = FrozenLine.Read(proposal.Grounds);
        return true;
    }
}
