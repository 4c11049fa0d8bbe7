using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.WebEncoders;
using OpenIddict.Abstractions;
using ThuocDo.IdentityProvider.Protocol;
using ThuocDo.IdentityProvider.Store;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.IdentityProvider;

/// <summary>
/// An identity provider of the kind of VNeID for development and tests: people and businesses with levels, delegates, OpenID
/// Connect by authorization code with proof key and nothing else. Everybody can become anybody here, so it never runs in production.
/// </summary>
public static class ProviderHost
{
    /// <summary>The setting with the file of its accounts; without it one below the program's folder.</summary>
    public const string FileSetting = "ProviderFile";

    private const string LanguageCookie = "idp.language";

    /// <exception cref="InvalidOperationException">It was started as production.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                // Started by a test, the program is not the one that runs.
                ApplicationName = typeof(ProviderHost).Assembly.GetName().Name,
            }
        );
        if (builder.Environment.IsProduction())
        {
            throw new InvalidOperationException(
                "This identity provider is a tool of development: anybody can become anybody. It does not run in Production; start it by dotnet run, or with ASPNETCORE_ENVIRONMENT=Development."
            );
        }

        builder.WebHost.UseStaticWebAssets();
        var services = builder.Services;
        services.AddSingleton(new Clock(TimeProvider.System));
        services.AddSingleton(new Texts([typeof(Texts).Assembly, typeof(ProviderHost).Assembly]));
        services.AddDbContext<ProviderDb>(options =>
            options.UseSqlite($"Data Source={FileOf(builder)};Pooling=False").UseOpenIddict()
        );
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.Cookie.Name = "idp.session";
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.LoginPath = ProviderLinks.SignIn;
                options.ReturnUrlParameter = ProviderLinks.ReturnParameter;
            });
        services.AddAuthorization();
        AddProtocol(services);
        services.AddRazorPages(options =>
        {
            options.RootDirectory = "/Pages";
            options.Conventions.AuthorizePage("/Account");
        });
        services.AddAntiforgery(options => options.Cookie.Name = "idp.form");
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        services.Configure<RequestLocalizationOptions>(options =>
        {
            var cultures = Texts.Languages.Select(CultureInfo.GetCultureInfo).ToList();
            options.DefaultRequestCulture = new RequestCulture(cultures[0]);
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = LanguageCookie },
                // What the site that sent the visitor speaks (OpenID Connect Core, 3.1.2.1).
                new QueryStringRequestCultureProvider
                {
                    QueryStringKey = "ui_locales",
                    UIQueryStringKey = "ui_locales",
                },
            ];
        });
        return Shape(builder.Build());
    }

    /// <summary>Tables, sample people and the two clients.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ProviderDb>();
        await db.Database.EnsureCreatedAsync();
        await SamplePeople.AddAsync(db, app.Services.GetRequiredService<Clock>().Now);
        await ProviderClients.AddAsync(
            scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>(),
            app.Configuration
        );
    }

    private static string FileOf(WebApplicationBuilder builder)
    {
        var file =
            builder.Configuration[FileSetting]
            ?? Path.Combine(
                builder.Environment.ContentRootPath,
                "App_Data",
                "identity-provider.db"
            );
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return file;
    }

    private static void AddProtocol(IServiceCollection services) =>
        services
            .AddOpenIddict()
            .AddCore(options => options.UseEntityFrameworkCore().UseDbContext<ProviderDb>())
            .AddServer(options =>
            {
                options
                    .SetAuthorizationEndpointUris(ProviderLinks.Authorize.TrimStart('/'))
                    .SetTokenEndpointUris(ProviderLinks.Token.TrimStart('/'))
                    .SetEndSessionEndpointUris(ProviderLinks.EndSession.TrimStart('/'));
                options.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                options.RegisterScopes(
                    OpenIddictConstants.Scopes.Profile,
                    ProviderClients.IdentityScope
                );
                options.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
                options.SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(1));
                options.SetIdentityTokenLifetime(TimeSpan.FromMinutes(5));
                options
                    .UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableTokenEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough()
                    // On this very machine there is no TLS.
                    .DisableTransportSecurityRequirement();
            });

    private static WebApplication Shape(WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.MapTokens();
        app.MapPost(
                ShellLinks.Language,
                (
                    HttpContext http,
                    [Microsoft.AspNetCore.Mvc.FromForm] string language,
                    [Microsoft.AspNetCore.Mvc.FromForm] string returnUrl
                ) =>
                {
                    http.Response.Cookies.Append(
                        LanguageCookie,
                        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language))
                    );
                    return Results.LocalRedirect(returnUrl);
                }
            )
            .DisableAntiforgery();
        return app;
    }
}

/// <summary>The addresses of the provider.</summary>
public static class ProviderLinks
{
    public const string Home = "/";
    public const string Register = "/dang-ky";
    public const string SignIn = "/dang-nhap";
    public const string Account = "/tai-khoan";
    public const string Authorize = "/connect/authorize";
    public const string Token = "/connect/token";
    public const string EndSession = "/connect/end-session";
    public const string ReturnParameter = "quay-lai";

    public static string WithReturn(string page, string? back) =>
        back is null ? page : $"{page}?{ReturnParameter}={Uri.EscapeDataString(back)}";
}
