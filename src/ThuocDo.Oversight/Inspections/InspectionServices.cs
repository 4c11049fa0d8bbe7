using Microsoft.Extensions.DependencyInjection;

namespace ThuocDo.Oversight.Inspections;

public static class InspectionServices
{
    public static IServiceCollection AddInspections(this IServiceCollection services) => services;
}
