using System.Globalization;

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

    /// <summary>The units of a scope with their levels, as a table named scope: the tree is walked in the database.</summary>
    public string ScopeTable(Scope scope) =>
        "with recursive scope(id, level) as (select id, level from organisation_units where id in ("
        + string.Join(", ", scope.Roots.Select(u => Add(u.Id)))
        + ") union select u.id, u.level from organisation_units u join scope s on u.parent_id = s.id)";
}
