using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using ThuocDo.BrowserTests.Harness;
using ThuocDo.Tests.Shared.Files;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>
/// A citizen registers a birth from the sofa: on a phone and without JavaScript from the search to the rating, with the
/// counter's, the specialist's and the signer's side of it.
/// </summary>
public sealed partial class CitizenJourney(BrowserFixture browser)
{
    private const string Citizen = BrowserFixture.CitizenPrefix + "congdan.03";

    [Fact]
    public async Task Birth_FiledOnAPhone_IsReceivedSupplementedSignedTakenAndRated()
    {
        var citizen = await PhoneAsync(Citizen);
        await FileAsync(citizen);
        var reference = await citizen.Locator(".eyebrow .code").InnerTextAsync();

        var code = await ReceiveAsync(reference);
        await ActAsync("motcua.xa", code, "phan-cong");
        await AskAsync(code);
        await AnswerAsync(citizen, code);
        await TakeInAsync(code);
        await ActAsync("chuyenvien.xa", code, "chuyen-buoc");
        await ActAsync("ky.xa", code, "hoan-thanh");

        await TakeResultAsync(citizen, code);
        await RateAsync(citizen, code);
        await citizen.Context.CloseAsync();
    }

    /// <summary>Finds the procedure by words in any order and without marks, declares, uploads two papers and sends.</summary>
    private async Task FileAsync(IPage citizen)
    {
        await citizen.GotoAsync("/thu-tuc");
        await citizen.Locator("main input[type=search]").FillAsync("khai sinh dang ky");
        await citizen.Keyboard.PressAsync("Enter");
        await citizen.Locator("main a[href='/thu-tuc/1.001193']").First.ClickAsync();
        await citizen.Locator("main a[href$='/nop-truc-tuyen']").ClickAsync();
        await SubmitAsync(citizen);
        await citizen.Locator("[name=Unit]").SelectOptionAsync(browser.Scenario.Commune);
        await SubmitAsync(citizen);
        foreach (
            var (question, answer) in new[]
            {
                ("childName", "Nguyễn Minh Mẫu"),
                ("childBirthDate", "2024-11-20"),
                ("childBirthPlace", "Bệnh viện Đa khoa tỉnh"),
                ("motherName", "Trần Thị Mẫu"),
            }
        )
        {
            await citizen.Locator($"[name='Answers[{question}]']").FillAsync(answer);
        }

        await citizen.Locator("[name='Answers[relation]']").SelectOptionAsync("parent");
        await citizen.Locator("[name='Answers[fatherRecorded]']").SelectOptionAsync("no");
        await citizen.Locator("[name='Answers[childSex]'][value=female]").CheckAsync();
        await citizen.Locator("[name='Answers[truthful]']").CheckAsync();
        await SubmitAsync(citizen);
        await citizen.Locator("[name='giay-2']").SetInputFilesAsync(Paper("giấy chứng sinh.pdf"));
        await citizen.Locator("[name='giay-3']").SetInputFilesAsync(Paper("căn cước.pdf"));
        await SubmitAsync(citizen);
        await citizen.Locator("[name=Manner][value=Electronic]").CheckAsync();
        await SubmitAsync(citizen);
        (await citizen.Locator("main").InnerTextAsync()).ShouldContain("Nguyễn Minh Mẫu");
        await SubmitAsync(citizen);
        (await citizen.Locator("main").InnerTextAsync()).ShouldContain("Mới đăng ký");
    }

    /// <summary>The counter finds it in its inbox, checks the papers and takes it in; the code is issued now.</summary>
    private async Task<string> ReceiveAsync(string reference)
    {
        var officer = await PhoneAsync("motcua.xa");
        await officer.GotoAsync("/mot-cua/truc-tuyen");
        await officer.Locator("main a", new() { HasText = reference }).ClickAsync();
        foreach (var box in await officer.Locator("[name=Papers]").AllAsync())
        {
            await box.CheckAsync();
        }

        await SubmitAsync(officer);
        officer.Url.ShouldContain("giay-tiep-nhan");
        var code = Code().Match(await officer.Locator("main").InnerTextAsync()).Value;
        code.ShouldNotBeEmpty();
        await officer.Context.CloseAsync();
        return code;
    }

