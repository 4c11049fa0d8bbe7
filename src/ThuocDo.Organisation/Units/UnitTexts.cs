namespace ThuocDo.Organisation.Units;

/// <summary>The name of a kind of unit as a key of the texts.</summary>
public static class UnitTexts
{
    public static string KindKey(UnitKind kind) =>
        kind switch
        {
            UnitKind.Province => "units.kind.province",
            UnitKind.Department => "units.kind.department",
            UnitKind.Office => "units.kind.office",
            UnitKind.District => "units.kind.district",
            UnitKind.Commune => "units.kind.commune",
            UnitKind.Ward => "units.kind.ward",
            UnitKind.Township => "units.kind.township",
            UnitKind.SpecialZone => "units.kind.special_zone",
            UnitKind.Area => "units.kind.area",
            UnitKind.Centre => "units.kind.centre",
            UnitKind.DistrictOffice => "units.kind.district_office",
            UnitKind.PartyCommittee => "units.kind.party_committee",
            UnitKind.PartyBody => "units.kind.party_body",
            UnitKind.MassOrganisation => "units.kind.mass_organisation",
            UnitKind.PublicServiceUnit => "units.kind.public_service_unit",
            UnitKind.VerticalAgency => "units.kind.vertical_agency",
            UnitKind.Council => "units.kind.council",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
