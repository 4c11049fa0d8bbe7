using Microsoft.Playwright;
using Shouldly;
using ThuocDo.BrowserTests.Harness;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>The frame around every page: language, skip link, demonstration mark.</summary>
public sealed class ShellTests(BrowserFixture browser)
{
    [Fact]
    public async Task LanguageSwitch_WithoutScript_StaysOnThePageAndKeepsTheChoice()
    {
        var page = await browser.OpenAsync(script: false);
        await page.GotoAsync("/ve-san-pham");

        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();

        new Uri(page.Url).AbsolutePath.ShouldBe("/ve-san-pham");
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
        await page.GotoAsync("/tro-giup");
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task SkipLink_ByKeyboard_LeadsToTheContent()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync("/");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("main");
        await page.Context.CloseAsync();
    }

    /// <summary>However long the entries of a post are, in either language.</summary>
    [Theory]
    [InlineData("lanhdao")]
    [InlineData("lanhdao.xa")]
    [InlineData("ky.xa")]
    [InlineData("motcua.xa")]
    [InlineData("chuyenvien.xa")]
    [InlineData("kiemsoat.thutuc")]
    public async Task Menu_OfEachPostOnADesk_KeepsToOneLine(string account)
    {
        var page = await browser.OpenAsync(width: 1280, account: account);
        foreach (var language in new[] { "vi", "en" })
        {
            await page.GotoAsync("/ve-san-pham?lang=" + language);
            var entries = page.Locator("#site-nav > ul > li");

            (await entries.CountAsync()).ShouldBeGreaterThan(3);
            (
                await entries.EvaluateAllAsync<int>(
                    "all => new Set(all.map(e => e.offsetTop)).size"
                )
            ).ShouldBe(1, language);
        }

        await page.Context.CloseAsync();
    }

    [Theory, InlineData("/"), InlineData("/ve-san-pham"), InlineData("/khong-co-trang-nay")]
    public async Task DemonstrationMark_OnScreenAndPaper_IsVisible(string route)
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(route);
        var mark = page.GetByText("Dữ liệu trình diễn", new() { Exact = true }).First;

        (await mark.IsVisibleAsync()).ShouldBeTrue();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        (await mark.IsVisibleAsync()).ShouldBeTrue();
        await page.Context.CloseAsync();
    }
}
