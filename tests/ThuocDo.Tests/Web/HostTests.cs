using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Net.Http.Headers;
using Shouldly;
using ThuocDo.Tests.Harness;
using ThuocDo.Web.Hosting;
using Xunit;

namespace ThuocDo.Tests.Web;

public sealed class HostTests
{
    [Theory, InlineData("/"), InlineData("/suc-khoe"), InlineData("/no-such-page")]
    public async Task Answer_OfAnyKind_CarriesTheSecurityHeaders(string url)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        using var answer = await visitor.Client.GetAsync(url);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Answer_OfADemonstrationAlone_SaysThatItsDataAreNotReal(bool demonstration)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var web = TestWeb.Over(database, demonstration: demonstration);
        using var visitor = web.NewVisitor();

        using var data = await visitor.Client.GetAsync("/bang-dieu-hanh/T11b/bien-nhan.json");

        data.Headers.Contains("X-Demonstration-Data").ShouldBe(demonstration);
    }

    [Theory]
    [InlineData("khong-co", "S3RVER", "khong-co")]
    [InlineData(S3Server.Bucket, "NOBODY", "AWS_ACCESS_KEY_ID")]
    public async Task Start_WithABucketThatIsSetUpWrongly_EndsAndSaysWhy(
        string bucket,
        string key,
        string said
    )
    {
        await using var server = new S3Server();
        await server.InitializeAsync();
        var settings = S3Server.Environment.ToDictionary();
        settings["AWS_ACCESS_KEY_ID"] = key;
        settings["THUOCDO_FILES"] = server.Place("tep", bucket);

        var ended = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var web = await WebProcess.StartAsync(settings: settings);
        });

        ended.Message.ShouldContain(said);
    }

    [Theory]
    [InlineData("motcua.tinh.example")]
    [InlineData("ftp://motcua.tinh.example")]
    [InlineData("https://motcua.tinh.example/mot-cua")]
    public void Site_WhoseAddressIsNone_IsRefusedWithWhatToWrite(string address)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Site:Address", address)])
            .Build();

        var refused = Should.Throw<FormatException>(() => Site.Read(settings));

        refused.Message.ShouldContain(address);
        refused.Message.ShouldContain("https://");
    }

    [Fact]
    public async Task File_OfADemonstration_SaysSoInItsName()
    {
        var context = new DefaultHttpContext();
        var feature = new Starting();
        context.Features.Set<IHttpResponseFeature>(feature);
        var mark = new DemonstrationMark(sent =>
        {
            var name = new ContentDispositionHeaderValue("attachment");
            name.SetHttpFileName("sổ hồ sơ.pdf");
            sent.Response.Headers.ContentDisposition = name.ToString();
            return Task.CompletedTask;
        });

        await mark.InvokeAsync(context);
        await feature.StartAsync();

        var told = ContentDispositionHeaderValue.Parse(
            context.Response.Headers.ContentDisposition.ToString()
        );
        told.DispositionType.Value.ShouldBe("attachment");
        told.FileNameStar.Value.ShouldBe("trinh-dien-sổ hồ sơ.pdf");
    }

    /// <summary>An answer whose start the test decides.</summary>
    private sealed class Starting : HttpResponseFeature
    {
        private readonly List<(Func<object, Task> Callback, object State)> callbacks = [];

        public override void OnStarting(Func<object, Task> callback, object state) =>
            callbacks.Add((callback, state));

        public async Task StartAsync()
        {
            foreach (var (callback, state) in callbacks)
            {
                await callback(state);
            }
        }
    }

    [Fact]
    public async Task Stylesheet_OfThePage_IsDelivered()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();
        var page = await visitor.GetAsync("/");

        using var answer = await visitor.Client.GetAsync(
            page.Find("link[rel=stylesheet]").GetAttribute("href")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
    }

    [Theory, Engines]
    public async Task Health_WithItsDatabase_IsReady(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        (await visitor.GetAsync("/suc-khoe")).Status.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetAsync("/suc-khoe/san-sang")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("vi", "Không tìm thấy trang")]
    [InlineData("en", "Page not found")]
    public async Task Address_ThatLeadsNowhere_IsToldInEachLanguage(string language, string title)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        var page = await visitor.GetAsync("/no-such-page?lang=" + language);

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.TextOf("h1").ShouldBe(title);
    }

    [Fact]
    public async Task Visit_OfAPublicPage_SetsNoCookie()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        using var answer = await visitor.Client.GetAsync("/ve-san-pham");

        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }
}
