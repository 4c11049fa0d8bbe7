using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Legal.Circulation.WorkFiles;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.Legal.Circulation;

public static class CirculationServices
{
    public static IServiceCollection AddCirculation(this IServiceCollection services)
    {
        services.AddChained(RegisteredDocument.Fields);
        services.AddChained(WorkFile.Fields);
        services.AddChained(WorkFileStep.Fields);
        services.AddChained(DocumentExchange.Fields);
        services.AddScoped<IAudit, EnvelopeAudit>();
        services.AddScoped<CirculationScope>();
        services.AddScoped<CirculationShelf>();
        services.AddScoped<RegisterDesk>();
        services.AddScoped<WorkFileDesk>();
        services.AddScoped<ExchangeDesk>();
        services.AddScoped<EdxmlPost>();
        services.AddScoped<EdxmlInbox>();
        services.AddScoped<IOutboxHandler, EdxmlSender>();
        services.AddScoped<IOutboxHandler, EdxmlInboxHandler>();
        services.AddScoped<IPeriodicJob, EdxmlFolderJob>();
        services.AddScoped<IRegisterSource, CirculationSource>();
        services.AddScoped<IUnitGlance, CirculationGlance>();
        services.AddSingleton<INavigationSource, CirculationNavigation>();
        services.AddSingleton(provider =>
            CirculationSettings.Read(provider.GetService<IConfiguration>())
        );
        services
            .AddHttpClient(EdxmlSender.ClientName)
            .ConfigureHttpClient(
                (provider, client) =>
                    client.Timeout = TimeSpan.FromSeconds(
                        provider.GetRequiredService<CirculationSettings>().TimeoutSeconds
                    )
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
            );
        return services;
    }
}

public sealed class CirculationNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (!user.Can(Permissions.CirculationView))
        {
            yield break;
        }

        yield return new NavigationEntry("circulation.nav", CirculationLinks.Documents, 340)
        {
            DescriptionKey = "circulation.nav.description",
            Icon = "document",
        };
        yield return new NavigationEntry("circulation.files.nav", CirculationLinks.WorkFiles, 341);
        yield return new NavigationEntry(
            "circulation.exchange.nav",
            CirculationLinks.Exchanges,
            342
        );
    }
}
