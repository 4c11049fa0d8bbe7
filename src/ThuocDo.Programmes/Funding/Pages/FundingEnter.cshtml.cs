using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Steering.Pages;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Funding.Pages;

/// <summary>A document about money, as it is typed.</summary>
public sealed class FundingInput
{
    public FundingKind? Kind { get; set; }
    public string? Document { get; set; }
    public DateOnly? DocumentOn { get; set; }
    public decimal? Amount { get; set; }

    /// <summary>Number of an entry of the allotment it belongs to: then year, body, source, task and product are those.</summary>
    public int? Line { get; set; }
    public int? Year { get; set; }
    public string? Unit { get; set; }
    public string? Source { get; set; }
    public Guid? TaskId { get; set; }
    public string? Product { get; set; }
    public int? Axis { get; set; }
    public string? Reason { get; set; }
}

/// <summary>Enters a document: what was assigned, adjusted, spent or given back.</summary>
[Requires(Permissions.FundingManage)]
public sealed class FundingEnterModel(
    ThuocDoDb db,
    MeetingShelf programmes,
    FundingShelf shelf,
    FundingDesk desk,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;
    private FundingSheet sheet = null!;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public FundingInput Input { get; set; } = new();

    public Programme Programme { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Tasks { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Axes { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Lines { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Kinds =>
        [
            new(texts["funding.choose"], ""),
            .. Enum.GetValues<FundingKind>()
                .Select(k => new SelectListItem(texts[FundingTexts.Of(k)], k.ToString())),
        ];

    public IReadOnlyList<SelectListItem> Sources =>
        [
            new(texts["funding.choose"], ""),
            .. FundingSources
                .All.Where(s => s.To is null || s.To > clock.Today.AddYears(-1))
                .Select(s => new SelectListItem(s.Name.ToString(), s.Code)),
        ];

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation))
        {
            return NotFound();
        }

        (Key, Input.Year) = (Guid.CreateVersion7().ToString("N"), clock.Today.Year);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var line = Input.Line is { } number
            ? sheet.Lines.FirstOrDefault(l => l.Entries.Any(e => e.Number == number))
            : null;
        Require(Input.Kind is null, nameof(Input.Kind), "funding.kind.missing");
        Require(
            string.IsNullOrWhiteSpace(Input.Document),
            nameof(Input.Document),
            "funding.refused.document",
            FundingEntry.DocumentMaxLength
        );
        Require(Input.DocumentOn is null, nameof(Input.DocumentOn), "funding.day.missing");
        Require(Input.Amount is null, nameof(Input.Amount), "funding.refused.amount");
        if (line is null)
        {
            Require(Input.Year is null, nameof(Input.Year), "funding.year.missing");
            Require(string.IsNullOrEmpty(Input.Unit), nameof(Input.Unit), "funding.body.missing");
            Require(
                string.IsNullOrEmpty(Input.Source),
                nameof(Input.Source),
                "funding.source.missing"
            );
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.EnterAsync(RequestOf(line), cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("funding.entered");
        return Redirect(FundingLinks.Of(Programme.Key, line?.Key.Year ?? Input.Year));
    }

    private NewFunding RequestOf(FundingLine? line) =>
        new(
            Key!,
            Programme.Id,
            line?.Key.Year ?? Input.Year!.Value,
            Input.Kind!.Value,
            line is null ? Unit.IdOf(Input.Unit!) : sheet.UnitOn(line, Input.DocumentOn!.Value),
            line is null ? Input.TaskId : line.Key.TaskId,
            line is null ? Clean(Input.Product) : line.Key.Product,
            line is null ? Input.Axis : line.Key.Axis,
            line?.Key.Source ?? Input.Source!,
            Input.Amount!.Value,
            Clean(Input.Document)!,
            Input.DocumentOn!.Value,
            Clean(Input.Reason)
        );

    private static string? Clean(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();

    private void Require(bool fails, string field, string key, params object?[] arguments)
    {
        var name = $"{nameof(Input)}.{field}";
        if (fails && ModelState[name] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(name, texts, key, arguments);
        }
    }

    private async Task<bool> LoadAsync(string key, CancellationToken cancellation)
    {
        if (await programmes.ProgrammeAsync(key, cancellation) is not { } found)
        {
            return false;
        }

        Programme = found;
        tree = await directory.GetAsync(cancellation);
        sheet = new FundingSheet(
            (await shelf.EntriesAsync(found.Id, cancellation)).Where(e => MayManage(e.UnitId)),
            tree,
            clock.Today
        );
        var tasks = await shelf.TasksAsync(found.Id, cancellation);
        Tasks =
        [
            new(texts["funding.none"], ""),
            .. (await shelf.OwnAsync(tasks.Values, cancellation))
                .Where(t => t.State != TaskState.Withdrawn)
                .Select(t => new SelectListItem(Named(t), t.Id.ToString("D"))),
        ];
        Units =
        [
            .. TaskChoices.Units(tree, clock.Today, texts, u => MayManage(u.Id)),
            // Documents of their time are entered late.
            .. tree
                .All.Where(u =>
                    u.Kind != UnitKind.Area
                    && u.ValidTo <= clock.Today
                    && u.ValidTo.Value.Year >= FundingRules.FirstYear
                    && MayManage(u.Id)
                )
                .OrderByDescending(u => u.ValidTo)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(
                    texts[
                        "funding.body.until",
                        u.NameIn(Texts.CurrentLanguage),
                        Formats.Day(u.ValidTo!.Value.AddDays(-1))
                    ],
                    u.Key
                )),
        ];
        Axes = await TaskChoices.AxesAsync(db, found.Id, texts, cancellation);
        Lines =
        [
            new(texts["funding.none"], ""),
            .. sheet
                .Lines.Where(l => l.Sum.Planned != 0 || l.Sum.Spent != 0)
                .OrderByDescending(l => l.Key.Year)
                .ThenBy(l => l.Entries[0].Number)
                .Select(l => new SelectListItem(
                    string.Join(
                        " · ",
                        new[]
                        {
                            l.Key.Year.ToString(CultureInfo.InvariantCulture),
                            l.Key.TaskId is { } id && tasks.TryGetValue(id, out var task)
                                ? Named(task)
                                : null,
                            l.Key.Product,
                            tree.Find(l.Key.Body)?.NameIn(Texts.CurrentLanguage),
                            FundingSources.NameOf(l.Key.Source),
                            texts["funding.rest-is", Formats.Money(l.Sum.Rest)],
                        }.OfType<string>()
                    ),
                    l.Entries[0].Number.ToString(CultureInfo.InvariantCulture)
                )),
        ];
        return true;
    }

    /// <summary>Of an ended body by whoever keeps the money of the one that goes on.</summary>
    private bool MayManage(Guid unit) =>
        user.Can(Permissions.FundingManage, unit)
        || tree.HeirOf(unit, clock.Today) is { } heir
            && user.Can(Permissions.FundingManage, heir.Id);

    private static string Named(AssignedTask task)
    {
        var name = new Bilingual(task.Name, task.NameEn).ToString();
        return $"{task.Number.ToString(CultureInfo.InvariantCulture)}. "
            + (name.Length <= 100 ? name : name[..99] + "…");
    }
}
