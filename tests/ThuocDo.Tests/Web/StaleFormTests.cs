using System.Net;
using AngleSharp.Html.Parser;
using Shouldly;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Web;

public sealed class StaleFormTests
{
    [Fact]
    public async Task Post_WithoutItsToken_SaysThatThePageIsOutdatedAndWhereToOpenItAgain()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        using var answer = await visitor.Client.PostAsync(
            "/dang-nhap",
            new FormUrlEncodedContent(new Dictionary<string, string>())
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        page.QuerySelector("h1")!.TextContent.ShouldBe("Trang đã cũ, mời mở lại");
        page.QuerySelector("main a.button")!.GetAttribute("href").ShouldBe("/dang-nhap");
    }
}
