using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ThuocDo.Organisation.ApiClients;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Accounts;

/// <summary>Turns <see cref="RequiresAttribute"/> into a policy; what carries no rule is closed to everybody.</summary>
public sealed class PermissionPolicies(IOptions<AuthorizationOptions> options)
    : DefaultAuthorizationPolicyProvider(options)
{
    /// <summary>The rule of an endpoint that has none.</summary>
    public static readonly AuthorizationPolicy Closed = new([new ClosedRequirement()], []);

    private static readonly Dictionary<string, AuthorizationPolicy> Policies =
        Permissions.All.ToDictionary(
            permission => RequiresAttribute.PolicyPrefix + permission,
            permission => new AuthorizationPolicy([new PermissionRequirement(permission)], [])
        );

    /// <summary>For other systems, by their key and never by a session.</summary>
    private static readonly Dictionary<string, AuthorizationPolicy> ApiPolicies =
        ApiScopes.All.ToDictionary(
            scope => RequiresScopeAttribute.PolicyPrefix + scope,
            scope => new AuthorizationPolicy(
                [new ScopeRequirement(scope)],
                [ApiKeyAuthentication.Scheme]
            )
        );

    public override bool AllowsCachingPolicies => true;

    /// <exception cref="InvalidOperationException">A page asks for a permission that does not exist.</exception>
    public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        Policies.TryGetValue(policyName, out var policy)
        || ApiPolicies.TryGetValue(policyName, out policy)
            ? Task.FromResult<AuthorizationPolicy?>(policy)
        : policyName == CitizenPageAttribute.PolicyName
            ? Task.FromResult<AuthorizationPolicy?>(Citizens.CitizenPolicy.Policy)
        : throw new InvalidOperationException($"There is no permission '{policyName}'.");
}

/// <summary>The permission is held for some unit; the page asks again for the unit of its record.</summary>
public sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

public sealed class PermissionHandler(ICurrentUser user)
    : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        PermissionRequirement requirement
    )
    {
        if (user.IsSignedIn && user.Can(requirement.Permission))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Met by nobody. An address that leads nowhere passes, so that it is answered "not found".</summary>
public sealed class ClosedRequirement
    : AuthorizationHandler<ClosedRequirement>,
        IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        ClosedRequirement requirement
    )
    {
        if (context.Resource is HttpContext http && http.GetEndpoint() is null)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
