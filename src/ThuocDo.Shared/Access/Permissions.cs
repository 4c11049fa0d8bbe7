namespace ThuocDo.Shared.Access;

/// <summary>
/// What a page or endpoint asks for. A permission is always held for a subtree of units; pages that show data ask
/// for it again with the unit of the record.
/// </summary>
public static class Permissions
{
    public const string BoardView = "board.view";

    /// <summary>From a figure down to the dossiers it counts.</summary>
    public const string BoardDrill = "board.drill";
    public const string DossierView = "dossier.view";
    public const string DossierReceive = "dossier.receive";
    public const string DossierProcess = "dossier.process";
    public const string DossierAssign = "dossier.assign";
    public const string DossierSign = "dossier.sign";
    public const string DossierReturn = "dossier.return";

    /// <summary>Passes the open dossiers of an agency that ended to its successor; held for the successor.</summary>
    public const string DossierTransfer = "dossier.transfer";

    /// <summary>Reads registers of licences and certificates.</summary>
    public const string LicenceView = "licence.view";

    /// <summary>Enters results in the register, renews and revokes licences; for those who answer for the signature.</summary>
    public const string LicenceManage = "licence.manage";

    /// <summary>Takes fees in, writes receipts, closes the own cash book.</summary>
    public const string MoneyCollect = "money.collect";

    /// <summary>Approves what is given back.</summary>
    public const string MoneyRefund = "money.refund";

    /// <summary>Compares statements with the ledger, settles accounts.</summary>
    public const string MoneyReconcile = "money.reconcile";

    /// <summary>Says how many people a counter receives by booking, declares outages.</summary>
    public const string CounterManage = "counter.manage";
    public const string UnitsView = "units.view";
    public const string CatalogueView = "catalogue.view";

    /// <summary>Imports the national catalogue, publishes versions of procedures.</summary>
    public const string CatalogueManage = "catalogue.manage";

    /// <summary>Compiles resolutions, reviews drafts, adopts and amends programmes.</summary>
    public const string ProgrammeManage = "programme.manage";

    /// <summary>Reads tasks of the units, with what was reported on them.</summary>
    public const string TaskView = "task.view";

    /// <summary>Reports on tasks of the unit and names obstacles.</summary>
    public const string TaskReport = "task.report";

    /// <summary>Approves reports, decides obstacles, gives parts of tasks: for those who answer for the unit.</summary>
    public const string TaskLead = "task.lead";

    /// <summary>Reads the money of the reform of the units.</summary>
    public const string FundingView = "funding.view";

    /// <summary>Enters documents about that money and cancels wrong ones.</summary>
    public const string FundingManage = "funding.manage";

    /// <summary>Reads the reform of the Party, the Front, mass organisations and councils: plans, tasks, internal procedures.</summary>
    public const string BlocView = "bloc.view";

    /// <summary>Keeps the register of internal procedures of these bodies.</summary>
    public const string BlocManage = "bloc.manage";
    public const string MonthClose = "month.close";

    /// <summary>Records dialogues with citizens and businesses and publishes the answers.</summary>
    public const string DialogueManage = "dialogue.manage";

    /// <summary>Reads reports on the programme.</summary>
    public const string ReportView = "report.view";

    /// <summary>Drafts, edits and issues reports on the programme.</summary>
    public const string ReportManage = "report.manage";

    /// <summary>Reads the cards of heads and how the time of a dossier is put down to them; a head answers the own card.</summary>
    public const string AccountabilityView = "accountability.view";

    /// <summary>Records proposals to commend or criticise a head, and what the authority decided.</summary>
    public const string AccountabilityManage = "accountability.manage";

    /// <summary>Takes printed figures of indices in and withdraws them.</summary>
    public const string IndexManage = "index.manage";

    /// <summary>Reads surveys: who was asked in numbers, and what closed ones say.</summary>
    public const string SurveyView = "survey.view";

