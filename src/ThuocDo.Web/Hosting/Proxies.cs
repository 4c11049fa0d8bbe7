using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ThuocDo.Web.Hosting;

/// <summary>Which machines in front of us may say who the visitor is; without a named one nobody is believed.</summary>
public static class Proxies
{
    public static void AddProxies(this IServiceCollection services, IConfiguration settings) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            var proxies = settings.GetSection("Proxies").Get<string[]>() ?? [];
            options.ForwardedHeaders =
                proxies.Length == 0
                    ? ForwardedHeaders.None
                    : ForwardedHeaders.XForwardedFor
                        | ForwardedHeaders.XForwardedProto
                        | ForwardedHeaders.XForwardedHost;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
            {
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
}
