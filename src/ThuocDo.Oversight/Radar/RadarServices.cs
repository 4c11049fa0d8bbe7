using Microsoft.Extensions.DependencyInjection;

namespace ThuocDo.Oversight.Radar;

public static class RadarServices
{
    public static IServiceCollection AddRadar(this IServiceCollection services) => services;
}
