using System.Globalization;

namespace ThuocDo.Shared.Reference;

/// <summary>The fact files of <c>data/</c>, embedded so that every program runs from any directory.</summary>
public static class ShippedData
{
    /// <summary>Opens a file by its path below <c>data/</c>, for instance <c>units/units.csv</c>.</summary>
    /// <exception cref="FileNotFoundException">The file is not part of this build.</exception>
    public static StreamReader Open(string path) =>
        new(
            typeof(ShippedData).Assembly.GetManifestResourceStream($"data/{path}")
                ?? throw new FileNotFoundException(
                    $"data/{path} is not embedded in this build.",
                    path
                )
        );

    public static IReadOnlyList<CsvRow> Rows(string path)
    {
        using var reader = Open(path);
        return Csv.Read(reader).ToList();
    }
}

/// <summary>One row of a comma-separated file, read by column name; an empty field is missing.</summary>
public sealed class CsvRow(
    string source,
    int line,
    IReadOnlyDictionary<string, int> columns,
    IReadOnlyList<string> fields
)
{
    public int Line => line;

    public string? this[string column] =>
        columns.TryGetValue(column, out var i) && i < fields.Count && fields[i].Length > 0
            ? fields[i]
            : null;

    public IEnumerable<string> Columns => columns.Keys;

    /// <summary>Fields of the row: more of them than columns tell of a comma that stands outside quotes.</summary>
    public int FieldCount => fields.Count;

    public bool Has(string column) => columns.ContainsKey(column);

    public string Required(string column) => this[column] ?? throw Error(column, "is empty");

    public DateOnly Date(string column) => OptionalDate(column) ?? throw Error(column, "is empty");

    public DateOnly? OptionalDate(string column) =>
        this[column] is not { } text ? null
        : DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
        : throw Error(column, $"'{text}' is not a date yyyy-MM-dd");

    public int Int(string column) => OptionalInt(column) ?? throw Error(column, "is empty");

    public int? OptionalInt(string column) =>
        this[column] is not { } text ? null
        : int.TryParse(
            text,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
        : throw Error(column, $"'{text}' is not a whole number");

    public decimal? OptionalDecimal(string column) =>
        this[column] is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
        : throw Error(column, $"'{text}' is not a number");

    public bool Flag(string column) => this[column] is "1" or "true";

    /// <summary>A value of an enumeration, written with or without hyphens.</summary>
    public T Enum<T>(string column)
        where T : struct, Enum =>
        System.Enum.TryParse<T>(
            Required(column).Replace("-", "", StringComparison.Ordinal),
            true,
            out var value
        )
            ? value
            : throw Error(
                column,
                $"'{this[column]}' is not one of {string.Join(", ", System.Enum.GetNames<T>())}"
            );

    private FormatException Error(string column, string what) =>
        new($"{source}, line {line}, column {column}: {what}.");
}

/// <summary>Reads RFC 4180 text: quoted fields, doubled quotes, line breaks inside quotes.</summary>
public static class Csv
{
    public static IEnumerable<CsvRow> Read(TextReader reader, string source = "data")
    {
        Dictionary<string, int>? columns = null;
        foreach (var (line, fields) in Records(reader))
        {
            if (columns is null)
            {
                columns = Columns(fields, source);
            }
            else if (fields.Count > 1 || fields[0].Length > 0)
            {
                yield return new CsvRow(source, line, columns, fields);
            }
        }
    }

    private static Dictionary<string, int> Columns(List<string> header, string source)
    {
        var columns = new Dictionary<string, int>();
        foreach (var (i, field) in header.Index())
        {
            var name = field.Trim('\uFEFF', ' ');
            if (name.Length > 0 && !columns.TryAdd(name, i))
            {
                throw new FormatException(
                    $"{source}, line 1: the column {name} stands there twice."
                );
            }
        }

        return columns;
    }

    private static IEnumerable<(int Line, List<string> Fields)> Records(TextReader reader)
    {
        var field = new System.Text.StringBuilder();
        var fields = new List<string>();
        var (line, start, quoted, any) = (1, 1, false, false);
        int read;
        while ((read = reader.Read()) >= 0)
        {
            var c = (char)read;
            any = true;
            if (c == '\n')
            {
                line++;
            }

            if (quoted)
            {
                if (c != '"')
                {
                    field.Append(c);
                }
                else if (reader.Peek() == '"')
                {
                    field.Append((char)reader.Read());
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (c == ',')
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (c == '\n')
            {
                fields.Add(field.ToString());
                field.Clear();
                yield return (start, fields);
                fields = [];
                (start, any) = (line, false);
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }

        if (any)
        {
            fields.Add(field.ToString());
            yield return (start, fields);
        }
    }
}
