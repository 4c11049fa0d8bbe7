using System.Globalization;
using ThuocDo.Organisation.Units;

namespace ThuocDo.Indicators.Figures;

/// <summary>Collects parameters while a statement is put together.</summary>
internal sealed class SqlText
{
    private readonly List<object> parameters = [];

    public object[] Parameters => [.. parameters];

    public string Add(object value)
    {
        parameters.Add(value);
        return "{" + (parameters.Count - 1).ToString(CultureInfo.InvariantCulture) + "}";
    }

    public string ScopeTable(Scope scope) => ScopeTable(scope.Units.Select(u => (u.Id, u.Level)));

    /// <summary>
    /// Units with their levels, as a table named scope. They are written out: a planner that walked the tree would not know how few they
    /// are and read all facts of a day for those of one commune.
    /// </summary>
    public string ScopeTable(IEnumerable<(Guid Id, Level Level)> units)
    {
        var rows = string.Join(", ", units.Select(u => $"({Add(u.Id)}, '{u.Level}')"));
        return "with scope(id, level) as ("
            + (
                rows.Length == 0
                    ? "select id, level from organisation_units where 1 = 0"
                    : $"values {rows}"
            )
            + ")";
    }
}
