using Shouldly;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Indicators;

public sealed class FigureConsistencyTests
{
    private static FactSheet Sheet()
    {
        var sheet = new FactSheet();
        var resolved = FactTraits.Resolved | FactTraits.OnTime | FactTraits.WhollyOnline;
        foreach (
            var (unit, day) in new[]
            {
                ("c22834", "2024-03-05"),
                ("d586", "2024-03-06"),
                ("so-tu-phap", "2024-04-01"),
            }
        )
        {
            sheet
                .Many(5, unit, day, FactKind.Received, FactTraits.FeeDue | FactTraits.PayableOnline)
                .Many(3, unit, day, FactKind.Received, FactTraits.Online)
                .Many(4, unit, day, FactKind.Closed, resolved | FactTraits.PostEligible)
                .Many(2, unit, day, FactKind.Closed, FactTraits.Resolved | FactTraits.Late);
        }

        return sheet;
    }

    [Theory, Engines]
    public async Task Check_OfSoundFigures_FindsNoDifference(Engine engine)
    {
        var sheet = Sheet();
        await using var database = await sheet.WriteAsync(engine, 20);
        await using var db = database.NewContext();

        var (differences, notZero) = await FigureConsistency.CheckAsync(
            db,
            new SheetRecount(sheet),
            new Random(1),
            30,
            default
        );

        differences.ShouldBeEmpty();
        notZero.ShouldBeGreaterThan(10);
    }

    [Theory, Engines]
    public async Task Check_OfAForgedCell_NamesIt(Engine engine)
    {
        var sheet = Sheet();
        await using var database = await sheet.WriteAsync(engine);
        (
            await database.TamperAsync($"update period_cells set count = count + 1")
        ).ShouldBePositive();
        await using var db = database.NewContext();

        var (differences, _) = await FigureConsistency.CheckAsync(
            db,
            new SheetRecount(sheet),
            new Random(1),
            30,
            default
        );

        differences.ShouldNotBeEmpty();
    }

    /// <summary>Counts the facts of the sheet one by one.</summary>
    private sealed class SheetRecount(FactSheet sheet) : IRecount
    {
        public Task<
            IReadOnlyDictionary<(Guid Unit, DateOnly Month, string Measure), long>
        > RecountAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<(Guid, DateOnly, string), long>>(
                (
                    from fact in sheet.Facts
                    from measure in Measures.All
                    where measure.Counts(fact.Kind, fact.Traits)
                    group fact by (
                        fact.UnitId,
                        new DateOnly(fact.Day.Year, fact.Day.Month, 1),
                        measure.Code
                    )
                ).ToDictionary(g => g.Key, g => g.Sum(f => (long)f.Count))
            );
    }
}
