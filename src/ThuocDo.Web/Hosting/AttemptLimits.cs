using System.Threading.RateLimiting;
using ThuocDo.Shared.Web;

namespace ThuocDo.Web.Hosting;

/// <summary>
/// How often one address may try to guess a secret. A whole office shares an address, so the limit is wide; the
/// account and the dossier have their own, narrow ones.
/// </summary>
public static class AttemptLimits
{
    private const int PerMinute = 60;

    public static void AddAttemptLimits(this IServiceCollection services, IConfiguration settings)
    {
        var limit = settings.GetValue("Limits:AttemptsPerMinute", PerMinute);
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(
                RateLimits.Attempts,
                context =>
                    HttpMethods.IsPost(context.Request.Method)
                        ? RateLimitPartition.GetFixedWindowLimiter(
                            context.Connection.RemoteIpAddress?.ToString() ?? "",
                            _ => new FixedWindowRateLimiterOptions
                            {
                                PermitLimit = limit,
                                Window = TimeSpan.FromMinutes(1),
                            }
                        )
                        : RateLimitPartition.GetNoLimiter("")
            );
        });
    }
}
