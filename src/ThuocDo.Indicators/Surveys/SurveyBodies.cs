using ThuocDo.Organisation.Units;

namespace ThuocDo.Indicators.Surveys;

/// <summary>The two groups of bodies that firms assess, each with its own scales and ranks.</summary>
public enum SurveyBodyGroup
{
    Departments,
    Communes,
}

public static class SurveyBodies
{
    /// <summary>None: the unit is not assessed.</summary>
    public static SurveyBodyGroup? GroupOf(Unit unit) =>
        unit.Kind switch
        {
            UnitKind.Department => SurveyBodyGroup.Departments,
            UnitKind.Commune or UnitKind.Ward or UnitKind.SpecialZone or UnitKind.Township =>
                SurveyBodyGroup.Communes,
            _ => null,
        };
}
