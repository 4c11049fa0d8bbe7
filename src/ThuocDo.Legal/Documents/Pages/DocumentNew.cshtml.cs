using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Legal.Documents.Pages;

/// <summary>A document as it is typed.</summary>
public sealed class DocumentInput
{
    public DocumentKind? Kind { get; set; }
    public IssuerLevel? Level { get; set; }

    /// <summary>Keys of units.</summary>
    public string? Issuer { get; set; }
    public string? Drafter { get; set; }
    public string? Title { get; set; }
    public string? ShortName { get; set; }
    public string? Symbol { get; set; }
    public DateOnly? IssuedOn { get; set; }
    public DateOnly? Effective { get; set; }
    public DateOnly? Expires { get; set; }
}

/// <summary>The choices that forms of this register have in common.</summary>
public sealed class DocumentChoices(
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
)
{
    public IReadOnlyList<SelectListItem> Kinds => Of<DocumentKind>(DocumentWords.Of);

    public IReadOnlyList<SelectListItem> Levels => Of<IssuerLevel>(DocumentWords.Of);

    public IReadOnlyList<SelectListItem> Of<T>(Func<T, string> key)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(v => new SelectListItem(texts[key(v)], v.ToString()))];

    /// <summary>Bodies for which the person keeps documents, those that ended lately with their last day.</summary>
    public async Task<IReadOnlyList<SelectListItem>> UnitsAsync(CancellationToken cancellation)
    {
        var language = Texts.CurrentLanguage;
        var since = clock.Today.AddYears(-5);
        return
        [
            new(texts["legal.none"], ""),
            .. (await directory.GetAsync(cancellation))
                .All.Where(u =>
                    u.Kind != UnitKind.Area
                    && (u.ValidTo is null || u.ValidTo > since)
                    && u.ValidFrom <= clock.Today
                    && user.Can(Permissions.LegalManage, u.Id)
                )
                .OrderBy(u => u.ValidTo is not null)
                .ThenBy(u => u.Level)
                .ThenBy(u => u.NameIn(language), StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(
                    u.ValidTo is { } end
                        ? texts["legal.unit.until", u.NameIn(language), end.AddDays(-1)]
                        : u.NameIn(language),
                    u.Key
                )),
        ];
    }
}

/// <summary>Enters a draft, a document that was issued before, or an act of the centre as a base of others.</summary>
[Requires(Permissions.LegalManage)]
public sealed class DocumentNewModel(DocumentDesk desk, DocumentChoices choices, Texts texts)
    : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public DocumentInput Input { get; set; } = new();

    /// <summary>The line of the drafting programme.</summary>
    [BindProperty(Name = "dong", SupportsGet = true)]
    public Guid? Plan { get; set; }

    public IReadOnlyList<SelectListItem> Kinds => choices.Kinds;
    public IReadOnlyList<SelectListItem> Levels => choices.Levels;
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Units = await choices.UnitsAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
        (Input.Kind, Input.Level) = (DocumentKind.Decision, IssuerLevel.Province);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Units = await choices.UnitsAsync(cancellation);
        if (string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        Require(Input.Kind is null, "Kind", "legal.kind.missing");
        Require(Input.Level is null, "Level", "legal.level.missing");
        Require(Words.Clean(Input.Title) is null, "Title", "legal.name.missing");
        var isIssued = Words.Clean(Input.Symbol) is not null || Input.IssuedOn is not null;
        if (isIssued)
        {
            Require(Words.Clean(Input.Symbol) is null, "Symbol", "legal.symbol.missing");
            Require(Input.IssuedOn is null, "IssuedOn", "legal.day.missing");
            Require(Input.Effective is null, "Effective", "legal.day.missing");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.EnterAsync(
            Key,
            new DocumentFacts
            {
                Kind = Input.Kind!.Value,
                Level = Input.Level!.Value,
                IssuerId = string.IsNullOrEmpty(Input.Issuer) ? null : Unit.IdOf(Input.Issuer),
                DrafterId = string.IsNullOrEmpty(Input.Drafter) ? null : Unit.IdOf(Input.Drafter),
                Title = Words.Clean(Input.Title)!,
                ShortName = Words.Clean(Input.ShortName),
                PlanId = Plan,
            },
            isIssued
                ? new IssueFacts(
                    Words.Clean(Input.Symbol)!,
                    Input.IssuedOn!.Value,
                    Input.Effective!.Value,
                    Input.Expires
                )
                : null,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("legal.entered");
        return Redirect(DocumentLinks.Of(outcome.Value));
    }

    private void Require(bool fails, string field, string key)
    {
        var name = $"{nameof(Input)}.{field}";
        if (fails && ModelState[name] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(name, texts, key);
        }
    }
}
