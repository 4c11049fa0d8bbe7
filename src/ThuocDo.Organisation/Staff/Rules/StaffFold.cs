using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Units;

namespace ThuocDo.Organisation.Staff.Rules;

/// <summary>Somebody on a position of a body on a day.</summary>
/// <param name="Body">Who has the person on the day, which may have taken over whoever appointed.</param>
/// <param name="Act">The appointment.</param>
public sealed record Seat(Guid PersonId, BodyKey Body, OrganisationAct Act)
{
    public bool IsBudgetPaid => Act.Code == PaySources.Budget;
}

/// <summary>
/// Staffing quota and head counts as the acts tell them. People and quota follow their body: where it is merged they are the other's, where it is
/// dissolved they are nobody's, until an act says something else.
/// </summary>
public sealed class StaffFold
{
    private readonly ServiceUnitFold units;
    private readonly UnitTree tree;
    private readonly Lazy<ILookup<Guid, (Guid Unit, ActOrder End)>> takenOver;
    private readonly ILookup<(BodyKey, string?), OrganisationAct> quotas;
    private readonly ILookup<Guid, OrganisationAct> careers;

    public StaffFold(ServiceUnitFold units, UnitTree tree)
    {
        (this.units, this.tree) = (units, tree);
        quotas = units
            .Acts.Where(a => a.Kind == ActKind.Quota)
            .ToLookup(a => (BodyKey.Of(a), a.Code));
        careers = units
            .Acts.Where(a =>
                a is { Kind: ActKind.Appointed or ActKind.Departed, PersonId: not null }
            )
            .ToLookup(a => a.PersonId!.Value);
        takenOver = new(() =>
            tree
                .All.Where(u => u.ValidTo is not null)
                .Select(u => (Heir: tree.HeirOf(u.Id, u.ValidTo!.Value), Unit: u))
                .Where(x => x.Heir is not null && x.Heir.Id != x.Unit.Id)
                .ToLookup(
                    x => x.Heir!.Id,
                    // Before every act of the first day on which it is no more.
                    x => (x.Unit.Id, new ActOrder(x.Unit.ValidTo!.Value, 0))
                )
        );
    }

    /// <summary>
    /// The quota of a service unit at the end of a day: its last decision of its present life, and what it took over since.
    /// </summary>
    public int QuotaOf(Guid serviceUnit, string source, DateOnly day) =>
        units.StandsOn(serviceUnit, day) ? QuotaAt(serviceUnit, source, ActOrder.EndOf(day)) : 0;

    /// <summary>The same of an agency: its last decision and what it took over since, at the beginning of the day on which the other ended.</summary>
    public int QuotaOfAgency(Guid unit, string source, DateOnly day) =>
        tree.Find(unit)?.IsValidOn(day) == true
            ? AgencyQuotaAt(unit, source, ActOrder.EndOf(day))
            : 0;

    /// <summary>Everybody on a position on a day, in no order.</summary>
    public IEnumerable<Seat> SeatsOn(DateOnly day)
    {
        var moment = ActOrder.EndOf(day);
        foreach (var career in careers)
        {
            if (
                Last(career, moment) is { Kind: ActKind.Appointed } act
                && units.Carry(BodyKey.Of(act), act.Order, day) is { } body
            )
            {
                yield return new Seat(career.Key, body, act);
            }
        }
    }

    /// <summary>Where a person is on a day; none: nowhere.</summary>
    public Seat? SeatOf(Guid person, DateOnly day) =>
        Last(careers[person], ActOrder.EndOf(day)) is { Kind: ActKind.Appointed } act
        && units.Carry(BodyKey.Of(act), act.Order, day) is { } body
            ? new Seat(person, body, act)
            : null;

    /// <summary>Whether a person is on a position after every act that is not later than a moment.</summary>
    public bool IsSeated(Guid person, ActOrder moment) =>
        Last(careers[person], moment)?.Kind == ActKind.Appointed;

    private int QuotaAt(Guid serviceUnit, string source, ActOrder moment)
    {
        var life = units.LastEnd(serviceUnit, moment);
        var last = Last(quotas[(BodyKey.OfServiceUnit(serviceUnit), source)], moment);
        var since = last is { } act && (life is null || act.Order > life.Value) ? act.Order : life;
        return (last is { } own && since == own.Order ? own.Count ?? 0 : 0)
            + units
                .MergedInto(serviceUnit)
                .Where(m => m.Order <= moment && (since is null || m.Order > since.Value))
                .Sum(m =>
                    QuotaAt(
                        m.ServiceUnitId!.Value,
                        source,
                        new ActOrder(m.EffectiveOn, m.Number - 1)
                    )
                );
    }

    private int AgencyQuotaAt(Guid unit, string source, ActOrder moment)
    {
        var last = Last(quotas[(BodyKey.OfUnit(unit), source)], moment);
        return (last?.Count ?? 0)
            + takenOver
                .Value[unit]
                .Where(x => x.End <= moment && (last is null || x.End > last.Order))
                .Sum(x => AgencyQuotaAt(x.Unit, source, x.End));
    }

    private static OrganisationAct? Last(IEnumerable<OrganisationAct> acts, ActOrder moment) =>
        acts.LastOrDefault(a => a.Order <= moment);
}
