using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cascade.Reading;

/// <summary>A CSV file by its name, and what is wrong with its rows.</summary>
internal sealed class CascadeFile
{
    private readonly string name;
    private readonly List<Explanation> faults;

    public CascadeFile(string name, TextReader reader, string[] columns, List<Explanation> faults)
    {
        (this.name, this.faults) = (name, faults);
        Rows = [.. Csv.Read(reader, name)];
        if (
            Rows.Count > 0
            && columns.Where(c => !Rows[0].Has(c)).ToList() is { Count: > 0 } missing
        )
        {
            faults.Add(new("cascade.error.columns", name, string.Join(", ", missing)));
            Rows = [];
        }
    }

    public IReadOnlyList<CsvRow> Rows { get; }

    public void Refuse(CsvRow row, string key, params object[] arguments) =>
        faults.Add(new Explanation(key, [name, row.Line, .. arguments]));

    /// <summary>Names joined by a bar.</summary>
    public static IReadOnlyList<string> List(CsvRow row, string column) =>
        row[column]
            ?.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct()
            .ToList()
        ?? [];
}