    /// <summary>Writes questionnaires, plans, draws and closes surveys.</summary>
    public const string SurveyManage = "survey.manage";

    /// <summary>Reads self-scores by PAR INDEX or by the internal table, of the own units.</summary>
    public const string ParIndexView = "parindex.view";

    /// <summary>Fills the self-score of a body in, answers appraisers, protests.</summary>
    public const string ParIndexScore = "parindex.score";

    /// <summary>Opens rounds of self-scoring, appraises, puts surveys in, publishes.</summary>
    public const string ParIndexAppraise = "parindex.appraise";

    /// <summary>Handles feedback and proposals sent to the unit.</summary>
    public const string FeedbackHandle = "feedback.handle";

    /// <summary>Say whether what is said of conduct is true, or refuse it.</summary>
    public const string FeedbackJudge = "feedback.judge";

    /// <summary>Gets near complaints at all; which ones follows from being named and from heading the unit.</summary>
    public const string ComplaintHandle = "complaint.handle";

    /// <summary>May be named for denunciations; without a name the right opens nothing.</summary>
    public const string DenunciationHandle = "denunciation.handle";

    /// <summary>Reads the scores of one-stop units by the nine criteria.</summary>
    public const string ScoringView = "scoring.view";

    /// <summary>Reads the scores of officers too; a head reads those of the own unit without it.</summary>
    public const string ScoringOfficers = "scoring.officers";

    /// <summary>Reads supervision by the Front and the Council, and social criticism of drafts.</summary>
    public const string SupervisionView = "supervision.view";
    public const string SupervisionManage = "supervision.manage";

    /// <summary>Replies for the supervised body.</summary>
    public const string SupervisionReply = "supervision.reply";

    /// <summary>Inspection and supervision by the Party: apart and restricted.</summary>
    public const string PartyInspectionView = "party-inspection.view";
    public const string PartyInspectionManage = "party-inspection.manage";
    public const string CommendationView = "commendation.view";
    public const string CommendationPropose = "commendation.propose";
    public const string CommendationDecide = "commendation.decide";

    /// <summary>Reads inspections: rounds that are announced or have begun, findings and remedies of the own units.</summary>
    public const string InspectionView = "inspection.view";

    /// <summary>Plans, decides, draws and concludes inspections.</summary>
    public const string InspectionManage = "inspection.manage";

    /// <summary>Enters what is found on the spot and looks again.</summary>
    public const string InspectionVisit = "inspection.visit";

    /// <summary>Reads which units show unusual patterns (decision 50): for those who may ask for the reasons.</summary>
    public const string RadarView = "radar.view";

    /// <summary>Reads registers of documents, work files and messages between agencies, of the own units.</summary>
    public const string CirculationView = "circulation.view";

    /// <summary>Enters documents, keeps work files, sends and receives messages.</summary>
    public const string CirculationManage = "circulation.manage";

    /// <summary>Reads the register of legal documents and proposals to simplify procedures.</summary>
    public const string LegalView = "legal.view";

    /// <summary>Drafts, issues, checks and reviews legal documents of the units.</summary>
    public const string LegalManage = "legal.manage";

    /// <summary>Proposes to simplify procedures, for the units.</summary>
    public const string SimplifyPropose = "simplify.propose";

    /// <summary>Records what was decided about such proposals, fixes the base list.</summary>
    public const string SimplifyDecide = "simplify.decide";

    /// <summary>Reads staff, schemes of job positions, public service units and their money, of the own units; names are masked.</summary>
    public const string StaffView = "staff.view";

    /// <summary>Keeps the staff of the own units: reads names, enters appointments, postings and evaluations, drafts schemes.</summary>
    public const string StaffManage = "staff.manage";

    /// <summary>Decides for the province: service units, quota, autonomy; appraises schemes and enters their approval.</summary>
    public const string StaffApprove = "staff.approve";
    public const string UsersManage = "users.manage";
    public const string CalendarManage = "calendar.manage";

