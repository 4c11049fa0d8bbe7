using ThuocDo.Shared.Web;

namespace ThuocDo.Web.Hosting;

/// <summary>Whose installation this is, from the configuration; the version from the build.</summary>
public static class Site
{
    public static SiteIdentity Read(IConfiguration settings)
    {
        var site = settings.GetSection("Site").Get<SiteIdentity>() ?? new SiteIdentity();
        site.Version = typeof(Program).Assembly.GetName().Version!.ToString(3);
        return site;
    }
}
