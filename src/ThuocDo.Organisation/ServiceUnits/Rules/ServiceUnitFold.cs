using ThuocDo.Organisation.Units;

namespace ThuocDo.Organisation.ServiceUnits.Rules;

/// <summary>
/// The public service units as their acts tell it: which stood on a day, where, who went on with one that ended, and by which group each was
/// financed. A pure function of acts and the tree of units.
/// </summary>
public sealed class ServiceUnitFold
{
    private readonly ILookup<Guid, OrganisationAct> lives;
    private readonly ILookup<Guid, OrganisationAct> places;
    private readonly ILookup<Guid, OrganisationAct> groups;
    private readonly ILookup<Guid, OrganisationAct> mergedInto;
    private readonly UnitTree tree;

    public ServiceUnitFold(IEnumerable<OrganisationAct> acts, UnitTree tree)
    {
        this.tree = tree;
        Acts = InForce(acts);
        var own = Acts.Where(a => a.ServiceUnitId is not null).ToList();
        lives = own.Where(a => a.Kind is ActKind.Established or ActKind.Merged or ActKind.Dissolved)
            .ToLookup(a => a.ServiceUnitId!.Value);
        places = own.Where(a => a.Kind is ActKind.Established or ActKind.Moved)
            .ToLookup(a => a.ServiceUnitId!.Value);
        groups = own.Where(a => a.Kind == ActKind.Autonomy).ToLookup(a => a.ServiceUnitId!.Value);
        mergedInto = own.Where(a => a is { Kind: ActKind.Merged, OtherId: not null })
            .ToLookup(a => a.OtherId!.Value);
    }

    /// <summary>Without those that were cancelled and those that cancel, in their order.</summary>
    public IReadOnlyList<OrganisationAct> Acts { get; }

    public static IReadOnlyList<OrganisationAct> InForce(IEnumerable<OrganisationAct> acts)
    {
        var all = acts.ToList();
        var countered = all.Select(a => a.CounterOf).OfType<Guid>().ToHashSet();
        return
        [
            .. all.Where(a => a.CounterOf is null && !countered.Contains(a.Id))
                .OrderBy(a => a.Order),
        ];
    }

    public bool StandsOn(Guid unit, DateOnly day) => StandsAt(unit, ActOrder.EndOf(day));

    /// <summary>After every act that is not later than the moment.</summary>
    public bool StandsAt(Guid unit, ActOrder moment) =>
        lives[unit].LastOrDefault(a => a.Order <= moment)?.Kind == ActKind.Established;

    /// <summary>The first day of its present life on a day; none where it does not stand.</summary>
    public OrganisationAct? BegunBy(Guid unit, DateOnly day) =>
        lives[unit].LastOrDefault(a => a.Order <= ActOrder.EndOf(day))
            is { Kind: ActKind.Established } act
            ? act
            : null;

    /// <summary>The act that ended it last, up to a day; none where it stands or never stood.</summary>
    public OrganisationAct? EndedBy(Guid unit, DateOnly day) =>
        lives[unit].LastOrDefault(a => a.Order <= ActOrder.EndOf(day)) is { } act
        && act.Kind != ActKind.Established
            ? act
            : null;

    /// <summary>Acts by which others ended in this one.</summary>
    public IEnumerable<OrganisationAct> MergedInto(Guid unit) => mergedInto[unit];

    /// <summary>The last act that ended it before a moment.</summary>
    public ActOrder? LastEnd(Guid unit, ActOrder before) =>
        lives[unit].LastOrDefault(a => a.Order < before && a.Kind != ActKind.Established)?.Order;

    /// <summary>
    /// Who has at a later moment what a unit had at an earlier one: itself, or whoever it was merged into since, one after the other.
    /// </summary>
    /// <returns>None where it was dissolved on the way.</returns>
    public Guid? Carry(Guid unit, ActOrder from, ActOrder to)
    {
        var (bearer, moment) = (unit, from);
        while (
            lives[bearer]
                .FirstOrDefault(a =>
                    a.Kind != ActKind.Established && a.Order > moment && a.Order <= to
                )
                is { } end
        )
        {
            if (end.Kind == ActKind.Dissolved || end.OtherId is not { } heir)
            {
                return null;
            }

            (bearer, moment) = (heir, end.Order);
        }

        return bearer;
    }

    /// <summary>The same for any body: of an agency it is the unit that answers on the day.</summary>
    public BodyKey? Carry(BodyKey body, ActOrder from, DateOnly day) =>
        body.ServiceUnit is { } unit
            ? Carry(unit, from, ActOrder.EndOf(day)) is { } heir
                ? BodyKey.OfServiceUnit(heir)
                : null
            : tree.HeirOf(body.Unit, day) is { } agency
                ? BodyKey.OfUnit(agency.Id)
                : null;

    /// <summary>
    /// The version of a unit that it was put under on a day, by the last act that says so; which may have ended since.
    /// </summary>
    public Guid? PutUnder(Guid unit, DateOnly day) =>
        places[unit].LastOrDefault(a => a.Order <= ActOrder.EndOf(day))?.UnitId;

    /// <summary>
    /// Where it began: its own first place, and those of the units that it was split from or that ended in it.
    /// </summary>
    public IReadOnlySet<Guid> OriginsOf(Guid unit)
    {
        var (origins, seen, open) = (
            new HashSet<Guid>(),
            new HashSet<Guid>(),
            new Stack<Guid>([unit])
        );
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            foreach (var begun in lives[next].Where(a => a.Kind == ActKind.Established).Take(1))
            {
                origins.Add(begun.UnitId);
                if (begun.OtherId is { } from)
                {
                    open.Push(from);
                }
            }

            foreach (var ended in mergedInto[next])
            {
                open.Push(ended.ServiceUnitId!.Value);
            }
        }

        return origins;
    }

    /// <summary>Where it stands on a day: mergers of agencies and the end of districts move it without an act of its own.</summary>
    public Unit? PlaceOn(Guid unit, DateOnly day) =>
        PutUnder(unit, day) is { } place ? tree.HeirOf(place, day) : null;

    /// <summary>
    /// The decision on autonomy that holds on a day: the last one of its present life, unless its period is over. An earlier one never comes
    /// back, and whoever takes another unit over does not take its group over.
    /// </summary>
    public OrganisationAct? AutonomyOn(Guid unit, DateOnly day)
    {
        var moment = ActOrder.EndOf(day);
        var life = LastEnd(unit, moment) ?? default;
        return
            groups[unit].LastOrDefault(a => a.Order > life && a.Order <= moment) is { } act
            && (act.Until is not { } last || day <= last)
            ? act
            : null;
    }
}
