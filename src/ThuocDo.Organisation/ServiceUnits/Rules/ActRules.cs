using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Organisation.ServiceUnits.Rules;

/// <summary>What an act must fulfil, and who may enter it.</summary>
public static class ActRules
{
    /// <summary>Above this it is a slip: ten thousand billion đồng. The column holds fourteen digits before the point.</summary>
    public const decimal MostAmount = 10_000_000_000_000m;
    public const int MostPeople = 100_000;
    public const int FirstYear = 2019;

    /// <summary>Before this day nothing is entered: the data begin here.</summary>
    public static readonly DateOnly FirstDay = new(2000, 1, 1);

    /// <summary>Acts that begin, move and end a unit.</summary>
    public static readonly IReadOnlyList<ActKind> OfLife =
    [
        ActKind.Established,
        ActKind.Moved,
        ActKind.Merged,
        ActKind.Dissolved,
    ];

    /// <summary>Acts about a person.</summary>
    public static readonly IReadOnlyList<ActKind> OfPeople =
    [
        ActKind.Appointed,
        ActKind.Departed,
        ActKind.Posted,
        ActKind.Returned,
        ActKind.Trained,
        ActKind.Evaluated,
        ActKind.Disciplined,
        ActKind.LeavePlanned,
    ];

    /// <summary>Acts about money.</summary>
    public static readonly IReadOnlyList<ActKind> OfMoney =
    [
        ActKind.Allotted,
        ActKind.Spent,
        ActKind.Revenue,
    ];

    /// <summary>Decisions of Home Affairs about bodies and their quota.</summary>
    public static readonly IReadOnlyList<ActKind> OfBodies =
    [
        ActKind.Moved,
        ActKind.Merged,
        ActKind.Dissolved,
        ActKind.Autonomy,
        ActKind.Planned,
        ActKind.Quota,
    ];

    /// <summary>Whether only a public service unit can be its body.</summary>
    public static bool IsOfServiceUnit(ActKind kind) =>
        kind is ActKind.Autonomy or ActKind.Planned or ActKind.Revenue || OfLife.Contains(kind);

    public static string PermissionOf(ActKind kind) =>
        OfPeople.Contains(kind) ? Permissions.StaffManage
        : OfMoney.Contains(kind) ? Permissions.FundingManage
        : Permissions.StaffApprove;

    /// <param name="act">Not yet among the acts of <paramref name="units"/>.</param>
    /// <param name="units">Every act that begins or ends units, and those of the body and of the person.</param>
    /// <returns>None where it can be written.</returns>
    public static Outcome? FaultOf(
        OrganisationAct act,
        ServiceUnitFold units,
        UnitTree tree,
        DateOnly today
    ) =>
        act.Document.Trim().Length is 0 or > OrganisationAct.DocumentMaxLength
            ? Outcome.Refused("staff.refused.document", OrganisationAct.DocumentMaxLength)
        : act.DocumentOn > today ? Outcome.Refused("staff.refused.document-day", act.DocumentOn)
        : act.EffectiveOn < FirstDay || act.EffectiveOn > today.AddYears(1)
            ? Outcome.Refused("staff.refused.day", act.EffectiveOn)
        : act.Note?.Length > OrganisationAct.NoteMaxLength
            ? Outcome.Refused("staff.refused.long", OrganisationAct.NoteMaxLength)
        : act.Until < act.EffectiveOn ? Outcome.Refused("staff.refused.until", act.EffectiveOn)
        : FaultOfBody(act, units, tree)
            ?? FaultOfKind(act, units, tree)
            ?? FaultOfAll([.. units.Acts, act], tree);

    /// <summary>
    /// The first act, in their order, that no longer holds: of a unit that did not stand, into a unit that did not stand, of a person who was
    /// not there. A late act with an early day, and the cancelling of an act, may bring this about.
    /// </summary>
    public static Outcome? FaultOfAll(IReadOnlyCollection<OrganisationAct> acts, UnitTree tree)
    {
        var fold = new ServiceUnitFold(acts, tree);
        var staff = new StaffFold(fold, tree);
        foreach (var act in fold.Acts)
        {
            var before = new ActOrder(act.EffectiveOn, act.Number - 1);
            var isSound =
                (
                    act.ServiceUnitId is not { } unit
                    || fold.StandsAt(unit, before) == (act.Kind != ActKind.Established)
                )
                && (act.OtherId is not { } other || fold.StandsAt(other, before))
                && (act.Kind != ActKind.Departed || staff.IsSeated(act.PersonId!.Value, before));
            if (!isSound)
            {
                return Outcome.Refused("staff.refused.order", act.Number, act.EffectiveOn);
            }
        }

        return null;
    }

