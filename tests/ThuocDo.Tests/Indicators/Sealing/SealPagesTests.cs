using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Database.Bulk;
using ThuocDo.Database.Seeding;
using ThuocDo.Indicators.Sealing;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Organisation;
using ThuocDo.Tests.Programmes;
using Xunit;

namespace ThuocDo.Tests.Indicators.Sealing;

public sealed class SealPagesTests
{
    [Theory, Engines]
    public async Task Close_ByHomeAffairs_SealsTheMonthsOnce(Engine engine)
    {
        await using var database = await ProvinceAsync(engine);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("noivu");

        var list = await visitor.GetAsync(SealLinks.Months);
        var form = new Dictionary<string, string?> { ["Through"] = "2024-01" };
        var done = await list.SubmitAsync("main form", form);
        var again = await list.SubmitAsync("main form", form);

        done.Redirects.ShouldBe([SealLinks.Months]);
        done.Source.ShouldContain("01/2024");
        again.Redirects.ShouldBe([SealLinks.Months]);
        (await database.UseAsync(db => db.Set<Seal>().CountAsync())).ShouldBe(1);
        var closing = await database.UseAsync(db =>
            db.Set<HistoryEvent>().SingleAsync(e => e.Chain == SealMonths.Chain)
        );
        closing.ActorId.ShouldNotBeNull();
    }

    [Theory, Engines]
    public async Task Seal_ThatHolds_SaysSo_AndThatWasTamperedWith_NamesIt(Engine engine)
    {
        await using var database = await ProvinceAsync(engine);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("noivu");
        await CloseAsync(visitor);

        (await visitor.GetAsync(SealLinks.Seal(1))).FindAll(".notice--success").ShouldNotBeEmpty();
        await database.TamperAsync($"update sealed_figures set numerator = numerator + 1");
        var broken = await visitor.GetAsync(SealLinks.Seal(1));

        broken.FindAll(".notice--danger").ShouldNotBeEmpty();
        broken.Source.ShouldContain("figure-root");
        (await visitor.GetAsync(SealLinks.Seal(9))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task CloseAsync(WebUser visitor) =>
        await (await visitor.GetAsync(SealLinks.Months)).SubmitAsync(
            "main form",
            new Dictionary<string, string?> { ["Through"] = "2024-01" }
        );

    /// <summary>Dossiers of January and February 2024; the clock stands on 6 March.</summary>
    private static async Task<TestDatabase> ProvinceAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await database.UseAsync(async db =>
        {
            await ReferenceSeed.RunAsync(db, default);
            await db.SeedProgrammeAsync();
        });
        await OrganisationData.SeedAsync(database);
        await database.UseAsync(db =>
            new SimulationRun(db).RunAsync(
                new SimulationPlan(120, new DateOnly(2024, 1, 2), new DateOnly(2024, 2, 29), 7),
                null,
                default
            )
        );
        return database;
    }
}
