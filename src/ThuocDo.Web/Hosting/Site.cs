using ThuocDo.Shared.Web;

namespace ThuocDo.Web.Hosting;

/// <summary>Whose installation this is, from the configuration; the version from the build.</summary>
public static class Site
{
    /// <exception cref="FormatException">The address is no address; the message says what is expected.</exception>
    public static SiteIdentity Read(IConfiguration settings)
    {
        var site = settings.GetSection("Site").Get<SiteIdentity>() ?? new SiteIdentity();
        if (site.Address is { } address && !IsWeb(address))
        {
            throw new FormatException(
                $"Site__Address '{address.OriginalString}' is no address of a web site. Write it as https://motcua.example.vn."
            );
        }

        site.Version = typeof(Program).Assembly.GetName().Version!.ToString(3);
        return site;
    }

    private static bool IsWeb(Uri address) =>
        address is { IsAbsoluteUri: true, PathAndQuery: "/", Fragment: "" }
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
