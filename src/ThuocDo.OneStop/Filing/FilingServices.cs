using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Filing.Desk;
using ThuocDo.OneStop.Filing.Steps;
using ThuocDo.OneStop.Ratings;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Filing;

public static class FilingServices
{
    /// <summary>Filing online, the counter's side of it, and the ratings.</summary>
    public static IServiceCollection AddFiling(this IServiceCollection services)
    {
        services.AddScoped<SubmissionReader>();
        services.AddScoped<FileOnline>();
        services.AddScoped<SubmissionPapers>();
        services.AddScoped<ReusablePapers>();
        services.AddScoped<IFileWitness, SubmissionWitness>();
        services.AddScoped<HolderActs>();
        services.AddScoped<DuplicateFinder>();
        services.AddScoped<StepServices>();
        services.AddScoped<Inbox>();
        services.AddScoped<ReceiveOnline>();
        services.AddScoped<DeskServices>();
        services.AddSingleton<IntakeForms>();
        services.AddScoped<Dossiers.Many.ReceiveMany>();
        services.AddScoped<Dossiers.Many.ActOnMany>();
        services.AddScoped<ExpireDrafts>();
        services.AddScoped<EndSupplements>();
        services.AddSingleton<RatingPasses>();
        services.AddSingleton<Tracking.ProofPasses>();
        services.AddScoped<RateDossier>();
        services.AddScoped<Dossiers.Register.RegisterReader>();
        services.AddScoped<IPeriodicJob>(provider => provider.GetRequiredService<ExpireDrafts>());
        services.AddScoped<IPeriodicJob>(provider => provider.GetRequiredService<EndSupplements>());
        services.AddSingleton<INavigationSource, FilingNavigation>();
        return services;
    }
}
