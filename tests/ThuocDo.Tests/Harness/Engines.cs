using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace ThuocDo.Tests.Harness;

public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Runs a theory once on each engine: <c>[Theory, Engines]</c> gives the engine, <c>[Theory, Engines(5, "x")]</c> the
/// engine and the values after it; the attribute may be repeated. What is the same whatever the database, such as the pages
/// of a PDF, is tested <c>On</c> one of them. <c>THUOCDO_TEST_ENGINES=sqlite</c> (the quick check) skips the others by name;
/// without it a missing PostgreSQL is a failure.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EnginesAttribute(params object?[] values) : DataAttribute
{
    private const string Variable = "THUOCDO_TEST_ENGINES";

    private Engine? only;

    public object?[] Values => values;

    /// <summary>The only engine; not set: each of them.</summary>
    public Engine On
    {
        get => only ?? default;
        set => only = value;
    }

    public override bool SupportsDiscoveryEnumeration() => true;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    ) => new((only is { } one ? [one] : Enum.GetValues<Engine>()).Select(Row).ToList());

    private TheoryDataRow Row(Engine engine)
    {
        var chosen = Environment.GetEnvironmentVariable(Variable);
        var wanted =
            string.IsNullOrEmpty(chosen)
            || chosen.Split(',').Contains(engine.ToString(), StringComparer.OrdinalIgnoreCase);
        return new TheoryDataRow([engine, .. values])
        {
            Skip = wanted ? null : $"{Variable}={chosen}",
        };
    }
}
