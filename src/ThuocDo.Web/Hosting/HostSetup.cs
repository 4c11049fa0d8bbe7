using ThuocDo.Database;
using ThuocDo.Database.Seeding;
using ThuocDo.Indicators.Folding;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.Organisation;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outbox;
using ThuocDo.Web.Errors;
using ThuocDo.Web.Identity;
using ThuocDo.Web.Language;

namespace ThuocDo.Web.Hosting;

/// <summary>What the product is made of and in which order a request passes through it.</summary>
public static class HostSetup
{
    /// <summary>
    /// 0 leaves tables and facts as they are: another node or the command line has prepared them. "child" is what this program
    /// says to the process it starts for a first filling: prepare, and end with that or with the one who asked.
    /// </summary>
    public const string PrepareVariable = "THUOCDO_PREPARE";

    public const string PrepareAsChild = "child";

    /// <summary>0 runs no background work on this node.</summary>
    public const string JobsVariable = "THUOCDO_JOBS";

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
        services.AddSingleton(new Texts([.. ProductModules.All, typeof(Program).Assembly]));
        services.AddSingleton(Site.Read(settings));

        services.AddProduct(target, Demonstration.Choose(settings, target));
        if (settings[JobsVariable] != "0")
        {
            services.AddFoldingInBackground();
            services.AddOutboxInBackground();
        }

        services.AddKeysInDatabase();
        services.AddOrganisation(secureCookies: !builder.Environment.IsDevelopment());
        services.AddIdentityProviders(settings);

        services.AddPages();
        services.AddLanguages();
        services.AddAttemptLimits(settings);
        services.AddApiDescription();
        services.AddResponseCompression();
        services
            .AddHealthChecks()
            .AddCheck<DatabaseCheck>(DatabaseCheck.Name)
            .AddCheck<FilesCheck>(FilesCheck.Name);
        services.AddProxies(settings);
    }

    /// <summary>
    /// A place of files that was set up wrongly ends the start and says why; one that does not answer now may answer when
    /// somebody needs it, and a node that comes back during an outage shall not stay away for it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The place is set up wrongly.</exception>
    public static async Task CheckFilesAsync(this WebApplication app)
    {
        try
        {
            await app
                .Services.GetRequiredService<IFileStore>()
                .CheckAsync(app.Lifetime.ApplicationStopping);
        }
        catch (FileStoreException fault)
        {
            var texts = app.Services.GetRequiredService<Texts>();
            var sentence = texts[fault.Key, [.. fault.Arguments]];
            if (fault.IsLasting)
            {
                throw new InvalidOperationException(sentence, fault);
            }

            app.Logger.LogWarning("{Problem}", sentence);
        }
    }

    /// <summary>Migrates and seeds before the first request is taken; progress goes to the log.</summary>
    /// <returns>Whether requests are to be taken now; not so where only the preparation was asked for.</returns>
    public static async Task<bool> PrepareAsync(this WebApplication app)
    {
        var asked = app.Configuration[PrepareVariable];
        if (asked == "0")
        {
            return true;
        }

        var isChild = asked == PrepareAsChild;
        if (isChild)
        {
            Filling.EndWithParent(app.Lifetime);
        }

        var stopping = app.Lifetime.ApplicationStopping;
        await using var scope = app.Services.CreateAsyncScope();
        var preparation = scope.ServiceProvider.GetRequiredService<Preparation>();
        await preparation.RefuseMixtureAsync(stopping);
        if (!isChild && await preparation.IsFirstFillingAsync(stopping))
        {
            await Filling.RunApartAsync(stopping);
        }

        try
        {
            await preparation.RunAsync(
                line => app.Logger.LogInformation("{Progress}", line),
                withDossiers: true,
                stopping
            );
        }
        catch (OperationCanceledException) when (isChild)
        {
            // Nobody waits for the filling any more; what was not committed is gone, and the next start begins anew.
            Environment.ExitCode = 1;
        }

        return !isChild;
    }

    public static void UseThuocDo(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        if (app.Services.GetRequiredService<DemonstrationMode>().IsOn)
        {
            app.UseMiddleware<DemonstrationMark>();
        }

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
        app.MapFiles();
        app.MapPayments();
        app.MapIdentityProviders();
        app.MapHealth();
        app.MapApiWithDescription();
    }
}
