using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.OneStop.Privacy;

public static class PrivacyServices
{
    public const string AccessLog = "/nhat-ky-truy-cap";

    /// <summary>The access log, a person's own data, and their erasure after the time of keeping.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddScoped<AccessReader>();
        services.AddScoped<PersonalExport>();
        services.AddScoped<EraseParticulars>();
        services.AddSingleton<INavigationSource, PrivacyNavigation>();
        return services;
    }
}

public sealed class PrivacyNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.PrivacyAudit))
        {
            yield return new NavigationEntry("privacy.log.nav", PrivacyServices.AccessLog, 420)
            {
                DescriptionKey = "privacy.log.nav.description",
                Icon = "search",
            };
        }
    }
}
