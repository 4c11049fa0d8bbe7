using ThuocDo.Organisation.ServiceUnits;

namespace ThuocDo.Organisation.Staff;

/// <summary>The sentences for kinds and states.</summary>
public static class StaffTexts
{
    public static string Of(ActKind kind) =>
        kind switch
        {
            ActKind.Established => "staff.act.established",
            ActKind.Moved => "staff.act.moved",
            ActKind.Merged => "staff.act.merged",
            ActKind.Dissolved => "staff.act.dissolved",
            ActKind.Autonomy => "staff.act.autonomy",
            ActKind.Revenue => "staff.act.revenue",
            ActKind.Planned => "staff.act.planned",
            ActKind.Quota => "staff.act.quota",
            ActKind.Appointed => "staff.act.appointed",
            ActKind.Departed => "staff.act.departed",
            ActKind.Posted => "staff.act.posted",
            ActKind.Returned => "staff.act.returned",
            ActKind.Trained => "staff.act.trained",
            ActKind.Evaluated => "staff.act.evaluated",
            ActKind.Disciplined => "staff.act.disciplined",
            ActKind.LeavePlanned => "staff.act.leave-planned",
            ActKind.Allotted => "staff.act.allotted",
            ActKind.Spent => "staff.act.spent",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    public static string Of(SchemeState state) =>
        state switch
        {
            SchemeState.Drafted => "staff.scheme.drafted",
            SchemeState.Submitted => "staff.scheme.submitted",
            SchemeState.Returned => "staff.scheme.returned",
            SchemeState.Appraised => "staff.scheme.appraised",
            SchemeState.Approved => "staff.scheme.approved",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    /// <summary>What the code of an act is.</summary>
    public static string CodeLabel(ActKind kind) =>
        kind switch
        {
            ActKind.Autonomy => "staff.code.group",
            ActKind.Evaluated => "staff.code.class",
            ActKind.Disciplined => "staff.code.measure",
            ActKind.Allotted or ActKind.Spent => "staff.code.product",
            _ => "staff.pay",
        };

    public static string OfPay(string? source) =>
        source == PaySources.Budget ? "staff.pay.budget" : "staff.pay.own";
}
