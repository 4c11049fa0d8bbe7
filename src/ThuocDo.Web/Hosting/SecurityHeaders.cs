using ThuocDo.Shared.Access;
using ThuocDo.Web.Identity;

namespace ThuocDo.Web.Hosting;

/// <summary>
/// What every answer says to the browser: nothing from elsewhere, nothing inline, no frame around us. Pages of people
/// who are signed in stay in no cache.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next, IdentityProviders providers)
{
    /// <summary>Signing out leads by a form to the identity provider, which the browser must therefore know.</summary>
    private readonly string policy =
        $"default-src 'self'; object-src 'none'; base-uri 'none'; form-action {string.Join(' ', ["'self'", .. providers.Origins])}; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            // A file goes out in a narrower box of its own.
            if (
                Microsoft.Extensions.Primitives.StringValues.IsNullOrEmpty(
                    headers.ContentSecurityPolicy
                )
            )
            {
                headers.ContentSecurityPolicy = policy;
            }

            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "geolocation=(), microphone=(), payment=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (
                context.User.Identity?.IsAuthenticated == true
                || context.RequestServices.GetRequiredService<ICurrentCitizen>().IsSignedIn
            )
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}
