using Microsoft.Playwright;
using Shouldly;
using ThuocDo.BrowserTests.Harness;
using ThuocDo.Oversight.Inspections;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>
/// An inspection on a phone whose network is cut in the middle: what was entered outlives the page, arrives once, and meets an answer
/// that a colleague gave meanwhile without pushing it aside.
/// </summary>
public sealed class OfflineVisitTests(BrowserFixture browser)
{
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    );

    [Fact]
    public async Task Visit_WithTheNetworkCutInTheMiddle_LosesNothingAndArrivesOnce()
    {
        var address = InspectionLinks.Visit(Guid.Parse(browser.Scenario.InspectionPlace));
        var page = await browser.OpenAsync(360, 800, account: "thanhtra");
        var phone = page.Context;
        await page.GotoAsync(address);
        await page.Locator("#visit[data-ready=true]").WaitForAsync();
        await page.RunAndWaitForResponseAsync(
            () => page.Locator("#a-5-Good").CheckAsync(),
            r => r.Url.Contains("handler=Sync", StringComparison.Ordinal)
        );
        await page.Locator("#visit[data-ready=true]").WaitForAsync();

        await phone.SetOfflineAsync(true);
        await page.Locator("#a-4-Bad").CheckAsync();
        await page.Locator("#n-4").FillAsync("Không có thư xin lỗi");
        await page.Locator("#photo-file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "hien-truong.png",
                    MimeType = "image/png",
                    Buffer = Pixel,
                }
            );
        await page.Locator("#photo button[type=submit]").ClickAsync();
        await page.Locator("#visit-waiting").GetByText("hien-truong.png").WaitForAsync();
        await page.CloseAsync();

        // A colleague with a network answers the same question otherwise.
        var colleague = await browser.OpenAsync(script: false, account: "kiemsoat.thutuc");
        await colleague.GotoAsync(address);
        await colleague.Locator("#a-4-Good").CheckAsync();
        await colleague.Locator("#answers button[type=submit]").ClickAsync();
        await colleague.Context.CloseAsync();

        // The page opens without a network, with all that was entered.
        page = await phone.NewPageAsync();
        await page.GotoAsync(address);
        await page.GetByText("nằm trên máy này").WaitForAsync();
        (await page.Locator("#a-4-Bad").IsCheckedAsync()).ShouldBeTrue();
        (await page.Locator("#n-4").InputValueAsync()).ShouldBe("Không có thư xin lỗi");
        (await page.Locator("#visit-waiting").InnerTextAsync()).ShouldContain("hien-truong.png");
        // What was sent is on the page as well, though it lies no longer in the queue.
        (await page.Locator("#a-5-Good").IsCheckedAsync()).ShouldBeTrue();
        // A note without an answer is named, and goes when it is emptied.
        await page.Locator("#n-6").FillAsync("Chưa xem");
        await page.GetByText("Câu 6 có ghi chú nhưng chưa chọn kết quả").WaitForAsync();
        await page.Locator("#n-6").FillAsync("");
        await page.GetByText("Câu 6 có ghi chú")
            .WaitForAsync(new() { State = WaitForSelectorState.Detached });
        // The network comes back under somebody who is writing.
        await page.Locator("#finding textarea[name=Words]").FillAsync("Mười dòng dang dở");

        await phone.SetOfflineAsync(false);
        var reload = page.GetByRole(AriaRole.Button, new() { Name = "Hiện những gì đã gửi" });
        await reload.WaitForAsync();
        (await page.Locator("#finding textarea[name=Words]").InputValueAsync()).ShouldBe(
            "Mười dòng dang dở"
        );
        await reload.ClickAsync();
        await page.GetByText("Câu 4: hai câu trả lời khác nhau").WaitForAsync();
        await Assertions
            .Expect(page.Locator("#finding textarea[name=Words]"))
            .ToHaveValueAsync("Mười dòng dang dở");
        await page.Locator("#finding textarea[name=Words]").FillAsync("");
        await page.GetByText("Mọi thứ đã được gửi").WaitForAsync();
        await page.ReloadAsync();
        await page.GetByText("Mọi thứ đã được gửi").WaitForAsync();
        var text = await page.Locator("main").InnerTextAsync();
        text.ShouldContain("Mới đến: Không đạt. Không có thư xin lỗi");
        text.ShouldContain("Đang giữ: Đạt.");
        (await page.Locator("main a[href^='/tep/']").AllInnerTextsAsync()).ShouldBe([
            "hien-truong.png",
        ]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Lấy câu mới đến" }).ClickAsync();
        (await page.Locator("form[id^='choose-']").CountAsync()).ShouldBe(0);
        (await page.Locator("#a-4-Bad").IsCheckedAsync()).ShouldBeTrue();
        await phone.CloseAsync();
    }
}
