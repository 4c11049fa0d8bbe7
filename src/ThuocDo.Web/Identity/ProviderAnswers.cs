using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Shared.Web;
using ThuocDo.Web.Language;

namespace ThuocDo.Web.Identity;

/// <summary>
/// What follows a visit to a provider. Everything here runs after the framework has checked state, signature, issuer, audience,
/// life and nonce: earlier, nothing may be written.
/// </summary>
internal static class ProviderAnswers
{
    public static async Task EnterCitizenAsync(
        TicketReceivedContext context,
        ProviderSettings provider
    )
    {
        var http = context.HttpContext;
        context.HandleResponse();
        if (ProviderClaims.Citizen(context.Principal!, provider) is not { } assertion)
        {
            Redirect(context, CitizenLinks.Failed(IdentityProblem.Invalid));
            return;
        }

        // A session in this browser ends with the new one.
        await http.AuthenticateAsync(CitizenScheme.Name);
        var signIn = http.RequestServices.GetRequiredService<CitizenSignIn>();
        var outcome = await signIn.RunAsync(
            Once(context),
            assertion,
            http.Request.Headers.UserAgent,
            http.RequestAborted
        );
        if (!outcome.Succeeded)
        {
            Redirect(context, CitizenLinks.Failed(IdentityProblem.Closed));
            return;
        }

        await signIn.EnterAsync(
            http,
            outcome.Value,
            new AuthenticationProperties(),
            http.RequestAborted
        );
        Redirect(context, LocalPath.Of(context.ReturnUri ?? CitizenLinks.Own));
    }

    public static async Task EnterStaffAsync(
        TicketReceivedContext context,
        ProviderSettings provider
    )
    {
        var http = context.HttpContext;
        context.HandleResponse();
        if (ProviderClaims.Staff(context.Principal!, provider) is not { } assertion)
        {
            Redirect(context, AccountLinks.Failed(IdentityProblem.Invalid));
            return;
        }

        var (needsCode, problem) = await http
            .RequestServices.GetRequiredService<StaffProviderSignIn>()
            .RunAsync(assertion, http.RequestAborted);
        var back = LocalPath.Of(context.ReturnUri ?? ShellLinks.Home);
        Redirect(
            context,
            problem is { } why ? AccountLinks.Failed(why)
                : needsCode ? AccountLinks.Code(back)
                : back
        );
    }

    public static Task Fail(RemoteFailureContext context, Func<IdentityProblem, string> page)
    {
        context
            .HttpContext.RequestServices.GetRequiredService<ILoggerFactory>()
            .CreateLogger(typeof(ProviderAnswers))
            .LogWarning(context.Failure, "Nobody was signed in by {Provider}", context.Scheme.Name);
        context.HandleResponse();
        context.Response.Redirect(
            context.Request.PathBase + page(Why(context.Failure, context.Request.Query))
        );
        return Task.CompletedTask;
    }

    private static IdentityProblem Why(Exception? failure, IQueryCollection query)
    {
        if (query["error"] == "access_denied" || failure?.Data["error"] is "access_denied")
        {
            return IdentityProblem.Denied;
        }

        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (e is HttpRequestException or SocketException or TaskCanceledException)
            {
                return IdentityProblem.Unreachable;
            }
        }

        // Both are the framework's own words for a missing or foreign cookie of the attempt.
        return
            failure?.Message
                is "Correlation failed."
                    or "Unable to unprotect the message.State."
                    or "OpenIdConnectAuthenticationHandler: message.State is null or empty."
            ? IdentityProblem.Expired
            : IdentityProblem.Invalid;
    }

    /// <summary>One answer begins one session: the key is the secret the provider gave out for it.</summary>
    private static string Once(TicketReceivedContext context)
    {
        var answer =
            $"{context.Scheme.Name}\n{context.Request.Query["code"]}\n{context.Request.Query["state"]}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(answer)));
    }

    private static void Redirect(TicketReceivedContext context, string local) =>
        context.Response.Redirect(context.Request.PathBase + local);
}
