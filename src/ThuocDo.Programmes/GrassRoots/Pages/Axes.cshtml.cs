using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.GrassRoots.Pages;

/// <summary>The six axes side by side: tasks, lateness, targets; which axis is behind is seen at once.</summary>
[Requires(Permissions.BoardView)]
public sealed class AxesModel(
    ThuocDoDb db,
    MeetingShelf shelf,
    PackReader packs,
    UnitDirectory directory,
    INationalCalendar calendars,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    public Programme Programme { get; private set; } = null!;
    public Unit Unit { get; private set; } = null!;
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public IReadOnlyList<AxisRow> Rows { get; private set; } = [];
    public bool HasFigures { get; private set; }

    private IEnumerable<AxisRow> Compared =>
        Rows.Where(r => r is { Number: not null, Progress: not null });

    /// <summary>Of the axes that have tasks.</summary>
    public decimal? Mean => Compared.Any() ? Compared.Average(r => r.Progress!.Value) : null;

    /// <summary>None where fewer than two axes can be compared.</summary>
    public (AxisRow Best, AxisRow Worst)? Spread =>
        Compared.Count() > 1
            ? (Compared.MaxBy(r => r.Progress)!, Compared.MinBy(r => r.Progress)!)
            : null;

    public async Task<IActionResult> OnGetAsync(
        string programme,
        [FromQuery(Name = SteeringUnits.Field)] string? unit,
        CancellationToken cancellation
    )
    {
        if (await shelf.ProgrammeAsync(programme, cancellation) is not { } found)
        {
            return NotFound();
        }

        Units = SteeringUnits.Of(found, await directory.GetAsync(cancellation), user, clock.Today);
        if (Units.FirstOrDefault(u => unit is null || u.Key == unit) is not { } chosen)
        {
            return Forbid();
        }

        (Programme, Unit) = (found, chosen);
        var figures = await packs.FiguresAsync(found, chosen, cancellation);
        HasFigures = figures is not null;
        Rows = AxisSheet.Of(
            await db.Set<Axis>()
                .AsNoTracking()
                .Where(a => a.ProgrammeId == found.Id)
                .ToListAsync(cancellation),
            await packs.TasksAsync(found, chosen, cancellation),
            figures ?? [],
            clock.Today,
            await calendars.NationalAsync(cancellation)
        );
        return Page();
    }
}
