using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using ThuocDo.Shared.Access;

namespace ThuocDo.Shared.Files;

/// <summary>
/// Gives out the file of a capability link: as an attachment, of the kind its content has, in a box in which nothing
/// runs, into no cache.
/// </summary>
public static class FileEndpoint
{
    private const string Box = "default-src 'none'; sandbox";

    public static void MapFiles(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(FileCapabilities.Route + "/{token}", ServeAsync)
            .WithMetadata(new PublicPageAttribute());

    private static async Task<IResult> ServeAsync(
        string token,
        HttpContext context,
        FileCapabilities capabilities,
        FileVault vault,
        ICurrentUser user,
        ICurrentCitizen citizen,
        IEnumerable<IFileWitness> witnesses,
        CancellationToken cancellation
    )
    {
        if (
            (capabilities.Open(token, user.UserId) ?? capabilities.Open(token, citizen.CitizenId))
                is not { } grant
            || await vault.ReadAsync(grant.Hash, cancellation) is not { } content
        )
        {
            return Results.NotFound();
        }

        foreach (var witness in witnesses)
        {
            await witness.OpenedAsync(grant, cancellation);
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Box;
        headers.CacheControl = "private, no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(grant.Name);
        headers.ContentDisposition = disposition.ToString();
        return Results.Bytes(content, FileKinds.MediaType(grant.Kind));
    }
}
