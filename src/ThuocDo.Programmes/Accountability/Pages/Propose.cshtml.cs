using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Posts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Accountability.Pages;

/// <summary>A proposal to commend or criticise a head, on grounds of the card.</summary>
[Requires(Permissions.AccountabilityManage)]
public sealed class ProposeModel(
    HeadShelf shelf,
    CardReader cards,
    AccountabilityDesk desk,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = AccountabilityLinks.Period)]
    public string? Chosen { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    /// <summary>Kinds of lines.</summary>
    [BindProperty]
    public List<string> Grounds { get; set; } = [];

    [BindProperty, StringLength(HeadProposal.WordsMaxLength)]
    public string? Words { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    public HeadTerm Term { get; private set; } = null!;
    public ScorePeriod Period { get; private set; } = null!;
    public HeadCard? Card { get; private set; }
    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid holding, CancellationToken cancellation)
    {
        if (!await LoadAsync(holding, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid holding, CancellationToken cancellation)
    {
        if (!await LoadAsync(holding, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (!Enum.TryParse<ProposalKind>(Kind, out var kind) || !Enum.IsDefined(kind))
        {
            ModelState.Wrong(nameof(Kind), texts, "head.kind.missing");
        }

        if (Grounds.Count == 0)
        {
            ModelState.Wrong(nameof(Grounds), texts, "head.grounds.missing");
        }

        if (string.IsNullOrWhiteSpace(Words))
        {
            ModelState.Wrong(nameof(Words), texts, "head.text.missing");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.ProposeAsync(
            new NewProposal(Key, holding, Period, kind, Grounds, Words!),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("head.proposed");
        return Redirect(AccountabilityLinks.Proposal(outcome.Value));
    }

    private async Task<bool> LoadAsync(Guid holding, CancellationToken cancellation)
    {
        if (
            await shelf.FindAsync(holding, Permissions.AccountabilityManage, cancellation)
            is not { } term
        )
        {
            return false;
        }

        Term = term;
        Period = ScorePeriod.Parse(Chosen) ?? ScorePeriod.OfYear(clock.Today.Year);
        Card = await shelf.WithinAsync(term, Period, cancellation) is { } held
            ? await cards.ReadAsync(held, cancellation)
            : null;
        Kinds =
        [
            .. Enum.GetValues<ProposalKind>()
                .Select(k => new SelectListItem(texts[AccountabilityTexts.Of(k)], k.ToString())),
        ];
        Lines =
        [
            .. (Card?.Lines ?? []).Select(l => new SelectListItem(
                l.Denominator is { } below
                    ? texts["head.ground.share", texts[l.NameKey], l.Numerator, below]
                    : texts["head.ground.number", texts[l.NameKey], l.Numerator],
                l.Kind
            )),
        ];
        return true;
    }
}
