using ThuocDo.Programmes.Cascade.Assembling;
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

    /// <summary>Tells what is wrong with a row.</summary>
    public Refuse Refusing(CsvRow row) =>
        (fault, arguments) => Refuse(row, KeyOf(fault), arguments);

    private static string KeyOf(CascadeFault fault) =>
        fault switch
        {
            CascadeFault.Kind => "cascade.error.kind",
            CascadeFault.Operator => "cascade.error.operator",
            CascadeFault.Value => "cascade.error.value",
            CascadeFault.Deadline => "cascade.error.deadline",
            CascadeFault.BaseYear => "cascade.error.base-year",
            CascadeFault.Body => "cascade.error.body",
            CascadeFault.Unit => "cascade.error.unit",
            CascadeFault.Tie => "cascade.error.tie",
            CascadeFault.Repeated => "cascade.error.repeated",
            CascadeFault.Overlap => "cascade.error.overlap",
            _ => "cascade.error.no-body",
        };

    /// <summary>Names joined by a bar.</summary>
    public static IReadOnlyList<string> List(CsvRow row, string column) =>
        row[column]
            ?.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct()
            .ToList()
        ?? [];
}
