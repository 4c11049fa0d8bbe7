using Shouldly;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Figures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Indicators;

public sealed class BalanceReaderTests
{
    private static readonly ScopeFinder Finder = new(UnitFacts.Tree());

    /// <summary>Work at three levels over two years, handed over to the successors on 1/7/2025.</summary>
    private static FactSheet Sheet()
    {
        var random = new Random(7);
        var sheet = new FactSheet();
        foreach (var unit in new[] { "c22834", "d586", "so-tu-phap" })
        {
            for (var i = 0; i < 60; i++)
            {
                var received = new DateOnly(2023, 12, 15).AddDays(random.Next(550));
                var closed = received.AddDays(random.Next(60));
                sheet.Add(unit, Text(received), FactKind.Received);
                if (closed < new DateOnly(2025, 7, 1))
                {
                    sheet.Add(unit, Text(closed), FactKind.Closed, FactTraits.Resolved);
                }
                else
                {
                    sheet
                        .Add(unit, "2025-07-01", FactKind.TransferredOut)
                        .Add("c22834-2025", "2025-07-01", FactKind.TransferredIn)
                        .Add("c22834-2025", Text(closed), FactKind.Closed, FactTraits.Resolved);
                }
            }
        }

        return sheet;
    }

    [Theory, Engines]
    public async Task Balance_OfEveryUnitAndMonth_Holds(Engine engine)
    {
        var sheet = Sheet();
        await using var database = await sheet.WriteAsync(engine, 150);
        await using var db = database.NewContext();
        var reader = new BalanceReader(new FigureReader(db));
        var scope = Finder.Find("ninh-thuan")!;
        IReadOnlyDictionary<Guid, Balance> before = new Dictionary<Guid, Balance>();
        for (
            var month = new DateOnly(2023, 11, 1);
            month <= new DateOnly(2025, 10, 1);
            month = month.AddMonths(1)
        )
        {
            var now = await reader.ReadAsync(scope, month, default);

            now.ShouldAllBe(b => b.Value.Holds);
            foreach (var (unit, balance) in now)
            {
                balance.Opening.ShouldBe(
                    before.TryGetValue(unit, out var earlier) ? earlier.Closing : 0
                );
                balance.Closing.ShouldBe(OpenOn(sheet, unit, month.AddMonths(1).AddDays(-1)));
            }

            var total = BalanceReader.Sum(now.Values);
            total.Holds.ShouldBeTrue();
            if (month.Month == 7 && month.Year == 2025)
            {
                total.TransferredIn.ShouldBePositive();
                total.TransferredIn.ShouldBe(
                    total.TransferredOut,
                    "what leaves a unit arrives at its successor"
                );
            }

            before = now;
        }

        BalanceReader.Sum(before.Values).Closing.ShouldBe(0);
    }

    /// <summary>The month no longer agrees with its days.</summary>
    [Theory, Engines]
    public async Task Balance_OfAForgedMonth_DoesNotHold(Engine engine)
    {
        await using var database = await Sheet().WriteAsync(engine);
        (
            await database.TamperAsync(
                $"update period_cells set count = count + 1 where grain = 'Month' and measure = 'received' and period = '2024-04-01'"
            )
        ).ShouldBePositive();
        await using var db = database.NewContext();

        var balances = await new BalanceReader(new FigureReader(db)).ReadAsync(
            Finder.Find("ninh-thuan")!,
            new DateOnly(2024, 4, 1),
            default
        );

        balances.Values.ShouldContain(b => !b.Holds);
    }

    private static long OpenOn(FactSheet sheet, Guid unit, DateOnly day) =>
        sheet
            .Facts.Where(f => f.UnitId == unit && f.Day <= day)
            .Sum(f => f.Kind is FactKind.Received or FactKind.TransferredIn ? f.Count : -f.Count);

    private static string Text(DateOnly day) =>
        day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
