extern alias sandbox;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using sandbox::ThuocDo.PaymentSandbox;
using Shouldly;
using ThuocDo.OneStop.Payments;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.OneStop.Payments.Refunds;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Payments;

/// <summary>The product and the running sandbox together, each talking to the other as it does in life.</summary>
public sealed class SandboxTests
{
    [Theory, Engines]
    public async Task Payment_ByEachButtonOfTheSandbox_SettlesOnceOrNotAtAll(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        await using var gateway = await StartAsync(till);
        foreach (
            var (way, paid) in new Dictionary<string, bool>
            {
                ["pay"] = true,
                ["close-tab"] = true,
                ["duplicate"] = true,
                ["out-of-order"] = true,
                ["fail"] = false,
                ["wrong-amount"] = false,
                ["wrong-merchant"] = false,
                ["wrong-checksum"] = false,
            }
        )
        {
            var bill = await till.BillAsync();

            await PressAsync(till, bill, way);

            (await till.AgainAsync(bill)).State.ShouldBe(
                paid ? BillState.Paid : BillState.Issued,
                way
            );
            (await till.LedgerAsync(bill)).Count.ShouldBe(paid ? 1 : 0, way);
        }

        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    /// <summary>The call-back is lost and the browser closed: the gateway is asked, and the bill is paid.</summary>
    [Theory, Engines]
    public async Task Payment_WhoseCallBackIsLost_IsFoundByAsking(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        await using var gateway = await StartAsync(till);
        var bill = await till.BillAsync();
        await PressAsync(till, bill, "no-call-back");
        (await till.AgainAsync(bill)).State.ShouldBe(BillState.Issued);

        (await AskAsync(till)).ShouldBe(0, "not before two minutes");
        till.Shop.Web.Time.Advance(TimeSpan.FromMinutes(3));
        (await AskAsync(till)).ShouldBe(1);
        (await AskAsync(till)).ShouldBe(0);

        (await till.AgainAsync(bill)).State.ShouldBe(BillState.Paid);
        (await till.DossierAsync(bill)).PaidOnline.ShouldBeTrue();
        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Refund_ThroughTheGateway_IsSentOnce(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        await using var gateway = await StartAsync(till);
        var bill = await till.BillAsync();
        await PressAsync(till, bill, "pay");
        await till.ActAsync(
            Role.Receptionist,
            bill,
            BillActionKind.RequestRefund,
            (work, act) => work.RequestRefund(8000, false, PaymentMethod.Gateway, "x", act)
        );
        await till.ActAsync(
            Role.UnitHead,
            bill,
            BillActionKind.DecideRefund,
            (work, act) => work.DecideRefund(1, true, act)
        );
        var seen = (await till.AgainAsync(bill)).Version;

        var first = await PayOutAsync(till, bill, seen, "one");
        var second = await PayOutAsync(till, bill, seen, "two");

        first.Key.ShouldBeNull();
        second.Succeeded.ShouldBeFalse();
        var after = await till.AgainAsync(bill);
        (after.State, after.Refunded).ShouldBe((BillState.Refunded, 8000m));
        gateway
            .Services.GetRequiredService<SandboxLedger>()
            .All.ShouldHaveSingleItem()
            .Refunded.ShouldBe(800_000);
        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    /// <summary>The gateway does not answer: the refund stays sent, and pressing again sends nothing.</summary>
    [Fact]
    public async Task Refund_WithoutAnAnswer_IsNeverSentAgain()
    {
        await using var till = await Till.OpenAsync(Engine.Sqlite);
        var bill = await till.BillAsync();
        var attempt = await till.StartAsync(bill);
        await till.CallBackAsync(till.Notice(attempt));
        await till.ActAsync(
            Role.Receptionist,
            bill,
            BillActionKind.RequestRefund,
            (work, act) => work.RequestRefund(8000, false, PaymentMethod.Gateway, "x", act)
        );
        await till.ActAsync(
            Role.UnitHead,
            bill,
            BillActionKind.DecideRefund,
            (work, act) => work.DecideRefund(1, true, act)
        );

        var silent = await PayOutAsync(till, bill, (await till.AgainAsync(bill)).Version, "one");
        var again = await PayOutAsync(till, bill, (await till.AgainAsync(bill)).Version, "two");

        silent.Key.ShouldBe("bill.refused.gateway-silent");
        again.Key.ShouldBe("bill.transaction.missing");
        (await till.AgainAsync(bill)).State.ShouldBe(BillState.Paid);
        (
            await till.Shop.CountAsync(db => db.Set<Refund>().Select(r => r.State).SingleAsync())
        ).ShouldBe(RefundState.Sent);
        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void Sandbox_InProduction_DoesNotStart()
    {
        var keys = new KeysFolder(Directory.CreateTempSubdirectory("thuocdo-sandbox-").FullName);

        Should.Throw<InvalidOperationException>(() =>
            SandboxHost.Build(["--environment", "Production"], keys)
        );
        Directory.Delete(keys.Path, recursive: true);
    }

    private static async Task<Microsoft.AspNetCore.Builder.WebApplication> StartAsync(Till till)
    {
        var gateway = SandboxHost.Build(
            ["--urls", "http://127.0.0.1:0"],
            till.Shop.Web.Services.GetRequiredService<KeysFolder>(),
            till.Shop.Web.Server.CreateHandler()
        );
        await gateway.StartAsync(TestContext.Current.CancellationToken);
        till.Introduce(gateway.Urls.Single());
        return gateway;
    }

    /// <summary>From the payment page to the gateway's, and there one button.</summary>
    private static async Task PressAsync(Till till, Bill bill, string way)
    {
        using var payer = till.Shop.Web.NewVisitor();
        var page = await payer.GetAsync(PaymentLinks.PayOf(bill.Reference));
        page.TextOf("main").ShouldContain("8.000 đ");
        page.Source.ShouldNotContain("Người Mẫu");
        var form = page.Find("main form");
        using var sent = await payer.Client.PostAsync(
            form.GetAttribute("action"),
            new FormUrlEncodedContent(
                page.FindAll("main form input")
                    .Select(i =>
                        KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")
                    )
            ),
            TestContext.Current.CancellationToken
        );
        var address = sent.Headers.Location.ShouldNotBeNull();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        (
            await browser.GetStringAsync(address, TestContext.Current.CancellationToken)
        ).ShouldContain($"value=\"{way}\"");
        using var pressed = await browser.PostAsync(
            address,
            new FormUrlEncodedContent([KeyValuePair.Create("way", way)]),
            TestContext.Current.CancellationToken
        );
        if (way == "close-tab")
        {
            pressed.Headers.Location.ShouldBeNull();
            return;
        }

        var back = await payer.GetAsync(pressed.Headers.Location!.PathAndQuery);
        back.TextOf("h1").ShouldBe("Kết quả thanh toán");
    }

    private static Task<int> AskAsync(Till till) =>
        till.Shop.Web.UseAsync<AskGateways, int>(ask =>
            ask.RunAsync(TestContext.Current.CancellationToken)
        );

    private static Task<ThuocDo.Shared.Outcomes.Outcome> PayOutAsync(
        Till till,
        Bill bill,
        Guid seen,
        string key
    ) =>
        till.Shop.AsAsync(
            Role.Accountant,
            Shop.AnHai,
            services =>
                services
                    .GetRequiredService<PayOutRefund>()
                    .RunAsync(
                        new PayOutRequest(key, bill.Number, seen, 1, null),
                        TestContext.Current.CancellationToken
                    )
        );
}
