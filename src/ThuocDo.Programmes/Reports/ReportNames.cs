using System.Globalization;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Reports;

/// <summary>How a report is called on the pages.</summary>
public sealed class ReportNames(Texts texts)
{
    public string Of(Report report) => Of(report.Kind, report.Year, report.Quarter);

    public string Of(ReportKind kind, int year, int? quarter)
    {
        var yearText = year.ToString(CultureInfo.InvariantCulture);
        return kind == ReportKind.Yearly
            ? texts["report.name.yearly", yearText]
            : texts["report.name.quarterly", quarter, yearText];
    }
}
