using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Dissemination.Pages;

/// <summary>Sets a round of study for the bodies the programme is addressed to, and their heirs.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class NewStudyModel(
    ThuocDoDb db,
    StudyDesk desk,
    UnitDirectory directory,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public DateOnly? Due { get; set; }

    [BindProperty]
    public List<string> Bodies { get; set; } = [];

    public Programme Programme { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation))
        {
            return NotFound();
        }

        Bodies = [.. Choices.Select(c => c.Value)];
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (string.IsNullOrWhiteSpace(Name))
        {
            ModelState.Wrong(nameof(Name), texts, "study.name.missing");
        }

        if (Due is null)
        {
            ModelState.Wrong(nameof(Due), texts, "study.due.missing");
        }

        if (Bodies.Count == 0)
        {
            ModelState.Wrong(nameof(Bodies), texts, "study.refused.nobody");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.SetAsync(
            new NewStudyRound(Key, Programme.Id, Name!, Due!.Value, [.. Bodies.Select(Unit.IdOf)]),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("study.set");
        return Redirect(StudyLinks.Of(Programme.Key));
    }

    private async Task<bool> LoadAsync(string key, CancellationToken cancellation)
    {
        if (
            await db.Set<Programme>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Key == key, cancellation)
            is not { } found
        )
        {
            return false;
        }

        Programme = found;
        var tree = await directory.GetAsync(cancellation);
        var addressed = await (
            from addressee in db.Set<Addressee>().In(null)
            join unit in db.Set<AddresseeUnit>() on addressee.Id equals unit.AddresseeId
            where addressee.ProgrammeId == found.Id
            select unit.UnitId
        )
            .Distinct()
            .ToListAsync(cancellation);
        // The bodies of the programme, and the authorities below the province that carry it out.
        Choices =
        [
            .. addressed
                .Select(id => tree.HeirOf(id, clock.Today))
                .OfType<Unit>()
                .Concat(
                    tree.All.Where(u =>
                        u.IsValidOn(clock.Today)
                        && (
                            u.Kind is UnitKind.Department or UnitKind.District
                            // Where the districts ended, the communes stand right below the province.
                            || SteeringUnits.IsCommune(u)
                                && u.ParentId is { } parent
                                && tree[parent].Level == Level.Province
                        )
                    )
                )
                .Where(u => u.IsValidOn(clock.Today))
                .DistinctBy(u => u.Id)
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
        ];
        return true;
    }
}
