namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Text keys of the action pages.</summary>
public static class ActTexts
{
    public static string Title(DossierActionKind kind) => $"act.{Name(kind)}.title";

    public static string Lead(DossierActionKind kind) => $"act.{Name(kind)}.lead";

    public static string Done(DossierActionKind kind) => $"act.{Name(kind)}.done";

    private static string Name(DossierActionKind kind) =>
        kind switch
        {
            DossierActionKind.Assign => "assign",
            DossierActionKind.Forward => "forward",
            DossierActionKind.RequestSupplement => "request-supplement",
            DossierActionKind.ReceiveSupplement => "receive-supplement",
            DossierActionKind.Extend => "extend",
            DossierActionKind.Finish => "finish",
            DossierActionKind.Refuse => "refuse",
            DossierActionKind.Withdraw => "withdraw",
            DossierActionKind.Return => "return",
            DossierActionKind.IssueSecret => "issue-secret",
            DossierActionKind.Attach => "attach",
            DossierActionKind.Stop => "stop",
            DossierActionKind.RequestOpinion => "request-opinion",
            DossierActionKind.OpenCase => "open-case",
            DossierActionKind.ReturnCase => "return-case",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
