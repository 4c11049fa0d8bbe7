using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Exchange;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Portal;

public static class PortalServices
{
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            PortalSettings.Read(provider.GetService<IConfiguration>())
        );
        services
            .AddHttpClient(PortalClient.ClientName)
            .ConfigureHttpClient(
                (provider, client) =>
                    client.Timeout = TimeSpan.FromSeconds(
                        provider.GetRequiredService<PortalSettings>().TimeoutSeconds
                    )
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
            );
        services.AddScoped<PortalClient>();
        services.AddScoped<PortalWriter>();
        services.AddScoped<IDossierListener, PortalListener>();
        services.AddScoped<IOutboxHandler, PortalHandler>();
        services.AddScoped<Inbox>();
        services.AddScoped<IOutboxHandler, InboxHandler>();
        services.AddScoped<IInboxAct, InboxWithdrawal>();
        services.AddScoped<ReconciliationJob>();
        services.AddScoped<IPeriodicJob>(provider =>
            provider.GetRequiredService<ReconciliationJob>()
        );
        services.AddSingleton<INavigationSource, PortalNavigation>();
        return services;
    }
}

public sealed class PortalNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.OutboxManage))
        {
            yield return new NavigationEntry("portal.nav", PortalLinks.Page, 440);
        }
    }
}
