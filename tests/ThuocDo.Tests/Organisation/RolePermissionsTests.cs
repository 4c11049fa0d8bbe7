using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;
using Xunit;

namespace ThuocDo.Tests.Organisation;

/// <summary>
/// The table of rights, written a second time the other way round: by permission, as whoever gives it out reads it.
/// A right added to a role by oversight stands here as a difference.
/// </summary>
public sealed class RolePermissionsTests
{
    private static readonly Dictionary<string, string> HeldBy = new()
    {
        [Permissions.BoardView] =
            "Leader PartyOffice HomeAffairs ProcedureControl UnitHead Inspector",
        [Permissions.BoardDrill] =
            "Leader PartyOffice HomeAffairs ProcedureControl UnitHead Inspector",
        [Permissions.DossierView] =
            "Leader HomeAffairs ProcedureControl UnitHead Receptionist Specialist Signer Accountant Inspector",
        [Permissions.DossierReceive] = "Receptionist",
        [Permissions.DossierReturn] = "Receptionist",
        [Permissions.DossierProcess] = "Specialist",
        [Permissions.DossierAssign] = "UnitHead",
        [Permissions.DossierSign] = "UnitHead Signer",
        [Permissions.CatalogueManage] = "ProcedureControl",
        [Permissions.MoneyCollect] = "Receptionist",
        [Permissions.MoneyRefund] = "UnitHead",
        [Permissions.MoneyReconcile] = "Accountant",
        [Permissions.ReportView] = "Leader PartyOffice HomeAffairs ProcedureControl Inspector",
        [Permissions.ReportManage] = "PartyOffice HomeAffairs ProcedureControl",
        [Permissions.AccountabilityView] =
            "Leader PartyOffice HomeAffairs ProcedureControl UnitHead Inspector",
        [Permissions.AccountabilityManage] = "PartyOffice HomeAffairs",
        [Permissions.ProgrammeManage] = "PartyOffice HomeAffairs",
        [Permissions.IndexManage] = "HomeAffairs",
        [Permissions.InspectionView] = "Leader HomeAffairs ProcedureControl UnitHead Inspector",
        [Permissions.InspectionManage] = "ProcedureControl",
        [Permissions.InspectionVisit] = "ProcedureControl Inspector",
        [Permissions.RadarView] = "Leader HomeAffairs ProcedureControl Inspector",
        [Permissions.SurveyView] = "Leader PartyOffice HomeAffairs",
        [Permissions.SurveyManage] = "HomeAffairs",
        [Permissions.ParIndexView] =
            "Leader PartyOffice HomeAffairs ProcedureControl UnitHead Specialist Inspector",
        [Permissions.ParIndexScore] = "HomeAffairs UnitHead Specialist",
        [Permissions.ParIndexAppraise] = "HomeAffairs",
        [Permissions.TaskView] =
            "Leader PartyOffice HomeAffairs ProcedureControl UnitHead Specialist Inspector",
        [Permissions.TaskReport] = "UnitHead Specialist",
        [Permissions.TaskLead] = "Leader UnitHead",
        [Permissions.FundingView] = "Leader PartyOffice HomeAffairs UnitHead Accountant Inspector",
        [Permissions.FundingManage] = "PartyOffice HomeAffairs Accountant",
        [Permissions.BlocView] = "Leader PartyOffice UnitHead",
        [Permissions.BlocManage] = "PartyOffice UnitHead",
        [Permissions.DialogueManage] = "PartyOffice HomeAffairs UnitHead",
        [Permissions.CirculationView] =
            "Leader HomeAffairs ProcedureControl UnitHead Specialist Inspector",
        [Permissions.CirculationManage] = "ProcedureControl UnitHead Specialist",
        [Permissions.MonthClose] = "HomeAffairs ProcedureControl",
        [Permissions.CalendarManage] = "ProcedureControl",
        [Permissions.DossierTransfer] = "ProcedureControl",
        [Permissions.LicenceView] =
            "ProcedureControl UnitHead Receptionist Specialist Signer Inspector",
        [Permissions.LicenceManage] = "UnitHead Signer",
        [Permissions.CounterManage] = "UnitHead",
        [Permissions.FeedbackHandle] = "ProcedureControl UnitHead Receptionist Specialist",
        [Permissions.FeedbackJudge] = "ProcedureControl UnitHead",
        [Permissions.ComplaintHandle] = "Leader UnitHead Specialist Inspector",
        [Permissions.DenunciationHandle] = "UnitHead Inspector",
        [Permissions.ScoringView] = "Leader HomeAffairs ProcedureControl UnitHead Inspector",
        [Permissions.ScoringOfficers] = "HomeAffairs",
        [Permissions.SupervisionView] = "Leader PartyOffice HomeAffairs UnitHead Inspector",
        [Permissions.SupervisionManage] = "PartyOffice UnitHead",
        [Permissions.SupervisionReply] = "UnitHead Specialist",
        [Permissions.PartyInspectionView] = "Leader PartyOffice",
        [Permissions.PartyInspectionManage] = "PartyOffice",
        [Permissions.CommendationView] = "Leader PartyOffice HomeAffairs UnitHead",
        [Permissions.CommendationPropose] = "HomeAffairs UnitHead",
        [Permissions.CommendationDecide] = "Leader HomeAffairs",
        [Permissions.LegalView] =
            "Leader PartyOffice HomeAffairs ProcedureControl UnitHead Specialist Inspector",
        [Permissions.LegalManage] = "ProcedureControl UnitHead",
        [Permissions.SimplifyPropose] = "ProcedureControl UnitHead Specialist",
        [Permissions.SimplifyDecide] = "ProcedureControl",
        [Permissions.StaffView] = "Leader PartyOffice HomeAffairs UnitHead Accountant Inspector",
        [Permissions.StaffManage] = "HomeAffairs UnitHead",
        [Permissions.StaffApprove] = "HomeAffairs",
        [Permissions.UsersManage] = "Administrator",
        [Permissions.PrivacyAudit] = "Inspector Administrator",
        [Permissions.OutboxManage] = "Administrator",
        [Permissions.ApiManage] = "Administrator",
        [Permissions.ProcessManage] = "ProcedureControl",
        [Permissions.UnitsView] = Everybody,
        [Permissions.CatalogueView] = Everybody,
        [Permissions.OwnAccount] = Everybody,
    };

    private const string Everybody =
        "Leader PartyOffice HomeAffairs ProcedureControl UnitHead Receptionist Specialist Signer Accountant Inspector Administrator";

    [Fact]
    public void Table_ReadByPermission_IsAsDecided()
    {
        HeldBy.Keys.Order().ShouldBe(Permissions.All.Order());
        foreach (var permission in Permissions.All)
        {
            string.Join(
                    ' ',
                    Enum.GetValues<Role>().Where(r => RolePermissions.Allows(r, permission))
                )
                .ShouldBe(HeldBy[permission], permission);
        }
    }
}
