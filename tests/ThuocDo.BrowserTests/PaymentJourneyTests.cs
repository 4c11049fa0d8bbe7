extern alias sandbox;

using sandbox::ThuocDo.PaymentSandbox;
using Shouldly;
using ThuocDo.BrowserTests.Harness;
using ThuocDo.Shared.Data;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>A citizen pays from the tracking page through the running sandbox, on a phone, with JavaScript switched off.</summary>
public sealed class PaymentJourneyTests(BrowserFixture browser)
{
    [Fact]
    public async Task Fee_FromTrackingThroughTheGateway_IsPaidAndShown()
    {
        var keys = new KeysFolder(browser.Web.Keys);
        await using var gateway = SandboxHost.Build(["--urls", "http://127.0.0.1:0"], keys);
        await gateway.StartAsync(TestContext.Current.CancellationToken);
        SandboxHost.Introduce(keys, gateway.Urls.Single());
        var bill = browser.Scenario.Money["payable"];
        var page = await browser.OpenAsync(360, 800, script: false);

        await page.GotoAsync("/tra-cuu");
        await page.Locator("#code").FillAsync(bill.Code);
        await page.Locator("[name='Secret']").FillAsync(bill.Secret);
        await page.Locator("main form[method=post] button[type=submit]").Last.ClickAsync();
        await page.Locator($"a[href='/thanh-toan/{bill.Reference}']").ClickAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldContain("8.000");
        await page.Locator("main form[method=post] button[type=submit]").ClickAsync();
        page.Url.ShouldStartWith(gateway.Urls.Single());
        await page.Locator("button[value='pay']").ClickAsync();

        page.Url.ShouldStartWith(
            new Uri(browser.Web.Address, $"/thanh-toan/{bill.Reference}/tro-ve").ToString()
        );
        (await page.Locator("main").InnerTextAsync()).ShouldContain("Đã nộp thành công");
        await page.Context.CloseAsync();
    }
}
