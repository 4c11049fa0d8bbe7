using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Citizens;

/// <summary>The rule behind <see cref="CitizenPageAttribute"/>: a citizen is signed in; what the staff may do plays no part.</summary>
public sealed record CitizenRequirement : IAuthorizationRequirement;

public static class CitizenPolicy
{
    public static readonly AuthorizationPolicy Policy = new([new CitizenRequirement()], []);
}

public sealed class CitizenHandler(ICurrentCitizen citizen)
    : AuthorizationHandler<CitizenRequirement>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        CitizenRequirement requirement
    )
    {
        if (citizen.IsSignedIn)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Leads to the citizens' sign-in whoever opens a citizens' page without being signed in there, an official too.</summary>
public sealed class CitizenChallenge : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    ) =>
        !authorizeResult.Succeeded
        && context.GetEndpoint()?.Metadata.GetMetadata<CitizenPageAttribute>() is not null
            ? context.ChallengeAsync(CitizenScheme.Name)
            : usual.HandleAsync(next, context, policy, authorizeResult);
}

/// <summary>
/// Binds the forms of citizens' pages to the citizen. The framework binds forms to the principal of the staff; without this a
/// form that one citizen opened could be sent by the next one at the same counter computer.
/// </summary>
public sealed class CitizenForms : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => Citizen(context);

    public bool ValidateAdditionalData(HttpContext context, string additionalData) =>
        context.GetEndpoint()?.Metadata.GetMetadata<CitizenPageAttribute>() is null
        || additionalData == Citizen(context);

    private static string Citizen(HttpContext context) =>
        context.RequestServices.GetRequiredService<ICurrentCitizen>().CitizenId?.ToString("N")
        ?? "";
}
