using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Legal.Documents.Pages;

public sealed class CheckInput
{
    public CheckConclusion? Conclusion { get; set; }
    public string? By { get; set; }
    public string? Paper { get; set; }
    public DateOnly? Day { get; set; }
    public string? Provision { get; set; }
    public string? Words { get; set; }
}

public sealed class DraftOpinionInput
{
    public OpinionKind? Kind { get; set; }
    public string? From { get; set; }
    public DateOnly? Day { get; set; }
    public bool Passes { get; set; }
    public string? Words { get; set; }
}

public sealed class IssueInput
{
    public string? Symbol { get; set; }
    public DateOnly? IssuedOn { get; set; }
    public DateOnly? Effective { get; set; }
    public DateOnly? Expires { get; set; }
}

/// <summary>One document: days, relations, articles, opinions, checks; whoever keeps it acts here.</summary>
[Requires(Permissions.LegalView)]
public sealed class DocumentPageModel(
    DocumentShelf shelf,
    DocumentDesk desk,
    DocumentChoices choices,
    IProcedureCatalogue catalogue,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public CheckInput Check { get; set; } = new();

    [BindProperty]
    public DraftOpinionInput Opinion { get; set; } = new();

    [BindProperty]
    public IssueInput Issue { get; set; } = new();

    [BindProperty]
    public RelationKind? Relation { get; set; }

    /// <summary>Number or short name of the other document.</summary>
    [BindProperty]
    public string? Other { get; set; }

    [BindProperty]
    public string? Provision { get; set; }

    [BindProperty]
    public DateOnly? PublishedOn { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public DateOnly? EndsOn { get; set; }

    [BindProperty]
    public string? NewText { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>The form that stays open after a refusal.</summary>
    public string Open { get; private set; } = "";

    public DateOnly Today => clock.Today;
    public DocumentFolder Folder { get; private set; } = null!;
    public LegalDocument Document => Folder.Document;
    public string Issuer { get; private set; } = "";
    public string? Drafter { get; private set; }
    public DocumentText? Text => Folder.Texts is [.., var last] ? last : null;
    public IReadOnlyList<DocumentPart> Parts { get; private set; } = [];
    public IReadOnlyList<WarnedProcedure> Warned { get; private set; } = [];
    public Lawfulness Found => DocumentRules.LawfulnessOn(Folder.Checks, clock.Today);
    public PublicationState Publication => DocumentRules.PublicationOf(Document, clock.Today);
    public DateOnly? PublishBy => DocumentRules.PublishBy(Document);

    public string PublicationArticle =>
        LegalLimit.For(LegalLimit.Publication, Document.Level, Document.IssuedOn ?? clock.Today)
            is { } limit
            ? limit.Article + (limit.IsConfirmed ? "" : ", " + texts["legal.unconfirmed"])
            : "";

    public DateOnly? EarliestEffect =>
        Document.IssuedOn is { } issued
            ? DocumentRules.EarliestEffect(Document.Level, issued)
            : null;

    public bool IsEarly => Document.EffectiveOn < EarliestEffect;

    public bool MayManage { get; private set; }

    public bool MayWrite =>
        MayManage
        && (
            Document.State == DocumentState.Draft
            || Document.State == DocumentState.Issued && Text is null
        );

    public IReadOnlyList<SelectListItem> Relations => choices.Of<RelationKind>(DocumentWords.Of);

    public IReadOnlyList<SelectListItem> Conclusions =>
        choices.Of<CheckConclusion>(DocumentWords.Of);

    public IReadOnlyList<SelectListItem> OpinionKinds => choices.Of<OpinionKind>(DocumentWords.Of);

    /// <summary>One act on one record is one key, however often the form is sent.</summary>
    public string KeyOf(Guid record) =>
        string.Create(CultureInfo.InvariantCulture, $"{Key}-{record:N}");

    public async Task<IActionResult> OnGetAsync(Guid document, CancellationToken cancellation)
    {
        if (!await LoadAsync(document, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public Task<IActionResult> OnPostTextAsync(
        Guid document,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            document,
            "text",
            () =>
            {
                Require(Words.Clean(NewText) is null, nameof(NewText), "legal.text.missing");
                return Valid(() =>
                    desk.WriteAsync(
                        Act(document, seen),
                        Words.Clean(NewText)!.ReplaceLineEndings("\n"),
                        Words.Clean(Note),
                        cancellation
                    )
                );
            },
            cancellation
        );

    public Task<IActionResult> OnPostOpinionAsync(
        Guid document,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            document,
            "opinion",
            () =>
            {
                Require(Opinion.Kind is null, "Opinion.Kind", "legal.kind.missing");
                Require(Words.Clean(Opinion.From) is null, "Opinion.From", "legal.words.missing");
                Require(Opinion.Day is null, "Opinion.Day", "legal.day.missing");
                Require(Words.Clean(Opinion.Words) is null, "Opinion.Words", "legal.words.missing");
                return Valid(() =>
                    desk.OpineAsync(
                        Act(document, seen),
                        new OpinionFacts(
                            Opinion.Kind!.Value,
                            Words.Clean(Opinion.From)!,
                            Opinion.Day!.Value,
                            Opinion.Passes,
                            Words.Clean(Opinion.Words)!
                        ),
                        cancellation
                    )
                );
            },
            cancellation
        );

    public Task<IActionResult> OnPostReplyAsync(
        Guid document,
        Guid on,
        Guid seen,
        string? text,
        CancellationToken cancellation
    ) =>
        ActAsync(
            document,
            "",
            () => desk.ReplyAsync(Act(on, seen), Words.Clean(text) ?? "", cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostIssueAsync(
        Guid document,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            document,
            "issue",
            () =>
            {
                Require(Words.Clean(Issue.Symbol) is null, "Issue.Symbol", "legal.symbol.missing");
                Require(Issue.IssuedOn is null, "Issue.IssuedOn", "legal.day.missing");
                Require(Issue.Effective is null, "Issue.Effective", "legal.day.missing");
                return Valid(() =>
                    desk.IssueAsync(
                        Act(document, seen),
                        new IssueFacts(
                            Words.Clean(Issue.Symbol)!,
                            Issue.IssuedOn!.Value,
                            Issue.Effective!.Value,
                            Issue.Expires
                        ),
                        cancellation
                    )
                );
            },
            cancellation
        );

    public Task<IActionResult> OnPostDropAsync(
        Guid document,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            document,
            "",
            () => desk.DropAsync(Act(document, seen), cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostPublishAsync(
        Guid document,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            document,
            "publish",
            () =>
            {
                Require(PublishedOn is null, nameof(PublishedOn), "legal.day.missing");
                return Valid(() =>
                    desk.PublishAsync(
                        Act(document, seen),
                        PublishedOn!.Value,
                        Words.Clean(Place) ?? "",
                        cancellation
                    )
                );
            },
            cancellation
        );

    public Task<IActionResult> OnPostEndAsync(
        Guid document,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            document,
            "end",
            () =>
            {
                Require(EndsOn is null, nameof(EndsOn), "legal.day.missing");
                return Valid(() => desk.EndAsync(Act(document, seen), EndsOn!.Value, cancellation));
            },
            cancellation
        );

    public async Task<IActionResult> OnPostRelateAsync(
        Guid document,
        Guid seen,
        CancellationToken cancellation
    )
    {
        var named = Words.Clean(Other) is { } name
            ? await shelf.NamedAsync(name, document, cancellation)
            : [];
        return await ActAsync(
            document,
            "relate",
            () =>
            {
                Require(Relation is null, nameof(Relation), "legal.kind.missing");
                Require(named.Count == 0, nameof(Other), "legal.relate.unknown");
                Require(named.Count > 1, nameof(Other), "legal.relate.several");
                return Valid(() =>
                    desk.RelateAsync(
                        Act(document, seen),
                        new RelationFacts(named[0].Id, Relation!.Value, Words.Clean(Provision)),
                        cancellation
                    )
                );
            },
            cancellation
        );
    }

    public Task<IActionResult> OnPostCheckAsync(
        Guid document,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            document,
            "check",
            () =>
            {
                Require(Check.Conclusion is null, "Check.Conclusion", "legal.kind.missing");
                Require(Words.Clean(Check.By) is null, "Check.By", "legal.words.missing");
                Require(Words.Clean(Check.Paper) is null, "Check.Paper", "legal.words.missing");
                Require(Check.Day is null, "Check.Day", "legal.day.missing");
                Require(Words.Clean(Check.Words) is null, "Check.Words", "legal.words.missing");
                return Valid(() =>
                    desk.CheckAsync(
                        Act(document, seen),
                        new CheckFacts(
                            Words.Clean(Check.By)!,
                            Words.Clean(Check.Paper)!,
                            Check.Day!.Value,
                            Check.Conclusion!.Value,
                            Words.Clean(Check.Provision),
                            Words.Clean(Check.Words)!
                        ),
                        cancellation
                    )
                );
            },
            cancellation
        );

    public Task<IActionResult> OnPostHandleAsync(
        Guid document,
        Guid on,
        Guid seen,
        CheckHandling how,
        DateOnly? day,
        string? text,
        CancellationToken cancellation
    ) =>
        ActAsync(
            document,
            "",
            () =>
                desk.HandleAsync(
                    Act(on, seen),
                    how,
                    day ?? DateOnly.MinValue,
                    Words.Clean(text) ?? "",
                    cancellation
                ),
            cancellation
        );

    public Task<IActionResult> OnPostLiftAsync(
        Guid document,
        Guid on,
        Guid seen,
        DateOnly? day,
        string? text,
        CancellationToken cancellation
    ) =>
        ActAsync(
            document,
            "",
            () =>
                desk.LiftAsync(
                    Act(on, seen),
                    day ?? DateOnly.MinValue,
                    Words.Clean(text) ?? "",
                    cancellation
                ),
            cancellation
        );

    private RecordAct Act(Guid id, Guid seen) => new(Key!, id, seen);

    private Task<Outcome>? Valid(Func<Task<Outcome>> act) => ModelState.IsValid ? act() : null;

    private async Task<IActionResult> ActAsync(
        Guid id,
        string form,
        Func<Task<Outcome>?> act,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(id, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        Open = form;
        if (act() is not { } running)
        {
            return Page();
        }

        var outcome = await running;
        if (!outcome.Succeeded)
        {
            Key = Guid.CreateVersion7().ToString("N");
            ModelState.Remove(nameof(Key));
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("legal.done");
        return Redirect(DocumentLinks.Of(id));
    }

    private void Require(bool fails, string field, string key)
    {
        if (fails && ModelState[field] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(field, texts, key);
        }
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(id, cancellation) is not { } folder)
        {
            return false;
        }

        Folder = folder;
        var tree = await directory.GetAsync(cancellation);
        MayManage = DocumentRights.May(
            user,
            tree,
            Document.IssuerId,
            Document.DrafterId,
            clock.Today
        );
        Issuer = IssuerNames.Of(Document, tree, texts);
        Drafter = Document.DrafterId is { } drafter
            ? tree.Find(drafter)?.NameIn(Texts.CurrentLanguage)
            : null;
        Parts = Text is { } text ? Structure.Read(text.Words) : [];
        Warned = Document.HasEndedOn(clock.Today)
            ?
            [
                .. (
                    await shelf.WarnedAsync(
                        await catalogue.AllAsync(cancellation),
                        clock.Today,
                        cancellation
                    )
                ).Where(w => w.Document.Id == id),
            ]
            : [];
        return true;
    }
}

/// <summary>The document as Akoma Ntoso.</summary>
[Requires(Permissions.LegalView)]
public sealed class DocumentXmlModel(DocumentShelf shelf, UnitDirectory directory, Texts texts)
    : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid document, CancellationToken cancellation)
    {
        if (
            await shelf.FindAsync(document, cancellation) is not { } folder
            || folder.Texts is not [.., var text]
        )
        {
            return NotFound();
        }

        var xml = AkomaNtoso.Write(
            folder.Document,
            "vi",
            IssuerNames.Of(folder.Document, await directory.GetAsync(cancellation), texts),
            Structure.Read(text.Words),
            [
                .. folder.Out.Select(o =>
                    (o.Relation.Kind, AkomaNtoso.AddressOf(o.Other), o.Relation.Provision)
                ),
            ]
        );
        return File(Encoding.UTF8.GetBytes(xml), "application/akn+xml", $"{document:N}.akn.xml");
    }
}
