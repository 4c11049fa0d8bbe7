using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Licences;

public static class LicenceServices
{
    /// <summary>Registers of licences and certificates, and their public check.</summary>
    public static IServiceCollection AddLicences(this IServiceCollection services)
    {
        services.AddScoped<LicenceScope>();
        services.AddScoped<LicenceReader>();
        services.AddScoped<LicenceWork>();
        services.AddScoped<CheckLicence>();
        services.AddScoped<TellExpiry>();
        services.AddScoped<IPeriodicJob>(provider => provider.GetRequiredService<TellExpiry>());
        services.AddChained(Licence.Fields);
        services.AddSingleton<INavigationSource, LicenceNavigation>();
        return services;
    }
}

public sealed class LicenceNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.LicenceView))
        {
            yield return new NavigationEntry("licence.nav", LicenceLinks.Register, 215)
            {
                DescriptionKey = "licence.nav.description",
                Icon = "document",
            };
        }

        yield return new NavigationEntry("licence.check.nav", LicenceLinks.Check, 226)
        {
            DescriptionKey = "licence.check.nav.description",
            Icon = "check",
        };
    }
}

/// <summary>The addresses of the registers of licences.</summary>
public static class LicenceLinks
{
    public const string Register = "/mot-cua/giay-phep";
    public const string Check = "/kiem-tra-giay-phep";

    /// <summary>Names of query values.</summary>
    public const string Show = "hien";
    public const string Number = "so";
    public const string Code = "ma";

    public static string Licence(Guid id) => $"{Register}/{id:D}";

    public static string Revoke(Guid id) => $"{Licence(id)}/thu-hoi";

    public static string Correct(Guid id) => $"{Licence(id)}/dinh-chinh";

    public static string Strike(Guid id) => $"{Licence(id)}/xoa-ghi-nham";

    public static string Tie(Guid id) => $"{Licence(id)}/noi-tiep";

    public static string Enter(string dossier) => $"{OneStopLinks.Dossier(dossier)}/giay-phep";

    public static string CheckOf(Licence licence) =>
        Check
        + new QueryBuilder
        {
            { Number, licence.Number },
            { Code, LicenceCode.Shown(licence.Reference) },
        }.ToQueryString();

    public static string Csv(string? unit, string? show, string? search) =>
        Register
        + new QueryBuilder(
            new[]
            {
                KeyValuePair.Create("handler", (string?)"Csv"),
                KeyValuePair.Create(OneStopLinks.Unit, unit),
                KeyValuePair.Create(Show, show),
                KeyValuePair.Create(OneStopLinks.Search, search),
            }
                .Where(v => !string.IsNullOrEmpty(v.Value))
                .Select(v => KeyValuePair.Create(v.Key, v.Value!))
        ).ToQueryString();
}
