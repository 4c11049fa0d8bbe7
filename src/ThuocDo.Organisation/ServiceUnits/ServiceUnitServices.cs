using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;

namespace ThuocDo.Organisation.ServiceUnits;

public static class ServiceUnitServices
{
    public static IServiceCollection AddServiceUnits(this IServiceCollection services) =>
        services
            .AddScoped<ActShelf>()
            .AddScoped<ActDesk>()
            .AddScoped<IRegisterSource, StaffRegisters>()
            .AddChained(ServiceUnit.Fields)
            .AddChained(OrganisationAct.Fields);
}
