using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ThuocDo.Oversight.Voices.Complaints;
using ThuocDo.Oversight.Voices.Denunciations;
using ThuocDo.Oversight.Voices.Feedbacks;
using ThuocDo.Oversight.Voices.Praise;
using ThuocDo.Oversight.Voices.Scoring;
using ThuocDo.Oversight.Voices.Supervision;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;

namespace ThuocDo.Oversight.Voices;

public static class VoiceServices
{
    public static IServiceCollection AddVoices(this IServiceCollection services)
    {
        services.TryAddSingleton(EnvelopeStrength.Usual);
        services.AddSingleton<VoiceSeal>();
        services.AddSingleton<INavigationSource, VoiceNavigation>();
        services.AddScoped<VoiceActs>();
        services.AddScoped<VoiceUnits>();
        services.AddScoped<FeedbackDistance>();
        services.AddScoped<IFileWitness, FeedbackWitness>();
        services.AddScoped<FeedbackDesk>();
        services.AddScoped<FeedbackShelf>();
        services.AddScoped<ComplaintDesk>();
        services.AddScoped<DenunciationDesk>();
        services.AddScoped<SupervisionDesk>();
        services.AddScoped<PraiseDesk>();
        services.AddScoped<NineScores>();
        services.AddScoped<IDueWork, VoiceWork>();
        services.AddChained(Feedback.Fields);
        services.AddChained(Complaint.Fields);
        services.AddChained(DenunciationKey.Fields);
        services.AddChained(Denunciation.Fields);
        services.AddScoped<IAudit, DenunciationAudit>();
        services.AddChained(DenunciationNote.Fields);
        services.AddChained(SupervisionCase.Fields);
        services.AddChained(SupervisionFinding.Fields);
        services.AddChained(PraiseProposal.Fields);
        return services;
    }
}
