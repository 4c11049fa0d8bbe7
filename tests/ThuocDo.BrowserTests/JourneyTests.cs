using Microsoft.Playwright;
using Shouldly;
using ThuocDo.BrowserTests.Harness;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>The main job on a phone, with JavaScript switched off.</summary>
[Long]
public sealed class JourneyTests(BrowserFixture browser)
{
    [Fact]
    public async Task Dossier_FromCounterToReturn_IsFollowedByTheCitizen()
    {
        var officer = await PhoneAsync("motcua.xa");
        await officer.GotoAsync(
            $"/mot-cua/tiep-nhan?don-vi={browser.Scenario.Commune}&thu-tuc={browser.Scenario.PlainProcedure}"
        );
        await officer.Locator("[name='Input.Name']").FillAsync("Nguyễn Thị Mẫu");
        await officer.Locator("[name='Input.Phone']").FillAsync("0000000001");
        foreach (var paper in await officer.Locator("[name='Input.Papers']").AllAsync())
        {
            await paper.CheckAsync();
        }

        await SubmitAsync(officer);
        officer.Url.ShouldContain("giay-tiep-nhan");
        var slip = await officer.Locator("main").InnerTextAsync();
        var code = Find(slip, @"\bH\d\d[0-9.]*-\d{8}-\d{7}\b");
        var secret = await officer
            .Locator("p", new() { HasText = "Mã tra cứu:" })
            .Locator(".code")
            .InnerTextAsync();
        (await TrackAsync(code, secret)).ShouldContain(code);

        await ActAsync("motcua.xa", code, "phan-cong");
        await ActAsync("chuyenvien.xa", code, "chuyen-buoc");
        await ActAsync("lanhdao.xa", code, "chuyen-buoc");
        await ActAsync("ky.xa", code, "hoan-thanh");
        await ActAsync("motcua.xa", code, "tra-ket-qua");

        var end = await TrackAsync(code, secret);
        end.ShouldContain("Đã trả kết quả");
        (await TrackAsync(code, "ABCD2345")).ShouldNotContain("Đã trả kết quả");
    }

    [Fact]
    public async Task Board_FromAFigure_OpensTheRecordsItCounts()
    {
        var leader = await PhoneAsync("lanhdao");
        await leader.GotoAsync("/bang-dieu-hanh");
        (
            await leader.Locator("a[href*='/bang-dieu-hanh/T']").CountAsync()
        ).ShouldBeGreaterThanOrEqualTo(24);
        await leader.GotoAsync("/bang-dieu-hanh/T11b");
        await leader.Locator("a[href*='/bang-dieu-hanh/T11b/ho-so']").First.ClickAsync();
        leader.Url.ShouldContain("/ho-so");
        (await leader.Locator("table tbody tr").CountAsync()).ShouldBeGreaterThan(0);
    }

    private Task<IPage> PhoneAsync(string? account) =>
        browser.OpenAsync(360, 800, script: false, account);

    private async Task ActAsync(string account, string code, string act)
    {
        var page = await PhoneAsync(account);
        await page.GotoAsync($"/mot-cua/ho-so/{code}/{act}");
        foreach (var list in await page.Locator("main form[method=post] select").AllAsync())
        {
            await list.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        }

        foreach (
            var box in await page.Locator(
                    "main form[method=post] input[type=checkbox][name='Checked']"
                )
                .AllAsync()
        )
        {
            await box.CheckAsync();
        }

        await SubmitAsync(page);
        page.Url.ShouldNotContain(act, customMessage: await page.Locator("main").InnerTextAsync());
        await page.Context.CloseAsync();
    }

    private async Task<string> TrackAsync(string code, string secret)
    {
        var citizen = await PhoneAsync(null);
        await citizen.GotoAsync("/tra-cuu");
        await citizen.Locator("#code").FillAsync(code);
        await citizen.Locator("[name='Secret']").FillAsync(secret);
        await SubmitAsync(citizen);
        var text = await citizen.Locator("main").InnerTextAsync();
        await citizen.Context.CloseAsync();
        return text;
    }

    private static Task SubmitAsync(IPage page) =>
        page.Locator("main form[method=post] button[type=submit]").Last.ClickAsync();

    private static string Find(string text, string pattern) =>
        System.Text.RegularExpressions.Regex.Match(text, pattern) is { Success: true } match
            ? match.Value
            : throw new InvalidOperationException(
                $"The slip shows nothing like {pattern}:\n{text}"
            );
}
