using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.OpenData;

/// <summary>The files of the public board, for everybody.</summary>
public static class OpenDataEndpoints
{
    public static void MapOpenData(this IEndpointRouteBuilder routes)
    {
        foreach (var file in OpenDataLinks.Files)
        {
            routes
                .MapGet(
                    file.Address,
                    async (HttpContext context, OpenDataShelf shelf) =>
                    {
                        var request = context.Request;
                        context.Response.Headers.CacheControl =
                            $"public, max-age={(int)OpenDataShelf.Keeps.TotalSeconds}";
                        context.Response.Headers.AccessControlAllowOrigin = "*";
                        return Results.Bytes(
                            await shelf.FileAsync(
                                file,
                                $"{request.Scheme}://{request.Host}{request.PathBase}",
                                context.RequestAborted
                            ),
                            file.MediaType,
                            file.Name
                        );
                    }
                )
                .ExcludeFromDescription()
                .WithMetadata(new PublicPageAttribute());
        }
    }
}
