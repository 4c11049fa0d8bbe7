using Microsoft.Extensions.DependencyInjection;

namespace ThuocDo.Organisation.Staff;

public static class StaffServices
{
    public static IServiceCollection AddStaff(this IServiceCollection services) => services;
}
