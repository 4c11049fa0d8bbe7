using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.Shared.Files;

public static class FileServices
{
    /// <param name="databaseFile">The embedded database, beside which the files lie by default.</param>
    public static IServiceCollection AddFiles(
        this IServiceCollection services,
        string? databaseFile
    )
    {
        services.AddLogging();
        services.TryAddSingleton(provider =>
            FilePlace.Choose(Setting(provider, FilePlace.Variable), databaseFile)
        );
        services.TryAddSingleton(provider =>
            provider.GetService<IConfiguration>()?.GetSection("Files").Get<FilePolicy>()
            ?? new FilePolicy()
        );
        services.TryAddSingleton(provider =>
            ClamdAntivirus.Choose(Setting(provider, ClamdAntivirus.Variable))
        );
        services.TryAddSingleton(provider => provider.GetRequiredService<FilePlace>().Open());
        services.TryAddSingleton<FileCapabilities>();
        services.AddScoped<FileVault>();
        services.AddScoped<SweepFiles>();
        services.AddScoped<IPeriodicJob>(provider => provider.GetRequiredService<SweepFiles>());
        return services;
    }

    /// <summary>A test gives each host its own settings; the command line has the environment alone.</summary>
    private static string? Setting(IServiceProvider provider, string name) =>
        provider.GetService<IConfiguration>() is { } settings
            ? settings[name]
            : Environment.GetEnvironmentVariable(name);
}
