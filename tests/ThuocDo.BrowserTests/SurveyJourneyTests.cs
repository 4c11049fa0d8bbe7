using Shouldly;
using ThuocDo.BrowserTests.Harness;
using ThuocDo.Indicators.Surveys;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>Somebody answers a survey on a phone, by keyboard, with JavaScript switched off: once, a second time, and after the end.</summary>
public sealed class SurveyJourneyTests(BrowserFixture browser)
{
    [Fact]
    public async Task Answer_OnceTwiceAndTooLate()
    {
        var page = await browser.OpenAsync(360, 800, script: false);

        await page.GotoAsync(SurveyLinks.Answer(browser.Scenario.UnusedToken));
        (await page.Locator("main").InnerTextAsync()).ShouldContain("không kèm tên");
        await page.Locator("[name='a-q1'][value='5']").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.Locator("[name='a-q1'][value='4']").IsCheckedAsync()).ShouldBeTrue();
        await page.Locator("[name='a-q3']").FillAsync("Đỡ phải chờ");
        await page.Locator("main form[method=post] button[type=submit]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        // A key, unlike a click, does not wait for the page that follows.
        await page.GetByText("Đã nhận trả lời").First.WaitForAsync();

        await page.GotoAsync(SurveyLinks.Answer(browser.Scenario.UnusedToken));
        (await page.Locator("main").InnerTextAsync()).ShouldContain("đã được dùng");
        (await page.Locator("main form").CountAsync()).ShouldBe(0);

        await page.GotoAsync(SurveyLinks.Answer(browser.Scenario.LateToken));
        (await page.Locator("main").InnerTextAsync()).ShouldContain("đã đóng");
        await page.Context.CloseAsync();
    }
}
