using CsCheck;
using Shouldly;
using ThuocDo.Programmes.Cascade;
using ThuocDo.Shared.Contracts;
using Xunit;

namespace ThuocDo.Tests.Programmes.Cascade;

/// <summary>Verdicts and the minimality of every explanation, compared with trying all figures.</summary>
public sealed class CascadePropertyTests
{
    private const int Cases = 600;

    [Fact]
    public void Run_SummedFigures_AgreesWithEnumeration() =>
        CascadeCases.Summed.Sample(Agree, iter: Cases, threads: 1);

    [Fact]
    public void Run_PublishedFigures_AgreesWithEnumeration() =>
        CascadeCases.Published.Sample(Agree, iter: Cases / 2, threads: 1);

    private static void Agree(CascadeInput input)
    {
        var report = CascadeCheck.Run(input);
        foreach (var result in report.Conditions)
        {
            Agree(input, result);
        }

        Agree(input, report.Contradictions);
    }

    private static void Agree(CascadeInput input, ConditionResult result)
    {
        var goal = result.Condition.Promise;
        var binding = OfKind(input, goal.Demand)
            .Select(t => t.Promise)
            .Where(p => p.Demand.Deadline <= goal.Demand.Deadline)
            .ToList();
        var figures = new Enumeration(input, [goal, .. binding]);

        result.IsMinimal.ShouldBeTrue();
        result.Verdict.ShouldBe(
            !figures.ArePossible(binding) ? CascadeVerdict.Contradictory
            : figures.Imply(binding, goal) ? CascadeVerdict.Implied
            : CascadeVerdict.NotImplied
        );
        if (result.Support is { } support)
        {
            IsMinimal([.. support.Select(t => t.Promise)], some => figures.Imply([.. some], goal));
        }

        if (result.Gap is { } gap)
        {
            Agree(gap, figures, binding, result.Condition);
        }
    }

    private static void Agree(
        Gap gap,
        Enumeration figures,
        IReadOnlyList<Promise> binding,
        HigherCondition condition
    )
    {
        var goal = condition.Promise;
        var bodies = gap.Members.Select(m => m.Body).ToList();
        IReadOnlyList<Promise> Raised(IEnumerable<Body> some, decimal value) =>
            [
                .. binding,
                .. some.Select(b => new Promise(goal.Demand with { Value = value }, b.Units)),
            ];
        bool Close(IEnumerable<Body> some) => figures.Imply(Raised(some, gap.Yardstick), goal);

        figures.IsCounterexample(gap.Counterexample, binding, goal).ShouldBeTrue();
        figures.ArePossible(Raised(bodies, gap.Yardstick)).ShouldBeTrue();
        if (gap.Closes)
        {
            IsMinimal(bodies, Close);
        }
        else
        {
            Close(bodies).ShouldBeFalse();
            condition
                .Bodies.Except(bodies)
                .Any(b => figures.ArePossible(Raised(bodies.Append(b), gap.Yardstick)))
                .ShouldBeFalse();
        }

        if (gap.LeastCommonValue is { } value)
        {
            figures.ArePossible(Raised(bodies, value)).ShouldBeTrue();
            figures.Imply(Raised(bodies, value), goal).ShouldBeTrue();
            var weaker = value - Step(goal.Demand);
            (
                IsWeakest(value, goal.Demand) || !figures.Imply(Raised(bodies, weaker), goal)
            ).ShouldBeTrue();
        }
        else
        {
            gap.Closes.ShouldBeFalse();
        }
    }

    private static void Agree(CascadeInput input, IReadOnlyList<Contradiction> contradictions)
    {
        var demand = input.Conditions[0].Demand;
        var higher = input.Conditions.Select(c => c.Promise).ToList();
        var lower = OfKind(input, demand).Select(t => t.Promise).ToList();
        var figures = new Enumeration(input, [.. higher, .. lower]);

        contradictions.Count.ShouldBe(figures.ArePossible([.. higher, .. lower]) ? 0 : 1);
        foreach (var contradiction in contradictions)
        {
            contradiction.IsDecided.ShouldBeTrue();
            (contradiction.Conditions.Count == 0).ShouldBe(!figures.ArePossible(lower));
            IsMinimal(
                [
                    .. contradiction.Conditions.Select(c => c.Promise),
                    .. contradiction.Targets.Select(t => t.Promise),
                ],
                some => !figures.ArePossible([.. some])
            );
        }
    }

    private static void IsMinimal<T>(List<T> items, Func<IEnumerable<T>, bool> holds)
    {
        holds(items).ShouldBeTrue();
        for (var i = 0; i < items.Count; i++)
        {
            holds(items.Where((_, j) => j != i)).ShouldBeFalse();
        }
    }

    private static IEnumerable<PlanTarget> OfKind(CascadeInput input, Demand demand) =>
        input.Targets.Where(t => t.Promise.Demand.IsSum == demand.IsSum);

    /// <summary>Where the search for a common value ends.</summary>
    private static bool IsWeakest(decimal value, Demand demand) =>
        demand switch
        {
            { Operator: ConditionOperator.AtLeast } => value == 0,
            { Kind: ConditionKind.Share or ConditionKind.Reduction } => value == 100,
            { Kind: ConditionKind.Growth } => value == demand.Value + 100,
            _ => value == demand.Value,
        };

    private static decimal Step(Demand demand) =>
        (demand.Kind is ConditionKind.Count or ConditionKind.Rank ? 1 : 0.01m)
        * (demand.Operator == ConditionOperator.AtLeast ? 1 : -1);
}
