using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Accounts;

/// <summary>
/// Looks at the account behind a session on every request, so that a lock, a new password or the end of a role holds
/// from the very next click and not when the cookie happens to expire.
/// </summary>
public sealed class SessionCheck(
    ThuocDoDb db,
    UnitDirectory directory,
    Clock clock,
    DemonstrationMode demonstration,
    CurrentUser user,
    IOptions<IdentityOptions> options
)
{
    public static async Task OnValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        // Nobody is asked for at a style sheet; the anonymous principal spares it the look into the database.
        if (
            context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>()
                is not null
            || !await services
                .GetRequiredService<SessionCheck>()
                .AdmitAsync(context.Principal!, context.HttpContext.RequestAborted)
        )
        {
            context.RejectPrincipal();
        }
    }

    private async Task<bool> AdmitAsync(ClaimsPrincipal principal, CancellationToken cancellation)
    {
        var claims = options.Value.ClaimsIdentity;
        if (!Guid.TryParse(principal.FindFirstValue(claims.UserIdClaimType), out var id))
        {
            return false;
        }

        var today = clock.Today;
        var found = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => a.Id == id)
            .Select(a => new
            {
                Account = a,
                Roles = db.Set<RoleAssignment>()
                    .Where(r =>
                        r.AccountId == a.Id && r.From <= today && (r.To == null || today < r.To)
                    )
                    .Select(r => new { r.Role, r.UnitId })
                    .ToList(),
            })
            .FirstOrDefaultAsync(cancellation);
        if (
            found is null
            || !AccountState.MayBeUsed(found.Account, demonstration)
            || found.Account.SecurityStamp
                != principal.FindFirstValue(claims.SecurityStampClaimType)
        )
        {
            return false;
        }

        var tree = await directory.GetAsync(cancellation);
        var grants = Grants.Of(found.Roles.Select(r => (r.Role, r.UnitId)), tree, today);
        user.Become(found.Account, grants, AccountState.FirstThingOf(found.Account, demonstration));
        return true;
    }
}
