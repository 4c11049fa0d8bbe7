using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Plans;

public static class PlanServices
{
    public static IServiceCollection AddPlans(this IServiceCollection services)
    {
        services.AddChained(PlanTie.Fields);
        services.AddSingleton<CascadeMemo>();
        services.AddScoped<PlanShelf>();
        services.AddScoped<PlanDesk>();
        return services;
    }
}
