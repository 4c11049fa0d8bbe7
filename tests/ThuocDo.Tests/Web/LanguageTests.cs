using System.Net;
using Shouldly;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Web;

public sealed class LanguageTests
{
    [Fact]
    public async Task Page_WithoutChoice_IsVietnamese()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();
        visitor.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        var page = await visitor.GetAsync("/");

        page.Find("html").GetAttribute("lang").ShouldBe("vi");
        // Letters as they are and not as numbers.
        page.Source.ShouldContain("Đăng nhập");
    }

    [Fact]
    public async Task Switch_OnAPage_StaysThereAndIsRemembered()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        var page = await visitor.GetAsync("/tro-giup?lang=vi&trang=2");
        page = await page.SubmitAsync("form.language");

        page.Url.ShouldBe("/tro-giup?trang=2");
        page.Find("html").GetAttribute("lang").ShouldBe("en");
        (await visitor.GetAsync("/")).Find("html").GetAttribute("lang").ShouldBe("en");
    }

    [Theory]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("/\t/elsewhere.example", "/")]
    [InlineData("tro-giup", "/")]
    [InlineData("", "/")]
    [InlineData("/tro-giup?lang=vi", "/tro-giup")]
    public async Task Switch_ToAnAddress_LeadsOnlyToOurPages(string address, string expected)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        using var answer = await visitor.Client.PostAsync(
            "/ngon-ngu",
            new FormUrlEncodedContent(
                new Dictionary<string, string> { ["language"] = "en", ["returnUrl"] = address }
            )
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe(expected);
    }

    [Fact]
    public async Task Switch_ToAnUnknownLanguage_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        using var answer = await visitor.Client.PostAsync(
            "/ngon-ngu",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["language"] = "fr" })
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }
}
