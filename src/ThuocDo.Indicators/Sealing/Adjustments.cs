using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>A contribution to a closed month that came after its seal, with the event that caused it.</summary>
public sealed record AdjustingFact(
    Guid SubjectId,
    Guid UnitId,
    DateOnly Day,
    FactKind Kind,
    int Count,
    string EventType,
    DateTime At,
    Guid? ActorId
);

/// <summary>A sealed figure beside what it would be now. The sealed one stays as published.</summary>
public sealed record AdjustedFigure(
    string Indicator,
    string Reading,
    Guid UnitId,
    long SealedNumerator,
    long SealedDenominator,
    long NumeratorNow,
    long DenominatorNow
);

/// <summary>What happened to a closed month after its seal.</summary>
public sealed class Adjustments(ThuocDoDb db, DefinitionBook definitions)
{
    /// <param name="most">The number of causes to read.</param>
    public async Task<IReadOnlyList<AdjustingFact>> CausesAsync(
        Seal seal,
        int most,
        CancellationToken cancellation
    ) =>
        await (
            from fact in MonthFacts.Of(db, seal.Month)
            join e in db.Set<HistoryEvent>() on fact.EventId equals e.Id
            where e.Position >= seal.Horizon
            orderby e.At, fact.Id
            select new AdjustingFact(
                fact.SubjectId,
                fact.UnitId,
                fact.Day,
                fact.Kind,
                fact.Count,
                e.Type,
                e.At,
                e.ActorId
            )
        )
            .Take(most)
            .ToListAsync(cancellation);

    /// <summary>The figures of the month whose value has changed since the seal.</summary>
    public async Task<IReadOnlyList<AdjustedFigure>> FiguresAsync(
        Seal seal,
        CancellationToken cancellation
    )
    {
        var late = await CausesAsync(seal, 1, cancellation);
        if (late.Count == 0)
        {
            return [];
        }

        var tree = await UnitDirectory.LoadAsync(db, cancellation);
        var figures = await db.Set<SealedFigure>()
            .AsNoTracking()
            .Where(f => f.SealId == seal.Id)
            .ToListAsync(cancellation);
        var facts = await MonthFacts.LoadAsync(db, seal.Month, MonthFacts.Now, cancellation);
        var sealedValues = figures.ToDictionary(
            f => (f.Indicator, f.Reading, f.UnitId),
            f => (f.Numerator, f.Denominator)
        );
        var now = definitions
            .CountedIn(seal.Month)
            .SelectMany(d => FigureCounter.Count(facts, d, tree))
            .ToDictionary(
                f => (f.Definition.Indicator, f.Definition.Reading, f.UnitId),
                f => (f.Numerator, f.Denominator)
            );
        return
        [
            .. sealedValues
                .Keys.Union(now.Keys)
                .Select(k => new AdjustedFigure(
                    k.Indicator,
                    k.Reading,
                    k.UnitId,
                    sealedValues.GetValueOrDefault(k).Numerator,
                    sealedValues.GetValueOrDefault(k).Denominator,
                    now.GetValueOrDefault(k).Numerator,
                    now.GetValueOrDefault(k).Denominator
                ))
                .Where(a =>
                    (a.SealedNumerator, a.SealedDenominator) != (a.NumeratorNow, a.DenominatorNow)
                )
                .OrderBy(a => a.Indicator, StringComparer.Ordinal)
                .ThenBy(a => a.Reading, StringComparer.Ordinal)
                .ThenBy(a => a.UnitId),
        ];
    }
}
