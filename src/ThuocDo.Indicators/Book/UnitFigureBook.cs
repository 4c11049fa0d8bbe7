using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Book;

/// <summary>Lays the shares of the board apart by unit: one statement for all indicators and units together.</summary>
public sealed class UnitFigureBook(
    ThuocDoDb db,
    FigureReader figures,
    IConditionSource conditions,
    UnitDirectory directory,
    Clock clock
) : IUnitFigures
{
    private const string Days = "days";

    /// <summary>Counted for everybody, without a target of the programme.</summary>
    private static readonly string[] WithoutTarget = ["on-time", "online-filing"];

    public async Task<IReadOnlyList<UnitFigures>> ReadAsync(
        string unit,
        DateOnly asOf,
        CancellationToken cancellation
    ) =>
        await ReadAsync(
            unit,
            await AskedAsync(asOf, cancellation),
            new DateOnly(asOf.Year, 1, 1),
            asOf,
            cancellation
        );

    public async Task<UnitFigures?> ReadAsync(
        string unit,
        string key,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    ) =>
        await ReadAsync(
            unit,
            [.. (await AskedAsync(to, cancellation)).Where(a => a.Key == key)],
            from,
            to,
            cancellation
        )
            is [var only]
            ? only
            : null;

    public async Task<IReadOnlyList<UnitFigureName>> NamesAsync(CancellationToken cancellation) =>
        [
            .. (await AskedAsync(clock.Today, cancellation)).Select(a => new UnitFigureName(
                a.Key,
                a.Name
            )),
        ];

    private async Task<IReadOnlyList<UnitFigures>> ReadAsync(
        string unit,
        IReadOnlyList<Asked> asked,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        if (new ScopeFinder(tree).Find(unit) is not { } scope)
        {
            return [];
        }

        var measures = asked
            .SelectMany(a => new[] { a.Definition.Numerator!, a.Definition.Denominator! })
            .Distinct()
            .ToList();
        if (measures.Count == 0)
        {
            return [];
        }

        var table = await figures.ReadAsync(
            scope,
            [new Interval(Days, from, to)],
            Grouping.Unit,
            measures,
            cancellation
        );
        return
        [
            .. asked.Select(a => new UnitFigures
            {
                Key = a.Key,
                Name = a.Name,
                Operator = a.Operator,
                Limit = a.Limit,
                Units =
                [
                    .. table
                        .Parts.Select(part => (Part: part, Unit: tree[Guid.Parse(part)]))
                        .Where(p =>
                            a.Definition.Level is null || p.Unit.Level == a.Definition.Level
                        )
                        .Select(p =>
                            (
                                p.Unit.Id,
                                Share: table.Share(
                                    p.Part,
                                    a.Definition.Numerator!,
                                    a.Definition.Denominator!,
                                    Days
                                )
                            )
                        )
                        .Where(p => p.Share.IsApplicable || p.Share.Numerator != 0)
                        .Select(p => new UnitShare(p.Id, p.Share.Numerator, p.Share.Denominator)),
                ],
            }),
        ];
    }

    public async Task<IReadOnlyDictionary<Guid, long>> OverdueAsync(
        string unit,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var finder = new ScopeFinder(await directory.GetAsync(cancellation));
        if (finder.Find(unit) is not { } scope)
        {
            return new Dictionary<Guid, long>();
        }

        Guid[] within = [.. scope.Units.Select(u => u.Id)];
        // One statement, so that the folder cannot move a fact between the two halves.
        return await db.Set<Cell>()
            .Where(c => c.Kind == FactKind.Due && c.Day < day)
            .Where(c => EF.Parameter(within).Contains(c.UnitId))
            .Select(c => new { c.UnitId, Count = (long)c.Count })
            .Concat(
                db.Set<PendingFact>()
                    .Where(f => f.Kind == FactKind.Due && f.Day < day)
                    .Where(f => EF.Parameter(within).Contains(f.UnitId))
                    .Select(f => new { f.UnitId, Count = (long)f.Count })
            )
            .GroupBy(f => f.UnitId)
            .Select(g => new { Unit = g.Key, Count = g.Sum(f => f.Count) })
            .Where(g => g.Count != 0)
            .ToDictionaryAsync(g => g.Unit, g => g.Count, cancellation);
    }

    public string Address(string key, string unit, DateOnly asOf) =>
        BoardLinks.Condition(key, new BoardPlace { Day = asOf, Unit = unit });

    private sealed record Asked(
        string Key,
        Bilingual Name,
        Definition Definition,
        ConditionOperator Operator,
        decimal? Limit
    );

    private async Task<IReadOnlyList<Asked>> AskedAsync(
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var asked = new List<Asked>();
        foreach (var condition in await conditions.ConditionsAsync(cancellation))
        {
            var definition = DefinitionBook.Shipped.Find(
                condition.Indicator,
                condition.Readings[0],
                asOf
            );
            if (
                condition.Kind is ConditionKind.Share or ConditionKind.Growth
                && IsByUnit(definition)
            )
            {
                asked.Add(
                    new Asked(
                        condition.Key,
                        condition.Name,
                        definition,
                        condition.Operator,
                        condition.Kind == ConditionKind.Share ? condition.Limit : null
                    )
                );
            }
        }

        foreach (var key in WithoutTarget)
        {
            var definition = DefinitionBook.Shipped.Find(key, "dossiers", asOf);
            asked.Add(
                new Asked(
                    key,
                    definition.Name,
                    definition,
                    definition.Upwards ? ConditionOperator.AtLeast : ConditionOperator.AtMost,
                    null
                )
            );
        }

        return asked;
    }

    private static bool IsByUnit(Definition definition) =>
        definition
            is {
                Source: FigureSource.Dossiers,
                IsProvinceWide: false,
                Numerator: not null,
                Denominator: not null
            };
}
