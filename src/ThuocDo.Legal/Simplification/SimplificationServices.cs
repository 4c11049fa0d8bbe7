using Microsoft.Extensions.DependencyInjection;

namespace ThuocDo.Legal.Simplification;

public static class SimplificationServices
{
    public static IServiceCollection AddSimplification(this IServiceCollection services) =>
        services;
}
