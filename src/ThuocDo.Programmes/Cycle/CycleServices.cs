using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.Programmes.Cycle;

public static class CycleServices
{
    public static IServiceCollection AddCycle(this IServiceCollection services)
    {
        services.AddChained(ReportRound.Fields);
        services.AddChained(Contribution.Fields);
        services.AddScoped<RoundDesk>();
        services.AddScoped<RoundShelf>();
        services.AddScoped<ContributionMerger>();
        services.AddScoped<IDueWork, RoundDueWork>();
        services.AddScoped<IPeriodicJob, RoundHeirsJob>();
        services.AddScoped<IPeriodicJob, RoundFiguresJob>();
        return services;
    }
}
