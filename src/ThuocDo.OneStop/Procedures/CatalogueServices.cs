using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.OneStop.Procedures.Search;

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
        return services;
    }
}
