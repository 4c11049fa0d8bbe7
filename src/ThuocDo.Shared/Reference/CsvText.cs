namespace ThuocDo.Shared.Reference;

/// <summary>Writes RFC 4180 lines. A line break inside a field becomes a space: one record, one line.</summary>
public static class CsvText
{
    private static readonly char[] Special = [',', '"'];

    public static string Line(params string[] fields) =>
        string.Join(',', fields.Select(Field)) + "\r\n";

    private static string Field(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.IndexOfAny(Special) < 0
            ? line
            : $"\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
