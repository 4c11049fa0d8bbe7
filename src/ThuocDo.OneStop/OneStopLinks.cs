using Microsoft.AspNetCore.Http.Extensions;
using ThuocDo.OneStop.Dossiers;

namespace ThuocDo.OneStop;

/// <summary>The addresses of the one-stop shop.</summary>
public static class OneStopLinks
{
    public const string WorkList = "/mot-cua";
    public const string Receive = "/mot-cua/tiep-nhan";
    public const string ReceiveMany = "/mot-cua/tiep-nhan/nhieu";
    public const string Track = "/tra-cuu";
    public const string Proofs = Track + "/chung-minh";
    public const string VerifyResult = "/kiem-tra-ket-qua";
    public const string Procedures = "/thu-tuc";
    public const string Register = "/mot-cua/so-theo-doi";
    public const string Calendar = "/lich-lam-viec";
    public const string CalendarDecisions = Calendar + "/quyet-dinh";
    public const string ActOnMany = "/mot-cua/lam-nhieu";
    public const string Takeover = "/mot-cua/tiep-quan";
    public const string Absences = "/mot-cua/vang-mat";
    public const string Delegations = "/mot-cua/uy-quyen";
    public const string Reassign = "/mot-cua/phan-cong-lai";
    public const string Processes = "/quy-trinh";
    public const string ProcessEditor = "/quy-trinh/soan-thao";
    public const string Opinions = "/mot-cua/y-kien";

    /// <summary>Names of query values.</summary>
    public const string Tab = "muc";
    public const string Pass = "the";
    public const string Figure = "so-lieu";
    public const string ActSlug = "viec";
    public const string Unit = "don-vi";
    public const string Search = "tim";
    public const string ProcedureCode = "thu-tuc";
    public const string DossierCode = "ma";
    public const string Year = "nam";
    public const string ResultReference = "so";
    public const string VersionNumber = "phien-ban";
    public const string ProcessCode = "quy-trinh";
    public const string Person = "nguoi";

    public static string Dossier(string code) => $"{WorkList}/ho-so/{Uri.EscapeDataString(code)}";

    public static string Act(string code, DossierActionKind kind) =>
        $"{Dossier(code)}/{DossierActions.Of(kind).Slug}";

    public static string ActOnManyOf(string slug) =>
        $"{ActOnMany}?{ActSlug}={Uri.EscapeDataString(slug)}";

    public static string ReceiptSlip(string code) => $"{Dossier(code)}/giay-tiep-nhan";

    public static string SupplementSlip(string code) => $"{Dossier(code)}/phieu-bo-sung";

    public static string RefusalSlip(string code) => $"{Dossier(code)}/phieu-tu-choi";

    public static string ApologySlip(string code) => $"{Dossier(code)}/phieu-xin-loi";

    public static string ControlSlip(string code) => $"{Dossier(code)}/phieu-kiem-soat";

    public static string Batch(Guid id) => $"{ReceiveMany}/{id:D}";

    public static string StopSlip(string code) => $"{Dossier(code)}/thong-bao-dung";

    public static string Attach(string code) => Act(code, DossierActionKind.Attach);

    public static string Procedure(string code) => $"{Procedures}/{Uri.EscapeDataString(code)}";

    public static string Process(string code) => $"{Processes}/{Uri.EscapeDataString(code)}";

    public static string ProcessVersion(string code, int number) =>
        With(Process(code), (VersionNumber, $"{number}"));

    /// <param name="kind">Bpmn or Json.</param>
    public static string ProcessFile(string code, string kind, int? number) =>
        With(
            Process(code),
            ("handler", kind),
            (VersionNumber, number is null ? null : $"{number}")
        );

    public static string ProcessEditorFrom(string code) => With(ProcessEditor, (ProcessCode, code));

    public static string Opinion(Guid id) => $"{Opinions}/{id:D}";

    public static string TrackOf(string code) => With(Track, (DossierCode, code));

    public static string VerifyResultOf(string reference) =>
        With(VerifyResult, (ResultReference, reference));

    public static string TakeoverOf(string unit) => With(Takeover, (Unit, unit));

    public static string ReassignFrom(Guid account) => With(Reassign, (Person, $"{account:D}"));

    public static string CalendarOf(int year) => With(Calendar, (Year, $"{year}"));

    public static string WorkListOf(string? tab, string? unit = null, string? search = null) =>
        With(WorkList, (Tab, tab), (Unit, unit), (Search, search));

    public static string ReceiveAt(string? unit, string? procedure = null) =>
        With(Receive, (Unit, unit), (ProcedureCode, procedure));

    public static string With(string path, params (string Name, string? Value)[] values)
    {
        var query = new QueryBuilder(
            values
                .Where(v => !string.IsNullOrEmpty(v.Value))
                .Select(v => KeyValuePair.Create(v.Name, v.Value!))
        );
        return path + query.ToQueryString();
    }
}
