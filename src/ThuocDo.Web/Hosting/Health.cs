using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;

namespace ThuocDo.Web.Hosting;

/// <summary>For machines: does the process answer, and can it reach its database.</summary>
public static class Health
{
    public const string Live = "/suc-khoe";
    public const string Ready = "/suc-khoe/san-sang";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes
            .MapHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false })
            .WithMetadata(new PublicPageAttribute());
        routes.MapHealthChecks(Ready).WithMetadata(new PublicPageAttribute());
    }
}

internal sealed class DatabaseCheck(ThuocDoDb db) : IHealthCheck
{
    public const string Name = "database";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy();
}

/// <summary>Without its files most of the product still works: the node stays in service and says what it lacks.</summary>
internal sealed class FilesCheck(IFileStore store) : IHealthCheck
{
    public const string Name = "files";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            await store.CheckAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (FileStoreException fault)
        {
            return HealthCheckResult.Degraded(exception: fault);
        }
    }
}
