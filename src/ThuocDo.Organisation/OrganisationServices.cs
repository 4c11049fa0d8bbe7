using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Accounts.SigningIn;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation;

public static class OrganisationServices
{
    public const int WrongPasswordsBeforeLockOut = 5;
    public const int LockOutMinutes = 15;
    public const int PasswordMinLength = 12;
    private const int DistinctCharacters = 6;
    private const int SessionHours = 9;

    /// <summary>
    /// Units, posts, accounts, sign-in and permissions. The host registers <see cref="DemonstrationMode"/>, the
    /// database and the texts.
    /// </summary>
    /// <param name="services">Of the host.</param>
    /// <param name="secureCookies">False only in development, where pages come without TLS.</param>
    public static IServiceCollection AddOrganisation(
        this IServiceCollection services,
        bool secureCookies
    )
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Clock>();
        services.AddSingleton<UnitDirectory>();
        services.AddScoped<PostsOnDay>();
        services.AddScoped<HeadTerms>();
        services.AddScoped<Glance.GlanceReader>();
        services.AddSingleton<INavigationSource, Glance.GlanceNavigation>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<ICurrentUser>(provider => provider.GetRequiredService<CurrentUser>());
        services.AddScoped<SessionCheck>();
        services.AddScoped<AccountHistory>();
        services.AddScoped<OwnAccountChanges>();
        services.AddScoped<AccountAdministration>();
        services.AddScoped<StaffProviderSignIn>();
        services.AddScoped<DemonstrationOffers>();
        services.AddScoped<ApiClients.CurrentApiClient>();
        services.AddScoped<ApiClients.ApiClientAdministration>();
        services.AddSingleton<ApiClients.ApiKeySeal>();
        services.AddSingleton<INavigationSource, OrganisationNavigation>();
        services.AddSingleton<OneTimePasswords>();
        services.AddSingleton<EnrolmentSecrets>();
        services.AddHttpContextAccessor();
        AddIdentity(services);
        AddCookies(services, secureCookies);
        services.AddCitizens(options => Shape(options, "thuocdo.citizen", secureCookies));
        services.AddAuthorization(options => options.FallbackPolicy = PermissionPolicies.Closed);
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        return services;
    }

    /// <summary>
    /// Who asks, what must be done first, and whether it is allowed. After routing and before the pages.
    /// </summary>
    public static IApplicationBuilder UseOrganisation(this IApplicationBuilder app) =>
        app.UseAuthentication()
            .UseMiddleware<CitizenArrival>()
            .UseMiddleware<FirstThingsFirst>()
            .UseAuthorization();

    private static void AddIdentity(IServiceCollection services)
    {
        services
            .AddIdentityCore<Account>(options =>
            {
                options.SignIn.RequireConfirmedAccount = true;
                options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
                options.Lockout.MaxFailedAccessAttempts = WrongPasswordsBeforeLockOut;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(LockOutMinutes);
                // Length is what helps; demanded kinds of characters make people write passwords down.
                options.Password.RequiredLength = PasswordMinLength;
                options.Password.RequiredUniqueChars = DistinctCharacters;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Tokens.AuthenticatorTokenProvider = nameof(CodeProvider);
            })
            .AddSignInManager()
            .AddUserStore<AccountStore>()
            .AddUserConfirmation<AccountConfirmation>()
            .AddErrorDescriber<AccountErrors>()
            .AddTokenProvider<CodeProvider>(nameof(CodeProvider));
    }

    private static void AddCookies(IServiceCollection services, bool secure)
    {
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                options =>
                {
                    Shape(options, "thuocdo.session", secure);
                    options.LoginPath = AccountLinks.SignIn;
                    options.ReturnUrlParameter = AccountLinks.ReturnParameter;
                    options.SlidingExpiration = true;
                    options.ExpireTimeSpan = TimeSpan.FromHours(SessionHours);
                    options.Events.OnValidatePrincipal = SessionCheck.OnValidateAsync;
                    options.Events.OnRedirectToAccessDenied = context =>
                    {
                        context.Response.StatusCode = StatusCodes.Status403Forbidden;
                        return Task.CompletedTask;
                    };
                }
            )
            .AddScheme<
                Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions,
                ApiClients.ApiKeyAuthentication
            >(ApiClients.ApiKeyAuthentication.Scheme, null)
            .AddCookie(
                IdentityConstants.TwoFactorUserIdScheme,
                options =>
                {
                    Shape(options, "thuocdo.second-factor", secure);
                    options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                }
            )
            // Between an identity provider's answer and our own session; the framework clears it.
            .AddCookie(
                IdentityConstants.ExternalScheme,
                options =>
                {
                    Shape(options, "thuocdo.external", secure);
                    options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                }
            );
    }

    private static void Shape(CookieAuthenticationOptions options, string name, bool secure)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = secure
            ? CookieSecurePolicy.Always
            : CookieSecurePolicy.SameAsRequest;
    }
}
