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
using ThuocDo.Shared.Web.Elements;

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
    private const int PageSize = 50;

    private IReadOnlyList<DraftItem> all = [];
    private ILookup<int, DraftItem> bySentence = null!;

    [BindProperty(SupportsGet = true, Name = "xem")]
    public DraftView View { get; set; }

    /// <summary>A sentence of the text that somebody wants an item of, though the compiler took it for context.</summary>
    [BindProperty(SupportsGet = true, Name = "cau")]
    public int? Chosen { get; set; }

    /// <summary>The page that shows this item, where its place is not known.</summary>
    [BindProperty(SupportsGet = true, Name = "muc")]
    public int? Item { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerTagHelper.Parameter)]
    public int Current { get; set; } = 1;

    public int Total { get; private set; }
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public ProgrammeDraft Draft { get; private set; } = null!;
    public IReadOnlyList<DraftSentence> Sentences { get; private set; } = [];
    public IReadOnlyList<DraftItem> Items { get; private set; } = [];
    public IReadOnlyList<DraftSentence> NotUnderstood { get; private set; } = [];

    /// <summary>The sentences of this page from which items can be made: the chosen one first.</summary>
    public IReadOnlyList<DraftSentence> Open { get; private set; } = [];
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
            ProgrammeLinks.At(draft, View, number, Current),
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
        IReadOnlyList<DraftItem> items = View switch
        {
            DraftView.Sentences => [],
            DraftView.Left => [.. all.Where(i => i.State == DraftItemState.LeftOut)],
            _ => [.. all.Where(i => i.Counts && i.Kind == KindOf(View))],
        };
        var measures = await indicators.ByKeyAsync(cancellation);
        PlainCount = items.Count(i =>
            i.State == DraftItemState.Open && DraftItemRules.IsPlain(i, measures)
        );
        Turn(items);
        return true;
    }

    /// <summary>The page of items or of sentences that is shown.</summary>
    private void Turn(IReadOnlyList<DraftItem> items)
    {
        var chosen = Sentences.Where(s => s.Number == Chosen && !bySentence[s.Number].Any());
        var sentences = chosen.Union(NotUnderstood).ToList();
        Total = View == DraftView.Sentences ? sentences.Count : items.Count;
        if (
            Item is { } number
            && items.ToList().FindIndex(i => i.Number == number) is >= 0 and var at
        )
        {
            Current = (at / PageSize) + 1;
        }

        Current = Math.Clamp(Current, 1, Pages);
        var before = (Current - 1) * PageSize;
        Items = [.. items.Skip(before).Take(PageSize)];
        Open = [.. sentences.Skip(before).Take(PageSize)];
    }
}
