using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Posts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Units;

/// <summary>A unit with what was below it on the day and who led it.</summary>
/// <param name="Heads">Title and name of each head; no name where the post was vacant.</param>
public sealed record UnitNode(
    Unit Unit,
    IReadOnlyList<UnitNode> Children,
    IReadOnlyList<HeldPost> Heads
)
{
    public int Count => 1 + Children.Sum(c => c.Count);
}

/// <summary>The units as a tree on a chosen day, or those whose name or code fits a search.</summary>
[Requires(Permissions.UnitsView)]
public sealed class StructureModel(UnitDirectory directory, PostsOnDay posts, Clock clock)
    : PageModel
{
    [BindProperty(Name = UnitLinks.DayParameter, SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty(Name = UnitLinks.SearchParameter, SupportsGet = true)]
    public string? Search { get; set; }

    public DateOnly ShownDay { get; private set; }
    public IReadOnlyList<UnitNode> Roots { get; private set; } = [];

    /// <summary>Null when nothing was searched for.</summary>
    public IReadOnlyList<(Unit Unit, Unit? Parent)>? Found { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ShownDay = Day ?? clock.Today;
        var tree = await directory.GetAsync(cancellation);
        var wanted = Folding.Fold(Search ?? "");
        if (wanted.Length > 0)
        {
            Found =
            [
                .. Order(tree.All.Where(u => u.IsValidOn(ShownDay) && Fits(u, wanted)))
                    .Select(u => (u, u.ParentId is { } parent ? tree.Find(parent) : null)),
            ];
        }
        else
        {
            var heads = await posts.HeadsAsync(ShownDay, cancellation);
            Roots = [.. Order(tree.RootsOn(ShownDay)).Select(u => Node(tree, u, heads))];
        }
    }

    private UnitNode Node(UnitTree tree, Unit unit, ILookup<Guid, HeldPost> heads) =>
        new(
            unit,
            [.. Order(tree.ChildrenOn(unit.Id, ShownDay)).Select(c => Node(tree, c, heads))],
            [.. heads[unit.Id]]
        );

    /// <summary>Official codes first, then by name; a Vietnamese reader looks for "Đ" beside "D".</summary>
    internal static IEnumerable<Unit> Order(IEnumerable<Unit> units) =>
        units
            .OrderBy(u => u.Kind)
            .ThenBy(u => u.Code ?? "", StringComparer.Ordinal)
            .ThenBy(u => Folding.Fold(u.Name), StringComparer.Ordinal);

    private static bool Fits(Unit unit, string wanted) =>
        Folding.Fold(unit.Name).Contains(wanted, StringComparison.Ordinal)
        || Folding.Fold(unit.NameEn).Contains(wanted, StringComparison.Ordinal)
        || unit.Code == wanted;
}
