using System.Reflection;
using ThuocDo.Tests.Harness;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ThuocDo.Tests.Harness;

/// <summary>A class whose tests take long one after the other: it begins first, so that nobody waits for it at the end.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LongAttribute : Attribute;

public sealed class LongestFirst : ITestCollectionOrderer
{
    private readonly string[] names =
    [
        .. typeof(LongestFirst)
            .Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<LongAttribute>() is not null)
            .Select(t => t.FullName!),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections
    )
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => IsLong(c) ? 0 : 1)];

    private bool IsLong(ITestCollection collection) =>
        names.Any(n =>
            collection.TestCollectionDisplayName.Contains($" {n} ", StringComparison.Ordinal)
        );
}
