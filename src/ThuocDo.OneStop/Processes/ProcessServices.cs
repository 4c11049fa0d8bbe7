using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Dossiers.Cases;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Processes;

public static class ProcessServices
{
    /// <summary>Processes as data, opinions and sub-cases.</summary>
    public static IServiceCollection AddProcesses(this IServiceCollection services) =>
        services
            .AddSingleton<ProcessDirectory>()
            .AddScoped<PublishProcess>()
            .AddScoped<CaseLinks>()
            .AddScoped<OpenSubCase>()
            .AddScoped<AnswerOpinion>()
            .AddScoped<DossierTimers>()
            .AddScoped<CaseReader>()
            .AddScoped<IPeriodicJob>(provider => provider.GetRequiredService<DossierTimers>())
            .AddScoped<DryRun>();
}
