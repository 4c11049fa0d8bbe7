using ThuocDo.Organisation.Units;

namespace ThuocDo.Organisation.ServiceUnits.Rules;

/// <summary>Whoever has people and money: a public service unit, or else an agency, which is a version of a unit.</summary>
/// <param name="ServiceUnit">None: the body is the unit itself.</param>
/// <param name="Unit">Of an agency; <see cref="Guid.Empty"/> of a service unit, which keeps its identity wherever it stands.</param>
public readonly record struct BodyKey(Guid? ServiceUnit, Guid Unit)
{
    public Guid Id => ServiceUnit ?? Unit;

    public static BodyKey Of(OrganisationAct act) =>
        act.ServiceUnitId is { } id ? OfServiceUnit(id) : OfUnit(act.UnitId);

    public static BodyKey OfServiceUnit(Guid id) => new(id, Guid.Empty);

    public static BodyKey OfUnit(Guid id) => new(null, id);

    /// <summary>Administrative agencies, which must have a scheme of job positions: not Party, Front, councils, vertical bodies.</summary>
    public static bool IsAgency(Unit unit) =>
        unit.Kind
            is UnitKind.Department
                or UnitKind.Office
                or UnitKind.District
                or UnitKind.Commune
                or UnitKind.Ward
                or UnitKind.Township
                or UnitKind.SpecialZone
                or UnitKind.Centre
                or UnitKind.DistrictOffice;
}
