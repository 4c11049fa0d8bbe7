using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes;

public static class ProgrammesServices
{
    public static IServiceCollection AddProgrammes(this IServiceCollection services)
    {
        services.AddScoped<IConditionSource, ConditionSource>();
        services.AddSingleton<INavigationSource, ProgrammesNavigation>();
        return services.AddReports();
    }
}
