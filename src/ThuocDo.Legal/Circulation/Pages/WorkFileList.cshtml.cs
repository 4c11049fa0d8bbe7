using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Legal.Circulation.WorkFiles;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.Legal.Circulation.Pages;

/// <summary>The work files of the units somebody may read.</summary>
[Requires(Permissions.CirculationView)]
public sealed class WorkFileListModel(
    CirculationShelf shelf,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    private UnitTree tree = null!;

    [FromQuery(Name = CirculationLinks.UnitField)]
    public string? Unit { get; set; }

    [FromQuery(Name = CirculationLinks.YearField)]
    public int? Year { get; set; }

    [FromQuery(Name = CirculationLinks.StateField)]
    public string? State { get; set; }

    [FromQuery(Name = PagerTagHelper.Parameter)]
    public int PageNumber { get; set; } = 1;

    public Shown<WorkFile> Shown { get; private set; } = null!;
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public DateOnly Today => clock.Today;
    public bool MayManage => user.Can(Permissions.CirculationManage);

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Units = await shelf.ChoicesAsync(Permissions.CirculationView, cancellation);
        Shown = await shelf.FilesAsync(
            new CirculationFilter(Unit, Year, null, State, null, PageNumber),
            cancellation
        );
    }
}

/// <summary>A work file as it is opened.</summary>
public sealed class WorkFileInput
{
    public string? Unit { get; set; }
    public DateOnly? Opened { get; set; }
    public Secrecy Secrecy { get; set; }
    public string? Title { get; set; }
    public DateOnly? Due { get; set; }
    public Medium Medium { get; set; }
}

/// <summary>Opens a work file.</summary>
[Requires(Permissions.CirculationManage)]
public sealed class NewWorkFileModel(
    CirculationShelf shelf,
    WorkFileDesk desk,
    UnitDirectory directory,
    Texts texts,
    Clock clock
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public WorkFileInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Levels => CirculationForms.Levels(texts);
    public IReadOnlyList<SelectListItem> Media => CirculationForms.Media(texts);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await OfferAsync(cancellation);
        Key = CirculationForms.NewKey();
        Input.Opened = clock.Today;
        Input.Unit = Units.Count == 2 ? Units[1].Value : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await OfferAsync(cancellation);
        var unit = (await directory.GetAsync(cancellation)).Find(Input.Unit);
        if (unit is null)
        {
            ModelState.Wrong("Input.Unit", texts, "circulation.unit.missing");
        }

        if (Input.Opened is null && ModelState["Input.Opened"] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong("Input.Opened", texts, "circulation.day.missing");
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            return Page();
        }

        var outcome = await desk.OpenAsync(
            Key,
            new NewWorkFile
            {
                UnitId = unit!.Id,
                OpenedOn = Input.Opened!.Value,
                Secrecy = Input.Secrecy,
                Title = CirculationForms.Clean(Input.Title),
                DueOn = Input.Due,
                Medium = Input.Medium,
            },
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("circulation.files.opened");
        return Redirect(CirculationLinks.WorkFile(outcome.Value));
    }

    private async Task OfferAsync(CancellationToken cancellation) =>
        Units = CirculationForms.Of(
            await shelf.ChoicesAsync(Permissions.CirculationManage, cancellation),
            texts
        );
}
