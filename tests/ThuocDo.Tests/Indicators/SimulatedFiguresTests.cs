using Shouldly;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Folding;
using ThuocDo.OneStop.Audit;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Indicators;

/// <summary>The figures of a simulated province, through every reorganisation of its units.</summary>
public sealed class SimulatedFiguresTests
{
    private const int Dossiers = 2_500;
    private const int Draws = 200;

    [Theory, Engines]
    public async Task Figures_DrawnAtRandom_EqualTheirRecordsAndTheRecount(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.SimulateAsync(Dossiers);
        await database.UseAsync(db => new CellRebuilder(db).RebuildAsync(default));
        await using var db = database.NewContext();

        var (differences, notZero) = await FigureConsistency.CheckAsync(
            db,
            new Recount(db),
            new Random(20_250_701),
            Draws,
            default
        );

        differences.ShouldBeEmpty();
        notZero.ShouldBeGreaterThan(Draws / 2, "most draws must have something to compare");
        await EveryBalanceHoldsAsync(db);
    }

    private static async Task EveryBalanceHoldsAsync(ThuocDoDb db)
    {
        var tree = await UnitDirectory.LoadAsync(db, default);
        var finder = new ScopeFinder(tree);
        var reader = new BalanceReader(new FigureReader(db));
        var stock = new Dictionary<Guid, long>();
        var moved = 0L;
        for (var month = new DateOnly(2023, 12, 1); month.Year < 2026; month = month.AddMonths(1))
        {
            // Both provinces: what leaves the one at the merger must arrive somewhere in the other.
            var balances = new Dictionary<Guid, Balance>(
                await reader.ReadAsync(finder.Find("ninh-thuan")!, month, default)
            );
            foreach (
                var (unit, balance) in await reader.ReadAsync(
                    finder.Find("khanh-hoa")!,
                    month,
                    default
                )
            )
            {
                balances[unit] = balance;
            }

            foreach (var (unit, balance) in balances)
            {
                var place = $"{tree[unit].Key} {month:yyyy-MM}";
                balance.Holds.ShouldBeTrue(place);
                balance.Opening.ShouldBe(stock.GetValueOrDefault(unit), place);
                balance.Closing.ShouldBeGreaterThanOrEqualTo(0, place);
            }

            stock = balances.ToDictionary(b => b.Key, b => b.Value.Closing);
            var total = BalanceReader.Sum(balances.Values);
            total.Holds.ShouldBeTrue();
            total.TransferredIn.ShouldBe(total.TransferredOut, $"{month:yyyy-MM}");
            moved += total.TransferredIn;
        }

        moved.ShouldBePositive("units were reorganised with dossiers open");
    }
}
