using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Drafts;

/// <summary>The document beside what was drafted from it; every item leads to its words and back.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class DraftModel(
    ThuocDoDb db,
    DraftDesk desk,
    UnitDirectory directory,
    IIndicatorCatalogue catalogue,
    IndicatorChoices indicators,
    Texts texts
) : PageModel
{
    private IReadOnlyList<DraftItem> all = [];
    private ILookup<int, DraftItem> bySentence = null!;

    [BindProperty(SupportsGet = true, Name = "xem")]
    public DraftView View { get; set; }

    public ProgrammeDraft Draft { get; private set; } = null!;
    public IReadOnlyList<DraftSentence> Sentences { get; private set; } = [];
    public IReadOnlyList<DraftItem> Items { get; private set; } = [];
    public IReadOnlyList<DraftSentence> NotUnderstood { get; private set; } = [];
    public UnitTree Tree { get; private set; } = null!;
    public bool IsOpen => Draft.State == DraftState.InReview;
    public int PlainCount { get; private set; }
    public int OpenCount => all.Count(i => i.State == DraftItemState.Open);

    public async Task<IActionResult> OnGetAsync(Guid draft, CancellationToken cancellation) =>
        await LoadAsync(draft, cancellation) ? Page() : NotFound();

    public Task<IActionResult> OnPostDecideAsync(
        Guid draft,
        string? key,
        int number,
        DraftItemState state,
        CancellationToken cancellation
    ) =>
        AnswerAsync(
            draft,
            desk.DecideAsync(Given(key), draft, number, state, cancellation),
            ProgrammeLinks.At(draft, View, number),
            cancellation
        );

    public async Task<IActionResult> OnPostPlainAsync(
        Guid draft,
        string? key,
        DraftItemKind kind,
        CancellationToken cancellation
    )
    {
        var outcome = await desk.AcceptPlainAsync(Given(key), draft, kind, cancellation);
        if (outcome.Succeeded)
        {
            this.Done("draft.plain.done", outcome.Value);
        }

        return await AnswerAsync(
            draft,
            Task.FromResult<Outcome>(outcome),
            ProgrammeLinks.Draft(draft, View),
            cancellation
        );
    }

    public Task<IActionResult> OnPostAsideAsync(
        Guid draft,
        string? key,
        int number,
        CancellationToken cancellation
    ) =>
        AnswerAsync(
            draft,
            desk.SetAsideAsync(Given(key), draft, number, cancellation),
            ProgrammeLinks.Draft(draft, DraftView.Sentences),
            cancellation
        );

    public async Task<IActionResult> OnPostAddAsync(
        Guid draft,
        string? key,
        int number,
        DraftItemKind kind,
        CancellationToken cancellation
    )
    {
        var outcome = await desk.AddAsync(Given(key), draft, number, kind, cancellation);
        return await AnswerAsync(
            draft,
            Task.FromResult<Outcome>(outcome),
            ProgrammeLinks.Item(draft, outcome.Value),
            cancellation
        );
    }

    public Task<IActionResult> OnPostDropAsync(
        Guid draft,
        string? key,
        CancellationToken cancellation
    ) =>
        AnswerAsync(
            draft,
            desk.DropAsync(Given(key), draft, cancellation),
            ProgrammeLinks.Drafts,
            cancellation
        );

    /// <summary>A form without its key is no form of ours; it acts once all the same.</summary>
    private static string Given(string? key) => string.IsNullOrEmpty(key) ? NewKey() : key;

    public static string NewKey() => Guid.CreateVersion7().ToString("N");

    public int CountOf(DraftView view) =>
        view switch
        {
            DraftView.Sentences => NotUnderstood.Count,
            DraftView.Left => all.Count(i => i.State == DraftItemState.LeftOut),
            _ => all.Count(i => i.Counts && i.Kind == KindOf(view)),
        };

    public DraftSentence? SentenceOf(DraftItem item) =>
        item.Sentence <= Sentences.Count ? Sentences[item.Sentence - 1] : null;

    /// <summary>The items that lead from a sentence, for the text.</summary>
    public IEnumerable<DraftItem> ItemsOf(DraftSentence sentence) => bySentence[sentence.Number];

    public static DraftView ViewOf(DraftItem item) =>
        item.State == DraftItemState.LeftOut ? DraftView.Left
        : item.Kind == DraftItemKind.Target ? DraftView.Targets
        : item.Kind == DraftItemKind.Task ? DraftView.Tasks
        : DraftView.Duties;

    public static DraftItemKind KindOf(DraftView view) =>
        view switch
        {
            DraftView.Tasks => DraftItemKind.Task,
            DraftView.Duties => DraftItemKind.Duty,
            _ => DraftItemKind.Target,
        };

    public string? UnitName(Guid? unit) =>
        unit is { } id ? Tree.Find(id)?.NameIn(Texts.CurrentLanguage) : null;

    public string? IndicatorName(string? key) =>
        catalogue.All.FirstOrDefault(i => i.Key == key) is { } known
            ? $"{known.Key} – {known.Name}"
            : null;

    /// <summary>The text in pieces: sentences with their number, and what stands between them.</summary>
    public IEnumerable<(DraftSentence? Sentence, string Text)> Pieces()
    {
        var at = 0;
        foreach (var sentence in Sentences)
        {
            var start = Math.Max(at, sentence.Start);
            if (start > at)
            {
                yield return (null, Draft.Text[at..start]);
            }

            if (sentence.End > start)
            {
                yield return (sentence, Draft.Text[start..sentence.End]);
                at = sentence.End;
            }
        }

        if (at < Draft.Text.Length)
        {
            yield return (null, Draft.Text[at..]);
        }
    }

    private async Task<IActionResult> AnswerAsync(
        Guid draft,
        Task<Outcome> act,
        string next,
        CancellationToken cancellation
    )
    {
        var outcome = await act;
        if (outcome.Succeeded)
        {
            return Redirect(next);
        }

        this.Refuse(outcome, texts);
        return await LoadAsync(draft, cancellation) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        var draft = await db.Set<ProgrammeDraft>()
            .AsNoTracking()
            .FirstOrDefaultAsync(d => d.Id == id, cancellation);
        if (draft is null)
        {
            return false;
        }

        Draft = draft;
        Tree = await directory.GetAsync(cancellation);
        Sentences = await db.Set<DraftSentence>()
            .AsNoTracking()
            .Where(s => s.DraftId == id)
            .OrderBy(s => s.Number)
            .ToListAsync(cancellation);
        all = await db.Set<DraftItem>()
            .AsNoTracking()
            .Where(i => i.DraftId == id)
            .OrderBy(i => i.Number)
            .ToListAsync(cancellation);
        bySentence = all.Where(i => i.Counts).ToLookup(i => i.Sentence);
        NotUnderstood = [.. Sentences.Where(s => s.State == SentenceState.NotUnderstood)];
        Items = View switch
        {
            DraftView.Sentences => [],
            DraftView.Left => [.. all.Where(i => i.State == DraftItemState.LeftOut)],
            _ => [.. all.Where(i => i.Counts && i.Kind == KindOf(View))],
        };
        var measures = await indicators.ByKeyAsync(cancellation);
        PlainCount = Items.Count(i =>
            i.State == DraftItemState.Open && DraftItemRules.IsPlain(i, measures)
        );
        return true;
    }
}
