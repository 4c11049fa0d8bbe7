using ThuocDo.Organisation.Staff;
using ThuocDo.Shared.Access;

namespace ThuocDo.BrowserTests.Harness;

/// <summary>Where a catalogued page is found in the scenario, and who may open it.</summary>
public static class SampleVisit
{
    private static readonly Dictionary<string, string> Accounts = new()
    {
        [Permissions.BoardView] = "lanhdao",
        [Permissions.BoardDrill] = "lanhdao",
        [Permissions.MonthClose] = "noivu",
        [Permissions.DialogueManage] = "noivu",
        [Permissions.ProgrammeManage] = "vanphong.tinhuy",
        [Permissions.TaskView] = "chuyenvien.xa",
        [Permissions.TaskReport] = "chuyenvien.xa",
        [Permissions.TaskLead] = "lanhdao.xa",
        [Permissions.FundingView] = "noivu",
        [Permissions.FundingManage] = "noivu",
        [Permissions.BlocView] = "vanphong.tinhuy",
        [Permissions.BlocManage] = "vanphong.tinhuy",
        [Permissions.ReportView] = "lanhdao",
        [Permissions.ReportManage] = "noivu",
        [Permissions.AccountabilityView] = "lanhdao",
        [Permissions.AccountabilityManage] = "noivu",
        [Permissions.IndexManage] = "noivu",
        [Permissions.SurveyView] = "lanhdao",
        [Permissions.SurveyManage] = "noivu",
        [Permissions.ParIndexView] = "lanhdao.so",
        [Permissions.ParIndexAppraise] = "noivu",
        [Permissions.FeedbackHandle] = "lanhdao.xa",
        [Permissions.ComplaintHandle] = "lanhdao.xa",
        [Permissions.DenunciationHandle] = "thanhtra",
        [Permissions.ScoringView] = "noivu",
        [Permissions.SupervisionView] = "vanphong.tinhuy",
        [Permissions.PartyInspectionView] = "vanphong.tinhuy",
        [Permissions.CommendationView] = "noivu",
        [Permissions.InspectionView] = "kiemsoat.thutuc",
        [Permissions.InspectionManage] = "kiemsoat.thutuc",
        [Permissions.InspectionVisit] = "thanhtra",
        [Permissions.RadarView] = "thanhtra",
        [Permissions.CirculationView] = "chuyenvien.xa",
        [Permissions.CirculationManage] = "chuyenvien.xa",
        [Permissions.LegalView] = "kiemsoat.thutuc",
        [Permissions.LegalManage] = "kiemsoat.thutuc",
        [Permissions.SimplifyPropose] = "kiemsoat.thutuc",
        [Permissions.SimplifyDecide] = "kiemsoat.thutuc",
        [Permissions.StaffView] = "noivu",
        [Permissions.StaffManage] = "noivu",
        [Permissions.StaffApprove] = "noivu",
        [Permissions.UsersManage] = "quantri",
        [Permissions.DossierReceive] = "motcua.xa",
        [Permissions.DossierView] = "motcua.xa",
        [Permissions.DossierReturn] = "motcua.xa",
        [Permissions.DossierProcess] = "chuyenvien.xa",
        [Permissions.DossierAssign] = "lanhdao.xa",
        [Permissions.DossierSign] = "ky.xa",
        [Permissions.CatalogueManage] = "kiemsoat.thutuc",
        [Permissions.MoneyCollect] = "motcua.xa",
        [Permissions.MoneyRefund] = "lanhdao.xa",
        [Permissions.MoneyReconcile] = "ketoan",
        [Permissions.CalendarManage] = "kiemsoat.thutuc",
        [Permissions.DossierTransfer] = "kiemsoat.thutuc",
        [Permissions.LicenceView] = "ky.xa",
        [Permissions.LicenceManage] = "ky.xa",
        [Permissions.CounterManage] = "lanhdao.xa",
        [Permissions.UnitsView] = "lanhdao",
        [Permissions.CatalogueView] = "lanhdao",
        [Permissions.OutboxManage] = "quantri",
        [Permissions.ApiManage] = "quantri",
        [Permissions.PrivacyAudit] = "thanhtra",
        [Permissions.OwnAccount] = "motcua.xa",
        [Permissions.ProcessManage] = "kiemsoat.thutuc",
    };

    /// <summary>The state that the page of an act or paper needs; every other page of a dossier shows one in process.</summary>
    private static readonly Dictionary<string, string> States = new()
    {
        ["phan-cong"] = "received",
        ["nhan-bo-sung"] = "supplement",
        ["phieu-bo-sung"] = "supplement",
        ["phieu-xin-loi"] = "extended",
        ["hoan-thanh"] = "signing",
        ["tra-ket-qua"] = "resolved",
        ["giay-phep"] = "resolved",
        ["phieu-tu-choi"] = "refused",
        ["thong-bao-dung"] = "stopped",
        ["chuyen-lien-thong"] = "opening",
        ["tra-co-quan-chu-tri"] = "case",
    };

    private static readonly string[] OfSpecialist =
    [
        "/chuyen-buoc",
        "/xin-y-kien",
        "/chuyen-lien-thong",
        "/tra-co-quan-chu-tri",
        // Whoever gave the sheet does not take it.
        "/ban-giao/{sheet:guid}",
    ];

