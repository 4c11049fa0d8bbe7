using Shouldly;
using ThuocDo.BrowserTests.Harness;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>A citizen with a phone and no JavaScript, and an identity provider that is a process of its own.</summary>
public sealed class IdentityJourney(BrowserFixture browser)
{
    [Fact]
    public async Task Citizen_WithoutAccount_RegistersAtTheProviderAndComesBackSignedIn()
    {
        await using var provider = await ProviderProcess.StartAsync(browser.ProviderAddress);
        var page = await browser.OpenAsync(360, 800, script: false);

        await page.GotoAsync("/cong-dan");
        page.Url.ShouldContain("/cong-dan/dang-nhap");
        await page.Locator("main a[href^='/cong-dan/dang-nhap/dinh-danh']").ClickAsync();
        page.Url.ShouldStartWith(browser.ProviderAddress.ToString());
        (await page.Locator("body").InnerTextAsync()).ShouldContain("CÔNG CỤ PHÁT TRIỂN");
        await page.Locator("main a[href^='/dang-ky']").ClickAsync();
        await page.Locator("[name='Input.Name']").FillAsync("Lê Thị Mẫu");
        await page.Locator("[name='Input.IdentityNumber']").FillAsync("000000000456");
        await page.Locator("[name='Input.Password']").FillAsync("a sentence to remember");
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator("button[value=yes]").ClickAsync();

        new Uri(page.Url).AbsolutePath.ShouldBe("/cong-dan");
        var own = await page.Locator("main").InnerTextAsync();
        own.ShouldContain("Lê Thị Mẫu");
        own.ShouldContain("000000000456");
        own.ShouldContain("Mức độ 01");

        // Out here and there: the way over the provider is one the browser's policy lets it go.
        await page.GotoAsync("/cong-dan/dang-xuat");
        await page.Locator("main form button").ClickAsync();
        page.Url.ShouldStartWith(browser.ProviderAddress.ToString());
        await page.Locator("main form button").ClickAsync();
        new Uri(page.Url).Authority.ShouldBe(browser.Web.Address.Authority);
        await page.GotoAsync("/cong-dan");
        page.Url.ShouldContain("/cong-dan/dang-nhap");
        await page.Context.CloseAsync();
    }
}
