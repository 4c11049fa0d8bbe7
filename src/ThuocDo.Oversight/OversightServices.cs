using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Oversight.Inspections;
using ThuocDo.Oversight.Radar;
using ThuocDo.Oversight.Voices;

namespace ThuocDo.Oversight;

public static class OversightServices
{
    public static IServiceCollection AddOversight(this IServiceCollection services) =>
        services.AddInspections().AddRadar().AddVoices();
}
