using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Glance;

/// <summary>All communes, the weakest first.</summary>
[Requires(Permissions.BoardView)]
public sealed class CommunesGlanceModel(GlanceReader reader, Clock clock) : PageModel
{
    [FromQuery(Name = GlanceLinks.OrderField)]
    public CommuneOrder Order { get; set; }

    public IReadOnlyList<CommuneGlimpse> Communes { get; private set; } = [];
    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Communes = await reader.ListAsync(Order, cancellation);
}

/// <summary>What is known of one commune: each module adds its lines, to whoever may read them.</summary>
[Requires(Permissions.BoardView)]
public sealed class CommuneGlanceModel(
    GlanceReader reader,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    public CommuneGlimpse Glimpse { get; private set; } = null!;
    public IReadOnlyList<HeldPost> Heads { get; private set; } = [];
    public DateOnly Today => clock.Today;

    /// <summary>Who goes on with the work of a unit that has ended.</summary>
    public Unit? Heir { get; private set; }
    public string? HeirAddress { get; private set; }

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        if (
            tree.Find(key) is not { } unit
            || !GlanceReader.IsCommune(unit)
            || !user.Can(Permissions.BoardView, unit.Id)
        )
        {
            return NotFound();
        }

        if (unit.ValidTo <= Today)
        {
            Heir = tree.HeirOf(unit.Id, Today);
            HeirAddress =
                Heir is not null
                && GlanceReader.IsCommune(Heir)
                && user.Can(Permissions.BoardView, Heir.Id)
                    ? GlanceLinks.Of(Heir)
                    : null;
            Glimpse = new CommuneGlimpse(unit, []);
            return Page();
        }

        Glimpse = await reader.OfAsync(unit, cancellation);
        Heads = await reader.HeadsAsync(unit, cancellation);
        return Page();
    }
}
