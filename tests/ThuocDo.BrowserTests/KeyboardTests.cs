using Microsoft.Playwright;
using Shouldly;
using ThuocDo.BrowserTests.Harness;
using ThuocDo.OneStop;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>The work of the counter without a mouse: what is pressed besides the data is counted.</summary>
public sealed class KeyboardTests(BrowserFixture browser)
{
    private const int MostKeys = 12;

    [Fact]
    public async Task Intake_Typed_TakesAtMostTwelveKeysBesidesTheData()
    {
        var hands = await AtTheCounterAsync();
        await hands.FocusIsAsync("Input.Card");
        await hands.PressAsync("Tab");
        await hands.TypeAsync("000000000001");
        await hands.PressAsync("Tab");
        await hands.TypeAsync("Người Mẫu Bàn Phím");
        await hands.PressAsync("Tab");
        await hands.TypeAsync("0000000001");

        await FinishAsync(hands);
    }

    [Fact]
    public async Task Intake_WithAScannedCard_TakesAtMostTwelveKeysBesidesTheData()
    {
        var hands = await AtTheCounterAsync();
        await hands.FocusIsAsync("Input.Card");
        // The scanner types and ends with Enter by itself.
        await hands.TypeAsync(
            "000000000001||Người Mẫu Thẻ|01012000|Nam|Thôn Mẫu, Ninh Thuận|10022021"
        );
        await hands.Page.Keyboard.PressAsync("Enter");
        await hands.Page.Locator(".notice--success").WaitForAsync();
        await hands.FocusIsAsync("Input.Phone");
        await hands.TypeAsync("0000000001");

        await FinishAsync(hands);
    }

    private async Task<Hands> AtTheCounterAsync()
    {
        var page = await browser.OpenAsync(1280, account: "motcua.xa");
        await page.GotoAsync("/mot-cua/tiep-nhan");
        var hands = new Hands(page);
        await hands.FocusIsAsync(OneStopLinks.Search);
        await hands.TypeAsync("xác nhận tình trạng hôn nhân");
        await hands.PressAsync("Enter");
        await page.Locator("[name='Input.Name']").WaitForAsync();
        return hands;
    }

    /// <summary>From the telephone on: all papers are in, received.</summary>
    private static async Task FinishAsync(Hands hands)
    {
        while (await hands.FocusAsync() != "Input.AllPapers")
        {
            hands.Count.ShouldBeLessThan(MostKeys);
            await hands.PressAsync("Tab");
        }

        await hands.PressAsync("Space");
        await hands.PressAsync("Enter");
        await hands.Page.WaitForURLAsync("**/giay-tiep-nhan*");
        hands.Count.ShouldBeLessThanOrEqualTo(MostKeys);
        await hands.Page.Context.CloseAsync();
    }

    /// <summary>Two hands on a keyboard.</summary>
    private sealed class Hands(IPage page)
    {
        public IPage Page => page;

        /// <summary>Keys pressed that are no data.</summary>
        public int Count { get; private set; }

        public Task TypeAsync(string data) => page.Keyboard.InsertTextAsync(data);

        public Task PressAsync(string key)
        {
            Count++;
            return page.Keyboard.PressAsync(key);
        }

        public Task<string> FocusAsync() =>
            page.EvaluateAsync<string>("() => document.activeElement?.name ?? ''");

        /// <summary>Nobody types before the page has put the cursor where the data go.</summary>
        public async Task FocusIsAsync(string name) =>
            await page.WaitForFunctionAsync("name => document.activeElement?.name === name", name);
    }
}
