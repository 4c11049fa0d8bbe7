namespace ThuocDo.OneStop.Payments;

/// <summary>The addresses of money.</summary>
public static class PaymentLinks
{
    public const string Bills = "/mot-cua/thu-phi";
    public const string Cash = "/mot-cua/so-quy";
    public const string Settlement = "/mot-cua/quyet-toan";
    public const string Reconciliation = "/mot-cua/doi-soat";
    public const string Pay = "/thanh-toan";

    /// <summary>Names of query values.</summary>
    public const string State = "trang-thai";
    public const string Quarter = "quy";

    public static string Bill(string number) => $"{Bills}/{Uri.EscapeDataString(number)}";

    public static string Receipt(string number) => $"{Bill(number)}/bien-lai";

    public static string NewBill(string code) => $"{OneStopLinks.Dossier(code)}/thu-phi";

    public static string PayOf(string reference) => $"{Pay}/{reference}";

    public static string CashOf(string unit) =>
        $"{Cash}?{OneStopLinks.Unit}={Uri.EscapeDataString(unit)}";

    public static string ReturnOf(string reference) => $"{PayOf(reference)}/tro-ve";

    public static string Run(int number) => $"{Reconciliation}/{number}";
}
