using Shouldly;
using Xunit;

namespace ThuocDo.Tests.Architecture;

public sealed class TypeTests
{
    /// <summary>Nobody may change by inheritance what was not made for it.</summary>
    [Fact]
    public void Classes_NotInherited_AreSealed()
    {
        var bases = ProductTypes
            .All.Select(t => t.BaseType)
            .OfType<Type>()
            .Select(b => b.IsGenericType ? b.GetGenericTypeDefinition() : b)
            .ToHashSet();

        ProductTypes
            .All.Where(t => t is { IsClass: true, IsAbstract: false, IsSealed: false })
            .Where(t => !bases.Contains(t))
            .Select(t => t.FullName)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Namespaces_OfAllTypes_BeginWithTheirProject() =>
        ProductTypes
            .All.Where(t =>
                !$"{t.Namespace}.".StartsWith(
                    t.Assembly.GetName().Name == "thuocdo"
                        ? "ThuocDo.Cli."
                        : $"{t.Assembly.GetName().Name}.",
                    StringComparison.Ordinal
                )
            )
            .Select(t => t.FullName)
            .ShouldBeEmpty();
}
