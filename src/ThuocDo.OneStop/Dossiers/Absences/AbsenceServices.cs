using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Dossiers.Absences;

public static class AbsenceServices
{
    /// <summary>Who is away, who stands in for whom, and what follows for the acts on dossiers.</summary>
    public static IServiceCollection AddAbsences(this IServiceCollection services)
    {
        services.AddScoped<AbsenceDesk>();
        services.AddScoped<DelegationDesk>();
        services.AddScoped<Authorities>();
        services.AddChained(Absence.Fields);
        services.AddChained(StandingDelegation.Fields);
        return services;
    }
}
