using System.Reflection;
using System.Runtime.CompilerServices;

namespace ThuocDo.Tests.Architecture;

/// <summary>The types people wrote in <c>src/</c>.</summary>
public static class ProductTypes
{
    public static IReadOnlyList<Type> All { get; } =
        ProjectTests
            .Projects.SelectMany(p => Load(p.Data).GetTypes())
            .Where(t => !IsGenerated(t))
            .ToList();

    public static Assembly Load(string project) =>
        Assembly.Load(project == "ThuocDo.Cli" ? "thuocdo" : project);

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || type.Name.Contains('<', StringComparison.Ordinal)
        || type.FullName == "Program"
        || type.Namespace is not { } space
        || !space.StartsWith("ThuocDo", StringComparison.Ordinal)
        || space.Contains(".Migrations", StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
