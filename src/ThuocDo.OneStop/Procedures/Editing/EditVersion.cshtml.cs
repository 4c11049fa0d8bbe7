using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Procedures.Editing;

/// <summary>
/// The next version of a procedure, made from the present one; or the first version of one that only the national database
/// knows, which puts it into service.
/// </summary>
[Requires(Permissions.CatalogueManage)]
public sealed class EditVersionModel(
    ThuocDoDb db,
    PublishVersion publish,
    CatalogueDirectory catalogues,
    UnitDirectory directory,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public VersionInput Input { get; set; } = new();

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public int SeenNumber { get; set; }

    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
    public Procedure? Procedure { get; private set; }
    public NationalProcedure? Entry { get; private set; }
    public ProcedureVersion? Last { get; private set; }
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Processes { get; private set; } = [];

    private UnitTree Tree { get; set; } = null!;
    private Catalogue Catalogue { get; set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        if (!await PrepareAsync(code, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        SeenNumber = Last?.Number ?? 0;
        Input = Last is { } last ? VersionInput.Of(last, Tree) : VersionInput.Of(Entry!);
        Input.ValidFrom = clock.Today.AddDays(1);
        Input.AddRows();
        return Page();
    }

    /// <summary>More rows for papers and fees; everything typed stays.</summary>
    public async Task<IActionResult> OnPostRowsAsync(string code, CancellationToken cancellation)
    {
        if (!await PrepareAsync(code, cancellation))
        {
            return NotFound();
        }

        ModelState.Clear();
        Input.AddRows();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancellation)
    {
        if (!await PrepareAsync(code, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var draft = Input.Draft(Tree, StepsOf(Input.Process));
        foreach (var fault in VersionRules.Check(draft, Last, Tree, clock.Today))
        {
            ModelState.Wrong(
                $"{nameof(Input)}.{fault.Field}",
                texts,
                fault.Key,
                fault.InWords(texts)
            );
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await publish.RunAsync(
            new PublishRequest(Key, Code, SeenNumber, New(), draft),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("procedure.published", outcome.Value, draft.ValidFrom);
        return Redirect(
            outcome.Value > 1
                ? CatalogueLinks.Compare(Code, outcome.Value - 1, outcome.Value)
                : OneStopLinks.Procedure(Code)
        );
    }

    public static IEnumerable<SelectListItem> Items<T>(Func<T, string> inWords)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(v => new SelectListItem(inWords(v), v.ToString()));

    private async Task<bool> PrepareAsync(string code, CancellationToken cancellation)
    {
        Catalogue = await catalogues.GetAsync(cancellation);
        Tree = await directory.GetAsync(cancellation);
        Procedure = Catalogue.Find(code);
        var normal = NationalCode.Normal(code);
        Entry = await db.Set<NationalProcedure>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Code == normal && p.IsCurrent, cancellation);
        if (Procedure is null && Entry is null)
        {
            return false;
        }

        Code = Procedure?.Code ?? Entry!.Code;
        Name = Procedure?.NameIn(Texts.CurrentLanguage) ?? Entry!.Name;
        Last = Procedure is null ? null : Catalogue.VersionsOf(Procedure.Id).LastOrDefault();
        var language = Texts.CurrentLanguage;
        var tomorrow = clock.Today.AddDays(1);
        Units =
        [
            new SelectListItem(texts["procedure.competent.receiving"], ""),
            .. Tree
                .All.Where(u => u.IsValidOn(tomorrow) && u.Level == Level.Province)
                .OrderBy(u => u.NameIn(language), StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(language), u.Key)),
        ];
        Processes =
        [
            .. Catalogue
                .Versions.Select(v => v.Process)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(p => new SelectListItem(
                    $"{p}: {string.Join(" → ", StepsOf(p).Select(s => s.NameIn(language)))}",
                    p
                )),
        ];
        return true;
    }

    /// <summary>The steps that the newest version with this process has.</summary>
    private IReadOnlyList<ProcessStep> StepsOf(string? process) =>
        Catalogue.Versions.Where(v => v.Process == process).MaxBy(v => v.ValidFrom)?.Steps ?? [];

    private ProcedureDraft? New() =>
        Procedure is not null || Entry is null
            ? null
            : new ProcedureDraft(
                Entry.Name,
                Input.NameEn?.Trim() ?? "",
                string.IsNullOrWhiteSpace(Input.Short) ? Entry.Name : Input.Short.Trim(),
                Entry.Field,
                "",
                Input.Audience,
                Input.Kind,
                [.. Input.LifeEvents.Distinct()]
            );
}
