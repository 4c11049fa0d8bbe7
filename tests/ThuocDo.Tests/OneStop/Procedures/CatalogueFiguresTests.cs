using Shouldly;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Procedures;

/// <summary>What is counted from the catalogue, against the shipped lists read a second way.</summary>
public sealed class CatalogueFiguresTests
{
    /// <summary>The offices of Ninh Thuận: 7 districts and 65 communes of 2021, 24 communes since 1 July 2025.</summary>
    [Theory]
    [Engines("2021-06-30", 7, 65)]
    [Engines("2024-06-30", 7, 65)]
    [Engines("2025-07-01", 0, 24)]
    public async Task Pairs_OfADay_AreTheOfficesTimesTheProceduresOfTheirLevel(
        Engine engine,
        string day,
        int districts,
        int communes
    )
    {
        await using var shop = await Shop.OpenAsync(engine);
        var (on, rows) = (
            DateOnly.ParseExact(day, "yyyy-MM-dd"),
            ShippedData.Rows("procedures/versions.csv").ToList()
        );

        var figure = await PairsAsync(shop, on);

        var communeLists = await CommunesAsync(shop, on);
        communeLists.ShouldBe(communes);
        figure.Sum(i => i.Below).ShouldBe(
            (districts * Count("district", _ => true)) + (communes * Count("commune", _ => true))
        );
        figure.Sum(i => i.Above).ShouldBe(
            (districts * Count("district", IsAtOneStop))
                + (communes * Count("commune", IsAtOneStop))
        );
        figure.Count.ShouldBe((int)figure.Sum(i => i.Below));

        int Count(string level, Func<CsvRow, bool> which) =>
            rows.Count(r =>
                r["level"] == level
                && r.Date("valid_from") <= on
                && (r.OptionalDate("valid_to") is not { } end || on < end)
                && which(r)
            );
    }

    /// <summary>Decree 61/2018, Article 14.5: neither a merit nor a fault of the one-stop shop.</summary>
    [Theory, Engines]
    public async Task Pairs_OfAProcedureOnTheSpot_AreInNeitherNumber(Engine engine)
    {
        var day = new DateOnly(2021, 6, 30);
        await using var before = await Shop.OpenAsync(engine);
        await using var shop = await Shop.OpenAsync(engine);
        var version = ProcedureVersion.IdOf("1.001193", 1);
        (
            await shop.Database.TamperAsync(
                $"update onestop_procedure_versions set receiving_place = 'OnTheSpot' where id = {version}"
            )
        ).ShouldBe(1);

        var (all, rest) = (await PairsAsync(before, day), await PairsAsync(shop, day));

        // A procedure of the 65 communes that was received at the one-stop unit.
        (all.Sum(i => i.Below) - rest.Sum(i => i.Below)).ShouldBe(65);
        (all.Sum(i => i.Above) - rest.Sum(i => i.Above)).ShouldBe(65);
    }

    private static bool IsAtOneStop(CsvRow row) => row["receiving_place"] == "one-stop";

    private static async Task<IReadOnlyList<RegisterItem>> PairsAsync(Shop shop, DateOnly day) =>
        await shop.Web.UseAsync<IEnumerable<IRegisterSource>, IReadOnlyList<RegisterItem>>(
            async sources =>
                await sources
                    .Single(s => s.Registers.Contains(CatalogueFigures.OneStopPairs))
                    .ListAsync(
                        new()
                        {
                            Register = CatalogueFigures.OneStopPairs,
                            Day = day,
                            Units = (await TreeAsync(shop)).All.Select(u => u.Id).ToHashSet(),
                        },
                        TestContext.Current.CancellationToken
                    )
        );

    private static async Task<int> CommunesAsync(Shop shop, DateOnly day) =>
        (await TreeAsync(shop)).All.Count(u =>
            u.IsValidOn(day) && u.Level == Level.Commune && u.Identifier is not null
        );

    private static Task<UnitTree> TreeAsync(Shop shop) =>
        shop.Web.UseAsync<UnitDirectory, UnitTree>(async directory => await directory.GetAsync());
}
