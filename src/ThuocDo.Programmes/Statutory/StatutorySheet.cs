using MiniExcelLibs;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Statutory;

/// <summary>A form as a spreadsheet: numbers are numbers. A second sheet says what it is and how far its layout is confirmed.</summary>
public static class StatutorySheet
{
    /// <param name="about">What stands above the form on paper, line by line.</param>
    public static byte[] Write(
        StatutoryForm form,
        IReadOnlyList<CountRow> rows,
        CountRow total,
        IReadOnlyList<string> about,
        Texts texts
    )
    {
        const string language = "vi";
        string T(string key) => texts.In(language, key);
        var lines = rows.Append(total with { Name = T("statutory.total") })
            .Select(
                (row, i) =>
                {
                    var cells = new Dictionary<string, object?>
                    {
                        [T("statutory.serial")] = i < rows.Count ? i + 1 : null,
                        [T($"statutory.rows.{form.Rows.ToString().ToLowerInvariant()}")] = row.Name,
                    };
                    foreach (var column in form.Columns)
                    {
                        cells[
                            $"({column.Number}) {column.Group.In(language)}: {column.Name.In(language)}"
                        ] = column.Of(row);
                    }

                    return cells;
                }
            )
            .ToList();
        using var stream = new MemoryStream();
        stream.SaveAs(
            new Dictionary<string, object>
            {
                [T("statutory.sheet.form")] = lines,
                [T("statutory.sheet.about")] = about
                    .Select(line => new Dictionary<string, object?>
                    {
                        [T("statutory.sheet.about")] = line,
                    })
                    .ToList(),
            }
        );
        return stream.ToArray();
    }
}
