using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Exchange;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Webhooks;

public static class WebhookServices
{
    private const int TimeoutSeconds = 15;

    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton(provider =>
            WebhookSettings.Read(provider.GetService<IConfiguration>())
        );
        services
            .AddHttpClient(WebhookHandler.ClientName)
            .ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(TimeoutSeconds))
            .ConfigurePrimaryHttpMessageHandler(provider =>
            {
                var allowPrivate = provider.GetRequiredService<WebhookSettings>().AllowPrivate;
                return new SocketsHttpHandler
                {
                    // A redirect would lead past the check of the address.
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    UseProxy = false,
                    ConnectCallback = (context, cancellation) =>
                        WebhookAddresses.ConnectAsync(context, allowPrivate, cancellation),
                };
            });
        services.AddSingleton<WebhookSeal>();
        services.AddScoped<WebhookAdministration>();
        services.AddSingleton<Shared.Contracts.INavigationSource, WebhookNavigation>();
        services.AddScoped<IDossierListener, WebhookListener>();
        services.AddScoped<IOutboxHandler, WebhookHandler>();
        return services;
    }
}