    private static Outcome? FaultOfBody(OrganisationAct act, ServiceUnitFold units, UnitTree tree)
    {
        if (
            tree.Find(act.UnitId) is not { } place
            || place.Kind == UnitKind.Area
            || act.ServiceUnitId is null && IsOfServiceUnit(act.Kind)
        )
        {
            return Outcome.Refused("staff.refused.body");
        }

        // Of a service unit the place may have ended: whoever answers for it is read from the tree.
        return act.Kind is ActKind.Established or ActKind.Moved || act.ServiceUnitId is null
            ? place.IsValidOn(act.EffectiveOn)
                ? null
                : Outcome.Refused("staff.refused.place", act.EffectiveOn)
            : units.StandsAt(act.ServiceUnitId.Value, act.Order)
                ? null
                : Outcome.Refused("staff.refused.not-standing", act.EffectiveOn);
    }

    private static Outcome? FaultOfKind(
        OrganisationAct act,
        ServiceUnitFold units,
        UnitTree tree
    ) =>
        act.Kind switch
        {
            ActKind.Merged when act.OtherId is null || act.OtherId == act.ServiceUnitId =>
                Outcome.Refused("staff.refused.other"),
            ActKind.Autonomy when StaffLaw.GroupOn(act.Code, act.EffectiveOn) is null =>
                Outcome.Refused("staff.refused.group", act.EffectiveOn),
            ActKind.Planned when act.Until is null || act.Note is null => Outcome.Refused(
                "staff.refused.plan"
            ),
            ActKind.Quota when !PaySources.All.Contains(act.Code) => Outcome.Refused(
                "staff.refused.pay"
            ),
            ActKind.Quota when act.Count is not (>= 0 and <= MostPeople) => Outcome.Refused(
                "staff.refused.count",
                MostPeople
            ),
            ActKind.Quota
            or ActKind.Revenue
            or ActKind.Allotted
            or ActKind.Spent
                when act.Year is not { } year
                    || year < FirstYear
                    || year > act.EffectiveOn.Year + 1 => Outcome.Refused(
                "staff.refused.year",
                FirstYear.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ),
            // The figure of a day is the last decision before it: a quota of another year would be read as that of its day.
            ActKind.Quota when act.Year != act.EffectiveOn.Year => Outcome.Refused(
                "staff.refused.quota-year",
                act.EffectiveOn
            ),
            ActKind.Revenue when !IsMoney(act.Amount, true) || !IsMoney(act.Second, false) =>
                Outcome.Refused("staff.refused.amount"),
            ActKind.Allotted or ActKind.Spent when !IsMoney(act.Amount, false) => Outcome.Refused(
                "staff.refused.amount"
            ),
            ActKind.Allotted or ActKind.Spent when !StaffLaw.Products.ContainsKey(act.Code ?? "") =>
                Outcome.Refused("staff.refused.product"),
            _ when OfPeople.Contains(act.Kind) => FaultOfPerson(act, units, tree),
            _ => null,
        };

    private static Outcome? FaultOfPerson(OrganisationAct act, ServiceUnitFold units, UnitTree tree)
    {
        if (act.PersonId is not { } person)
        {
            return Outcome.Refused("staff.refused.person");
        }

        if (act.Kind == ActKind.Appointed)
        {
            return !PaySources.All.Contains(act.Code) ? Outcome.Refused("staff.refused.pay")
                : act.Position is not { Length: > 0 and <= OrganisationAct.PositionMaxLength }
                    ? Outcome.Refused("staff.refused.position", OrganisationAct.PositionMaxLength)
                : null;
        }

        // Whoever is no longer there can still be evaluated for a year, but only by the body that had the person.
        if (
            act.Kind != ActKind.Evaluated
            && new StaffFold(units, tree).SeatOf(person, act.EffectiveOn) is null
        )
        {
            return Outcome.Refused("staff.refused.not-there", act.EffectiveOn);
        }

        return act.Kind switch
        {
            ActKind.Posted when act.Until is null => Outcome.Refused("staff.refused.posting-end"),
            ActKind.Posted
                when StaffLaw.PostingOn(act.EffectiveOn) is { } limits
                    && (
                        act.Until!.Value.AddDays(1) < act.EffectiveOn.AddMonths(limits.Least)
                        || act.Until.Value.AddDays(1) > act.EffectiveOn.AddMonths(limits.Most)
                    ) => Outcome.Refused("staff.refused.posting", limits.Least, limits.Most),
            ActKind.Evaluated when StaffLaw.ClassOn(act.Code, act.EffectiveOn) is null =>
                Outcome.Refused("staff.refused.class", act.EffectiveOn),
            ActKind.Evaluated when act.Year is not { } year || year > act.EffectiveOn.Year =>
                Outcome.Refused(
                    "staff.refused.year",
                    FirstYear.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ),
            ActKind.Disciplined when !StaffLaw.Measures.ContainsKey(act.Code ?? "") =>
                Outcome.Refused("staff.refused.measure"),
            ActKind.Trained when act.Note is null => Outcome.Refused("staff.refused.course"),
            ActKind.LeavePlanned when act.Until is null => Outcome.Refused(
                "staff.refused.leave-day"
            ),
            _ => null,
        };
    }

    private static bool IsMoney(decimal? amount, bool mayBeZero) =>
        amount is { } dong
        && decimal.Truncate(dong) == dong
        && dong <= MostAmount
        && (dong > 0 || mayBeZero && dong == 0);
}
