using System.Globalization;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Legal.Circulation.WorkFiles;

namespace ThuocDo.Legal.Circulation;

/// <summary>Addresses of the registers, work files and messages.</summary>
public static class CirculationLinks
{
    public const string Documents = "/van-ban-di-den";
    public const string NewDocument = Documents + "/them";
    public const string WorkFiles = "/ho-so-cong-viec";
    public const string NewWorkFile = WorkFiles + "/them";
    public const string Exchanges = "/lien-thong";

    /// <summary>Where other systems hand messages in.</summary>
    public const string Endpoint = "/api/v1/edxml/messages";
    public const string DirectionField = "so";
    public const string UnitField = "don-vi";
    public const string YearField = "nam";
    public const string SearchField = "tim";
    public const string StateField = "tinh-trang";

    public static string Document(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{Documents}/{id:D}");

    public static string WorkFile(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{WorkFiles}/{id:D}");

    public static string Exchange(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{Exchanges}/{id:D}");

    public static string Message(Guid id) => Exchange(id) + "/ban-tin.xml";

    /// <param name="number">From 1.</param>
    public static string Attachment(Guid id, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Exchange(id)}/tep?so={number}");
}

/// <summary>Keys of the words of circulation.</summary>
public static class CirculationText
{
    public static string Of(DocumentDirection direction) =>
        direction == DocumentDirection.Incoming ? "circulation.incoming" : "circulation.outgoing";

    public static string Of(Medium medium) =>
        medium == Medium.Electronic ? "circulation.electronic" : "circulation.paper";

    public static string Of(Secrecy secrecy) =>
        secrecy switch
        {
            Secrecy.Confidential => "circulation.secrecy.confidential",
            Secrecy.Secret => "circulation.secrecy.secret",
            Secrecy.TopSecret => "circulation.secrecy.top-secret",
            _ => "circulation.secrecy.none",
        };

    public static string Of(WorkFileState state) =>
        state switch
        {
            WorkFileState.Open => "circulation.file.open",
            WorkFileState.Signed => "circulation.file.signed",
            WorkFileState.Closed => "circulation.file.closed",
            _ => "circulation.file.cancelled",
        };

    public static string Of(WorkFileStepKind kind) =>
        kind switch
        {
            WorkFileStepKind.Opened => "circulation.step.opened",
            WorkFileStepKind.Document => "circulation.step.document",
            WorkFileStepKind.Signed => "circulation.step.signed",
            WorkFileStepKind.Closed => "circulation.step.closed",
            _ => "circulation.step.note",
        };

    public static string Of(DocumentStatus? status) =>
        status switch
        {
            DocumentStatus.Arrived => "circulation.status.01",
            DocumentStatus.Refused => "circulation.status.02",
            DocumentStatus.Received => "circulation.status.03",
            DocumentStatus.Assigned => "circulation.status.04",
            DocumentStatus.Processing => "circulation.status.05",
            DocumentStatus.Finished => "circulation.status.06",
            DocumentStatus.Recall => "circulation.status.13",
            DocumentStatus.RecallAgreed => "circulation.status.15",
            DocumentStatus.RecallRefused => "circulation.status.16",
            _ => "circulation.status.sent",
        };

    public static string Of(Exchange.Transport transport) =>
        transport switch
        {
            Exchange.Transport.Inside => "circulation.transport.inside",
            Exchange.Transport.Http => "circulation.transport.http",
            Exchange.Transport.Folder => "circulation.transport.folder",
            _ => "circulation.transport.hand",
        };

    public static (string Tone, string Icon) Look(DocumentStatus? status) =>
        status switch
        {
            DocumentStatus.Refused or DocumentStatus.RecallRefused => ("bad", "cross"),
            DocumentStatus.Finished => ("good", "check"),
            DocumentStatus.Recall or DocumentStatus.RecallAgreed => ("warn", "warning"),
            null => ("neutral", "clock"),
            _ => ("info", "clock"),
        };

    public static (string Tone, string Icon) Look(WorkFileState state) =>
        state switch
        {
            WorkFileState.Closed => ("good", "check"),
            WorkFileState.Cancelled => ("neutral", "cross"),
            _ => ("info", "clock"),
        };
}
