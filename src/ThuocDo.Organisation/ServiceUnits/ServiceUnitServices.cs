using Microsoft.Extensions.DependencyInjection;

namespace ThuocDo.Organisation.ServiceUnits;

public static class ServiceUnitServices
{
    public static IServiceCollection AddServiceUnits(this IServiceCollection services) => services;
}
