using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Staff.Pages;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;

namespace ThuocDo.Organisation.Staff;

public static class StaffServices
{
    public static IServiceCollection AddStaff(this IServiceCollection services) =>
        services
            .AddScoped<StaffSheets>()
            .AddScoped<StaffReadLog>()
            .AddScoped<SchemeDesk>()
            .AddScoped<ActWords>()
            .AddSingleton<INavigationSource, StaffNavigation>()
            .AddChained(JobScheme.Fields);
}
