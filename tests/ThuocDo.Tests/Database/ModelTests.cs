using Microsoft.EntityFrameworkCore.Metadata;
using Shouldly;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Database;

/// <summary>What the two engines would store or sort differently is not mapped.</summary>
public sealed class ModelTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Columns_OfAllTables_HaveTypesBothEnginesSort(Engine engine) =>
        Properties(engine)
            .Where(p =>
                Plain(p.ClrType) == typeof(DateTimeOffset) || Plain(p.ClrType) == typeof(TimeSpan)
            )
            .Select(Name)
            .ShouldBeEmpty();

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Columns_OfEnumerations_AreText(Engine engine) =>
        Properties(engine)
            .Where(p => Plain(p.ClrType).IsEnum)
            .Where(p =>
                Plain(p.GetTypeMapping().Converter?.ProviderClrType ?? p.ClrType) != typeof(string)
            )
            .Select(Name)
            .ShouldBeEmpty();

    private static List<IProperty> Properties(Engine engine)
    {
        using var db = MigrationTests.Model(engine);
        return db.Model.GetEntityTypes().SelectMany(e => e.GetDeclaredProperties()).ToList();
    }

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string Name(IProperty property) =>
        $"{property.DeclaringType.Name}.{property.Name}";
}
