using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Citizens;

/// <summary>The citizens' cookie, beside the one of the staff: neither opens a page of the other.</summary>
public static class CitizenScheme
{
    public const string Name = "ThuocDo.Citizen";
    public const string SessionClaim = "session";

    public static ClaimsPrincipal Principal(CitizenSession session) =>
        new(new ClaimsIdentity([new Claim(SessionClaim, session.Id.ToString("D"))], Name));
}

/// <summary>Looks at the row of the session on every request, so that an ended session ends with the very next click.</summary>
public sealed class CitizenCheck(
    ThuocDoDb db,
    Clock clock,
    DemonstrationMode demonstration,
    CurrentCitizen current
)
{
    public static async Task OnValidateAsync(CookieValidatePrincipalContext context)
    {
        if (
            !await context
                .HttpContext.RequestServices.GetRequiredService<CitizenCheck>()
                .AdmitAsync(context.Principal!, context.HttpContext.RequestAborted)
        )
        {
            context.RejectPrincipal();
        }
    }

    private async Task<bool> AdmitAsync(ClaimsPrincipal principal, CancellationToken cancellation)
    {
        if (!Guid.TryParse(principal.FindFirstValue(CitizenScheme.SessionClaim), out var id))
        {
            return false;
        }

        var found = await db.Set<CitizenSession>()
            .AsNoTracking()
            .Where(s => s.Id == id)
            .Join(
                db.Set<Citizen>().AsNoTracking(),
                s => s.CitizenId,
                c => c.Id,
                (s, c) => new { Session = s, Citizen = c }
            )
            .FirstOrDefaultAsync(cancellation);
        var now = clock.Now;
        if (
            found is null
            || !found.Session.IsOpen(now)
            || (found.Citizen.IsDemonstration && !demonstration.IsOn)
        )
        {
            return false;
        }

        if (now - found.Session.SeenAt > CitizenSession.Grain)
        {
            using var turn = await db.Engine.EnterAsync(cancellation);
            await db.Set<CitizenSession>()
                .Where(s => s.Id == id)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now), cancellation);
        }

        current.Become(found.Citizen, found.Session);
        return true;
    }
}

/// <summary>
/// Asks who the citizen is on every request that brings the citizens' cookie: public pages greet him too, and the
/// cookie of the staff is looked at apart from this.
/// </summary>
public sealed class CitizenArrival(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            await context.AuthenticateAsync(CitizenScheme.Name);
        }

        await next(context);
    }
}
