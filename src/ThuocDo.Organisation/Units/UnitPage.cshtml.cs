using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Posts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Units;

/// <summary>One unit version: when it was, where it belonged, what it came from and went into, and who led it on a day.</summary>
[Requires(Permissions.UnitsView)]
public sealed class UnitPageModel(
    UnitDirectory directory,
    PostsOnDay posts,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    [BindProperty(Name = UnitLinks.DayParameter, SupportsGet = true)]
    public DateOnly? Day { get; set; }

    public Unit Unit { get; private set; } = null!;
    public bool MaySeeFigures { get; private set; }

    /// <summary>The day asked for, moved into the validity of the unit.</summary>
    public DateOnly ShownDay { get; private set; }
    public IReadOnlyList<Unit> Parents { get; private set; } = [];
    public IReadOnlyList<Unit> Children { get; private set; } = [];
    public IReadOnlyList<(Succession Edge, Unit Other)> Predecessors { get; private set; } = [];
    public IReadOnlyList<(Succession Edge, Unit Other)> Successors { get; private set; } = [];
    public IReadOnlyList<HeldPost> Posts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        if (tree.Find(key) is not { } unit)
        {
            return NotFound();
        }

        if (!user.Can(Permissions.UnitsView, unit.Id))
        {
            return Forbid();
        }

        Unit = unit;
        MaySeeFigures = user.Can(Permissions.BoardView, unit.Id);
        ShownDay = Within(unit, Day ?? clock.Today);
        Parents = [.. Above(tree, unit).Reverse()];
        Children = [.. StructureModel.Order(tree.ChildrenOn(unit.Id, ShownDay))];
        Predecessors =
        [
            .. tree.SuccessionsTo(unit.Id).Select(e => (e, tree[e.FromUnitId])).OrderBy(ByDay),
        ];
        Successors =
        [
            .. tree.SuccessionsFrom(unit.Id).Select(e => (e, tree[e.ToUnitId])).OrderBy(ByDay),
        ];
        Posts = await posts.OfUnitAsync(unit.Id, ShownDay, cancellation);
        return Page();
    }

    private static string ByDay((Succession Edge, Unit Other) pair) =>
        $"{pair.Edge.EffectiveOn:O} {pair.Other.Key}";

    private static DateOnly Within(Unit unit, DateOnly day) =>
        day < unit.ValidFrom ? unit.ValidFrom
        : unit.ValidTo is { } end && day >= end ? end.AddDays(-1)
        : day;

    private static IEnumerable<Unit> Above(UnitTree tree, Unit unit)
    {
        for (
            var next = unit.ParentId;
            next is { } id && tree.Find(id) is { } parent;
            next = parent.ParentId
        )
        {
            yield return parent;
        }
    }
}

/// <summary>The sentence for a succession, read from either end.</summary>
public static class SuccessionTexts
{
    public static string ForwardKey(SuccessionKind kind) =>
        kind switch
        {
            SuccessionKind.Merged => "units.succession.merged_into",
            SuccessionKind.Split => "units.succession.split_into",
            SuccessionKind.Renamed => "units.succession.renamed_to",
            SuccessionKind.Moved => "units.succession.moved_to",
            SuccessionKind.TakenOver => "units.succession.taken_over_by",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    public static string BackwardKey(SuccessionKind kind) =>
        kind switch
        {
            SuccessionKind.Merged => "units.succession.merged_from",
            SuccessionKind.Split => "units.succession.split_from",
            SuccessionKind.Renamed => "units.succession.renamed_from",
            SuccessionKind.Moved => "units.succession.moved_from",
            SuccessionKind.TakenOver => "units.succession.took_over",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
