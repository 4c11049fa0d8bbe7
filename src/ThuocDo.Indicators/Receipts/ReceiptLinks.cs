using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.OpenData;

namespace ThuocDo.Indicators.Receipts;

/// <summary>Addresses of receipts.</summary>
public static class ReceiptLinks
{
    /// <summary>The receipt of a figure; the place names unit, days, reading and part.</summary>
    public static string Page(string condition, BoardPlace place) =>
        $"{BoardLinks.Board}/{condition}/bien-nhan{(place with { Verdict = null }).Query()}";

    /// <summary>Query value: the pass of a printed receipt.</summary>
    public const string Issue = "ban";

    /// <summary>Query value: the receipt is another one than the one that was asked for.</summary>
    public const string Another = "moi";

    /// <summary>A new receipt in the place of the printed one.</summary>
    public static string AnotherPage(string condition, BoardPlace place) =>
        $"{BoardLinks.Board}/{condition}/bien-nhan{(place with { Verdict = null }).Query((Another, "true"))}";

    /// <summary>The file of the printed receipt that the pass is for.</summary>
    public static string Data(string condition, BoardPlace place, string pass) =>
        $"{BoardLinks.Board}/{condition}/bien-nhan.json{(place with { Verdict = null }).Query((Issue, pass))}";

    /// <summary>Of a figure of the public board.</summary>
    public static string PublicPage(string condition) =>
        $"{OpenDataLinks.Page}/{condition}/bien-nhan";

    public static string PublicData(string condition) => PublicPage(condition) + ".json";
}
