using Microsoft.Extensions.DependencyInjection;

namespace ThuocDo.Legal.Circulation;

public static class CirculationServices
{
    public static IServiceCollection AddCirculation(this IServiceCollection services) => services;
}
