using System.Globalization;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Indices.Computing.Reading;

/// <summary>
/// A CSV file of figures that somebody gives: read by column name, an empty field is missing, columns nobody asks for are
/// ignored. Every fault names file, line, column and value; all are told at once.
/// </summary>
public sealed class IndexFile
{
    private readonly List<Explanation> faults = [];

    /// <exception cref="FormatException">A column name stands there twice.</exception>
    public IndexFile(string name, TextReader reader)
    {
        Name = name;
        Rows = [.. Csv.Read(reader, name)];
    }

    public string Name { get; }
    public IReadOnlyList<CsvRow> Rows { get; }
    public IReadOnlyList<Explanation> Faults => faults;
    public bool IsSound => faults.Count == 0;

    /// <summary>Says that a file without rows is no input.</summary>
    public bool NeedRows()
    {
        if (Rows.Count == 0)
        {
            faults.Add(new("index-file.empty", Name));
        }

        return Rows.Count > 0;
    }

    /// <summary>Whether the columns are there; those that are not are named.</summary>
    public bool Need(params IEnumerable<string> columns)
    {
        var missing =
            Rows.Count == 0 ? [] : columns.Distinct().Where(c => !Rows[0].Has(c)).ToList();
        if (missing.Count > 0)
        {
            faults.Add(new("index-file.columns", Name, string.Join(", ", missing)));
        }

        return missing.Count == 0;
    }

    public decimal? Number(CsvRow row, string column)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        if (Numbers.Parse(text) is { } number)
        {
            return number;
        }

        Refuse(row, column, text, "index-file.number");
        return null;
    }

    public int? Year(CsvRow row, string column = "year")
    {
        if (Text(row, column) is not { } text)
        {
            return null;
        }

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is > 1900 and < 3000
        )
        {
            return year;
        }

        Refuse(row, column, text, "index-file.year");
        return null;
    }

    /// <summary>A field that must not be empty.</summary>
    public string? Text(CsvRow row, string column)
    {
        if (row[column]?.Trim() is { Length: > 0 } text)
        {
            return text;
        }

        faults.Add(new("index-file.missing", Name, Line(row), column));
        return null;
    }

    /// <summary>Refuses the value of a field.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    /// <param name="value">What stands there.</param>
    /// <param name="key">What is wrong; gets file, line, column, value and the arguments.</param>
    /// <param name="arguments">What else the sentence says.</param>
    public void Refuse(
        CsvRow row,
        string column,
        string value,
        string key,
        params object[] arguments
    ) => faults.Add(new(key, [Name, Line(row), column, value, .. arguments]));

    /// <summary>Refuses the file for what its rows say together.</summary>
    public void RefuseAll(string key, params object[] arguments) =>
        faults.Add(new(key, [Name, .. arguments]));

    /// <summary>Refuses the second row about the same thing.</summary>
    public void RefuseRepeated(CsvRow row, CsvRow first, string what) =>
        faults.Add(new("index-file.repeated", Name, Line(row), what, Line(first)));

    /// <summary>Lines are names, not amounts: no mark between thousands.</summary>
    public static string Line(CsvRow row) => row.Line.ToString(CultureInfo.InvariantCulture);
}
