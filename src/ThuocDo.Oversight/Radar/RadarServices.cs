using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Oversight.Radar;

public static class RadarServices
{
    public static IServiceCollection AddRadar(this IServiceCollection services)
    {
        services.AddSingleton<RadarCache>();
        services.AddScoped<RadarReader>();
        services.AddSingleton<INavigationSource, RadarNavigation>();
        return services;
    }
}

public sealed class RadarNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.RadarView))
        {
            yield return new("radar.nav", RadarLinks.Page, 345)
            {
                DescriptionKey = "radar.nav.description",
                Icon = "search",
            };
        }
    }
}
