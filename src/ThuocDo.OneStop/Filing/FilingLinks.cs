namespace ThuocDo.OneStop.Filing;

/// <summary>The addresses of filing online, for citizens and for the counter.</summary>
public static class FilingLinks
{
    public const string Mine = "/ho-so-cua-toi";
    public const string Inbox = "/mot-cua/truc-tuyen";

    /// <summary>Query value: which tab of the inbox.</summary>
    public const string Tab = "muc";

    private const string Submissions = "/nop-ho-so";

    public static string Start(string procedure) =>
        $"{OneStopLinks.Procedure(procedure)}/nop-truc-tuyen";

    public static string Submission(Guid id) => $"{Submissions}/{id:D}";

    public static string Step(Guid id, FilingStep step) =>
        $"{Submission(id)}/"
        + step switch
        {
            FilingStep.Applicant => "nguoi-nop",
            FilingStep.Form => "to-khai",
            FilingStep.Papers => "giay-to",
            FilingStep.Return => "nhan-ket-qua",
            _ => "kiem-tra",
        };

    public static string TakeBack(Guid id) => $"{Submission(id)}/rut";

    public static string MyDossier(string code) => $"{Mine}/{Uri.EscapeDataString(code)}";

    public static string AnswerSupplement(string code) => $"{MyDossier(code)}/bo-sung";

    public static string WithdrawDossier(string code) => $"{MyDossier(code)}/rut";

    public static string Desk(Guid id) => $"{Inbox}/{id:D}";

    public static string DeskSupplement(Guid id) => $"{Desk(id)}/bo-sung";

    public static string DeskReject(Guid id) => $"{Desk(id)}/tu-choi";
}
