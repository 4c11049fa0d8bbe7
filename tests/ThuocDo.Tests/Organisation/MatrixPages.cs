using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>An address of the running product.</summary>
/// <param name="Permission">None: it is for everybody.</param>
/// <param name="Handlers">The query of each POST of a page that needs a permission.</param>
public sealed record MatrixPage(
    RoutePattern Route,
    string? Permission,
    IReadOnlyList<string> Handlers
)
{
    /// <summary>For signed-in citizens and nobody else.</summary>
    public bool IsForCitizens { get; init; }

    public bool IsEverywhere => RolePermissions.Everywhere.Contains(Permission!);

    /// <summary>
    /// The pages of acts on tasks, of heads (everybody's own) and proposals about them, complaints and denunciations (for those named), of acts and papers of a dossier, and those of a seal, open only in some
    /// states of the record and to who holds its step, what is missing to a target only where it has figures, and a body of the Party's bloc lies in no State unit:
    /// there the table of rights is necessary and not sufficient. The browser tests open each of them.
    /// </summary>
    public bool AsksMore =>
        Route.RawText!.Contains("{code}/", StringComparison.Ordinal)
        || Route.RawText.Contains("{number", StringComparison.Ordinal)
        || Route.RawText.Contains("{act}", StringComparison.Ordinal)
        || Route.RawText.Contains("{proposal", StringComparison.Ordinal)
        || Route.RawText.Contains("{holding:guid}", StringComparison.Ordinal)
        || Route.RawText.Contains("{body", StringComparison.Ordinal)
        || Route.RawText.Contains("{complaint", StringComparison.Ordinal)
        || Route.RawText.Contains("{denunciation", StringComparison.Ordinal)
        || Route.RawText.Contains("con-thieu", StringComparison.Ordinal)
        || Route.RawText.Contains("hai-thoi-diem", StringComparison.Ordinal)
        || Route.RawText.Contains("bien-nhan", StringComparison.Ordinal);

    /// <summary>The address with a record of either unit, and the unit of that record.</summary>
    public IEnumerable<(string Url, string? RecordUnit)> Urls()
    {
        var belongs = Route.Parameters.Any(p => Record(p.Name).Foreign is not null);
        yield return (Fill(r => r.Own), belongs ? RouteRecords.OwnUnit : null);
        if (belongs)
        {
            yield return (Fill(r => r.Foreign ?? r.Own), RouteRecords.ForeignUnit);
        }
    }

    private RouteRecord Record(string parameter) => RouteRecords.Of(parameter, IsForCitizens)!;

    private string Fill(Func<RouteRecord, string> choose) =>
        "/"
        + string.Join(
            '/',
            Route.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            RoutePatternLiteralPart literal => literal.Content,
                            RoutePatternSeparatorPart separator => separator.Content,
                            RoutePatternParameterPart parameter => choose(Record(parameter.Name)),
                            _ => throw new NotSupportedException(part.GetType().Name),
                        }
                    )
                )
            )
        );
}

/// <summary>All pages, and whatever else needs a permission, from the endpoints of the running host.</summary>
public static class MatrixPages
{
    public static async Task<IReadOnlyList<MatrixPage>> OfAsync(TestWeb web)
    {
        var loader = web.Services.GetRequiredService<PageLoader>();
        var pages = new List<MatrixPage>();
        var endpoints = web
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>();
        foreach (var endpoint in endpoints)
        {
            var permission = endpoint.Metadata.GetMetadata<RequiresAttribute>()?.Permission;
            var descriptor = endpoint.Metadata.GetMetadata<PageActionDescriptor>();
            var forCitizens = endpoint.Metadata.GetMetadata<CitizenPageAttribute>() is not null;
            if (permission is null && descriptor is null && !forCitizens)
            {
                continue;
            }

            endpoint
                .RoutePattern.Parameters.Select(p => p.Name)
                .Where(name => RouteRecords.Of(name, forCitizens) is null)
                .ShouldBeEmpty(
                    $"{endpoint.RoutePattern.RawText}: give {nameof(RouteRecords)} a record for it"
                );
            pages.Add(
                new MatrixPage(
                    endpoint.RoutePattern,
                    permission,
                    (permission is null && !forCitizens) || descriptor is null
                        ? []
                        : await HandlersAsync(loader, descriptor)
                )
                {
                    IsForCitizens = forCitizens,
                }
            );
        }

        return pages;
    }

    private static async Task<IReadOnlyList<string>> HandlersAsync(
        PageLoader loader,
        PageActionDescriptor descriptor
    ) =>
        [
            .. (await loader.LoadAsync(descriptor, EndpointMetadataCollection.Empty))
                .HandlerMethods.Where(h => h.HttpMethod == "Post")
                .Select(h => h.Name is null ? "" : "?handler=" + h.Name),
        ];
}
