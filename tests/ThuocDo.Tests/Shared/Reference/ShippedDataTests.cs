using Shouldly;
using ThuocDo.Shared.Reference;
using Xunit;

namespace ThuocDo.Tests.Shared.Reference;

public sealed class ShippedDataTests
{
    private const string Folder = "data/";

    public static TheoryData<string> Tables =>
        new(
            typeof(ShippedData)
                .Assembly.GetManifestResourceNames()
                .Where(n =>
                    n.StartsWith(Folder, StringComparison.Ordinal)
                    && n.EndsWith(".csv", StringComparison.Ordinal)
                )
                .Select(n => n[Folder.Length..])
        );

    /// <summary>A comma outside quotes moves everything behind it one column on, and no reader notices.</summary>
    [Theory, MemberData(nameof(Tables))]
    public void Table_ThatShips_HasAFieldForEachColumn(string path)
    {
        var rows = ShippedData.Rows(path);

        rows.ShouldNotBeEmpty();
        rows.Where(r => r.FieldCount != r.Columns.Count())
            .Select(r => $"line {r.Line}: {r.FieldCount} fields, {r.Columns.Count()} columns")
            .ShouldBeEmpty();
    }
}
