using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;

namespace ThuocDo.Tests.Indicators;

/// <summary>
/// Draws indicators, units and months at random and compares three ways to the same number: the figure from folded and
/// pending facts, the records its drill-down lists, and a recount from the history.
/// </summary>
public static class FigureConsistency
{
    /// <returns>One line for every number that differs; how many of the compared numbers were not 0.</returns>
    public static async Task<(IReadOnlyList<string> Differences, int NotZero)> CheckAsync(
        ThuocDoDb db,
        IRecount recount,
        Random random,
        int draws,
        CancellationToken cancellation
    )
    {
        var tree = await UnitDirectory.LoadAsync(db, cancellation);
        var finder = new ScopeFinder(tree);
        var figures = new FigureReader(db);
        var records = new CountedRecords(db);
        var counted = await recount.RecountAsync(cancellation);
        var definitions = DefinitionBook
            .Shipped.All.Where(d => d is { Numerator: not null, Denominator: not null })
            .ToList();
        // Where nothing ever happened there is nothing to compare: draw among units and months with work, and the units above.
        var places = counted
            .Keys.Select(k => (k.Unit, k.Month))
            .Distinct()
            .SelectMany(p => Above(tree, p.Unit).Select(unit => (Unit: unit, p.Month)))
            .Distinct()
            .OrderBy(p => p.Unit.Key, StringComparer.Ordinal)
            .ThenBy(p => p.Month)
            .ToList();
        var differences = new List<string>();
        var notZero = 0;
        for (var i = 0; i < draws; i++)
        {
            var definition = definitions[random.Next(definitions.Count)];
            var (unit, month) = places[random.Next(places.Count)];
            var scope = finder.Find(unit.Key)!;
            var interval = Interval.OfMonth(month);
            var table = await figures.ReadAsync(
                scope,
                [interval],
                Grouping.Level,
                [definition.Numerator!, definition.Denominator!],
                cancellation
            );
            foreach (var measure in new[] { definition.Numerator!, definition.Denominator! })
            {
                var figure = table.Total(definition.Level, measure, interval.Name);
                var total = await records.TotalAsync(
                    new Counted(measure, scope, definition.Level, interval.From, interval.To),
                    cancellation
                );
                var again = scope
                    .Units.Where(u => definition.Level is null || u.Level == definition.Level)
                    .Sum(u => counted.GetValueOrDefault((u.Id, month, measure.Code)));
                if (figure != again || total.Count != again || total.Records != again)
                {
                    differences.Add(
                        $"{definition.Indicator}/{measure.Code} {unit.Key} {month:yyyy-MM}: figure {figure}, "
                            + $"drill-down {total.Count} in {total.Records} records, recount {again}"
                    );
                }

                notZero += again == 0 ? 0 : 1;
            }
        }

        return (differences, notZero);
    }

    private static IEnumerable<Unit> Above(UnitTree tree, Guid id)
    {
        for (
            var unit = tree.Find(id);
            unit is not null;
            unit = unit.ParentId is { } parent ? tree.Find(parent) : null
        )
        {
            yield return unit;
        }
    }
}
