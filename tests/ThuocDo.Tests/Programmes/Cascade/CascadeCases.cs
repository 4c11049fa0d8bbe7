using CsCheck;
using ThuocDo.Programmes.Cascade;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Tests.Programmes.Cascade;

/// <summary>Small programmes with plans, so small that all their figures can be tried.</summary>
internal static class CascadeCases
{
    public const string Indicator = "I";

    private static readonly Gen<ConditionOperator> Directions = Gen.Frequency(
        (4, Gen.Const(ConditionOperator.AtLeast)),
        (1, Gen.Const(ConditionOperator.AtMost))
    );

    public static readonly Gen<CascadeInput> Summed = Inputs([
        ConditionKind.Share,
        ConditionKind.Share,
        ConditionKind.Count,
        ConditionKind.Reduction,
        ConditionKind.Growth,
    ]);

    public static readonly Gen<CascadeInput> Published = Inputs([
        ConditionKind.Level,
        ConditionKind.Rank,
    ]);

    private static Gen<T> OneOf<T>(T[] values) =>
        Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<CascadeInput> Inputs(ConditionKind[] kinds) =>
        from sizes in OneOf<int[]>([
            [1],
            [2],
            [3],
            [1, 1],
            [1, 2],
            [1, 1, 1],
        ])
        from kind in OneOf(kinds)
        from condition in Demands(kind, 2025, 2025)
        from second in Demands(kind, 2025, 2025)
        from hasSecond in Gen.Int[0, 4]
        from targets in Targets(sizes, kind, kinds).Array[0, 4]
        from ranges in Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]).Array[3 * sizes.Sum()]
        select Input(sizes, hasSecond == 0 ? [condition, second] : [condition], targets, ranges);

    private static Gen<Demand> Demands(ConditionKind kind, int first, int last) =>
        from direction in (
            kind == ConditionKind.Rank ? Gen.Const(ConditionOperator.AtMost) : Directions
        )
        from step in Gen.Int[0, 4]
        from year in Gen.Int[first, last]
        select new Demand(
            kind,
            direction,
            kind switch
            {
                ConditionKind.Share => 12.5m + 20 * step,
                ConditionKind.Reduction => 20 * step,
                ConditionKind.Growth => 25 * step,
                _ => step,
            },
            new DateOnly(year, 12, 31),
            kind is ConditionKind.Reduction or ConditionKind.Growth ? 2024 : null
        );

    private static Gen<(int Body, int Scope, Demand Demand)> Targets(
        int[] sizes,
        ConditionKind kind,
        ConditionKind[] kinds
    ) =>
        from body in Gen.Int[0, sizes.Length - 1]
        from scope in Gen.Frequency((4, Gen.Const(0)), (2, Gen.Int[1, (1 << sizes.Sum()) - 1]))
        from other in Gen.Frequency((5, Gen.Const(kind)), (1, OneOf(kinds)))
        from demand in Demands(other, 2024, 2026)
        select (body, scope, demand);

    private static CascadeInput Input(
        int[] sizes,
        Demand[] demands,
        (int Body, int Scope, Demand Demand)[] targets,
        (int Low, int Width)[] ranges
    )
    {
        var units = Enumerable.Range(0, sizes.Sum()).Select(i => $"u{i}").ToList();
        var bodies = sizes
            .Select(
                (size, i) =>
                    new Body($"b{i}", $"b{i}", [.. units.Skip(sizes.Take(i).Sum()).Take(size)])
            )
            .ToList();
        var conditions = demands
            .Select((d, i) => new HigherCondition($"C{i}", $"C{i}", Indicator, d, bodies))
            .ToList();
        return new CascadeInput
        {
            Conditions = conditions,
            Tasks = [],
            PlanTasks = [],
            Targets =
            [
                .. targets.Select(
                    (t, i) =>
                        new PlanTarget(
                            bodies[t.Body],
                            $"t{i}",
                            conditions[0],
                            new Promise(
                                t.Demand,
                                t.Scope == 0
                                    ? bodies[t.Body].Units
                                    : [.. units.Where((_, u) => (t.Scope >> u & 1) == 1)]
                            )
                        )
                ),
            ],
            Figures = units
                .SelectMany(
                    (unit, u) =>
                        Enum.GetValues<FigurePart>()
                            .Select(
                                (part, p) =>
                                    (
                                        Figure: new GivenFigure(
                                            Indicator,
                                            unit,
                                            part,
                                            part == FigurePart.Base ? 2024 : null
                                        ),
                                        Range: ranges[3 * u + p]
                                    )
                            )
                )
                .ToDictionary(
                    x => x.Figure,
                    x => new FigureRange(x.Range.Low, x.Range.Low + x.Range.Width)
                ),
        };
    }
}
