extern alias sandbox;

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using sandbox::ThuocDo.PaymentSandbox;
using Shouldly;
using ThuocDo.BrowserTests.Harness;
using ThuocDo.Shared.Data;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Shared.Files;
using Xunit;

namespace ThuocDo.BrowserTests;

/// <summary>
/// A citizen registers a birth from the sofa: on a phone and without JavaScript from the account at the identity provider
/// through the payment to the rating, with the counter's, the specialist's and the signer's side of it. Provider and gateway
/// are programs of their own.
/// </summary>
[Long]
public sealed partial class CitizenJourney(BrowserFixture browser)
{
    /// <summary>As people type it: with marks, without, and in another order.</summary>
    private static readonly string[] Spellings =
    [
        "Đăng ký khai sinh",
        "dang ky khai sinh",
        "khai sinh dang ky",
    ];

    [Fact]
    public async Task Birth_FiledOnAPhone_IsPaidSupplementedSignedVerifiedAndRated()
    {
        await using var provider = await ProviderProcess.StartAsync(browser.ProviderAddress);
        var keys = new KeysFolder(browser.Web.Keys);
        await using var gateway = SandboxHost.Build(["--urls", "http://127.0.0.1:0"], keys);
        await gateway.StartAsync(TestContext.Current.CancellationToken);
        SandboxHost.Introduce(keys, gateway.Urls.Single());

        var citizen = await RegisterAsync();
        await FileAsync(citizen);
        var reference = await citizen.Locator(".eyebrow .code").InnerTextAsync();

        var code = await ReceiveAsync(reference);
        await PayAsync(citizen, code, gateway.Urls.Single());
        await ActAsync("motcua.xa", code, "phan-cong");
        await AskAsync(code);
        await AnswerAsync(citizen, code);
        await TakeInAsync(code);
        await ActAsync("chuyenvien.xa", code, "chuyen-buoc");
        await ActAsync("ky.xa", code, "hoan-thanh");

        await TakeResultAsync(citizen, code);
        await RateAsync(citizen, code);
        await SignOutAsync(citizen);
        await citizen.Context.CloseAsync();
    }

    /// <summary>Makes an account at the provider and comes back signed in.</summary>
    private async Task<IPage> RegisterAsync()
    {
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
        return page;
    }

    /// <summary>Out here and there: the way over the provider is one the browser's policy lets it go.</summary>
    private async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/cong-dan/dang-xuat");
        await page.Locator("main form button").ClickAsync();
        page.Url.ShouldStartWith(browser.ProviderAddress.ToString());
        await page.Locator("main form button").ClickAsync();
        new Uri(page.Url).Authority.ShouldBe(browser.Web.Address.Authority);
        await page.GotoAsync("/cong-dan");
        page.Url.ShouldContain("/cong-dan/dang-nhap");
    }

    /// <summary>Finds the procedure, declares, asks for two copies, uploads two papers and sends.</summary>
    private async Task FileAsync(IPage citizen)
    {
        foreach (var words in Spellings)
        {
            await citizen.GotoAsync("/thu-tuc");
            await citizen.Locator("main input[type=search]").FillAsync(words);
            await citizen.Keyboard.PressAsync("Enter");
            await citizen.WaitForURLAsync("**/thu-tuc?*");
            (
                await citizen.Locator("main a[href^='/thu-tuc/']").First.GetAttributeAsync("href")
            ).ShouldBe("/thu-tuc/1.001193", words);
        }

        await citizen.Locator("main a[href='/thu-tuc/1.001193']").First.ClickAsync();
        await citizen.Locator("main a[href$='/nop-truc-tuyen']").ClickAsync();
        await SubmitAsync(citizen);
        await citizen.Locator("[name=Unit]").SelectOptionAsync(browser.Scenario.Commune);
        // The provider gave no number, and the office must be able to reach her.
        await citizen.Locator("[name=Phone]").FillAsync("0000000456");
        await SubmitAsync(citizen);
        foreach (
            var (question, answer) in new[]
            {
                ("childName", "Nguyễn Minh Mẫu"),
                ("childBirthDate", "2024-11-20"),
                ("childBirthPlace", "Bệnh viện Đa khoa tỉnh"),
                ("motherName", "Trần Thị Mẫu"),
                ("copies", "2"),
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
        var check = await citizen.Locator("main").InnerTextAsync();
        check.ShouldContain("Nguyễn Minh Mẫu");
        check.ShouldContain("16.000");
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
        var slip = await officer.Locator("main").InnerTextAsync();
        slip.ShouldContain("16.000");
        var code = Code().Match(slip).Value;
        code.ShouldNotBeEmpty();
        await officer.Context.CloseAsync();
        return code;
    }

    /// <summary>Registration is free; the two copies are paid through the gateway.</summary>
    private static async Task PayAsync(IPage citizen, string code, string gateway)
    {
        await citizen.GotoAsync($"/ho-so-cua-toi/{code}");
        await citizen.Locator("main a[href^='/thanh-toan/']").ClickAsync();
        (await citizen.Locator("main").InnerTextAsync()).ShouldContain("16.000");
        await citizen.Locator("main form[method=post] button[type=submit]").ClickAsync();
        citizen.Url.ShouldStartWith(gateway);
        await citizen.Locator("button[value='pay']").ClickAsync();
        new Uri(citizen.Url).AbsolutePath.ShouldEndWith("/tro-ve");
        (await citizen.Locator("main").InnerTextAsync()).ShouldContain("Đã nộp thành công");
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
