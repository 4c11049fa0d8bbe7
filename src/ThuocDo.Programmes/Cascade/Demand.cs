using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Cascade;

/// <summary>What shall be reached, without saying by whom. It holds on its deadline and from then on.</summary>
/// <param name="Kind">
/// Share: numerators over denominators, in percent. Count: numerators. Reduction: how much less the numerators are than the
/// bases, in percent. Growth: how much more they are, in percent for each year, compounded. Level and rank: a published
/// score or place of each unit. Groups are not compared.
/// </param>
/// <param name="Value">Percent, number, points or place, by the kind.</param>
/// <param name="BaseYear">Of a reduction or growth.</param>
public sealed record Demand(
    ConditionKind Kind,
    ConditionOperator Operator,
    decimal Value,
    DateOnly Deadline,
    int? BaseYear = null
)
{
    /// <summary>Whether it adds up over units; levels and ranks are reached by each unit for itself.</summary>
    public bool IsSum =>
        Kind is not (ConditionKind.Level or ConditionKind.Rank or ConditionKind.Group);

    public bool HasBase => Kind is ConditionKind.Reduction or ConditionKind.Growth;

    /// <summary>Years over which a growth is counted.</summary>
    public int Years => Deadline.Year - (BaseYear ?? Deadline.Year);

    public bool IsComparableTo(Demand other) =>
        Kind == other.Kind
        && Operator == other.Operator
        && (!HasBase || BaseYear == other.BaseYear);

    public bool IsInTimeFor(Demand other) =>
        Deadline <= other.Deadline
        && (Kind != ConditionKind.Growth || Deadline.Year == other.Deadline.Year);

    /// <summary>Whether the value is at least as hard to reach, given the same operator.</summary>
    public bool IsAsHardAs(decimal value) =>
        Operator == ConditionOperator.AtLeast ? Value >= value : Value <= value;
}

/// <summary>A demand on units together, or on each of them where it is no sum.</summary>
public sealed record Promise(Demand Demand, IReadOnlyList<string> Units);
