using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Webhooks;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Outbox;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Webhooks;

public sealed class WebhookTests
{
    private const string Secret =
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2a00:1450::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    public void IsPublic_Address_IsDecidedByItsNetwork(string address, bool expected) =>
        WebhookAddresses.IsPublic(IPAddress.Parse(address)).ShouldBe(expected);

    [Theory]
    [InlineData("https://system.example/events", null)]
    [InlineData("http://system.example/events", "webhook.refused.https")]
    [InlineData("https://localhost/", "webhook.refused.private")]
    [InlineData("https://10.0.0.1/", "webhook.refused.private")]
    [InlineData("https://[::1]/", "webhook.refused.private")]
    [InlineData("https://user:secret@system.example/", "webhook.refused.url")]
    [InlineData("file:///etc/passwd", "webhook.refused.url")]
    [InlineData("events", "webhook.refused.url")]
    public void Problem_OfATypedAddress_IsNamed(string url, string? expected) =>
        WebhookAddresses.Problem(url, allowPrivate: false).ShouldBe(expected);

    [Theory, Engines]
    public async Task Events_OfTheUnit_ArriveSignedInOrderAndWithoutParticulars(Engine engine)
    {
        await using var receiver = await HttpDouble.StartAsync();
        await using var shop = await OpenAsync(engine, allowPrivate: true);
        await AddAsync(shop, receiver.Address);
        receiver.ThenStatus(500).ThenDrop();
        await shop.ReceiveAsync(Shop.PhuocDan);
        var code = (await shop.ReceiveAsync(email: "nguoi@thu.example")).Value!.Code;
        await shop.HandOverAsync(code);

        for (var minute = 0; minute < 5; minute++)
        {
            await RunAsync(shop);
            shop.Web.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var ids = receiver.Requests.Select(r => r.Headers["webhook-id"]).ToList();
        ids.Distinct().Count().ShouldBe(2, "the other commune's dossier is nobody's business here");
        ids.Count.ShouldBe(4, "twice it was tried again under the same key");
        var last = receiver.Requests.TakeLast(2).Select(r => r.Json).ToList();
        last.Select(e => $"{e["type"]}")
            .ShouldBe(["vn.thuocdo.dossier.received", "vn.thuocdo.dossier.assigned"]);
        last.ShouldAllBe(e => $"{e["specversion"]}" == "1.0" && $"{e["subject"]}" == code);
        foreach (var request in receiver.Requests)
        {
            request
                .Headers["webhook-signature"]
                .ShouldBe(
                    WebhookSignature.Of(
                        Secret,
                        request.Headers["webhook-id"],
                        request.Headers["webhook-timestamp"],
                        request.Body
                    )
                );
            request.Headers["Content-Type"].ShouldStartWith(CloudEvent.MediaType);
            request.Body.ShouldNotContain("Người");
            request.Body.ShouldNotContain("nguoi@thu.example");
        }
    }

    [Theory, Engines]
    [Trait("Peer", "S8")]
    public async Task Address_InAPrivateNetwork_IsNotConnectedToEvenIfItWasStored(Engine engine)
    {
        await using var receiver = await HttpDouble.StartAsync();
        await using var shop = await OpenAsync(engine, allowPrivate: false);
        await AddAsync(shop, receiver.Address);
        await shop.ReceiveAsync();

        await RunAsync(shop);

        receiver.Requests.ShouldBeEmpty();
        var message = await shop.CountAsync(db =>
            db.Set<OutboxMessage>().SingleAsync(m => m.Kind == WebhookHandler.KindName)
        );
        message.State.ShouldBe(OutboxState.Waiting);
        message.LastError!.ShouldContain("private network");
    }

    [Theory, Engines]
    public async Task Page_SetUpAndEnd_ShowsTheKeyOnceAndStopsSending(Engine engine)
    {
        await using var shop = await OpenAsync(engine, allowPrivate: false);
        using var administrator = await shop.SignedInAsync("quantri");
        var page = await administrator.GetAsync(WebhookLinks.Page);
        var refused = await page.SubmitAsync(
            "#new",
            new Dictionary<string, string?>
            {
                ["Input.Name"] = "Other",
                ["Input.Url"] = "https://10.0.0.1/",
                ["Input.Unit"] = Shop.AnHai,
            }
        );
        refused.TextOf(".error-summary").ShouldContain("mạng nội bộ");

        var done = await refused.SubmitAsync(
            "#new",
            new Dictionary<string, string?> { ["Input.Url"] = "https://system.example/events" }
        );
        done.TextOf("main .code.strong").Length.ShouldBe(64);
        await done.SubmitAsync("main td form[method=post]");
        await shop.ReceiveAsync();
        await RunAsync(shop);

        (
            await shop.CountAsync(db =>
                db.Set<OutboxMessage>().CountAsync(m => m.Kind == WebhookHandler.KindName)
            )
        ).ShouldBe(0);
    }

    private static Task<Shop> OpenAsync(Engine engine, bool allowPrivate) =>
        Shop.OpenAsync(
            engine,
            settings: new Dictionary<string, string>
            {
                ["Webhooks:AllowPrivate"] = allowPrivate ? "true" : "false",
            }
        );

    private static async Task AddAsync(Shop shop, Uri address)
    {
        var sealedSecret = shop.Web.Services.GetRequiredService<WebhookSeal>().Seal(Secret);
        await shop.Database.UseAsync(async db =>
        {
            db.Add(
                new Webhook
                {
                    Id = Guid.CreateVersion7(),
                    Name = "receiver",
                    Url = address.AbsoluteUri,
                    UnitId = Unit.IdOf(Shop.AnHai),
                    SealedSecret = sealedSecret,
                    CreatedAt = TestWeb.UsualInstant,
                }
            );
            await db.SaveChangesAsync();
        });
    }

    private static Task<int> RunAsync(Shop shop) =>
        shop
            .Web.Services.GetRequiredService<OutboxWorker>()
            .RunAsync(TestContext.Current.CancellationToken);
}
