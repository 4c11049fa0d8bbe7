using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ThuocDo.Database.Bulk;

/// <summary>
/// How an entity is written without the change tracker: table, columns and values are taken from the same model that
/// pages use, so that both ways write the same rows.
/// </summary>
internal sealed class BulkTable<T>
    where T : class
{
    private readonly Func<T, object?>[] readers;

    public BulkTable(DbContext db)
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        Name = entity.GetTableName()!;
        var table = StoreObjectIdentifier.Table(Name, entity.GetSchema());
        var properties = entity
            .GetProperties()
            .Where(p => !p.ValueGenerated.HasFlag(ValueGenerated.OnAdd))
            .ToList();
        Columns = properties.Select(p => $"\"{p.GetColumnName(table)}\"").ToList();
        Mappings = properties.Select(p => p.GetRelationalTypeMapping()).ToList();
        readers = properties.Select(Reader).ToArray();
    }

    public string Name { get; }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<RelationalTypeMapping> Mappings { get; }

    public object? Value(T entity, int column) => readers[column](entity);

    private static Func<T, object?> Reader(IProperty property)
    {
        var getter = property.GetGetter();
        var converter = property.GetRelationalTypeMapping().Converter;
        return converter is null
            ? entity => getter.GetClrValue(entity)
            : entity =>
                getter.GetClrValue(entity) is { } value ? converter.ConvertToProvider(value) : null;
    }
}
