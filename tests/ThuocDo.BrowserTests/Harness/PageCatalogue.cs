using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using ThuocDo.Shared.Access;
using ThuocDo.Web.Hosting;

namespace ThuocDo.BrowserTests.Harness;

/// <summary>One page of the product, by its route.</summary>
/// <param name="Permission">What it asks for; none for a public page.</param>
/// <param name="IsForCitizens">A signed-in citizen opens it.</param>
public sealed record CataloguedPage(string Route, string? Permission, bool IsForCitizens)
{
    public bool HasParameters => Route.Contains('{', StringComparison.Ordinal);

    public override string ToString() => Route;
}

/// <summary>
/// Every page that can be opened, read from the endpoints of the product's own host (built, never started): a new page
/// is in the tests without anybody adding it.
/// </summary>
public static class PageCatalogue
{
    public static IReadOnlyList<CataloguedPage> All { get; } = Read();

    private static List<CataloguedPage> Read()
    {
        var folder = Directory.CreateTempSubdirectory("thuocdo-catalogue-");
        try
        {
            var builder = WebApplication.CreateBuilder(
                new WebApplicationOptions
                {
                    ApplicationName = typeof(HostSetup).Assembly.GetName().Name,
                    ContentRootPath = folder.FullName,
                }
            );
            builder.Configuration["THUOCDO_DB"] =
                "sqlite:" + Path.Combine(folder.FullName, "none.db");
            builder.AddThuocDo();
            var app = builder.Build();
            app.MapRazorPages();
            return
            [
                .. ((IEndpointRouteBuilder)app)
                    .DataSources.SelectMany(s => s.Endpoints)
                    .OfType<RouteEndpoint>()
                    .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                    .Select(e => new CataloguedPage(
                        "/" + e.RoutePattern.RawText!.TrimStart('/'),
                        e.Metadata.GetMetadata<RequiresAttribute>()?.Permission,
                        e.Metadata.GetMetadata<CitizenPageAttribute>() is not null
                    ))
                    .DistinctBy(p => p.Route)
                    .OrderBy(p => p.Route, StringComparer.Ordinal),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
