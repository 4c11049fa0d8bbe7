using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.OneStop.Procedures.OfficeLimits;
using ThuocDo.OneStop.Procedures.Search;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Procedures;

public static class CatalogueServices
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.AddSingleton<CatalogueStamps>();
        services.AddSingleton<CatalogueDirectory>();
        services.AddSingleton<CatalogueSearch>();
        services.AddScoped<CatalogueHistory>();
        services.AddScoped<ImportCatalogue>();
        services.AddScoped<Editing.PublishVersion>();
        services.AddScoped<IProcedureCatalogue, ProcedureCatalogue>();
        services.AddScoped<ICatalogueChanges, CatalogueChanges>();
        services.AddScoped<OfficeLimitDesk>();
        services.AddChained(OfficeLimit.Fields);
        return services;
    }
}
