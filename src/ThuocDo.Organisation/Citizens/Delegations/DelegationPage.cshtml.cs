using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Citizens.Delegations;

public sealed class DelegationInput
{
    public string? Number { get; set; }
    public List<DelegatedActs> Acts { get; set; } = [];
    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }
    public string? Proof { get; set; }
}

/// <summary>Who may act for me, and for whom I act.</summary>
[CitizenPage]
public sealed class DelegationPageModel(
    DelegationBook book,
    ICurrentCitizen citizen,
    Clock clock,
    Texts texts
) : PageModel
{
    private static readonly DelegatedActs[] Each =
    [
        DelegatedActs.File,
        DelegatedActs.Follow,
        DelegatedActs.Collect,
    ];

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public DelegationInput Input { get; set; } = new();

    public IReadOnlyList<DelegationRow> Given { get; private set; } = [];
    public IReadOnlyList<DelegationRow> Held { get; private set; } = [];
    public bool MayGive => citizen.Level == IdentityLevel.Confirmed;
    public DateOnly Today => clock.Today;

    public IReadOnlyList<SelectListItem> ActChoices =>
        [.. Each.Select(a => new SelectListItem(texts[KeyOf(a)], a.ToString()))];

    public string Acts(Delegation delegation) =>
        string.Join(", ", Each.Where(a => delegation.Acts.HasFlag(a)).Select(a => texts[KeyOf(a)]));

    public string StateKey(Delegation delegation) =>
        delegation.EndedAt is not null ? "delegation.state.ended"
        : delegation.Until < Today ? "delegation.state.over"
        : delegation.AcceptedAt is null ? "delegation.state.waiting"
        : delegation.From > Today ? "delegation.state.later"
        : "delegation.state.holds";

    public string Tone(Delegation delegation) =>
        delegation.Holds(Today) ? "good"
        : delegation.IsOpen(Today) ? "open"
        : "neutral";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Input.From = Today;
        await ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostGiveAsync(CancellationToken cancellation) =>
        await AnswerAsync(
            await book.GiveAsync(
                Key ?? "-",
                new DelegationRequest(
                    Input.Number?.Trim(),
                    Input.Acts.Aggregate(DelegatedActs.None, (all, one) => all | one),
                    Input.From,
                    Input.Until,
                    Input.Proof
                ),
                cancellation
            ),
            "delegation.given.done",
            cancellation
        );

    public async Task<IActionResult> OnPostAcceptAsync(Guid id, CancellationToken cancellation) =>
        await AnswerAsync(
            await book.AcceptAsync(Key ?? "-", id, cancellation),
            "delegation.accepted.done",
            cancellation
        );

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellation) =>
        await AnswerAsync(
            await book.EndAsync(Key ?? "-", id, cancellation),
            "delegation.ended.done",
            cancellation
        );

    private async Task<IActionResult> AnswerAsync(
        Outcome? outcome,
        string done,
        CancellationToken cancellation
    )
    {
        if (outcome is null)
        {
            return NotFound();
        }

        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            await ShowAsync(cancellation);
            return Page();
        }

        this.Done(done);
        return LocalRedirect(CitizenLinks.Delegations);
    }

    private async Task ShowAsync(CancellationToken cancellation)
    {
        Key = Guid.CreateVersion7().ToString("N");
        ModelState.Remove(nameof(Key));
        Given = await book.GivenAsync(cancellation);
        Held = await book.HeldAsync(cancellation);
    }

    private static string KeyOf(DelegatedActs act) =>
        act switch
        {
            DelegatedActs.File => "delegation.act.file",
            DelegatedActs.Follow => "delegation.act.follow",
            _ => "delegation.act.collect",
        };
}
