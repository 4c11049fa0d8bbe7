using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.Programmes.Dissemination;

public static class DisseminationServices
{
    public static IServiceCollection AddDissemination(this IServiceCollection services)
    {
        services.AddChained(StudyRound.Fields);
        services.AddChained(StudyPart.Fields);
        services.AddChained(OutreachNote.Fields);
        services.AddScoped<StudyDesk>();
        services.AddScoped<OutreachDesk>();
        services.AddScoped<IDueWork, StudyDueWork>();
        services.AddScoped<IPeriodicJob, StudyHeirsJob>();
        return services;
    }
}

/// <summary>Addresses of dissemination.</summary>
public static class StudyLinks
{
    public static string Of(string programme) => $"/nghi-quyet/{programme}/quan-triet";

    public static string Create(string programme) => Of(programme) + "/lap";

    public static string Outreach(string programme) => $"/nghi-quyet/{programme}/truyen-thong";

    public static string Part(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"/quan-triet/{id:D}");
}
