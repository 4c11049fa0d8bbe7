using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Post;

public static class PostServices
{
    /// <summary>The public post, both ways.</summary>
    public static IServiceCollection AddPost(this IServiceCollection services)
    {
        services.AddSingleton(provider => PostSettings.Read(provider.GetService<IConfiguration>()));
        services
            .AddHttpClient(PostHttp.ClientName)
            .ConfigureHttpClient(
                (provider, client) =>
                    client.Timeout = TimeSpan.FromSeconds(
                        provider.GetRequiredService<PostSettings>().TimeoutSeconds
                    )
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
            );
        services.AddSingleton<PostFolder>();
        services.AddSingleton<PostHttp>();
        services.AddSingleton<IPostCarrier>(provider =>
            provider.GetRequiredService<PostSettings>().Endpoint is null
                ? provider.GetRequiredService<PostFolder>()
                : provider.GetRequiredService<PostHttp>()
        );
        services.AddScoped<PostWork>();
        services.AddScoped<IOutboxHandler, PostOrderHandler>();
        services.AddScoped<PostPolling>();
        services.AddScoped<IPeriodicJob>(provider => provider.GetRequiredService<PostPolling>());
        services.AddChained(Shipment.Fields);
        services.AddChained(PostBag.Fields);
        services.AddSingleton<INavigationSource, PostNavigation>();
        return services;
    }
}

public sealed class PostNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.DossierReturn))
        {
            yield return new NavigationEntry("post.nav", PostLinks.Post, 211)
            {
                DescriptionKey = "post.nav.description",
                Icon = "enter",
            };
        }
    }
}

/// <summary>The addresses of the post.</summary>
public static class PostLinks
{
    public const string Post = "/mot-cua/buu-dien";

    public static string PostOf(string unit) =>
        $"{Post}?{OneStopLinks.Unit}={Uri.EscapeDataString(unit)}";

    public static string Bag(Guid id) => $"{Post}/tui/{id:D}";

    public static string BagSheet(Guid id) => $"{Bag(id)}/phieu";

    public static string Item(Guid id) => $"{Post}/{id:D}";

    public static string OfMyDossier(string code) =>
        $"{Filing.FilingLinks.MyDossier(code)}/buu-dien";
}
