using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.GrassRoots.Pages;

/// <summary>Gives a commune the remedy of a weak point as a task, with its due day.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class RemedyModel(
    MeetingShelf shelf,
    CommuneReader reader,
    TaskDesk desk,
    IUnitFigures figures,
    Clock clock,
    Texts texts
) : PageModel
{
    private const string Dossiers = "overdue-dossiers";
    private const string Tasks = "overdue-tasks";

    /// <summary>Proposed; whoever gives it sets another.</summary>
    private const int ProposedDays = 30;

    [BindProperty]
    public string? FormKey { get; set; }

    /// <summary>Key of the weak point.</summary>
    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Product { get; set; }

    [BindProperty]
    public DateOnly? Due { get; set; }

    public Programme Programme { get; private set; } = null!;
    public CommuneLine Line { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Points =>
        [
            new(texts["task.choose"], ""),
            .. Keys.Select(k => new SelectListItem(Words(k, Texts.CurrentLanguage), k)),
        ];

    private IEnumerable<string> Keys =>
        Line
            .Points.Select(p => p.Key)
            .Concat(Line.OverdueDossiers > 0 ? [Dossiers] : [])
            .Concat(Line.OverdueTasks > 0 ? [Tasks] : []);

    public async Task<IActionResult> OnGetAsync(
        string programme,
        string key,
        [FromQuery(Name = GrassRootsLinks.PointField)] string? point,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, key, cancellation))
        {
            return NotFound();
        }

        FormKey = Guid.CreateVersion7().ToString("N");
        Basis = Keys.FirstOrDefault(k => point is null || k == point);
        Due = clock.Today.AddDays(ProposedDays);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string programme,
        string key,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, key, cancellation) || string.IsNullOrEmpty(FormKey))
        {
            return NotFound();
        }

        if (!Keys.Contains(Basis))
        {
            ModelState.Wrong(nameof(Basis), texts, "local.remedy.point.wrong");
        }

        if (string.IsNullOrWhiteSpace(Name))
        {
            ModelState.Wrong(nameof(Name), texts, "task.refused.name");
        }

        if (Due is null)
        {
            ModelState.Wrong(nameof(Due), texts, "task.due.wrong");
        }

        if (Product?.Length > AssignedTask.ProductMaxLength)
        {
            ModelState.Wrong(
                nameof(Product),
                texts,
                "task.refused.long",
                AssignedTask.ProductMaxLength
            );
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var basis = Words(Basis!, "vi");
        var outcome = await desk.AssignAsync(
            FormKey,
            [
                new TaskOrder
                {
                    ProgrammeId = Programme.Id,
                    Origin = TaskOrigin.Direction,
                    Name = Name!.Trim().Normalize(),
                    Product = string.IsNullOrWhiteSpace(Product)
                        ? null
                        : Product.Trim().Normalize(),
                    Basis =
                        basis.Length <= AssignedTask.BasisMaxLength
                            ? basis
                            : basis[..AssignedTask.BasisMaxLength],
                    Source = TaskSource.Remedy,
                    SourceId = Line.Unit.Id,
                    UnitId = Line.Unit.Id,
                    DueOn = Due,
                },
            ],
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("local.remedy.given", Line.Unit.NameIn(Texts.CurrentLanguage));
        return Redirect(GrassRootsLinks.Communes(Programme.Key));
    }

    public string Address(string point, string unit) => figures.Address(point, unit, clock.Today);

    /// <summary>The weak point with its figures of today: why the task is given.</summary>
    private string Words(string key, string language)
    {
        if (Line.Points.FirstOrDefault(p => p.Key == key) is not { } point)
        {
            return texts.In(
                language,
                key == Dossiers ? "local.weak.dossiers" : "local.weak.tasks",
                key == Dossiers ? Line.OverdueDossiers : Line.OverdueTasks,
                clock.Today
            );
        }

        return texts.In(
            language,
            "local.weak.share",
            point.Name.In(language),
            Formats.Decimal(point.Share.Percent!.Value, 1, language),
            point.Share.Numerator,
            point.Share.Denominator,
            $"{point.Operator.Sign()} {Formats.Decimal(point.Yardstick, 1, language)}",
            clock.Today
        );
    }

    private async Task<bool> LoadAsync(string programme, string key, CancellationToken cancellation)
    {
        if (
            await shelf.ProgrammeAsync(programme, cancellation) is not { } found
            || await reader.FindAsync(found, key, cancellation) is not { } line
        )
        {
            return false;
        }

        (Programme, Line) = (found, line);
        return true;
    }
}
