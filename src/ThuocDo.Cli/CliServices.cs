using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.Indicators;
using ThuocDo.OneStop.Audit;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Cli;

/// <summary>What the commands share with the web.</summary>
public static class CliServices
{
    public static IServiceCollection Of(DatabaseTarget target, string? keys)
    {
        var services = new ServiceCollection();
        if (keys is not null)
        {
            services.AddSingleton(new KeysFolder(Path.GetFullPath(keys)));
        }

        return services
            .AddThuocDoDatabase(target)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<Clock>()
            .AddSingleton(new DemonstrationMode(!target.IsPostgres))
            .AddScoped<IAudit, DossierAudit>()
            .AddIndicators();
    }
}
