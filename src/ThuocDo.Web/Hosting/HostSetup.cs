using ThuocDo.Database;
using ThuocDo.Organisation;
using ThuocDo.Programmes;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Web.Errors;
using ThuocDo.Web.Language;

namespace ThuocDo.Web.Hosting;

/// <summary>What the product is made of and in which order a request passes through it.</summary>
public static class HostSetup
{
    private const int ShutdownSeconds = 30;

    public static void AddThuocDo(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = builder.Configuration;
        // Settings are read from the configuration, which holds the environment's: a test gives each host its own.
        var target = DatabaseTarget.Choose(settings[DatabaseTarget.Variable]);

        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = settings.GetValue("Limits:RequestBytes", 20L << 20);
        });
        services.Configure<HostOptions>(options =>
            options.ShutdownTimeout = TimeSpan.FromSeconds(ShutdownSeconds)
        );

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Clock>();
        services.AddSingleton(Demonstration.Choose(settings, target));
        services.AddSingleton(new Texts([.. ProductModules.All, typeof(Program).Assembly]));
        services.AddSingleton(Site.Read(settings));

        services.AddThuocDoDatabase(target);
        services.AddKeysInDatabase();
        services.AddOrganisation(secureCookies: !builder.Environment.IsDevelopment());
        services.AddProgrammes();

        services.AddPages();
        services.AddLanguages();
        services.AddAttemptLimits(settings);
        services.AddResponseCompression();
        services.AddHealthChecks().AddCheck<DatabaseCheck>(DatabaseCheck.Name);
        services.AddProxies(settings);
    }

    public static void UseThuocDo(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        // Outside the error pages: they speak the visitor's language too.
        app.UseRequestLocalization();
        app.UseErrorPages();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseRouting();
        app.UseRateLimiter();
        app.UseOrganisation();

        app.MapStaticAssets().WithMetadata(new PublicPageAttribute());
        app.MapRazorPages().WithStaticAssets();
        app.MapLanguageSwitch();
        app.MapHealth();
    }
}
