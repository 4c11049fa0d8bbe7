using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

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