    /// <summary>What waits to be sent, dead letters, replay: one desk for the province.</summary>
    public const string OutboxManage = "outbox.manage";

    /// <summary>Keys of other systems and where events are sent to.</summary>
    public const string ApiManage = "api.manage";

    /// <summary>Publish versions of internal processes.</summary>
    public const string ProcessManage = "process.manage";

    /// <summary>Who saw whose personal data.</summary>
    public const string PrivacyAudit = "privacy.audit";

    /// <summary>Own account: second factor, password, language, sign-out.</summary>
    public const string OwnAccount = "account.own";

    public static readonly IReadOnlyList<string> All =
    [
        BoardView,
        BoardDrill,
        DossierView,
        DossierReceive,
        DossierProcess,
        DossierAssign,
        DossierSign,
        DossierReturn,
        DossierTransfer,
        LicenceView,
        LicenceManage,
        MoneyCollect,
        MoneyRefund,
        MoneyReconcile,
        CounterManage,
        UnitsView,
        CatalogueView,
        CatalogueManage,
        ProgrammeManage,
        TaskView,
        TaskReport,
        TaskLead,
        FundingView,
        FundingManage,
        BlocView,
        BlocManage,
        MonthClose,
        DialogueManage,
        ReportView,
        ReportManage,
        AccountabilityView,
        AccountabilityManage,
        IndexManage,
        SurveyView,
        SurveyManage,
        ParIndexView,
        ParIndexScore,
        ParIndexAppraise,
        FeedbackHandle,
        FeedbackJudge,
        ComplaintHandle,
        DenunciationHandle,
        ScoringView,
        ScoringOfficers,
        SupervisionView,
        SupervisionManage,
        SupervisionReply,
        PartyInspectionView,
        PartyInspectionManage,
        CommendationView,
        CommendationPropose,
        CommendationDecide,
        InspectionView,
        InspectionManage,
        InspectionVisit,
        RadarView,
        CirculationView,
        CirculationManage,
        LegalView,
        LegalManage,
        SimplifyPropose,
        SimplifyDecide,
        StaffView,
        StaffManage,
        StaffApprove,
        UsersManage,
        CalendarManage,
        OutboxManage,
        ApiManage,
        ProcessManage,
        PrivacyAudit,
        OwnAccount,
    ];
}

/// <summary>What a person is in a unit; held with the unit's whole subtree for an interval.</summary>
public enum Role
{
    /// <summary>Member of the Standing Committee, chair of the People's Committee.</summary>
    Leader,
    PartyOffice,

    /// <summary>Department of Home Affairs, standing body of the reform.</summary>
    HomeAffairs,

    /// <summary>Office of the People's Committee: procedure control and the one-stop system.</summary>
    ProcedureControl,
    UnitHead,
    Receptionist,
    Specialist,
    Signer,

    /// <summary>Keeps the accounts of fees (kế toán); takes no cash.</summary>
    Accountant,
    Inspector,
    Administrator,
}

/// <summary>Marks the page or endpoint with the permission it needs. Without a mark it is closed to everybody.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = false)]
public sealed class RequiresAttribute(string permission)
    : Microsoft.AspNetCore.Authorization.AuthorizeAttribute(PolicyPrefix + permission)
{
    public const string PolicyPrefix = "permission:";

    public string Permission => permission;
}

/// <summary>Marks a page that is meant for everybody, signed in or not.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicPageAttribute
    : Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute;

/// <summary>The person behind the present request and what he or she may do where.</summary>
public interface ICurrentUser
{
    bool IsSignedIn { get; }
    Guid? UserId { get; }
    string DisplayName { get; }

    bool Can(string permission);

    /// <summary>True if the permission is held for this unit or one above it, on the tree of the unit's own days.</summary>
    bool Can(string permission, Guid unitId);

    /// <summary>All units for which the permission is held; null means every unit.</summary>
    IReadOnlySet<Guid>? UnitsFor(string permission);
}
