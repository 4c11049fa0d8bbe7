using System.Collections.Frozen;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Accounts;

/// <summary>What each role may do, in one table. The permission matrix test is derived from it.</summary>
public static class RolePermissions
{
    /// <summary>
    /// Held for every unit by whoever holds them at all: how the province is organised and which procedures it has is
    /// public knowledge, the desk of outgoing messages, the programmes, the published indices, the surveys and the rounds of inspection are one for the province, and the own account belongs to no unit.
    /// </summary>
    public static readonly FrozenSet<string> Everywhere = FrozenSet.Create(
        Permissions.UnitsView,
        Permissions.CatalogueView,
        Permissions.OutboxManage,
        Permissions.ProgrammeManage,
        Permissions.IndexManage,
        Permissions.SurveyView,
        Permissions.SurveyManage,
        Permissions.InspectionManage,
        Permissions.LegalView,
        Permissions.SimplifyDecide,
        Permissions.OwnAccount
    );

    /// <summary>Held by every account, even by one without a role.</summary>
    public static readonly FrozenSet<string> OfEverybody = FrozenSet.Create(Permissions.OwnAccount);

    private static readonly FrozenDictionary<Role, FrozenSet<string>> Table = new Dictionary<
        Role,
        string[]
    >
    {
        [Role.Leader] =
        [
            // The second complaint against a department or a commune comes to the province.
            Permissions.ComplaintHandle,
            Permissions.ScoringView,
            Permissions.SupervisionView,
            Permissions.PartyInspectionView,
            Permissions.CommendationView,
            Permissions.CommendationDecide,
            Permissions.InspectionView,
            Permissions.RadarView,
            Permissions.CirculationView,
            Permissions.LegalView,
            Permissions.ParIndexView,
            Permissions.AccountabilityView,
            Permissions.BoardView,
            Permissions.BoardDrill,
            Permissions.DossierView,
            Permissions.ReportView,
            Permissions.SurveyView,
            Permissions.TaskView,
            Permissions.TaskLead,
            Permissions.FundingView,
            Permissions.BlocView,
            Permissions.StaffView,
        ],
        // The Party's office reads figures; the papers of citizens are no business of its own.
        [Role.PartyOffice] =
        [
            Permissions.SupervisionView,
            Permissions.SupervisionManage,
            Permissions.PartyInspectionView,
            Permissions.PartyInspectionManage,
            Permissions.CommendationView,
            Permissions.LegalView,
            Permissions.ParIndexView,
            Permissions.AccountabilityView,
            Permissions.AccountabilityManage,
            Permissions.BoardView,
            Permissions.BoardDrill,
            Permissions.DialogueManage,
            Permissions.ReportView,
            Permissions.SurveyView,
            Permissions.ReportManage,
            Permissions.ProgrammeManage,
            Permissions.TaskView,
            Permissions.FundingView,
            Permissions.FundingManage,
            Permissions.BlocView,
            Permissions.BlocManage,
            Permissions.StaffView,
        ],
        [Role.HomeAffairs] =
        [
            Permissions.ScoringView,
            Permissions.ScoringOfficers,
            Permissions.SupervisionView,
            Permissions.CommendationView,
            Permissions.CommendationPropose,
            Permissions.CommendationDecide,
            Permissions.InspectionView,
            Permissions.RadarView,
            Permissions.CirculationView,
            Permissions.LegalView,
            Permissions.ParIndexView,
            Permissions.ParIndexScore,
            Permissions.ParIndexAppraise,
            Permissions.AccountabilityView,
            Permissions.AccountabilityManage,
            Permissions.BoardView,
            Permissions.BoardDrill,
            Permissions.DialogueManage,
            Permissions.DossierView,
            Permissions.MonthClose,
            Permissions.IndexManage,
            Permissions.SurveyView,
            Permissions.SurveyManage,
            Permissions.ProgrammeManage,
            Permissions.ReportView,
            Permissions.ReportManage,
            Permissions.TaskView,
            Permissions.FundingView,
            Permissions.FundingManage,
            Permissions.StaffView,
            Permissions.StaffManage,
            Permissions.StaffApprove,
        ],
        [Role.ProcedureControl] =
        [
            Permissions.FeedbackHandle,
            Permissions.FeedbackJudge,
            Permissions.ScoringView,
            Permissions.InspectionView,
            Permissions.InspectionManage,
            Permissions.InspectionVisit,
            Permissions.RadarView,
            Permissions.CirculationView,
            Permissions.CirculationManage,
            Permissions.LegalView,
            Permissions.LegalManage,
            Permissions.SimplifyPropose,
            Permissions.SimplifyDecide,
            Permissions.ParIndexView,
            Permissions.AccountabilityView,
            Permissions.BoardView,
            Permissions.BoardDrill,
            Permissions.DossierView,
            Permissions.MonthClose,
            Permissions.ReportView,
            Permissions.ReportManage,
            Permissions.CalendarManage,
            Permissions.DossierTransfer,
            Permissions.LicenceView,
            Permissions.CatalogueManage,
            Permissions.ProcessManage,
            Permissions.TaskView,
        ],
        [Role.UnitHead] =
        [
            Permissions.FeedbackHandle,
            Permissions.FeedbackJudge,
            Permissions.ComplaintHandle,
            Permissions.DenunciationHandle,
            Permissions.ScoringView,
            Permissions.SupervisionView,
            Permissions.SupervisionManage,
            Permissions.SupervisionReply,
            Permissions.CommendationView,
            Permissions.CommendationPropose,
            Permissions.InspectionView,
            Permissions.CirculationView,
            Permissions.CirculationManage,
            Permissions.LegalView,
            Permissions.LegalManage,
            Permissions.SimplifyPropose,
            Permissions.ParIndexView,
            Permissions.ParIndexScore,
            Permissions.AccountabilityView,
            Permissions.BoardView,
            Permissions.BoardDrill,
            Permissions.DialogueManage,
            Permissions.DossierView,
            Permissions.DossierAssign,
            Permissions.DossierSign,
            Permissions.LicenceView,
            Permissions.LicenceManage,
            Permissions.MoneyRefund,
            Permissions.CounterManage,
            Permissions.TaskView,
            Permissions.TaskReport,
            Permissions.TaskLead,
            Permissions.FundingView,
            Permissions.BlocView,
            Permissions.BlocManage,
            Permissions.StaffView,
            Permissions.StaffManage,
        ],
        [Role.Receptionist] =
        [
            Permissions.FeedbackHandle,
            Permissions.DossierView,
            Permissions.DossierReceive,
            Permissions.DossierReturn,
            Permissions.LicenceView,
            Permissions.MoneyCollect,
        ],
        [Role.Specialist] =
        [
            Permissions.FeedbackHandle,
            Permissions.ComplaintHandle,
            Permissions.SupervisionReply,
            Permissions.CirculationView,
            Permissions.CirculationManage,
            Permissions.LegalView,
            Permissions.SimplifyPropose,
            Permissions.ParIndexView,
            Permissions.ParIndexScore,
            Permissions.DossierView,
            Permissions.DossierProcess,
            Permissions.LicenceView,
            Permissions.TaskView,
            Permissions.TaskReport,
        ],
        [Role.Signer] =
        [
            Permissions.DossierView,
            Permissions.DossierSign,
            Permissions.LicenceView,
            Permissions.LicenceManage,
        ],
        [Role.Accountant] =
        [
            Permissions.DossierView,
            Permissions.MoneyReconcile,
            Permissions.FundingView,
            Permissions.FundingManage,
            Permissions.StaffView,
        ],
        [Role.Inspector] =
        [
            Permissions.ComplaintHandle,
            Permissions.DenunciationHandle,
            Permissions.ScoringView,
            Permissions.SupervisionView,
            Permissions.InspectionView,
            Permissions.InspectionVisit,
            Permissions.RadarView,
            Permissions.CirculationView,
            Permissions.LegalView,
            Permissions.ParIndexView,
            Permissions.AccountabilityView,
            Permissions.BoardView,
            Permissions.BoardDrill,
            Permissions.DossierView,
            Permissions.ReportView,
            Permissions.LicenceView,
            Permissions.PrivacyAudit,
            Permissions.TaskView,
            Permissions.FundingView,
            Permissions.StaffView,
        ],
        // Whoever gives out rights holds none over dossiers.
        [Role.Administrator] =
        [
            Permissions.UsersManage,
            Permissions.OutboxManage,
            Permissions.ApiManage,
            Permissions.PrivacyAudit,
        ],
    }.ToFrozenDictionary(
        row => row.Key,
        row =>
            row.Value.Append(Permissions.UnitsView)
                .Append(Permissions.CatalogueView)
                .Append(Permissions.OwnAccount)
                .ToFrozenSet()
    );

    public static IReadOnlySet<string> Of(Role role) => Table[role];

    public static bool Allows(Role role, string permission) => Table[role].Contains(permission);
}
