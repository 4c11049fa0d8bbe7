using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Steering.Pages;

/// <summary>One A4 page for the steering committee, as things stand now: what is red and why, what is late, what waits for a decision.</summary>
[Requires(Permissions.BoardView)]
public sealed class BriefingModel(
    MeetingShelf shelf,
    PackReader packs,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    public Programme Programme { get; private set; } = null!;
    public Unit Unit { get; private set; } = null!;
    public MeetingPack Pack { get; private set; } = null!;

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

        var units = SteeringUnits.Of(
            found,
            await directory.GetAsync(cancellation),
            user,
            clock.Today
        );
        if (units.FirstOrDefault(u => unit is null || u.Key == unit) is not { } chosen)
        {
            return Forbid();
        }

        (Programme, Unit) = (found, chosen);
        Pack = await packs.ReadAsync(found, chosen, MeetingKind.Briefing, cancellation);
        return Page();
    }
}
