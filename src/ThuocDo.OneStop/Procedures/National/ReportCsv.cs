using System.Globalization;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Procedures.National;

/// <summary>The remarks of a report in words, and the report as comma-separated text: one row for each remark, one for a line without.</summary>
public static class ReportCsv
{
    public const string Header = "line,outcome,code,name,column,value,reason,action\r\n";

    public static string Why(ImportRemark remark, Texts texts) =>
        texts[$"import.why.{remark.Kind}", [.. Arguments(remark, texts)]];

    public static string WhatToDo(ImportRemark remark, Texts texts) =>
        texts[$"import.do.{remark.Kind}"];

    public static string Of(CatalogueImportLine line, Texts texts)
    {
        var number = line.Line == 0 ? "" : line.Line.ToString(CultureInfo.InvariantCulture);
        var outcome = line.Outcome.ToString().ToLowerInvariant();
        return line.Remarks.Count == 0
            ? CsvText.Line(number, outcome, line.Code, line.Name, "", "", "", "")
            : string.Concat(
                line.Remarks.Select(r =>
                    CsvText.Line(
                        number,
                        outcome,
                        line.Code,
                        line.Name,
                        r.Column,
                        r.Value ?? "",
                        Why(r, texts),
                        WhatToDo(r, texts)
                    )
                )
            );
    }

    private static IEnumerable<object?> Arguments(ImportRemark remark, Texts texts) =>
        remark.Kind == "changed"
            ?
            [
                string.Join(
                    ", ",
                    (remark.Value ?? "")
                        .Split(", ", StringSplitOptions.RemoveEmptyEntries)
                        .Select(field => texts[$"import.field.{field}"])
                ),
            ]
            : remark.Arguments;
}
