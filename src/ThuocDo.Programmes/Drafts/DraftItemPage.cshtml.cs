using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Drafts;

/// <summary>One drafted item with its words: corrected, parted in two, joined with another.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class DraftItemModel(
    ThuocDoDb db,
    DraftDesk desk,
    UnitDirectory directory,
    IndicatorChoices indicators,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public DraftItemInput Input { get; set; } = new();

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The version that the form shows.</summary>
    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public int? Into { get; set; }

    public ProgrammeDraft Draft { get; private set; } = null!;
    public DraftItem Item { get; private set; } = null!;
    public DraftSentence? Sentence { get; private set; }
    public bool IsOpen => Draft.State == DraftState.InReview;
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Indicators { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Amendable { get; private set; } = [];
    public IEnumerable<SelectListItem> Operators =>
        WithNone(
            "draft.choose",
            Conditions.Operators.Select(o => new SelectListItem(DraftTexts.OfOperator(texts, o), o))
        );

    public string Back => ProgrammeLinks.At(Draft.Id, DraftModel.ViewOf(Item), Item.Number);

    public async Task<IActionResult> OnGetAsync(
        Guid draft,
        int number,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(draft, number, cancellation))
        {
            return NotFound();
        }

        await ShowAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        Guid draft,
        int number,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(draft, number, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var tree = await directory.GetAsync(cancellation);
        var unit = Input.BodyUnit is { Length: > 0 } key ? tree.Find(key)?.Id : null;
        // Said at the fields before anything is written; the desk asks the same again.
        Input.Fill(Item, unit);
        var measures = await indicators.ByKeyAsync(cancellation);
        foreach (var fault in DraftItemRules.FaultsOf(Item, measures))
        {
            ModelState.Wrong(
                $"{nameof(Input)}.{fault.Field}",
                texts,
                fault.Key,
                fault.InWords(texts)
            );
        }

        return ModelState.IsValid
            ? Answer(
                await desk.EditAsync(
                    Key,
                    draft,
                    number,
                    Seen,
                    item => Input.Fill(item, unit),
                    cancellation
                ),
                Back
            )
            : Page();
    }

    public async Task<IActionResult> OnPostSplitAsync(
        Guid draft,
        int number,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(draft, number, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await desk.SplitAsync(Key, draft, number, cancellation);
        await ShowAsync(cancellation);
        return Answer(outcome, ProgrammeLinks.Item(draft, outcome.Value));
    }

    public async Task<IActionResult> OnPostMergeAsync(
        Guid draft,
        int number,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(draft, number, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var key = Key;
        await ShowAsync(cancellation);
        if (Into is not { } into)
        {
            ModelState.Wrong(nameof(Into), texts, "draft.merge.missing");
            return Page();
        }

        return Answer(await desk.MergeAsync(key, draft, number, into, cancellation), Back);
    }

    /// <summary>The form as it is stored, with a key of its own for what is done next.</summary>
    private async Task ShowAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        ModelState.Clear();
        Input = DraftItemInput.Of(Item, Item.BodyId is { } unit ? tree.Find(unit)?.Key : null);
        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Item.Version);
    }

    private IActionResult Answer(Outcome outcome, string next)
    {
        if (outcome.Succeeded)
        {
            return Redirect(next);
        }

        this.Refuse(outcome, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(Guid draft, int number, CancellationToken cancellation)
    {
        var found = await db.Set<ProgrammeDraft>()
            .AsNoTracking()
            .FirstOrDefaultAsync(d => d.Id == draft, cancellation);
        var item = await db.Set<DraftItem>()
            .AsNoTracking()
            .FirstOrDefaultAsync(i => i.DraftId == draft && i.Number == number, cancellation);
        if (found is null || item is null)
        {
            return false;
        }

        (Draft, Item) = (found, item);
        Sentence = await db.Set<DraftSentence>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                s => s.DraftId == draft && s.Number == item.Sentence,
                cancellation
            );
        await LoadChoicesAsync(cancellation);
        return true;
    }

    private async Task LoadChoicesAsync(CancellationToken cancellation)
    {
        var language = Texts.CurrentLanguage;
        var tree = await directory.GetAsync(cancellation);
        Units =
        [
            .. tree
                .All.Where(u => u.IsValidOn(clock.Today) && u.Kind != UnitKind.Area)
                .OrderBy(u => u.Level)
                .ThenBy(u => u.NameIn(language), StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(language), u.Key)),
        ];
        Units = [.. WithNone("draft.body.unit.none", Units)];
        Indicators =
        [
            new(texts["draft.indicator.none"], ""),
            .. (await indicators.AllAsync(cancellation)).Select(c => new SelectListItem(
                $"{c.Info.Key} – {c.Info.Name}",
                c.Info.Key
            )),
        ];
        Others =
        [
            .. (
                await db.Set<DraftItem>()
                    .AsNoTracking()
                    .Where(i =>
                        i.DraftId == Draft.Id
                        && i.Kind == Item.Kind
                        && i.Number != Item.Number
                        && (i.State == DraftItemState.Open || i.State == DraftItemState.Accepted)
                    )
                    .OrderBy(i => i.Number)
                    .Select(i => new { i.Number, i.Text })
                    .ToListAsync(cancellation)
            ).Select(i => Numbered(i.Number, i.Text)),
        ];
        Others = [.. WithNone("draft.choose", Others)];
        Amendable = [.. WithNone("draft.amends.nothing", await AmendableAsync(cancellation))];
    }

    /// <summary>A list begins with nothing chosen, so that nobody sends a choice that was not made.</summary>
    private IEnumerable<SelectListItem> WithNone(string key, IEnumerable<SelectListItem> items) =>
        items.Prepend(new SelectListItem(texts[key], ""));

    /// <summary>What stands in the programme that the act changes.</summary>
    private async Task<IEnumerable<SelectListItem>> AmendableAsync(CancellationToken cancellation)
    {
        if (Draft.AmendsId is not { } programme)
        {
            return [];
        }

        var standing = (await ProgrammeItems.EverAsync(db, programme, cancellation)).In(null);
        return Item.Kind switch
        {
            DraftItemKind.Target => standing.Conditions.Select(c => new SelectListItem(
                $"{c.Key} – {new Bilingual(c.NameVi, c.NameEn)}",
                c.Key
            )),
            DraftItemKind.Task => standing.Tasks.Select(t => Numbered(t.Number, t.NameVi)),
            _ => standing.Duties.Select(d => Numbered(d.Number, d.NameVi)),
        };
    }

    private static SelectListItem Numbered(int number, string name)
    {
        var value = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new($"{value}. {Short(name)}", value);
    }

    private static string Short(string text) => text.Length <= 90 ? text : text[..89] + "…";
}
