using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Tracking;
using ThuocDo.Organisation.ApiClients;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Api;

public sealed class ApiTests
{
    [Theory, Engines]
    public async Task Description_OfTheInterface_IsTheRecordedOne(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var stranger = shop.Web.NewVisitor();

        var text = await stranger.Client.GetStringAsync(ApiLinks.Description);

        Sample.Compare("openapi.json", JsonNode.Parse(text)!);
    }

    /// <summary>Every endpoint that asks for a scope × every kind of key; no session of a person opens any.</summary>
    [Theory, Engines]
    public async Task Endpoints_WithAScope_OpenOnlyToAValidKeyThatHasIt(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        using var officer = await shop.SignedInAsync("motcua.xa");
        var endpoints = shop
            .Web.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Endpoint: e, Rule: e.Metadata.GetMetadata<RequiresScopeAttribute>()))
            .Where(e => e.Rule is not null)
            .ToList();
        endpoints.Count.ShouldBe(4);
        var keys = new Dictionary<string, string?>
        {
            ["none"] = null,
            ["garbage"] = "td_x",
            ["unknown"] = ApiKey.Format(Guid.CreateVersion7(), ApiKey.NewSecret()),
        };
        foreach (var scope in ApiScopes.All)
        {
            keys[scope] = await KeyAsync(shop, Shop.AnHai, scope);
        }

        var wrong = new List<string>();
        foreach (var (endpoint, rule) in endpoints)
        {
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single();
            var url =
                "/"
                + endpoint
                    .RoutePattern.RawText!.TrimStart('/')
                    .Replace("{dossier}", code, StringComparison.Ordinal);
            foreach (var (name, key) in keys)
            {
                var status = await AskAsync(officer, method, url, key);
                var expected =
                    name == rule!.Scope ? status is HttpStatusCode.OK or HttpStatusCode.BadRequest
                    : ApiScopes.All.Contains(name) ? status == HttpStatusCode.Forbidden
                    : status == HttpStatusCode.Unauthorized;
                if (!expected)
                {
                    wrong.Add($"{method} {url} with {name}: {(int)status}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Dossiers_OfAnotherUnit_AreNeitherListedNorFound(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var own = (await shop.ReceiveAsync()).Value!.Code;
        var foreign = (await shop.ReceiveAsync(Shop.PhuocDan)).Value!.Code;
        var key = await KeyAsync(shop, Shop.AnHai, ApiScopes.DossiersRead);
        var above = await KeyAsync(shop, "d587", ApiScopes.DossiersRead);
        using var client = shop.Web.NewVisitor();

        (await CodesAsync(client, key)).ShouldBe([own]);
        (await CodesAsync(client, above)).Order().ShouldBe(new[] { own, foreign }.Order());
        (await AskAsync(client, "GET", $"/api/v1/dossiers/{own}", key)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(client, "GET", $"/api/v1/dossiers/{foreign}", key)).ShouldBe(
            HttpStatusCode.NotFound
        );
        var text = await TextAsync(client, $"/api/v1/dossiers/{own}", key);
        text.ShouldNotContain("Người Mẫu");
    }

    [Theory, Engines]
    public async Task Key_AfterItsDayOrRevoked_OpensNothing(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var today = new DateOnly(2024, 3, 6);
        var key = await KeyAsync(shop, Shop.AnHai, ApiScopes.DossiersRead, today.AddDays(2));
        using var client = shop.Web.NewVisitor();
        (await AskAsync(client, "GET", "/api/v1/dossiers", key)).ShouldBe(HttpStatusCode.OK);

        shop.Web.Time.Advance(TimeSpan.FromDays(2));

        (await AskAsync(client, "GET", "/api/v1/dossiers", key)).ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Theory, Engines]
    public async Task Key_GivenOutOnThePage_IsShownOnceWorksAndEndsByRevoking(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var administrator = await shop.SignedInAsync("quantri");
        using var client = shop.Web.NewVisitor();
        var page = await administrator.GetAsync(ApiLinks.NewClient);
        page.Find($"input[value='{ApiScopes.DossiersRead}']").SetAttribute("checked", "checked");

        var list = await page.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?>
            {
                ["Input.Name"] = "Other system",
                ["Input.Unit"] = Shop.AnHai,
            }
        );

        var key = list.TextOf("main .code.strong");
        (await AskAsync(client, "GET", "/api/v1/dossiers", key)).ShouldBe(HttpStatusCode.OK);
        (await administrator.GetAsync(ApiLinks.Clients))
            .Document.QuerySelector("main .code.strong")
            .ShouldBeNull();
        await list.SubmitAsync("main td form[method=post]");
        (await AskAsync(client, "GET", "/api/v1/dossiers", key)).ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Theory, Engines]
    public async Task CreateKey_OutsideTheAdministratorsUnits_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);

        var outcome = await shop.AsAsync(
            Role.Administrator,
            Shop.AnHai,
            services =>
                services
                    .GetRequiredService<ApiClientAdministration>()
                    .CreateAsync(
                        "k",
                        new NewApiClient(
                            "x",
                            Unit.IdOf(Shop.PhuocDan),
                            [ApiScopes.DossiersRead],
                            new DateOnly(2024, 6, 1)
                        ),
                        ApiKey.NewSecret(),
                        TestContext.Current.CancellationToken
                    )
        );

        outcome.Key.ShouldBe("api.refused.unit");
    }

    [Theory, Engines]
    public async Task Tracking_ByWrongSecrets_IsLockedTogetherWithThePage(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var (code, secret, _) = await Shop.ReceiveByPageAsync(officer);
        using var citizen = shop.Web.NewVisitor();
        (await TrackAsync(citizen, code, secret)).StatusCode.ShouldBe(HttpStatusCode.OK);

        for (var i = 0; i < TrackingGuard.WrongBeforeLockOut; i++)
        {
            (await TrackAsync(citizen, code, "AAAABBBB")).StatusCode.ShouldBe(
                HttpStatusCode.NotFound
            );
        }

        (await TrackAsync(citizen, code, secret)).StatusCode.ShouldBe(
            HttpStatusCode.TooManyRequests
        );
    }

    [Theory, Engines]
    public async Task Reference_ForEverybody_IsSearchedWithoutMarks(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var stranger = shop.Web.NewVisitor();

        var found = await JsonAsync(
            stranger,
            "/api/v1/procedures?search=khai%20sinh&on=2024-03-06"
        );

        found["items"]!.AsArray().Select(i => $"{i!["code"]}").ShouldContain("1.001193");
        var units = await JsonAsync(stranger, "/api/v1/units?on=2024-03-06&page=2");
        ((int)units["page"]!).ShouldBe(2);
        (await AskAsync(stranger, "GET", "/api/v1/procedures/none", null)).ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    private static async Task<string> KeyAsync(
        Shop shop,
        string unit,
        string scope,
        DateOnly? expires = null
    )
    {
        var secret = ApiKey.NewSecret();
        var client = new ApiClient
        {
            Id = Guid.CreateVersion7(),
            Name = scope,
            KeyHash = ApiKey.Hash(secret),
            Scopes = scope,
            UnitId = Unit.IdOf(unit),
            ExpiresOn = expires ?? new DateOnly(2024, 12, 31),
            CreatedAt = TestWeb.UsualInstant,
        };
        await shop.Database.UseAsync(async db =>
        {
            db.Add(client);
            await db.SaveChangesAsync();
        });
        return ApiKey.Format(client.Id, secret);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        WebUser user,
        string method,
        string url,
        string? key
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (method == "POST")
        {
            request.Content = new StringContent(
                "{}",
                System.Text.Encoding.UTF8,
                "application/json"
            );
        }

        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return await user.Client.SendAsync(request);
    }

    private static async Task<HttpStatusCode> AskAsync(
        WebUser user,
        string method,
        string url,
        string? key
    )
    {
        using var response = await SendAsync(user, method, url, key);
        return response.StatusCode;
    }

    private static async Task<string> TextAsync(WebUser user, string url, string? key)
    {
        using var response = await SendAsync(user, "GET", url, key);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<JsonObject> JsonAsync(WebUser user, string url, string? key = null) =>
        JsonNode.Parse(await TextAsync(user, url, key))!.AsObject();

    private static async Task<IEnumerable<string>> CodesAsync(WebUser user, string key) =>
        (await JsonAsync(user, "/api/v1/dossiers", key))["items"]!
            .AsArray()
            .Select(i => $"{i!["code"]}");

    private static Task<HttpResponseMessage> TrackAsync(WebUser user, string code, string secret) =>
        user.Client.PostAsJsonAsync("/api/v1/tracking", new { code, secret });
}
