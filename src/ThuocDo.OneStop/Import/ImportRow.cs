using System.Globalization;
using MiniExcelLibs;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Import;

/// <summary>A row of the export as it stands there.</summary>
public sealed record RawRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string heading] => Cells.GetValueOrDefault(heading, "").Trim();
}

/// <summary>Reads an export: CSV (UTF-8, comma or semicolon) or the first sheet of an XLSX file, headings in the first row.</summary>
public static class ImportFile
{
    /// <exception cref="FormatException">A heading the map asks for is not there.</exception>
    public static IEnumerable<RawRow> Read(string path, ImportMap map)
    {
        var rows = Path.GetExtension(path).Equals(".xlsx", StringComparison.OrdinalIgnoreCase)
            ? Sheet(path)
            : Text(path);
        var first = true;
        foreach (var row in rows)
        {
            if (first)
            {
                var missing = map.Columns.Values.Where(h => !row.Cells.ContainsKey(h)).ToList();
                if (missing.Count > 0)
                {
                    throw new FormatException(
                        $"{Path.GetFileName(path)}: no column is headed {string.Join(", ", missing)}."
                    );
                }

                first = false;
            }

            if (row.Cells.Values.Any(v => !string.IsNullOrWhiteSpace(v)))
            {
                yield return row;
            }
        }
    }

    private static IEnumerable<RawRow> Text(string path)
    {
        using var reader = new StreamReader(path);
        var heading = reader.ReadLine() ?? "";
        var separator = heading.Count(c => c == ';') > heading.Count(c => c == ',') ? ';' : ',';
        using var body = new StringReader(
            Comma(heading, separator) + "\n" + Comma(reader.ReadToEnd(), separator)
        );
        foreach (var row in Csv.Read(body, Path.GetFileName(path)))
        {
            yield return new RawRow(
                row.Line,
                row.Columns.ToDictionary(name => name, name => row[name] ?? "")
            );
        }
    }

    /// <summary>Semicolons outside quotes become commas, commas outside quotes cannot occur then but in numbers, which are not read.</summary>
    private static string Comma(string text, char separator)
    {
        if (separator == ',')
        {
            return text;
        }

        var quoted = false;
        return string.Create(
            text.Length,
            text,
            (span, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                {
                    quoted ^= from[i] == '"';
                    span[i] =
                        quoted ? from[i]
                        : from[i] == separator ? ','
                        : from[i] == ',' ? ' '
                        : from[i];
                }
            }
        );
    }

    private static IEnumerable<RawRow> Sheet(string path)
    {
        var line = 1;
        foreach (IDictionary<string, object?> row in MiniExcel.Query(path, useHeaderRow: true))
        {
            line++;
            yield return new RawRow(line, row.ToDictionary(c => c.Key.Trim(), c => Cell(c.Value)));
        }
    }

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}

/// <summary>A row understood: what the other system says of a dossier.</summary>
public sealed record ImportedDossier
{
    public required int Line { get; init; }
    public required string Code { get; init; }
    public required Guid ProcedureId { get; init; }
    public required Guid UnitId { get; init; }
    public required string Subject { get; init; }
    public required string Applicant { get; init; }
    public required ImportState State { get; init; }
    public required Channel Channel { get; init; }
    public required DateTime ReceivedAt { get; init; }
    public DateTime? ProcessedAt { get; init; }
    public DateTime? DueAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public DateTime? ReturnedAt { get; init; }
    public string? Reason { get; init; }
}