    private async Task AskAsync(string code)
    {
        var specialist = await PhoneAsync("chuyenvien.xa");
        await specialist.GotoAsync($"/mot-cua/ho-so/{code}/yeu-cau-bo-sung");
        await specialist.Locator("[name=Papers][value='2']").CheckAsync();
        await specialist.Locator("[name=Reason]").SelectOptionAsync("illegible");
        await specialist.Locator("[name=Details]").FillAsync("Ảnh chụp bị mờ, đề nghị chụp lại");
        await SubmitAsync(specialist);
        await specialist.Context.CloseAsync();
    }

    private static async Task AnswerAsync(IPage citizen, string code)
    {
        await citizen.GotoAsync("/ho-so-cua-toi");
        await citizen.Locator($"main a[href='/ho-so-cua-toi/{code}']").ClickAsync();
        (await citizen.Locator("main").InnerTextAsync()).ShouldContain("Ảnh chụp bị mờ");
        await citizen.Locator("main a[href$='/bo-sung']").ClickAsync();
        await citizen.Locator("[name='giay-2']").SetInputFilesAsync(Paper("chứng sinh rõ.pdf"));
        await SubmitAsync(citizen);
        citizen.Url.ShouldEndWith(code);
    }

    private async Task TakeInAsync(string code)
    {
        var officer = await PhoneAsync("motcua.xa");
        await officer.GotoAsync("/mot-cua/truc-tuyen?muc=da-bo-sung");
        await officer.Locator("main a", new() { HasText = code }).ClickAsync();
        await officer.Locator("main a[href$='/nhan-bo-sung']").ClickAsync();
        await officer.Locator("[name=AllIn]").CheckAsync();
        await SubmitAsync(officer);
        officer.Url.ShouldContain("giay-tiep-nhan");
        await officer.Context.CloseAsync();
    }

    /// <summary>Takes the signed result, downloads it and has the very file verified.</summary>
    private static async Task TakeResultAsync(IPage citizen, string code)
    {
        await citizen.GotoAsync($"/ho-so-cua-toi/{code}");
        await SubmitAsync(citizen);
        var link = await citizen.Locator("main a.button[href^='/tep/']").GetAttributeAsync("href");
        var file = await citizen.Context.APIRequest.GetAsync(link!);
        file.Status.ShouldBe(200);
        await citizen.GotoAsync("/kiem-tra-ket-qua");
        await citizen
            .Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "ket-qua.pdf",
                    MimeType = "application/pdf",
                    Buffer = await file.BodyAsync(),
                }
            );
        await SubmitAsync(citizen);
        (await citizen.Locator("main").InnerTextAsync()).ShouldContain(code);
    }

    private static async Task RateAsync(IPage citizen, string code)
    {
        await citizen.GotoAsync($"/ho-so-cua-toi/{code}");
        await citizen.Locator("main a[href^='/danh-gia']").ClickAsync();
        await citizen.Locator("[name=Level][value=VerySatisfied]").CheckAsync();
        await SubmitAsync(citizen);
        await citizen.GotoAsync($"/ho-so-cua-toi/{code}");
        (await citizen.Locator("main").InnerTextAsync()).ShouldContain("đã được đánh giá");
    }

    private Task<IPage> PhoneAsync(string account) =>
        browser.OpenAsync(360, 800, script: false, account);

    private async Task ActAsync(string account, string code, string act)
    {
        var page = await PhoneAsync(account);
        await page.GotoAsync($"/mot-cua/ho-so/{code}/{act}");
        foreach (var list in await page.Locator("main form[method=post] select").AllAsync())
        {
            await list.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        }

        await SubmitAsync(page);
        page.Url.ShouldNotContain(act, customMessage: await page.Locator("main").InnerTextAsync());
        await page.Context.CloseAsync();
    }

    private static FilePayload Paper(string name) =>
        new()
        {
            Name = name,
            MimeType = "application/pdf",
            Buffer = SampleFiles.Pdf(),
        };

    private static Task SubmitAsync(IPage page) =>
        page.Locator("main form[method=post] .button[type=submit]").First.ClickAsync();

    [GeneratedRegex(@"\bH\d\d[0-9.]*-\d{8}-\d{7}\b")]
    private static partial Regex Code();
}
