using System.Net;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using ThuocDo.IdentityProvider;
using ThuocDo.IdentityProvider.Protocol;
using ThuocDo.IdentityProvider.Store;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Organisation.Citizens;

/// <summary>The development provider and the product together, as a browser without script meets them.</summary>
public sealed class DevelopmentProviderTests
{
    [Theory, Engines]
    public async Task Citizen_RegisteredAtTheProvider_ComesBackSignedInAndRisesToLevel2(
        Engine engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var provider = await RunningProvider.StartAsync();
        await using var web = Over(database, provider);
        using var visitor = Between(web, provider);

        var offered = await visitor.GetAsync(CitizenLinks.SignInFor(CitizenLinks.Own));
        var signIn = await offered.FollowAsync($"a[href^='{CitizenLinks.Provider}']");
        var form = await signIn.FollowAsync($"a[href^='{ProviderLinks.Register}']");
        var consent = await form.SubmitAsync(
            "main form",
            new Dictionary<string, string?>
            {
                ["Input.Name"] = "Trần Văn Mẫu",
                ["Input.IdentityNumber"] = "000000000123",
                ["Input.Password"] = "a sentence to remember",
            }
        );
        var own = await consent.SubmitAsync("main form", button: "button[value=yes]");

        consent.TextOf("h1").ShouldBe("Đồng ý chia sẻ thông tin");
        own.Url.ShouldBe(CitizenLinks.Own);
        own.TextOf("main .summary").ShouldContain("Trần Văn Mẫu");
        own.TextOf("main .summary").ShouldContain("Mức độ 01");

        // Level 2 and a business at the provider; signing in again takes both over.
        var account = await visitor.GetAsync(provider.Address + "tai-khoan");
        account = await account.SubmitAsync("form[action*='Confirm']");
        await account.SubmitAsync(
            "form[action*='Business']",
            new Dictionary<string, string?>
            {
                ["name"] = "Hợp tác xã Mẫu",
                ["number"] = "0000000123",
            }
        );
        var again = await visitor.GetAsync(CitizenLinks.Provider);
        var person = await again.SubmitAsync("main form", button: "button[value=yes]");
        again = await visitor.GetAsync(CitizenLinks.Provider);
        var business = again.Find("input[name=as]:not([value=''])").GetAttribute("value");
        var acting = await again.SubmitAsync(
            "main form",
            new Dictionary<string, string?> { ["as"] = business },
            "button[value=yes]"
        );

        person.TextOf("main .summary").ShouldContain("Mức độ 02");
        acting.TextOf("main .summary").ShouldContain("Hợp tác xã Mẫu");
        acting.TextOf("main .summary").ShouldContain("Trần Văn Mẫu");

        // Out of both, by one button here and one there.
        var away = await acting.SubmitAsync($"header form[action='{CitizenLinks.SignOut}']");
        var home = await away.SubmitAsync("main form");
        home.Url.ShouldBe("/");
        (await visitor.GetAsync(CitizenLinks.Own)).Url.ShouldStartWith(CitizenLinks.SignIn);
        (await visitor.GetAsync(provider.Address + "tai-khoan")).Url.ShouldStartWith("/dang-nhap");
    }

    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Consent_Refused_SignsNobodyIn(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var provider = await RunningProvider.StartAsync();
        await using var web = Over(database, provider);
        using var visitor = Between(web, provider);

        var signIn = await visitor.GetAsync(CitizenLinks.Provider);
        var consent = await signIn.SubmitAsync(
            "main form",
            new Dictionary<string, string?>
            {
                ["Input.IdentityNumber"] = "000000900001",
                ["Input.Password"] = SamplePeople.Password,
            }
        );
        var page = await consent.SubmitAsync("main form", button: "button[value=no]");

        page.Url.ShouldBe(CitizenLinks.Failed(IdentityProblem.Denied));
    }

    [Fact]
    public void Provider_InProduction_RefusesToStart() =>
        Should
            .Throw<InvalidOperationException>(() =>
                ProviderHost.Build(["--environment", "Production"])
            )
            .Message.ShouldContain("development");

    private static TestWeb Over(TestDatabase database, RunningProvider provider) =>
        TestWeb.Over(
            database,
            TimeProvider.System.GetUtcNow().UtcDateTime,
            demonstration: false,
            new Dictionary<string, string>
            {
                ["Identity:Citizens:Authority"] = provider.Address.ToString(),
                ["Identity:Citizens:ClientId"] = ProviderClients.Citizens,
                ["Identity:Citizens:ClientSecret"] = ProviderClients.Secret,
            }
        );

    /// <summary>A browser that reaches both: the product inside the test, the provider by its port.</summary>
    private static WebUser Between(TestWeb web, RunningProvider provider) =>
        new(
            new HttpClient(new Roads(web.Server.CreateHandler(), provider.Address))
            {
                BaseAddress = new Uri("https://localhost"),
            }
        );

    /// <summary>Keeps cookies as a browser does, and takes the road of the host.</summary>
    private sealed class Roads(HttpMessageHandler product, Uri provider) : HttpMessageHandler
    {
        private readonly CookieContainer cookies = new();
        private readonly HttpMessageInvoker inside = new(product);
        private readonly HttpMessageInvoker outside = new(
            new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }
        );

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var url = request.RequestUri!;
            if (cookies.GetCookieHeader(url) is { Length: > 0 } header)
            {
                request.Headers.Add("Cookie", header);
            }

            var response = await (url.Authority == provider.Authority ? outside : inside).SendAsync(
                request,
                cancellationToken
            );
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                {
                    cookies.SetCookies(url, cookie);
                }
            }

            return response;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inside.Dispose();
                outside.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

/// <summary>The development provider on a free port, with accounts of its own.</summary>
public sealed class RunningProvider : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("thuocdo-provider-");
    private WebApplication? app;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public static async Task<RunningProvider> StartAsync()
    {
        var running = new RunningProvider();
        running.app = ProviderHost.Build([
            "--environment",
            "Development",
            "--urls",
            "http://127.0.0.1:0",
            "--" + ProviderHost.FileSetting,
            Path.Combine(running.folder.FullName, "provider.db"),
        ]);
        await running.app.PrepareAsync();
        await running.app.StartAsync();
        running.Address = new Uri(running.app.Urls.Single().TrimEnd('/') + "/");
        return running;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }
}
