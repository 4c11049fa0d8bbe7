using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Layout;

public enum ColumnKind
{
    Other,
    No,
    Task,
    Lead,
    Coordinating,
    Deliverable,
    Deadline,
    Target,
    Unit,

    /// <summary>The values of a year or a stage.</summary>
    Year,
}

/// <summary>A column by its heading; <c>Date</c> where it is that of a year.</summary>
public sealed record Column(ColumnKind Kind, string Title, DatePhrase? Date);

/// <summary>Rows under a header that says what they hold.</summary>
public sealed class Table(IReadOnlyList<Column> columns)
{
    public IReadOnlyList<Column> Columns { get; } = columns;

    public List<Placed> Rows { get; } = [];

    public bool Has(ColumnKind kind) => Columns.Any(c => c.Kind == kind);

    /// <summary>Tasks have somebody who leads them or a time, and a column for what is to be done.</summary>
    public bool IsOfTasks =>
        Has(ColumnKind.Task)
        && (Has(ColumnKind.Lead) || Has(ColumnKind.Deadline))
        && !Has(ColumnKind.Year);

    /// <summary>A column of units alone may be that of any statistics; then the section must be one of objectives.</summary>
    public bool IsOfTargets(SectionRole? role) =>
        !IsOfTasks
        && (Has(ColumnKind.Target) || (Has(ColumnKind.Unit) && role == SectionRole.Objective));

    public int IndexOf(ColumnKind kind)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Kind == kind)
            {
                return i;
            }
        }

        return -1;
    }

    public int MainColumn =>
        IndexOf(ColumnKind.Task) is >= 0 and var task ? task
        : IndexOf(ColumnKind.Target) is >= 0 and var target ? target
        : IndexOf(ColumnKind.No) + 1;
}
