using System.Runtime.InteropServices;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>What is kept of a month when it is closed.</summary>
/// <param name="Trees">Of the figures with many records, so that one of them is proved without counting all again.</param>
public sealed record FrozenMonth(
    IReadOnlyList<SealedFigure> Figures,
    IReadOnlyList<SealedTree> Trees
);

/// <summary>
/// Counts the figures of a month from its facts, for each unit with everything below it. Closing a month, its receipt,
/// its adjustments and its audit all count here.
/// </summary>
public static class FigureCounter
{
    /// <summary>The figures of all units to which something counts; ordered records, no month without denominator.</summary>
    public static IEnumerable<CountedFigure> Count(
        MonthFacts facts,
        Definition definition,
        UnitTree tree
    )
    {
        if (definition is not { Numerator: { } numerator, Denominator: { } denominator })
        {
            yield break;
        }

        var byUnit = new Dictionary<Guid, Dictionary<Guid, (long Numerator, long Denominator)>>();
        foreach (var fact in facts.Contributions)
        {
            var isNumerator = numerator.Counts(fact.Kind, fact.Traits);
            var isDenominator = denominator.Counts(fact.Kind, fact.Traits);
            if (
                !(isNumerator || isDenominator)
                || tree.Find(fact.UnitId) is not { } unit
                || (definition.Level is { } level && unit.Level != level)
            )
            {
                continue;
            }

            for (
                var at = unit;
                at is not null;
                at = at.ParentId is { } parent ? tree.Find(parent) : null
            )
            {
                ref var records = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    byUnit,
                    at.Id,
                    out _
                );
                records ??= [];
                ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    records,
                    fact.SubjectId,
                    out _
                );
                sums.Numerator += isNumerator ? fact.Count : 0;
                sums.Denominator += isDenominator ? fact.Count : 0;
            }
        }

        foreach (var (unitId, records) in byUnit.OrderBy(u => u.Key))
        {
            var figure = new CountedFigure(
                definition,
                unitId,
                records.Values.Sum(r => r.Numerator),
                records.Values.Sum(r => r.Denominator),
                [
                    .. records
                        .Where(r => r.Value != default)
                        .OrderBy(r => r.Key)
                        .Select(r => new FigureRecord(
                            r.Key,
                            r.Value.Numerator,
                            r.Value.Denominator,
                            facts.Heads.GetValueOrDefault(r.Key) ?? []
                        )),
                ]
            );
            if (figure.Denominator > 0)
            {
                yield return figure;
            }
        }
    }

    /// <summary>Turns counted figures into what is sealed.</summary>
    public static FrozenMonth Freeze(
        Guid sealId,
        MonthFacts facts,
        IEnumerable<Definition> definitions,
        UnitTree tree
    )
    {
        var figures = new List<SealedFigure>();
        var trees = new List<SealedTree>();
        var leaves = new Dictionary<(Guid, long, long), byte[]>();
        foreach (var definition in definitions)
        {
            var hash = definition.Hash;
            foreach (var figure in Count(facts, definition, tree))
            {
                byte[][] ordered = [.. figure.Records.Select(Leaf)];
                if (SealedTree.Of(sealId, figure, ordered) is { } blocks)
                {
                    trees.Add(blocks);
                }

                figures.Add(
                    new SealedFigure
                    {
                        SealId = sealId,
                        Indicator = definition.Indicator,
                        Reading = definition.Reading,
                        DefinitionVersion = definition.VersionText,
                        DefinitionHash = hash,
                        UnitId = figure.UnitId,
                        Month = facts.Month,
                        Numerator = figure.Numerator,
                        Denominator = figure.Denominator,
                        RecordsRoot = Merkle.Root(ordered),
                        RecordCount = figure.Records.Count,
                    }
                );
            }
        }

        return new(figures, trees);

        // The same record stands under its unit, the district and the province, and under several indicators.
        byte[] Leaf(FigureRecord record)
        {
            ref var leaf = ref CollectionsMarshal.GetValueRefOrAddDefault(
                leaves,
                (record.SubjectId, record.Numerator, record.Denominator),
                out _
            );
            return leaf ??= record.Leaf();
        }
    }
}
