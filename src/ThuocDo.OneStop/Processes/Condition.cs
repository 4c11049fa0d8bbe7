using System.Globalization;

namespace ThuocDo.OneStop.Processes;

/// <summary>
/// A condition over declared facts. It is read in three values: what is not known is neither true nor false, so a
/// missing fact opens neither a way nor the way of its opposite. A way is open only where the answer is true.
/// </summary>
public abstract record Condition
{
    /// <summary>Null: not known from these facts. Never throws.</summary>
    public abstract bool? Holds(IReadOnlyDictionary<string, string> facts);

    public abstract IEnumerable<FactTest> Tests { get; }
}

public enum Comparison
{
    Is,
    In,
    AtLeast,
    AtMost,
}

/// <summary>One fact compared with what is written in the process.</summary>
public sealed record FactTest(string Fact, Comparison Comparison, IReadOnlyList<string> Values)
    : Condition
{
    public override IEnumerable<FactTest> Tests => [this];

    public static FactTest Flag(string fact, bool value = true) =>
        new(fact, Comparison.Is, [value ? FactDeclaration.Yes : FactDeclaration.No]);

    public override bool? Holds(IReadOnlyDictionary<string, string> facts)
    {
        if (!facts.TryGetValue(Fact, out var value))
        {
            return null;
        }

        if (Comparison is Comparison.Is or Comparison.In)
        {
            return Values.Contains(value);
        }

        return Number(value) is { } has && Values.Count == 1 && Number(Values[0]) is { } bound
            ? Comparison == Comparison.AtLeast
                ? has >= bound
                : has <= bound
            : null;
    }

    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public bool Equals(FactTest? other) =>
        other is not null
        && (Fact, Comparison) == (other.Fact, other.Comparison)
        && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Fact, Comparison, Values.Count);
}

/// <summary>All of several conditions.</summary>
public sealed record AllOf(IReadOnlyList<Condition> Conditions) : Condition
{
    public override IEnumerable<FactTest> Tests => Conditions.SelectMany(c => c.Tests);

    public override bool? Holds(IReadOnlyDictionary<string, string> facts) =>
        Conditions.Any(c => c.Holds(facts) == false) ? false
        : Conditions.All(c => c.Holds(facts) == true) ? true
        : null;

    public bool Equals(AllOf? other) =>
        other is not null && Conditions.SequenceEqual(other.Conditions);

    public override int GetHashCode() => Conditions.Count;
}

/// <summary>At least one of several conditions.</summary>
public sealed record AnyOf(IReadOnlyList<Condition> Conditions) : Condition
{
    public override IEnumerable<FactTest> Tests => Conditions.SelectMany(c => c.Tests);

    public override bool? Holds(IReadOnlyDictionary<string, string> facts) =>
        Conditions.Any(c => c.Holds(facts) == true) ? true
        : Conditions.All(c => c.Holds(facts) == false) ? false
        : null;

    public bool Equals(AnyOf? other) =>
        other is not null && Conditions.SequenceEqual(other.Conditions);

    public override int GetHashCode() => ~Conditions.Count;
}

/// <summary>The opposite.</summary>
public sealed record Not(Condition Inner) : Condition
{
    public override IEnumerable<FactTest> Tests => Inner.Tests;

    public override bool? Holds(IReadOnlyDictionary<string, string> facts) => !Inner.Holds(facts);
}
