using System.Globalization;

namespace ThuocDo.Tests.Organisation;

/// <summary>
/// The records that stand in the routes of pages: one of the own unit and one of a foreign unit for each route
/// parameter. A page with a new kind of record gets its line here; without it the permission matrix fails.
/// </summary>
/// <param name="Own">The value for a record within <see cref="RouteRecords.OwnUnit"/>.</param>
/// <param name="Foreign">The value for a record within <see cref="RouteRecords.ForeignUnit"/>; null where the
/// parameter names nothing that belongs to a unit.</param>
public sealed record RouteRecord(string Own, string? Foreign);

public static class RouteRecords
{
    public const string OwnUnit = "d587";
    public const string ForeignUnit = "d586";

    public static readonly IReadOnlyDictionary<string, RouteRecord> ByParameter = new Dictionary<
        string,
        RouteRecord
    >
    {
        ["key"] = new("c22888", "c22846"),
        ["userName"] = new(MatrixAccounts.RecordIn(OwnUnit), MatrixAccounts.RecordIn(ForeignUnit)),
        ["code"] = new(MatrixDossiers.CodeIn(OwnUnit), MatrixDossiers.CodeIn(ForeignUnit)),
        ["bill"] = new(MatrixDossiers.BillIn(OwnUnit), MatrixDossiers.BillIn(ForeignUnit)),
        ["reference"] = new(new string('0', 32), null),
        ["number"] = new("1", null),
        ["process"] = new("commune", null),
        ["opinion"] = new(
            $"{MatrixDossiers.OpinionOf(OwnUnit):D}",
            $"{MatrixDossiers.OpinionOf(ForeignUnit):D}"
        ),
        ["condition"] = new("T11a", null),
        ["programme"] = new("cchc-2025", null),
        ["task"] = new(
            MatrixTasks.NumberIn(OwnUnit).ToString(CultureInfo.InvariantCulture),
            MatrixTasks.NumberIn(ForeignUnit).ToString(CultureInfo.InvariantCulture)
        ),
        ["act"] = new("bao-cao", null),
        ["meeting"] = Of(MatrixSteering.MeetingIn),
        ["survey"] = new($"{MatrixSurveys.RoundId:D}", null),
        ["questionnaire"] = new($"{MatrixSurveys.QuestionnaireId:D}", null),
        ["token"] = new(new string('0', 43), null),
        ["inspection"] = new($"{MatrixInspections.Id:D}", null),
        ["draw"] = new($"{MatrixInspections.DrawId:D}", null),
        ["place"] = Of(MatrixInspections.PlaceIn),
        ["finding"] = Of(MatrixInspections.FindingIn),
        ["pilot"] = new($"{MatrixPilots.Id:D}", null),
        ["body"] = new("huyen-uy-ninh-phuoc", null),
        ["dialogue"] = Of(MatrixSteering.DialogueIn),
        ["session"] = new($"{MatrixSteering.DialogueIn(OwnUnit):D}", null),
        ["year"] = new("2024", null),
        ["duty"] = new("dialogue", null),
        ["draft"] = new($"{MatrixDrafts.Id:D}", null),
        ["plan"] = new(MatrixPlans.Key, null),
        ["submission"] = Submission,
        ["bag"] = Of(MatrixCounter.BagIn),
        ["shipment"] = Of(MatrixCounter.ShipmentIn),
        ["sheet"] = Of(MatrixCounter.SheetIn),
        ["licence"] = Of(MatrixCounter.LicenceIn),
        ["report"] = Of(MatrixReports.IdIn),
        ["round"] = Of(MatrixCycle.RoundIn),
        ["scoresheet"] = Of(MatrixScores.SheetIn),
        ["parround"] = Of(MatrixScores.RoundIn),
        ["criterion"] = new("1.1", null),
        ["serviceunit"] = Of(MatrixStaff.ServiceUnitIn),
        ["staffperson"] = Of(MatrixStaff.PersonIn),
        ["jobscheme"] = Of(MatrixStaff.SchemeIn),
        ["contribution"] = Of(MatrixCycle.PartIn),
        ["study"] = Of(MatrixCycle.StudyIn),
        ["holding"] = Of(MatrixHeads.HoldingIn),
        ["proposal"] = Of(MatrixHeads.ProposalIn),
        ["count"] = new("resolved-late", null),
        ["document"] = new($"{MatrixLegal.DocumentId:D}", null),
        ["review"] = new($"{MatrixLegal.ReviewId:D}", null),
        ["simplification"] = new($"{MatrixLegal.ProposalId:D}", null),
        ["index"] = new("pci", null),
        ["feedback"] = Of(MatrixVoices.FeedbackIn),
        ["complaint"] = Of(MatrixVoices.ComplaintIn),
        ["denunciation"] = Of(MatrixVoices.DenunciationIn),
        ["supervision"] = Of(MatrixVoices.SupervisionIn),
        ["partycase"] = Of(MatrixVoices.PartyCaseIn),
        ["entry"] = Of(MatrixCirculation.DocumentIn),
        ["workfile"] = Of(MatrixCirculation.FileIn),
        ["exchange"] = Of(MatrixCirculation.ExchangeIn),
        ["batch"] = new(
            MatrixSubmissions.BatchIn(OwnUnit).ToString("D"),
            MatrixSubmissions.BatchIn(ForeignUnit).ToString("D")
        ),
    };

    /// <summary>
    /// The same for pages of citizens: the first value names a record of <see cref="Citizen"/>, the second one of
    /// somebody else, which must be answered "not found".
    /// </summary>
    public static readonly IReadOnlyDictionary<string, RouteRecord> ByCitizenParameter =
        new Dictionary<string, RouteRecord>
        {
            ["submission"] = Submission,
            ["procedure"] = new("1.001193", null),
            ["code"] = new(MatrixDossiers.CodeIn(OwnUnit), MatrixDossiers.CodeIn(ForeignUnit)),
        };

    private static RouteRecord Of(Func<string, Guid> record) =>
        new($"{record(OwnUnit):D}", $"{record(ForeignUnit):D}");

    private static RouteRecord Submission =>
        new(
            MatrixSubmissions.IdIn(OwnUnit).ToString("D"),
            MatrixSubmissions.IdIn(ForeignUnit).ToString("D")
        );

    /// <summary>The citizen who opens the pages.</summary>
    public const string Citizen = "congdan.01";

    public static RouteRecord? Of(string parameter, bool forCitizens) =>
        (forCitizens ? ByCitizenParameter : ByParameter).GetValueOrDefault(parameter);
}
