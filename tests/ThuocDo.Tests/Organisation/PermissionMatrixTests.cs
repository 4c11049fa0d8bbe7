using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Shared.Access;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Programmes;
using Xunit;

namespace ThuocDo.Tests.Organisation;

/// <summary>
/// Who may open what, taken from the running product: every endpoint × every role × own and foreign unit × own and
/// foreign record. The expected answer follows from the endpoint's rule and the table of rights alone, so that a page
/// that forgets to ask for the unit of its record is found, and a page without a rule fails.
/// </summary>
[Long]
public sealed class PermissionMatrixTests
{
    /// <summary>Assets that were added since the build, served on a developer's machine only; it has no rule and is closed.</summary>
    private const string FilesOfTheWorkshop = "{**path:file}";

    private readonly Dictionary<WebUser, string> tokens = [];

    [Theory, Engines]
    [Trait("Peer", "S2"), Trait("Peer", "S7")]
    public async Task Endpoints_OfTheProduct_CarryExactlyOneRule(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var web = TestWeb.Over(database);

        var endpoints = web
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText != FilesOfTheWorkshop)
            .ToList();

        endpoints.ShouldContain(e => e.RoutePattern.RawText == "co-cau/{key}");
        endpoints
            .Where(e => Rules(e).Count() != 1)
            .Select(e => $"{e.RoutePattern.RawText}: {Rules(e).Count()} rules")
            .ShouldBeEmpty();
        endpoints
            .SelectMany(e => e.Metadata.GetOrderedMetadata<RequiresAttribute>())
            .Select(r => r.Permission)
            .ShouldBeSubsetOf(Permissions.All);
    }

    /// <summary>Rights are decided by the program; that each page's queries run on both engines its own tests show.</summary>
    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Pages_ForEveryRoleUnitAndRecord_AnswerByTheTableOfRights(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await MatrixAccounts.AddAsync(database);
        await MatrixDossiers.AddAsync(database);
        await MatrixSubmissions.AddAsync(database);
        await MatrixReports.AddAsync(database);
        await MatrixHeads.AddAsync(database);
        // What the board's pages are about.
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await MatrixTasks.AddAsync(database);
        await MatrixSteering.AddAsync(database);
        await MatrixPilots.AddAsync(database);
        await MatrixInspections.AddAsync(database);
        await MatrixCirculation.AddAsync(database);
        await MatrixSurveys.AddAsync(database);
        await MatrixDrafts.AddAsync(database);
        await MatrixPlans.AddAsync(database);
        await MatrixCycle.AddAsync(database);
        await MatrixScores.AddAsync(database);
        await MatrixVoices.AddAsync(database);
        await MatrixLegal.AddAsync(database);
        await MatrixStaff.AddAsync(database);
        await using var web = TestWeb.Over(database);
        var pages = await MatrixPages.OfAsync(web);
        var wrong = new List<string>();

        pages.ShouldContain(p => p.IsForCitizens);
        using (var stranger = web.NewVisitor())
        {
            foreach (var page in pages)
            {
                await CheckAsync(stranger, page, null, RouteRecords.OwnUnit, wrong);
            }
        }

        using (var citizen = await web.SignInAsCitizenAsync(RouteRecords.Citizen))
        {
            // What ends the session comes last.
            foreach (var page in pages.OrderBy(p => p.Route.RawText!.Contains("dang-xuat")))
            {
                await CheckAsync(citizen, page, null, RouteRecords.OwnUnit, wrong, isCitizen: true);
            }
        }

        foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                using var visitor = await web.SignInAsync(MatrixAccounts.Of(role, unit));
                foreach (var page in pages)
                {
                    await CheckAsync(visitor, page, role, unit, wrong);
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    private enum Answer
    {
        Opened,
        AskedToSignIn,
        Refused,
        FormRefused,
    }

    private async Task CheckAsync(
        WebUser visitor,
        MatrixPage page,
        Role? role,
        string unit,
        List<string> wrong,
        bool isCitizen = false
    )
    {
        var holds = page.IsForCitizens
            ? isCitizen
            : role is { } held
                && page.Permission is { } permission
                && RolePermissions.Allows(held, permission);
        foreach (var (url, recordUnit) in page.Urls())
        {
            var may = page.IsForCitizens
                ? !isCitizen
                    ? Answer.AskedToSignIn
                    : recordUnit is null || recordUnit == unit
                        ? Answer.Opened
                        : Answer.Refused
                : page.Permission is null
                    ? Answer.Opened
                    : role is null
                        ? Answer.AskedToSignIn
                        : holds && (recordUnit is null || recordUnit == unit || page.IsEverywhere)
                            ? Answer.Opened
                            : Answer.Refused;
            await ExpectAsync(HttpMethod.Get, url, null, may);
            foreach (var handler in page.Handlers)
            {
                // Without the token of a form: whoever may post is stopped there, and nothing is done.
                await ExpectAsync(
                    HttpMethod.Post,
                    url + handler,
                    null,
                    holds ? Answer.FormRefused : may
                );
                if (holds && may == Answer.Refused)
                {
                    await ExpectAsync(
                        HttpMethod.Post,
                        url + handler,
                        await TokenAsync(visitor, isCitizen),
                        Answer.Refused
                    );
                }
            }
        }

        async Task ExpectAsync(HttpMethod method, string url, HttpContent? form, Answer expected)
        {
            using var response = await visitor.Client.SendAsync(
                new HttpRequestMessage(method, url) { Content = form }
            );
            var answer = Read(response, page);
            if (
                answer != expected
                && !(expected == Answer.Opened && page.AsksMore && answer == Answer.Refused)
            )
            {
                var who =
                    isCitizen ? "a citizen"
                    : role is null ? "a stranger"
                    : $"{role} of {unit}";
                wrong.Add(
                    $"{method} {url} by {who}: expected {expected}, got {(int)response.StatusCode} {response.Headers.Location}"
                );
            }
        }
    }

    private static Answer? Read(HttpResponseMessage response, MatrixPage page) =>
        response.StatusCode switch
        {
            HttpStatusCode.OK => Answer.Opened,
            HttpStatusCode.Found
                when response.Headers.Location!.OriginalString.Contains(
                    $"{(page.IsForCitizens ? CitizenLinks.SignIn : AccountLinks.SignIn)}?{AccountLinks.ReturnParameter}=",
                    StringComparison.Ordinal
                ) => Answer.AskedToSignIn,
            HttpStatusCode.Found => Answer.Opened,
            // The error page itself: everybody may see that there is nothing.
            HttpStatusCode.NotFound when page is { Permission: null, IsForCitizens: false } =>
                Answer.Opened,
            HttpStatusCode.Forbidden or HttpStatusCode.NotFound => Answer.Refused,
            HttpStatusCode.BadRequest => Answer.FormRefused,
            _ => null,
        };

    /// <summary>An empty form with a right token: the token is of the person and not of the page, so it is fetched once.</summary>
    private async Task<HttpContent> TokenAsync(WebUser visitor, bool isCitizen)
    {
        if (!tokens.TryGetValue(visitor, out var token))
        {
            var page = await visitor.GetAsync(
                isCitizen ? CitizenLinks.SignOut : AccountLinks.SignOut
            );
            token = page.Find("main input[name=__RequestVerificationToken]").GetAttribute("value")!;
            tokens.Add(visitor, token);
        }

        return new FormUrlEncodedContent(
            new Dictionary<string, string> { ["__RequestVerificationToken"] = token }
        );
    }

    /// <summary>Everything that opens or closes an endpoint; ours are the only two kinds.</summary>
    private static IEnumerable<object> Rules(RouteEndpoint endpoint) =>
        endpoint.Metadata.Where(m => m is IAuthorizeData or IAllowAnonymous);
}
