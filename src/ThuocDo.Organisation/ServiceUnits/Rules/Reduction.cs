using System.Collections.Frozen;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Organisation.ServiceUnits.Rules;

/// <summary>One line of a reduction: a service unit with what it counted at the base and what it counts now.</summary>
/// <param name="Place">The unit it is put down to: where it stands now, or who answers now for where it stood.</param>
public sealed record ReductionLine(Guid ServiceUnit, Guid Place, int Base, int Now)
{
    public int Less => Base - Now;
}

/// <summary>
/// Fewer public service units, and fewer people there paid by the budget, than at the base of the resolution. A unit that went elsewhere is less
/// where it was and more where it came to; the province as a whole sees neither.
/// </summary>
public sealed class Reduction(
    IReadOnlyCollection<ServiceUnit> register,
    ServiceUnitFold units,
    UnitTree tree
)
{
    /// <summary>
    /// The text compares with "2021": read as the end of that year, unconfirmed, in <c>data/staff/readings.csv</c>.
    /// </summary>
    public static DateOnly BaseDay { get; } =
        ShippedData
            .Rows("staff/readings.csv")
            .Single(row => row["reading"] == "base-day")
            .Date("value");

    /// <param name="scope">Versions of units that are asked for; none: all.</param>
    /// <param name="day">At its end; moved back to the last day on which any of the scope stood.</param>
    public IReadOnlyList<ReductionLine> OfUnits(IReadOnlySet<Guid>? scope, DateOnly day) =>
        Lines(scope, day, (unit, on) => units.StandsOn(unit, on) ? 1 : 0);

    /// <summary>By the quota of people paid by the budget.</summary>
    public IReadOnlyList<ReductionLine> OfQuota(
        StaffFold staff,
        IReadOnlySet<Guid>? scope,
        DateOnly day
    ) => Lines(scope, day, (unit, on) => staff.QuotaOf(unit, PaySources.Budget, on));

    /// <summary>By the people present who are paid by the budget.</summary>
    public IReadOnlyList<ReductionLine> OfPeople(
        StaffFold staff,
        IReadOnlySet<Guid>? scope,
        DateOnly day
    )
    {
        var heads = new Dictionary<DateOnly, ILookup<Guid, Seat>>();
        return Lines(scope, day, (unit, on) => OnDay(on)[unit].Count());

        ILookup<Guid, Seat> OnDay(DateOnly on) =>
            heads.TryGetValue(on, out var known)
                ? known
                : heads[on] = staff
                    .SeatsOn(on)
                    .Where(s => s.IsBudgetPaid && s.Body.ServiceUnit is not null)
                    .ToLookup(s => s.Body.ServiceUnit!.Value);
    }

    /// <summary>
    /// The same lines for a table by unit: what a unit had at the base is put down to whoever took it over, so that a merger alone makes nobody
    /// less and nobody more. Where it was dissolved, or went to a unit outside the scope, it stays in its own row. Sums stay the same.
    /// </summary>
    /// <param name="scope">That of the lines, like the day.</param>
    public IReadOnlyDictionary<Guid, (int Base, int Now)> ByHeir(
        IEnumerable<ReductionLine> lines,
        IReadOnlySet<Guid>? scope,
        DateOnly day
    )
    {
        var on = Within(scope, day, tree);
        var standing = Standing(scope, day).Select(x => x.Unit.Id).ToHashSet();
        var sums = new Dictionary<Guid, (int Base, int Now)>();
        foreach (var line in lines)
        {
            var heir = units.Carry(line.ServiceUnit, ActOrder.EndOf(BaseDay), ActOrder.EndOf(on));
            Add(heir is { } h && standing.Contains(h) ? h : line.ServiceUnit, line.Base, 0);
            Add(line.ServiceUnit, 0, line.Now);
        }

        return sums.Where(s => s.Value != (0, 0)).ToDictionary(s => s.Key, s => s.Value);

        void Add(Guid unit, int atBase, int now)
        {
            var sum = sums.GetValueOrDefault(unit);
            sums[unit] = (sum.Base + atBase, sum.Now + now);
        }
    }

    /// <summary>Units that stand on the day within the scope and count, with where they stand.</summary>
    public IReadOnlyList<(ServiceUnit Unit, Unit Place)> Standing(
        IReadOnlySet<Guid>? scope,
        DateOnly day
    )
    {
        var on = Within(scope, day, tree);
        var former = Former(scope);
        return
        [
            .. register
                .Where(u => u.Counts && units.StandsOn(u.Id, on))
                .Select(u => (Unit: u, Place: units.PlaceOn(u.Id, on)))
                .Where(x =>
                    x.Place is not null
                    && (scope is null || scope.Contains(x.Place.Id) || IsOf(x.Unit.Id, former))
                )
                .Select(x => (x.Unit, x.Place!)),
        ];
    }

    /// <summary>The figure of units that have all ended is that of their last day.</summary>
    public static DateOnly Within(IReadOnlySet<Guid>? scope, DateOnly day, UnitTree tree)
    {
        if (scope is null)
        {
            return day;
        }

        var last = DateOnly.MinValue;
        foreach (var unit in scope.Select(tree.Find).OfType<Unit>())
        {
            if (unit.ValidTo is not { } end || end > day)
            {
                return day;
            }

            last = end.AddDays(-1) > last ? end.AddDays(-1) : last;
        }

        return last == DateOnly.MinValue ? day : last;
    }

    private List<ReductionLine> Lines(
        IReadOnlySet<Guid>? scope,
        DateOnly day,
        Func<Guid, DateOnly, int> count
    )
    {
        var on = Within(scope, day, tree);
        var former = Former(scope);
        var lines = new List<ReductionLine>();
        foreach (var unit in register.Where(u => u.Counts))
        {
            var before = units.StandsOn(unit.Id, BaseDay)
                ? units.PlaceOn(unit.Id, BaseDay)?.Id ?? units.PutUnder(unit.Id, BaseDay)
                : null;
            var heir = before is { } old ? tree.HeirOf(old, on)?.Id : null;
            var now = units.PlaceOn(unit.Id, on)?.Id;
            var wasHere =
                before is { } put
                && (
                    scope is null
                    || scope.Contains(put)
                    || former.Contains(put)
                    || heir is { } h && scope.Contains(h)
                );
            var isHere =
                units.StandsOn(unit.Id, on)
                && now is { } place
                && (scope is null || scope.Contains(place) || IsOf(unit.Id, former));
            var (atBase, atDay) = (
                wasHere ? count(unit.Id, BaseDay) : 0,
                isHere ? count(unit.Id, on) : 0
            );
            if (atBase != 0 || atDay != 0)
            {
                lines.Add(
                    new ReductionLine(
                        unit.Id,
                        isHere ? now!.Value : heir ?? before!.Value,
                        atBase,
                        atDay
                    )
                );
            }
        }

        return lines;
    }

    /// <summary>
    /// A reporting area has no authority, and the bodies of the former province lie outside it: it stands for everything that the former
    /// province had.
    /// </summary>
    private HashSet<Guid> Former(IReadOnlySet<Guid>? scope) =>
        [
            .. (scope ?? FrozenSet<Guid>.Empty)
                .Where(u => tree.Find(u)?.Kind == UnitKind.Area)
                .SelectMany(tree.SuccessionsTo)
                .SelectMany(e => tree.Subtree(e.FromUnitId)),
        ];

    private bool IsOf(Guid unit, HashSet<Guid> former) =>
        former.Count > 0 && units.OriginsOf(unit).Any(former.Contains);
}
