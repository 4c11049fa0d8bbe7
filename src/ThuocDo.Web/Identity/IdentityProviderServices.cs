using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;
using ThuocDo.Web.Language;

namespace ThuocDo.Web.Identity;

/// <summary>
/// Signs citizens and staff in through identity providers by OpenID Connect: authorization code with proof key, answered by
/// query so that the cookies of the attempt can stay <c>SameSite=Lax</c>. No token is kept.
/// </summary>
public static class IdentityProviderServices
{
    public const string CitizenProvider = "ThuocDo.CitizenProvider";
    public const string StaffProvider = "ThuocDo.StaffProvider";

    /// <summary>For the whole visit to the provider, registration there included.</summary>
    private const int MinutesForTheVisit = 20;

    /// <exception cref="FormatException">A setting is missing or unsafe.</exception>
    public static void AddIdentityProviders(
        this IServiceCollection services,
        IConfiguration settings
    )
    {
        var providers = IdentityProviders.Read(settings);
        services.AddSingleton(providers);
        services.AddSingleton(new IdentityOffers(providers.Citizens?.Name, providers.Staff?.Name));
        var builder = new AuthenticationBuilder(services);
        if (providers.Citizens is { } citizens)
        {
            builder.AddOpenIdConnect(
                CitizenProvider,
                options =>
                {
                    Shape(options, citizens, CitizenScheme.Name);
                    options.CallbackPath = CitizenLinks.ProviderAnswer;
                    options.SignedOutCallbackPath = CitizenLinks.ProviderSignedOut;
                    options.SignedOutRedirectUri = ShellLinks.Home;
                    options.Scope.Add("identity");
                    options.Events.OnTicketReceived = context =>
                        ProviderAnswers.EnterCitizenAsync(context, citizens);
                    options.Events.OnRemoteFailure = context =>
                        ProviderAnswers.Fail(context, CitizenLinks.Failed);
                    options.Events.OnRedirectToIdentityProviderForSignOut = context =>
                    {
                        context.ProtocolMessage.ClientId = citizens.ClientId;
                        return Task.CompletedTask;
                    };
                }
            );
        }

        if (providers.Staff is { } staff)
        {
            builder.AddOpenIdConnect(
                StaffProvider,
                options =>
                {
                    Shape(options, staff, IdentityConstants.ExternalScheme);
                    options.CallbackPath = AccountLinks.ProviderAnswer;
                    options.SignedOutCallbackPath = "/dang-xuat/tra-ve";
                    options.Events.OnTicketReceived = context =>
                        ProviderAnswers.EnterStaffAsync(context, staff);
                    options.Events.OnRemoteFailure = context =>
                        ProviderAnswers.Fail(context, AccountLinks.Failed);
                }
            );
        }
    }

    /// <summary>The links by which a browser leaves for a provider.</summary>
    public static void MapIdentityProviders(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                CitizenLinks.Provider,
                (HttpContext http, IdentityOffers offers) =>
                    Leave(http, offers.Citizens, CitizenProvider, CitizenLinks.Own)
            )
            .WithMetadata(new Shared.Access.PublicPageAttribute());
        routes
            .MapGet(
                AccountLinks.Provider,
                (HttpContext http, IdentityOffers offers) =>
                    Leave(http, offers.Staff, StaffProvider, ShellLinks.Home)
            )
            .WithMetadata(new Shared.Access.PublicPageAttribute());
        routes
            .MapGet(
                CitizenLinks.ProviderSignOut,
                (IdentityOffers offers) =>
                    offers.Citizens is null
                        ? Results.LocalRedirect(ShellLinks.Home)
                        : Results.SignOut(
                            new AuthenticationProperties { RedirectUri = ShellLinks.Home },
                            [CitizenProvider]
                        )
            )
            .WithMetadata(new Shared.Access.PublicPageAttribute());
    }

    private static IResult Leave(HttpContext http, string? offer, string scheme, string home)
    {
        if (offer is null)
        {
            return Results.NotFound();
        }

        string? back = http.Request.Query[AccountLinks.ReturnParameter];
        return Results.Challenge(
            new AuthenticationProperties
            {
                RedirectUri = string.IsNullOrEmpty(back) ? home : LocalPath.Of(back),
            },
            [scheme]
        );
    }

    private static void Shape(
        OpenIdConnectOptions options,
        ProviderSettings provider,
        string signInScheme
    )
    {
        options.Authority = provider.Authority.ToString();
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        // Only for a provider on this very machine; the settings refuse any other without TLS.
        options.RequireHttpsMetadata = provider.Authority.Scheme == Uri.UriSchemeHttps;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SignInScheme = signInScheme;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.SaveTokens = false;
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(MinutesForTheVisit);
        options.ProtocolValidator.NonceLifetime = options.RemoteAuthenticationTimeout;
        options.ProtocolValidator.RequireNonce = true;
        options.ClaimActions.Clear();
        options.TokenValidationParameters = new TokenValidationParameters
        {
            NameClaimType = "name",
            ClockSkew = TimeSpan.FromMinutes(2),
        };
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }

        options.CorrelationCookie.Name = "thuocdo.attempt.";
        options.NonceCookie.Name = "thuocdo.nonce.";
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.UiLocales = Texts.CurrentLanguage;
            return Task.CompletedTask;
        };
        options.Events.OnTokenValidated = context =>
        {
            // The framework would take an unsigned token that came over TLS; a signature costs a provider nothing.
            if (context.SecurityToken.SignatureAlgorithm is null or "" or "none")
            {
                context.Fail("The token is not signed.");
            }

            return Task.CompletedTask;
        };
    }
}
