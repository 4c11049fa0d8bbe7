using ThuocDo.Indicators.Surveys.Rules;

namespace ThuocDo.Indicators.Surveys;

/// <summary>Keys of the words of surveys.</summary>
public static class SurveyTexts
{
    public static string Of(SurveyKind kind) =>
        kind == SurveyKind.Satisfaction ? "survey.kind.satisfaction" : "survey.kind.ddci";

    public static string Of(SurveyState state) =>
        state switch
        {
            SurveyState.Planned => "survey.state.planned",
            SurveyState.Drawn => "survey.state.drawn",
            _ => "survey.state.closed",
        };

    public static string Of(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Scale => "survey.question.scale",
            QuestionKind.YesNo => "survey.question.yesno",
            QuestionKind.Choice => "survey.question.choice",
            _ => "survey.question.text",
        };

    public static string Of(SurveyStrata strata) =>
        strata switch
        {
            SurveyStrata.Unit => "survey.strata.unit",
            SurveyStrata.UnitField => "survey.strata.field",
            _ => "survey.strata.channel",
        };

    public static string Of(AnchorPolicy policy) =>
        policy switch
        {
            AnchorPolicy.InYear => "survey.anchors.year",
            AnchorPolicy.Cumulative => "survey.anchors.all",
            AnchorPolicy.Window => "survey.anchors.window",
            _ => "survey.anchors.fixed",
        };

    public static string Of(SurveyVerdict verdict) =>
        verdict switch
        {
            SurveyVerdict.Reached => "survey.verdict.reached",
            SurveyVerdict.NotReached => "survey.verdict.missed",
            _ => "survey.verdict.open",
        };

    public static string Of(SurveyBodyGroup group) =>
        group == SurveyBodyGroup.Departments ? "survey.group.departments" : "survey.group.communes";
}
