using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.GrassRoots.Pages;

/// <summary>A commune whose weak points are listed.</summary>
/// <param name="Address">Of the page that explains a share, by its key and the unit's.</param>
public sealed record PointsView(CommuneLine Line, Func<string, string, string> Address);

/// <summary>The grass roots: every commune's weak points, with the remedy and its due day.</summary>
[Requires(Permissions.BoardView)]
public sealed class CommunesModel(
    MeetingShelf shelf,
    CommuneReader reader,
    IUnitFigures figures,
    INationalCalendar calendars,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    private WorkCalendar calendar = null!;

    public Programme Programme { get; private set; } = null!;
    public IReadOnlyList<CommuneLine> Lines { get; private set; } = [];
    public bool MayGive => user.Can(Permissions.ProgrammeManage);

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (await shelf.ProgrammeAsync(programme, cancellation) is not { } found)
        {
            return NotFound();
        }

        Programme = found;
        calendar = await calendars.NationalAsync(cancellation);
        Lines = await reader.ReadAsync(found, cancellation);
        return Page();
    }

    public string Address(string key, string unit) => figures.Address(key, unit, clock.Today);

    public TaskLook Look(AssignedTask task) => TaskTexts.Look(task, clock.Today, calendar);
}
