using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Indicators.Figures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Board;

/// <summary>The day and the scope for which a page of the board is shown, and what may be chosen instead.</summary>
public sealed record BoardFrame
{
    public required DateOnly AsOf { get; init; }

    /// <summary>The last day on which anything happened; none in an empty database.</summary>
    public required DateOnly? LastDay { get; init; }
    public required Scope Scope { get; init; }
    public required bool IsAllowed { get; init; }
    public required IReadOnlyList<SelectListItem> Choices { get; init; }
    public required ScopeFinder Finder { get; init; }
    public required UnitTree Tree { get; init; }

    public string ScopeName => Scope.On(AsOf).NameIn(Texts.CurrentLanguage);

    /// <summary>True where a present unit has predecessors whose figures can be read with its own.</summary>
    public bool CanJoin =>
        Scope.Head.IsValidOn(AsOf)
        && Tree.SuccessionsTo(Scope.Head.Id).Any(s => Tree[s.FromUnitId].Level == Scope.Head.Level);

    public BoardPlace Place =>
        new()
        {
            Day = AsOf,
            Unit = Scope.Key,
            Joined = Scope.IsJoined,
        };
}

/// <summary>
/// Settles the day and the scope of a request. The board opens on the last day with data and on the widest scope that
/// the person may see; a unit outside the person's own is refused.
/// </summary>
public sealed class BoardFrames(
    FigureReader figures,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
)
{
    private static readonly HashSet<UnitKind> WithDossiers =
    [
        UnitKind.Department,
        UnitKind.Office,
        UnitKind.Centre,
        UnitKind.District,
        UnitKind.DistrictOffice,
        UnitKind.Commune,
        UnitKind.Ward,
        UnitKind.Township,
        UnitKind.SpecialZone,
        UnitKind.PublicServiceUnit,
    ];

    /// <returns>None where the unit is not known.</returns>
    public async Task<BoardFrame?> FindAsync(
        DateOnly? day,
        string? unit,
        bool joined,
        string permission,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var finder = new ScopeFinder(tree);
        var last = await figures.LastDayAsync(cancellation);
        var asOf = Between(
            day ?? last ?? clock.Today,
            new DateOnly(BoardReader.FirstYear, 1, 1),
            clock.Today
        );
        var home = finder.Home(asOf);
        bool May(Unit u) => user.Can(permission, u.Id);
        var choices = tree
            .All.Where(u =>
                WithDossiers.Contains(u.Kind)
                && (u.IsValidOn(asOf) || (u.Level == Level.District && u.ValidFrom <= asOf))
                && May(u)
            )
            .ToList();
        var scope = finder.Find(unit ?? Opening(finder, home, choices, May).Key, joined);
        return scope is null
            ? null
            : new BoardFrame
            {
                AsOf = asOf,
                LastDay = last,
                Scope = scope,
                // A former province goes on as its area: whoever may see the one sees the series.
                IsAllowed = scope.IsJoined ? May(scope.Head) : scope.Roots.Any(May),
                Choices = [.. Choices(finder, home, choices, scope, asOf, May)],
                Finder = finder,
                Tree = tree,
            };
    }

    private static Unit Opening(
        ScopeFinder finder,
        Unit home,
        List<Unit> choices,
        Func<Unit, bool> may
    ) =>
        finder.Find(home.Key)!.Roots.Any(may) ? home : choices.MinBy(u => (u.Level, u.Key)) ?? home;

    private IEnumerable<SelectListItem> Choices(
        ScopeFinder finder,
        Unit home,
        List<Unit> units,
        Scope chosen,
        DateOnly asOf,
        Func<Unit, bool> may
    )
    {
        var language = Texts.CurrentLanguage;
        SelectListItem Item(Unit unit, SelectListGroup? group) =>
            new(unit.NameIn(language), unit.Key, unit.Key == chosen.Key) { Group = group };
        var whole = finder.Find(home.Key)!;
        if (whole.Roots.Any(may))
        {
            yield return new(whole.On(asOf).NameIn(language), home.Key, home.Key == chosen.Key);
        }

        var order = StringComparer.Create(
            System.Globalization.CultureInfo.GetCultureInfo("vi-VN"),
            ignoreCase: true
        );
        foreach (
            var group in units
                .GroupBy(u => u.IsValidOn(asOf) ? u.Level.ToString() : "Ended")
                .OrderBy(g => g.Key == "Ended" ? 9 : (int)Enum.Parse<Level>(g.Key))
        )
        {
            var head = new SelectListGroup
            {
                Name = group.Key switch
                {
                    "Province" => texts["board.level.province"],
                    "District" => texts["board.level.district"],
                    "Commune" => texts["board.level.commune"],
                    _ => texts["board.level.ended"],
                },
            };
            foreach (var unit in group.OrderBy(u => u.NameIn(language), order))
            {
                yield return Item(unit, head);
            }
        }

        if (chosen.Key != home.Key && units.All(u => u.Key != chosen.Key))
        {
            yield return Item(chosen.Head, null);
        }
    }

    private static DateOnly Between(DateOnly day, DateOnly first, DateOnly last) =>
        day < first ? first
        : day > last ? last
        : day;
}
