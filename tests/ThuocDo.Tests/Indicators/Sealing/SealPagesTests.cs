using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Database.Bulk;
using ThuocDo.Database.Seeding;
using ThuocDo.Indicators.Sealing;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Organisation;
using ThuocDo.Tests.Programmes;
using Xunit;

namespace ThuocDo.Tests.Indicators.Sealing;

public sealed class SealPagesTests
{
    private const string Receipt = "/bang-dieu-hanh/T17c/bien-nhan";

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

    [Theory, Engines]
    public async Task Receipt_OfAClosedMonth_IsPrintedWithItsRoot(Engine engine)
    {
        await using var database = await ProvinceAsync(engine);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("noivu");
        (await visitor.GetAsync(Receipt)).FindAll("main .summary").ShouldBeEmpty();
        await CloseAsync(visitor);

        var page = await visitor.GetAsync(Receipt + "?don-vi=ninh-thuan&thang=2024-01");

        var figure = await FigureAsync(database);
        page.Source.ShouldContain(Convert.ToHexStringLower(figure.RecordsRoot));
        (await visitor.GetAsync("/bang-dieu-hanh/X99/bien-nhan")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await visitor.GetAsync(Receipt + "?thang=gi")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>A stranger with a few lines of code can check everything: leaves, seal, signature, one record.</summary>
    [Theory, Engines]
    public async Task ReceiptData_ReadByAMachine_ProvesItself(Engine engine)
    {
        await using var database = await ProvinceAsync(engine);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("noivu");
        await CloseAsync(visitor);
        var record = await database.UseAsync(async db =>
        {
            var facts = await MonthFacts.LoadAsync(
                db,
                new DateOnly(2024, 1, 1),
                MonthFacts.Now,
                default
            );
            return facts
                .Contributions.First(c =>
                    c.Kind == FactKind.Closed
                    && (c.Traits & (long)FactTraits.Resolved) != 0
                    && SampleFacts.Tree[c.UnitId].Level == ThuocDo.Organisation.Units.Level.Commune
                )
                .SubjectId;
        });

        var page = await visitor.GetAsync(
            $"{Receipt}.json?don-vi=ninh-thuan&thang=2024-01&ho-so={record}"
        );

        using var json = JsonDocument.Parse(page.Source);
        var figure = json.RootElement.GetProperty("figure");
        var root = Hex(figure.GetProperty("recordsRoot"));
        var leaves = json.RootElement.GetProperty("leaves").EnumerateArray().Select(Hex).ToList();
        Merkle.Root(leaves).ShouldBe(root);
        leaves.Count.ShouldBe(figure.GetProperty("recordCount").GetInt32());

        var proof = json.RootElement.GetProperty("proof");
        var text = proof.GetProperty("record").GetString()!;
        text.ShouldStartWith(record.ToString());
        Merkle
            .Includes(
                root,
                Merkle.Leaf(System.Text.Encoding.UTF8.GetBytes(text)),
                proof.GetProperty("index").GetInt32(),
                [
                    .. proof
                        .GetProperty("siblings")
                        .EnumerateArray()
                        .Select(s => s.ValueKind == JsonValueKind.Null ? null : Hex(s)),
                ]
            )
            .ShouldBeTrue();

        var seal = json.RootElement.GetProperty("seal");
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(seal.GetProperty("publicKey").GetBytesFromBase64(), out _);
        key.VerifyHash(Hex(seal.GetProperty("hash")), Hex(seal.GetProperty("signature")))
            .ShouldBeTrue();

        static byte[] Hex(JsonElement element) => Convert.FromHexString(element.GetString()!);
    }

    private static async Task CloseAsync(WebUser visitor) =>
        await (await visitor.GetAsync(SealLinks.Months)).SubmitAsync(
            "main form",
            new Dictionary<string, string?> { ["Through"] = "2024-01" }
        );

    private static Task<SealedFigure> FigureAsync(TestDatabase database)
    {
        var root = SampleFacts.Tree.Find("ninh-thuan")!.Id;
        return database.UseAsync(db =>
            db.Set<SealedFigure>()
                .AsNoTracking()
                .SingleAsync(f => f.UnitId == root && f.Indicator == "T17c")
        );
    }

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
