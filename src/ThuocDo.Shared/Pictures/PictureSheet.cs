using System.Text;
using Microsoft.AspNetCore.Mvc;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Shared.Pictures;

/// <summary>One cell of the table beside a picture.</summary>
/// <param name="Text">As the page prints it.</param>
/// <param name="Value">As the file has it: a number with a point, or the text itself.</param>
public sealed record PictureCell(string Text, string Value, string? Href = null)
{
    public static PictureCell Of(string text) => new(text, text);
}

/// <summary>A column with its name on the page and in the file.</summary>
public sealed record PictureColumn(string Name, string Field, bool IsNumber = false);

/// <summary>A picture with the table that says the same and the files of both.</summary>
/// <param name="Key">Tells it from other pictures of the page, and names its files.</param>
/// <param name="Rows">From the same values as the marks.</param>
public sealed record PictureSheet(
    string Key,
    Picture Picture,
    IReadOnlyList<PictureColumn> Columns,
    IReadOnlyList<IReadOnlyList<PictureCell>> Rows
)
{
    public string Csv
    {
        get
        {
            var text = new StringBuilder(CsvText.Line([.. Columns.Select(c => c.Field)]));
            foreach (var row in Rows)
            {
                text.Append(CsvText.Line([.. row.Select(c => c.Value)]));
            }

            return text.ToString();
        }
    }
}

/// <summary>What the address of a page asks for instead of the page: one of its pictures as a file.</summary>
public sealed record PictureAsked
{
    /// <summary>Key of the picture.</summary>
    [FromQuery(Name = "hinh")]
    public string? Key { get; init; }

    /// <summary><c>svg</c>, <c>png</c> or <c>csv</c>.</summary>
    [FromQuery(Name = "tai")]
    public string? Format { get; init; }

    /// <summary>The file, where one was asked for.</summary>
    /// <returns>None where the page itself is wanted; "not found" where it has no such picture or the machine no fonts.</returns>
    public IActionResult? Answer(IEnumerable<PictureSheet> sheets)
    {
        if (Key is null || Format is null)
        {
            return null;
        }

        if (sheets.FirstOrDefault(s => s.Key == Key) is not { } sheet)
        {
            return new NotFoundResult();
        }

        return Format switch
        {
            "svg" => new FileContentResult(
                Encoding.UTF8.GetBytes(SvgPicture.Write(sheet.Picture)),
                "image/svg+xml"
            )
            {
                FileDownloadName = $"{Key}.svg",
            },
            "csv" => new CsvFile($"{Key}.csv", sheet.Csv),
            "png"
                when DocumentFonts.OfThisMachine is { } fonts
                    && PngPicture.ScaleOf(sheet.Picture) is not null => new PngResult(
                sheet.Picture,
                fonts,
                $"{Key}.png"
            ),
            _ => new NotFoundResult(),
        };
    }
}
