using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace ThuocDo.OneStop.Webhooks;

/// <summary>Section <c>Webhooks</c> of the configuration.</summary>
public sealed record WebhookSettings
{
    /// <summary>Lets receivers stand in the own network and without TLS. Off: an address typed into a page must not reach behind the firewall.</summary>
    public bool AllowPrivate { get; init; }

    public static WebhookSettings Read(IConfiguration? settings) =>
        settings?.GetSection("Webhooks").Get<WebhookSettings>() ?? new WebhookSettings();
}

/// <summary>
/// Where webhooks may go. The check is made on the address that is connected to, after the name was resolved: a name that
/// first leads outside and then inside does not slip through.
/// </summary>
public static class WebhookAddresses
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Closed.Any(n =>
            n.BaseAddress.AddressFamily == plain.AddressFamily && n.Contains(plain)
        );
    }

    /// <summary>Null: it may be used.</summary>
    public static string? Problem(string? text, bool allowPrivate) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            ? "webhook.refused.url"
        : url.UserInfo.Length > 0 ? "webhook.refused.url"
        : allowPrivate ? null
        : url.Scheme != "https" ? "webhook.refused.https"
        : IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) && !IsPublic(address)
            ? "webhook.refused.private"
        : url.IsLoopback ? "webhook.refused.private"
        : null;

    /// <summary>Opens the connection, to public addresses alone.</summary>
    public static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        bool allowPrivate,
        CancellationToken cancellation
    )
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        var open = addresses.Where(a => allowPrivate || IsPublic(a)).ToArray();
        if (open.Length == 0)
        {
            throw new HttpRequestException("the address leads into a private network");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
