using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Citizens;

public static class CitizenServices
{
    /// <summary>Citizens and businesses: their cookie, who they are, and the rule of their pages.</summary>
    /// <param name="shape">What all our cookies have in common.</param>
    public static IServiceCollection AddCitizens(
        this IServiceCollection services,
        Action<CookieAuthenticationOptions> shape
    )
    {
        services.AddScoped<CurrentCitizen>();
        services.AddScoped<ICurrentCitizen>(provider =>
            provider.GetRequiredService<CurrentCitizen>()
        );
        services.TryAddSingleton(IdentityOffers.None);
        services.AddScoped<CitizenCheck>();
        services.AddScoped<CitizenHistory>();
        services.AddScoped<CitizenSignIn>();
        services.AddScoped<CitizenSessions>();
        services.AddScoped<Delegations.DelegationBook>();
        services.AddScoped<IAuthorizationHandler, CitizenHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, CitizenChallenge>();
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, CitizenForms>();
        new AuthenticationBuilder(services).AddCookie(
            CitizenScheme.Name,
            options =>
            {
                shape(options);
                options.LoginPath = CitizenLinks.SignIn;
                options.ReturnUrlParameter = AccountLinks.ReturnParameter;
                options.SlidingExpiration = true;
                options.ExpireTimeSpan = CitizenSession.Idle;
                options.Events.OnValidatePrincipal = CitizenCheck.OnValidateAsync;
            }
        );
        return services;
    }
}