    /// <summary>Open to a stand-in too, so the page's own rule is wider than the act.</summary>
    private const string OfHead = "/gia-han";

    /// <summary>None for a public page. A step is passed on by whoever does it.</summary>
    public static string? Account(CataloguedPage page) =>
        OfSpecialist.Any(act => page.Route.EndsWith(act, StringComparison.Ordinal))
            ? "chuyenvien.xa"
        : page.Route.EndsWith(OfHead, StringComparison.Ordinal) ? "lanhdao.xa"
        // Open to every account for the own card; the sample is somebody else's.
        : page.Route.StartsWith("/trach-nhiem", StringComparison.Ordinal)
            ? Accounts[
                page.Permission == Permissions.OwnAccount
                    ? Permissions.AccountabilityView
                    : page.Permission!
            ]
        : page.IsForCitizens ? BrowserFixture.CitizenPrefix + "congdan.01"
        : page.Permission is { } permission ? Accounts[permission]
        : null;

    /// <exception cref="KeyNotFoundException">The page has a parameter nobody gave a sample for.</exception>
    public static string Address(string route, Scenario scenario)
    {
        var last = route[(route.LastIndexOf('/') + 1)..];
        var samples = new Dictionary<string, string>
        {
            ["{condition}"] = "T11b",
            ["{serviceunit}"] = $"{StaffSeed.IdOf("bv-da-khoa"):D}",
            ["{staffperson}"] = $"{StaffSeed.PersonOf("0001"):D}",
            ["{jobscheme}"] = $"{StaffSeed.SchemeOf("001"):D}",
            ["{key}"] = scenario.Commune,
            ["{userName}"] = "motcua.xa",
            ["{number}"] = "1",
            ["{process}"] = "lien-thong-ba-cap",
            ["{opinion}"] = scenario.Opinion,
            ["{bill}"] = scenario.Money[last == "bien-lai" ? "paid" : "billed"].Number,
            ["{reference}"] = scenario.Money["billed"].Reference,
            ["{bag}"] = scenario.Bag,
            ["{shipment}"] = scenario.PostItem,
            ["{sheet}"] = scenario.Sheet,
            ["{batch}"] = scenario.Batch,
            ["{licence}"] = scenario.Licence,
            ["{report}"] = scenario.Report,
            ["{round}"] = scenario.Round,
            ["{scoresheet}"] = scenario.ScoreSheet,
            ["{parround}"] = scenario.ParRound,
            ["{feedback}"] = scenario.Feedback,
            ["{complaint}"] = scenario.Complaint,
            ["{denunciation}"] = scenario.Denunciation,
            ["{supervision}"] = scenario.Supervision,
            ["{partycase}"] = scenario.PartyCase,
            ["{criterion}"] = "3.1",
            ["{contribution}"] = route.EndsWith("/xet", StringComparison.Ordinal)
                ? scenario.SentPart
                : scenario.Part,
            ["{study}"] = scenario.Study,
            ["{task}"] = scenario.Task,
            ["{meeting}"] = scenario.Meeting,
            ["{survey}"] = scenario.Survey,
            ["{questionnaire}"] = scenario.Questionnaire,
            ["{token}"] = scenario.SurveyToken,
            ["{inspection}"] = scenario.Inspection,
            ["{place}"] = scenario.InspectionPlace,
            ["{finding}"] = scenario.InspectionFinding,
            ["{draw}"] = scenario.InspectionDraw,
            ["{pilot}"] = scenario.Pilot,
            ["{body}"] = Scenario.BlocBody,
            ["{entry}"] = scenario.CirculatedDocument,
            ["{workfile}"] = scenario.WorkFile,
            ["{exchange}"] = scenario.Exchange,
            ["{dialogue}"] = scenario.Dialogue,
            ["{session}"] = scenario.Dialogue,
            ["{year}"] = "2025",
            ["{year?}"] = "2025",
            ["{duty}"] = "dialogue",
            ["{act}"] = "bao-cao",
            ["{holding}"] = scenario.Holding,
            ["{proposal}"] = scenario.Proposal,
            ["{count}"] = "resolved-late",
            ["{document}"] = scenario.LegalDocument,
            ["{review}"] = scenario.LegalReview,
            ["{simplification}"] = scenario.Simplification,
            ["{index}"] = "pci",
            ["{draft}"] = scenario.ProgrammeDraft,
            ["{programme}"] = "cchc-2025",
            ["{plan}"] = Scenario.Plan,
            ["{programme?}"] = "cchc-2025",
            ["{procedure}"] = "1.001193",
            ["{submission}"] = route.StartsWith("/mot-cua", StringComparison.Ordinal)
                ? scenario.Sent
                : scenario.Draft,
            ["{code}"] =
                route == "/ho-so-cua-toi/{code}/bo-sung" ? scenario["supplement"]
                : route.StartsWith("/thu-tuc/quoc-gia", StringComparison.Ordinal)
                    ? NationalSample.Code
                : route.StartsWith("/thu-tuc", StringComparison.Ordinal) ? scenario.Procedure
                : scenario[States.GetValueOrDefault(last, "processing")],
        };
        return string.Join(
            '/',
            route
                .Split('/')
                .Select(part =>
                    part.StartsWith('{')
                        ? samples[part[..(part.IndexOfAny([':', '}']))] + "}"]
                        : part
                )
        );
    }
}
