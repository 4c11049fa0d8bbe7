using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.ApiClients;

/// <summary>Marks an endpoint for other systems with the scope their key must have. Sessions of people open none of these.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresScopeAttribute : AuthorizeAttribute
{
    public const string PolicyPrefix = "scope:";

    public RequiresScopeAttribute(string scope)
        : base(PolicyPrefix + scope)
    {
        Scope = scope;
        AuthenticationSchemes = ApiKeyAuthentication.Scheme;
    }

    public string Scope { get; }
}

/// <summary>The client behind the present request and the units it may read.</summary>
public sealed class CurrentApiClient
{
    public ApiClient? Client { get; private set; }

    public IReadOnlySet<Guid> Units { get; private set; } = new HashSet<Guid>();

    internal void Become(ApiClient client, IReadOnlySet<Guid> units) =>
        (Client, Units) = (client, units);
}

/// <summary>Knows a client by the key in <c>Authorization: Bearer</c>; answers in JSON, never by a redirect to a sign-in page.</summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory log,
    UrlEncoder encoder,
    ThuocDoDb db,
    UnitDirectory units,
    CurrentApiClient current,
    Texts texts,
    Clock clock
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public new const string Scheme = "api-key";

    private const string Bearer = "Bearer ";

    /// <summary>Compared where there is no client, so that both answers take the same time.</summary>
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.Ordinal))
        {
            return AuthenticateResult.NoResult();
        }

        if (ApiKey.Parse(header[Bearer.Length..].Trim()) is not var (id, secret))
        {
            return AuthenticateResult.Fail("no key");
        }

        var client = await db.Set<ApiClient>()
            .AsNoTracking()
            .FirstOrDefaultAsync(c => c.Id == id, Context.RequestAborted);
        var fits = CryptographicOperations.FixedTimeEquals(
            ApiKey.Hash(secret),
            client?.KeyHash ?? NoHash
        );
        if (client is null || !fits || !client.IsValidOn(clock.Today))
        {
            return AuthenticateResult.Fail("no valid key");
        }

        var tree = await units.GetAsync(Context.RequestAborted);
        current.Become(client, Accounts.Grants.Area(tree, client.UnitId, clock.Today));
        var identity = new ClaimsIdentity(
            client.Scopes.Split(' ').Select(s => new Claim(ScopeRequirement.ClaimType, s)),
            Scheme
        );
        return AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)
        );
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return AnswerAsync(StatusCodes.Status401Unauthorized, "api.error.key");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        AnswerAsync(StatusCodes.Status403Forbidden, "api.error.scope");

    private Task AnswerAsync(int status, string key) =>
        Results.Problem(statusCode: status, title: texts[key]).ExecuteAsync(Context);
}

/// <summary>The key of the request has the scope.</summary>
public sealed class ScopeRequirement(string scope)
    : AuthorizationHandler<ScopeRequirement>,
        IAuthorizationRequirement
{
    public const string ClaimType = "scope";

    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        ScopeRequirement requirement
    )
    {
        if (context.User.HasClaim(ClaimType, scope))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
