using Shouldly;
using ThuocDo.BrowserTests.Harness;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>The counter takes a common procedure in with the keyboard alone; each key that is not data is counted.</summary>
public sealed class IntakeKeysTests(BrowserFixture browser)
{
    private const int MostKeys = 12;

    [Fact]
    public async Task Intake_ByKeyboard_TakesFewKeysBesidesTheData()
    {
        var page = await browser.OpenAsync(account: "motcua.xa");
        await page.GotoAsync("/mot-cua/tiep-nhan");
        var keys = 0;

        await page.Keyboard.TypeAsync("1.004873");
        await PressAsync("Enter");
        await page.WaitForURLAsync("**thu-tuc=1.004873**");
        // Nobody types before the page has put the cursor where the data go.
        await page.WaitForFunctionAsync("document.activeElement?.name === 'Input.Identity'");
        await page.Keyboard.TypeAsync("000000900009");
        await NextAsync("Input.Name");
        await page.Keyboard.TypeAsync("Nguyễn Thị Phím");
        await NextAsync("Input.Phone");
        await page.Keyboard.TypeAsync("0000900009");
        await NextAsync("Input.AllPapers");
        await PressAsync("Space");
        await PressAsync("Enter");
        await page.WaitForURLAsync("**/giay-tiep-nhan");

        (await page.Locator("main").InnerTextAsync()).ShouldContain("Nguyễn Thị Phím");
        keys.ShouldBeLessThanOrEqualTo(MostKeys);
        TestContext.Current.TestOutputHelper!.WriteLine($"{keys} keys");
        await page.Context.CloseAsync();

        async Task PressAsync(string key)
        {
            keys++;
            await page.Keyboard.PressAsync(key);
        }

        async Task NextAsync(string field)
        {
            for (
                var focused = "";
                focused != field;
                focused = await page.EvaluateAsync<string>("document.activeElement.name")
            )
            {
                keys.ShouldBeLessThan(MostKeys);
                await PressAsync("Tab");
            }
        }
    }
}
