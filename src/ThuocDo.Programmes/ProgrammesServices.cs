using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Programmes.Accountability;
using ThuocDo.Programmes.Adoption;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes;

public static class ProgrammesServices
{
    public static IServiceCollection AddProgrammes(this IServiceCollection services)
    {
        services.AddScoped<IConditionSource, ConditionSource>();
        services.AddScoped<IndicatorChoices>();
        services.AddScoped<OpenDraft>();
        services.AddScoped<DraftDesk>();
        services.AddScoped<Adopt>();
        services.AddScoped<IAudit, ProgrammeAudit>();
        services.AddChained(ProgrammeVersion.Fields);
        services.AddChained(ProgrammeDraft.Fields);
        services.AddChained(DraftItem.Fields);
        services.AddSingleton<INavigationSource, ProgrammesNavigation>();
        return services.AddReports().AddAccountability();
    }
}
