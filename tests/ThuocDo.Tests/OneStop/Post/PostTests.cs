using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Post;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.OneStop.Filing;
using Xunit;

namespace ThuocDo.Tests.OneStop.Post;

public sealed class PostTests
{
    /// <summary>The identity number of the demonstration's first citizen.</summary>
    private const string Citizen = "000000900001";

    [Theory, Engines]
    public async Task Folder_FromBagToDelivery_ReturnsTheResultOnceAndBillsTheCharge(Engine engine)
    {
        var folder = Directory.CreateTempSubdirectory("thuocdo-test-post-");
        await using var shop = await OpenAsync(engine, ("Post:Folder", folder.FullName));
        var code = await ResolvedAsync(shop);
        using var officer = await shop.SignedInAsync("motcua.xa");

        var list = await officer.GetAsync(PostLinks.Post);
        list.Source.ShouldContain(code);
        var bag = await list.SubmitAsync("form:has([name=Chosen])");
        bag.TextOf("table").ShouldContain("H43.35.06-BC2400001");
        var sheet = await officer.GetAsync(bag.Url.Split('?')[0] + "/phieu");
        sheet.Source.ShouldContain("Thôn Mẫu, xã An Hải");
        await bag.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["Postman"] = "Bưu tá Mẫu" }
        );
        (await ItemAsync(shop)).State.ShouldBe(ShipmentState.Collected);
        (await officer.GetAsync(PostLinks.Post)).Source.ShouldNotContain("name=\"Chosen\"");

        await SendAsync(shop);
        var order = JsonNode.Parse(
            await File.ReadAllTextAsync(
                Directory.GetFiles(Path.Combine(folder.FullName, "out")).ShouldHaveSingleItem(),
                TestContext.Current.CancellationToken
            )
        )!;
        $"{order["to"]!["address"]}".ShouldBe("Thôn Mẫu, xã An Hải");

        shop.Web.Time.Advance(TimeSpan.FromDays(1));
        var lines =
            "event,shipment,state,at,tracking,cost,note\n"
            + "k1,H43.35.06-BC2400001,accepted,2024-03-06T11:00:00+07:00,RB1VN,32000,\n"
            + "k2,H43.35.06-BC2400001,delivered,2024-03-07T09:00:00+07:00,,,Người nhà nhận\n"
            + "k3,H43.35.06-BC2499999,delivered,2024-03-07T09:00:00+07:00,,,\n"
            + "k4,H43.35.06-BC2400001,flown,2024-03-07T09:00:00+07:00,,,\n"
            + "k5,H43.35.06-BC2400001,lost,yesterday,,,\n";
        await DropAsync(folder, "a.csv", lines);
        await PollAsync(shop);
        await DropAsync(folder, "b.csv", lines);
        await PollAsync(shop);

        var dossier = await shop.DossierAsync(code);
        dossier.State.ShouldBe(DossierState.Returned);
        dossier.ReturnByPost.ShouldBeTrue();
        dossier.ReturnedAt.ShouldBe(new DateTime(2024, 3, 7, 2, 0, 0, DateTimeKind.Utc));
        var item = await ItemAsync(shop);
        (item.State, item.Tracking, item.Cost).ShouldBe((ShipmentState.Delivered, "RB1VN", 32000));
        var bill = await shop.CountAsync(db => db.Set<Bill>().AsNoTracking().SingleAsync());
        (bill.Total, bill.Moment, bill.Number).ShouldBe(
            (32000, CollectionMoment.Return, item.Bill)
        );
        File.Exists(Path.Combine(folder.FullName, "in", "a.csv")).ShouldBeFalse();
        var wrong = await File.ReadAllTextAsync(
            Path.Combine(folder.FullName, "done", "a.csv.errors.txt"),
            TestContext.Current.CancellationToken
        );
        wrong.ShouldContain("flown");
        wrong.ShouldContain("yesterday");
        wrong.ShouldContain("BC2499999");
        (await PostFactsAsync(shop, dossier.Id)).ShouldBe(1);
        (await shop.FaultsAsync()).ShouldBeEmpty();
        folder.Delete(recursive: true);
    }

    [Theory, Engines]
    public async Task Http_RecordedExchange_IsAskedAndAnsweredAsRecorded(Engine engine)
    {
        await using var wire = await HttpDouble.StartAsync();
        var recorded = JsonNode
            .Parse(
                await File.ReadAllTextAsync(
                    Path.Combine(
                        AppContext.BaseDirectory,
                        "OneStop/Post/Samples/post-exchange.json"
                    ),
                    TestContext.Current.CancellationToken
                )
            )!
            .AsArray();
        var differences = new List<string>();
        foreach (var exchange in recorded)
        {
            wire.Then((context, got) => ReplayAsync(exchange!, context, got, differences));
        }

        await using var shop = await OpenAsync(
            engine,
            ("Post:Endpoint", wire.Address.AbsoluteUri),
            ("Post:TimeoutSeconds", "5")
        );
        var code = await ResolvedAsync(shop);
        var dossier = await shop.DossierAsync(code);
        var packed = await PackAsync(shop, dossier.Id);
        packed.Succeeded.ShouldBeTrue(packed.Key);

        await SendAsync(shop);
        shop.Web.Time.Advance(TimeSpan.FromMinutes(5));
        await SendAsync(shop);
        shop.Web.Time.Advance(TimeSpan.FromDays(1));
        await PollAsync(shop);

        differences.ShouldBeEmpty();
        wire.Requests.Count.ShouldBe(recorded.Count);
        wire.Requests[0]
            .Headers["Idempotency-Key"]
            .ShouldBe(wire.Requests[1].Headers["Idempotency-Key"]);
        var item = await ItemAsync(shop);
        (item.State, item.Cost).ShouldBe((ShipmentState.Delivered, 32000));
        (await shop.DossierAsync(code)).State.ShouldBe(DossierState.Returned);
        (
            await shop.CountAsync(db => db.Set<PostCursor>().Select(c => c.Cursor).SingleAsync())
        ).ShouldBe("p3");
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Pack_ByTwoOfficersAtOnce_SendsEachResultOnce(Engine engine)
    {
        await using var shop = await OpenAsync(engine);
        var dossier = await shop.DossierAsync(await ResolvedAsync(shop));

        var outcomes = new List<Outcome<Guid>>
        {
            await PackAsync(shop, dossier.Id),
            await PackAsync(shop, dossier.Id),
        };

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes[1].Key.ShouldBe("post.refused.not-ready");
        (await shop.CountAsync(db => db.Set<Shipment>().CountAsync())).ShouldBe(1);
        (await PackAsync(shop, dossier.Id, Shop.PhuocDan)).Key.ShouldBe(PostWork.NotAllowed);
    }

    [Theory, Engines]
    public async Task Pack_WithoutAddress_IsRefusedAndNothingIsPacked(Engine engine)
    {
        await using var shop = await OpenAsync(engine);
        var with = await shop.DossierAsync(await ResolvedAsync(shop));
        var without = await shop.DossierAsync(await ResolvedAsync(shop, address: null));

        var outcome = await PackAsync(shop, [with.Id, without.Id], Shop.AnHai);

        outcome.Key.ShouldBe("post.refused.no-address");
        (await shop.CountAsync(db => db.Set<Shipment>().CountAsync())).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Item_SentBack_LeavesTheResultAndCanBePostedAgain(Engine engine)
    {
        await using var shop = await OpenAsync(engine);
        var code = await ResolvedAsync(shop);
        await PackAsync(shop, (await shop.DossierAsync(code)).Id);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var page = await officer.GetAsync(PostLinks.Item((await ItemAsync(shop)).Id));

        var wrong = await page.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["State"] = "SentBack", ["Cost"] = "nhiều" }
        );
        wrong.TextOf(".error-summary").ShouldContain("Cước");
        await wrong.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["State"] = "SentBack", ["Cost"] = "30.000" }
        );

        (await shop.DossierAsync(code)).State.ShouldBe(DossierState.Resolved);
        (await officer.GetAsync(PostLinks.Post)).Source.ShouldContain("name=\"Chosen\"");
        (await shop.CountAsync(db => db.Set<Bill>().Select(b => b.Total).SingleAsync())).ShouldBe(
            30000
        );
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Applicant_OrdersAndFollows_TheOfficeTakesThePapersIn(Engine engine)
    {
        await using var shop = await OpenAsync(engine);
        var code = await ReceivedAsync(shop);
        using var citizen = await shop.CitizenAsync();
        using var other = await shop.CitizenAsync("congdan.02");
        using var officer = await shop.SignedInAsync("motcua.xa");

        (await other.GetAsync(PostLinks.OfMyDossier(code))).Status.ShouldBe(
            System.Net.HttpStatusCode.NotFound
        );
        var mine = await citizen.GetAsync(PostLinks.OfMyDossier(code));
        var ordered = await mine.SubmitAsync("main form[method=post]");
        ordered.FindAll("main form[method=post]").Count.ShouldBe(0);
        (await mine.SubmitAsync("main form[method=post]")).Source.ShouldContain(
            "đã yêu cầu",
            Case.Insensitive
        );

        var item = await officer.GetAsync(PostLinks.Item((await ItemAsync(shop)).Id));
        var arrived = await item.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["State"] = "Delivered", ["Cost"] = "25000" }
        );

        arrived.Source.ShouldContain("Giấy tờ đã đến");
        var followed = await citizen.GetAsync(PostLinks.OfMyDossier(code));
        followed.TextOf(".badge").ShouldBe("Đã phát");
        followed.Find("a[href^='/thanh-toan/']");
        (await shop.DossierAsync(code)).State.ShouldBe(DossierState.Received);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ShipmentState.Ordered, ShipmentState.Delivered, true)]
    [InlineData(ShipmentState.InTransit, ShipmentState.Collected, false)]
    [InlineData(ShipmentState.Failed, ShipmentState.InTransit, true)]
    [InlineData(ShipmentState.Failed, ShipmentState.Delivered, true)]
    [InlineData(ShipmentState.Lost, ShipmentState.Delivered, true)]
    [InlineData(ShipmentState.Delivered, ShipmentState.SentBack, false)]
    [InlineData(ShipmentState.Delivered, ShipmentState.InTransit, false)]
    [InlineData(ShipmentState.Accepted, ShipmentState.Cancelled, true)]
    [InlineData(ShipmentState.Collected, ShipmentState.Cancelled, false)]
    [InlineData(ShipmentState.Cancelled, ShipmentState.Delivered, false)]
    public void Move_FromStateToState_FollowsTheTable(
        ShipmentState from,
        ShipmentState to,
        bool allowed
    ) => ShipmentMoves.Allows(from, to).ShouldBe(allowed);

    [Theory]
    [InlineData("a.csv", "event,shipment,state,at\n", 0, 0)]
    [InlineData("a.csv", "event,shipment,state,at,cost\n1,X,delivered,2024-03-07,1.5\n", 0, 1)]
    [InlineData("a.csv", "event,shipment,state,at\n,X,delivered,2024-03-07\n", 0, 1)]
    [InlineData("a.json", "not json", 0, 1)]
    [InlineData("a.json", "{\"events\":5}", 0, 1)]
    [InlineData(
        "a.json",
        "[1,{\"event\":\"1\",\"shipment\":\"X\",\"state\":\"lost\",\"at\":\"2024-03-07\"}]",
        1,
        1
    )]
    [InlineData(
        "a.json",
        "[{\"event\":\"1\",\"shipment\":\"X\",\"state\":\"7\",\"at\":\"2024-03-07\"}]",
        1,
        0
    )]
    [InlineData(
        "a.json",
        "[{\"event\":\"1\",\"shipment\":\"X\",\"state\":\"ordered\",\"at\":\"2024-03-07\"}]",
        0,
        1
    )]
    public void Lines_GoodAndBad_AreReadEachForItself(string name, string text, int good, int bad)
    {
        var batch = PostLines.Read(name, text);

        batch.Events.Count.ShouldBe(good);
        batch.Errors.Count.ShouldBe(bad);
    }

    private static async Task ReplayAsync(
        JsonNode exchange,
        HttpContext context,
        ReceivedRequest got,
        List<string> differences
    )
    {
        var wanted = exchange["request"]!;
        Compare("method", $"{wanted["method"]}", context.Request.Method);
        Compare("path", $"{wanted["path"]}", got.Path);
        Compare("query", $"{wanted["query"]}", context.Request.QueryString.Value ?? "");
        if (wanted["body"] is { } body)
        {
            var sent = got.Json;
            sent.Remove("id");
            Compare("body", body.ToJsonString(), sent.ToJsonString());
        }

        context.Response.StatusCode = (int)exchange["answer"]!["status"]!;
        await context.Response.WriteAsync($"{exchange["answer"]!["body"]}");

        void Compare(string what, string expected, string found)
        {
            if (expected != found)
            {
                differences.Add($"{what}: expected {expected}, got {found}");
            }
        }
    }

    private static Task<Shop> OpenAsync(
        Engine engine,
        params (string Name, string Value)[] settings
    ) => Shop.OpenAsync(engine, settings: settings.ToDictionary(s => s.Name, s => s.Value));

    private static async Task<string> ReceivedAsync(
        Shop shop,
        string? address = "Thôn Mẫu, xã An Hải"
    )
    {
        var received = await shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            services =>
                services
                    .GetRequiredService<ReceiveDossier>()
                    .RunAsync(
                        new ReceiveRequest
                        {
                            Key = Guid.CreateVersion7().ToString("N"),
                            ReceivingUnitId = Unit.IdOf(Shop.AnHai),
                            ProcedureId = Procedure.IdOf(Shop.MaritalStatus),
                            Subject = "test",
                            ApplicantName = "Người Mẫu",
                            IdentityNumber = Citizen,
                            Phone = "0000000001",
                            Address = address,
                            Channel = Channel.Counter,
                            ReturnByPost = true,
                            Papers = [1, 2, 3, 4],
                            Secret = TrackingSecret.New(),
                        },
                        TestContext.Current.CancellationToken
                    )
        );
        return received.Value!.Code;
    }

    private static async Task<string> ResolvedAsync(
        Shop shop,
        string? address = "Thôn Mẫu, xã An Hải"
    )
    {
        var code = await ReceivedAsync(shop, address);
        (await shop.HandOverAsync(code)).Succeeded.ShouldBeTrue();
        foreach (
            var (role, kind, act) in new (
                Role,
                DossierActionKind,
                Func<DossierWork, ActContext, Outcome>
            )[]
            {
                (Role.Specialist, DossierActionKind.Forward, (w, a) => w.Forward(null, null, a)),
                (Role.UnitHead, DossierActionKind.Forward, (w, a) => w.Forward(null, null, a)),
                (Role.Signer, DossierActionKind.Finish, (w, a) => w.Finish("1", false, a)),
            }
        )
        {
            var outcome = await shop.ActAsync(role, code, kind, act);
            outcome.Succeeded.ShouldBeTrue(outcome.Key);
        }

        return code;
    }

    private static Task<Outcome<Guid>> PackAsync(
        Shop shop,
        Guid dossier,
        string unit = Shop.AnHai
    ) => PackAsync(shop, [dossier], unit);

    private static Task<Outcome<Guid>> PackAsync(Shop shop, Guid[] dossiers, string unit) =>
        shop.AsAsync(
            Role.Receptionist,
            unit,
            s =>
                s.GetRequiredService<PostWork>()
                    .PackAsync(
                        Guid.CreateVersion7().ToString("N"),
                        Unit.IdOf(Shop.AnHai),
                        dossiers,
                        TestContext.Current.CancellationToken
                    )
        );

    private static Task<Shipment> ItemAsync(Shop shop) =>
        shop.CountAsync(db => db.Set<Shipment>().AsNoTracking().SingleAsync());

    private static Task<int> SendAsync(Shop shop) =>
        shop
            .Web.Services.GetRequiredService<OutboxWorker>()
            .RunAsync(TestContext.Current.CancellationToken);

    private static Task<bool> PollAsync(Shop shop) =>
        shop.Web.UseAsync<PostPolling, bool>(async job =>
        {
            await job.RunAsync(TestContext.Current.CancellationToken);
            return true;
        });

    private static Task DropAsync(DirectoryInfo folder, string name, string text)
    {
        var into = Directory.CreateDirectory(Path.Combine(folder.FullName, "in"));
        return File.WriteAllTextAsync(
            Path.Combine(into.FullName, name),
            text,
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>Closed dossiers that used the post, as targets count them.</summary>
    private static async Task<int> PostFactsAsync(Shop shop, Guid dossier)
    {
        var facts = await shop.CountAsync(db =>
            db.Set<Fact>().Where(f => f.SubjectId == dossier).ToListAsync()
        );
        return facts
            .Where(f => f.Kind == FactKind.Closed && (f.Traits & (long)FactTraits.PostUsed) != 0)
            .Sum(f => f.Count);
    }
}
