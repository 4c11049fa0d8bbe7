using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Accountability.Pages;

/// <summary>
/// The card of one head for a period: what was counted in the days of the post, the answers, the proposals. For whoever may look at heads,
/// and for the head, who needs no role for it.
/// </summary>
[Requires(Permissions.OwnAccount)]
public sealed class HeadCardModel(
    HeadShelf shelf,
    CardReader cards,
    AccountabilityDesk desk,
    UnitDirectory directory,
    ThuocDoDb db,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = AccountabilityLinks.Period)]
    public string? Chosen { get; set; }

    [BindProperty]
    public string? Line { get; set; }

    [BindProperty, StringLength(ScoreReply.TextMaxLength)]
    public string? Text { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    public HeadTerm Term { get; private set; } = null!;
    public Unit Unit { get; private set; } = null!;
    public ScorePeriod Period { get; private set; } = null!;

    /// <summary>None where the post was held on no day of the period.</summary>
    public HeadCard? Card { get; private set; }
    public bool IsOwn { get; private set; }

    /// <summary>Whether the records behind the figures open: they are those of the unit, and no longer everybody's who was at its head.</summary>
    public bool MayOpenRecords =>
        user.Can(Permissions.BoardDrill, Term.UnitId)
        || user.Can(Permissions.TaskView, Term.UnitId);
    public bool MayPropose =>
        Card is { IsComplete: true }
        && !IsOwn
        && user.Can(Permissions.AccountabilityManage, Term.UnitId);

    /// <summary>Answers and proposals are not for everybody who reads figures.</summary>
    public bool MayReadPapers { get; private set; }
    public IReadOnlyList<SelectListItem> Periods { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Lines { get; private set; } = [];

    /// <summary>Of days that overlap these, the first answer first.</summary>
    public IReadOnlyList<(ScoreReply Reply, FrozenLine Figure)> Replies { get; private set; } = [];

    /// <summary>Of days that overlap these.</summary>
    public IReadOnlyList<HeadProposal> Proposals { get; private set; } = [];

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

        if (Lines.All(l => l.Value != Line || l.Value.Length == 0))
        {
            ModelState.Wrong(nameof(Line), texts, "head.line.missing");
        }

        if (string.IsNullOrWhiteSpace(Text))
        {
            ModelState.Wrong(nameof(Text), texts, "head.text.missing");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.ReplyAsync(
            new NewReply(Key, holding, Period, Line!, Text!),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("head.replied");
        return Redirect(AccountabilityLinks.Card(holding, Period));
    }

    private async Task<bool> LoadAsync(Guid holding, CancellationToken cancellation)
    {
        if (
            await shelf.FindAsync(holding, Permissions.AccountabilityView, cancellation)
            is not { } term
        )
        {
            return false;
        }

        (Term, Unit) = (term, (await directory.GetAsync(cancellation))[term.UnitId]);
        Period = ScorePeriod.Parse(Chosen) ?? LastYear(term);
        IsOwn = await shelf.IsOwnAsync(term, cancellation);
        Periods =
        [
            new(texts["head.period.choose"], ""),
            .. ScorePeriod
                .Offered(clock.Today)
                .Where(p => term.Within(p.From, p.To) is not null)
                .Select(p => new SelectListItem(p.InWords(texts), p.ToString(), p == Period)),
        ];
        if (await shelf.WithinAsync(term, Period, cancellation) is not { } held)
        {
            return true;
        }

        Card = await cards.ReadAsync(held, cancellation);
        Lines =
        [
            new(texts["head.period.choose"], ""),
            .. Card.Lines.Select(l => new SelectListItem(texts[l.NameKey], l.Kind)),
        ];
        MayReadPapers = await shelf.MayReadPapersAsync(term, cancellation);
        if (!MayReadPapers)
        {
            return true;
        }

        var (from, to) = (held.Days.From, held.Days.To);
        Replies =
        [
            .. (
                await db.Set<ScoreReply>()
                    .AsNoTracking()
                    .Where(r => r.HoldingId == holding && r.From < to && from < r.To)
                    .OrderBy(r => r.At)
                    .ThenBy(r => r.Id)
                    .ToListAsync(cancellation)
            ).Select(r => (r, FrozenLine.Read(r.Figure)[0])),
        ];
        Proposals = await db.Set<HeadProposal>()
            .AsNoTracking()
            .Where(p => p.HoldingId == holding && p.From < to && from < p.To)
            .OrderBy(p => p.At)
            .ToListAsync(cancellation);
        return true;
    }

    /// <summary>This year, or the last year of a head who is no more.</summary>
    private ScorePeriod LastYear(HeadTerm term)
    {
        var last = term.To?.AddDays(-1) is { } end && end < clock.Today ? end : clock.Today;
        return ScorePeriod.OfYear(last < term.From ? term.From.Year : last.Year);
    }
}
