using System.Globalization;

namespace ThuocDo.Programmes.Reports;

/// <summary>Addresses of reports.</summary>
public static class ReportLinks
{
    public const string List = "/bao-cao";
    public const string Create = "/bao-cao/lap";

    public static string Report(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{List}/{id:D}");

    public static string Edit(Guid id) => Report(id) + "/soan";

    public static string Issue(Guid id) => Report(id) + "/ban-hanh";

    public static string Restate(Guid id) => Report(id) + "/doi-chieu";

    /// <param name="form"><c>docx</c>, <c>pdf</c> or <c>xlsx</c>.</param>
    public static string File(Guid id, string form) => $"{Report(id)}?handler={form}";
}
