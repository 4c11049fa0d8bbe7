using MiniExcelLibs;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Reports.Papers;

/// <summary>
/// The annex as a spreadsheet: the table of conditions, and every figure of the report with what it is counted from and where
/// it is explained. Numbers are numbers, so that they can be added up.
/// </summary>
public static class SpreadsheetPaper
{
    public static byte[] Write(ReportPaper paper, Texts texts)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(
            new Dictionary<string, object>
            {
                [T("report.sheet.conditions")] = Conditions(paper).ToList(),
                [T("report.sheet.figures")] = Figures(paper.Sheet).ToList(),
            }
        );
        return stream.ToArray();

        string T(string key) => texts.In(NumberWords.Language, key);

        IEnumerable<Dictionary<string, object?>> Figures(NumberSheet sheet) =>
            sheet.Figures.Select(f => new Dictionary<string, object?>
            {
                [T("report.column.key")] = f.Question.Key,
                [T("report.column.condition")] = f.Name.In(NumberWords.Language),
                [T("report.column.unit")] = f.Question.Unit,
                [T("report.column.from")] = Formats.Day(f.Question.From),
                [T("report.column.to")] = Formats.Day(f.Question.To),
                [T("report.column.numerator")] = f.Numerator,
                [T("report.column.denominator")] = f.Denominator,
                [T("report.column.figure")] = Rounded(f),
                [T("report.column.measure")] = texts.Has("report.measure." + f.Measure)
                    ? T("report.measure." + f.Measure)
                    : f.Measure,
                [T("report.column.address")] = f.Address,
            });
    }

    private static IEnumerable<Dictionary<string, object?>> Conditions(ReportPaper paper) =>
        paper.Rows.Select(row =>
            paper.Columns.Zip(row.Cells).ToDictionary(c => c.First, c => (object?)c.Second)
        );

    private static decimal? Rounded(Figure figure) =>
        figure.Value is { } value ? Math.Round(value, 4, MidpointRounding.AwayFromZero) : null;
}
