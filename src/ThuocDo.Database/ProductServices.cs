using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ThuocDo.Database.Seeding;
using ThuocDo.Indicators;
using ThuocDo.Legal;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Audit;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.Staff;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight;
using ThuocDo.Programmes;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.Database;

/// <summary>What web, command line and bench have in common: everything but pages and accounts.</summary>
public static class ProductServices
{
    public static IServiceCollection AddProduct(
        this IServiceCollection services,
        DatabaseTarget target,
        DemonstrationMode mode
    )
    {
        services.AddThuocDoDatabase(target);
        services.AddSingleton(mode);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DemonstrationTime>();
        services.TryAddSingleton(provider => new Clock(
            provider.GetRequiredService<DemonstrationTime>()
        ));
        services.TryAddSingleton(_ => new Texts(ProductModules.All));
        services.TryAddSingleton<UnitDirectory>();
        services.TryAddScoped<PostsOnDay>();
        services.AddFiles(target.SqlitePath);
        services.AddOutbox();
        services
            .AddOneStop()
            .AddProgrammes()
            .AddIndicators()
            .AddOversight()
            .AddLegal()
            .AddStaff()
            .AddServiceUnits();
        services.AddScoped<IAudit, DossierAudit>();
        services.AddScoped<IAudit, CatalogueAudit>();
        services.AddScoped<IAudit, BillAudit>();
        services.AddScoped<IAudit, FilingAudit>();
        services.AddScoped<IAudit, OneStop.Processes.ProcessAudit>();
        services.AddScoped<IAudit, ChainAudit>();
        services.AddScoped<IRecount, Recount>();
        services.AddScoped<Preparation>();
        return services;
    }
}
