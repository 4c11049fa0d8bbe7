using System.Globalization;
using System.Security.Claims;
using OpenIddict.Abstractions;
using ThuocDo.IdentityProvider.Store;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ThuocDo.IdentityProvider.Protocol;

/// <summary>What the identity token says of a person, or of a business for which a person signed in.</summary>
public static class IdentityClaims
{
    public static ClaimsIdentity Of(
        ProviderAccount account,
        ProviderBusiness? business,
        ClaimsPrincipal session,
        string clientId
    )
    {
        var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
        if (business is null)
        {
            identity
                .SetClaim(Claims.Subject, account.Subject)
                .SetClaim(Claims.Name, account.Name)
                .SetClaim("account_kind", "person")
                .SetClaim("identity_number", account.IdentityNumber)
                .SetClaim("identity_level", Text(account.Level))
                .SetClaim("identity_verified_at", Seconds(account.VerifiedAt))
                .SetClaim("phone_number", account.Phone)
                .SetClaim("email", account.Email);
        }
        else
        {
            identity
                .SetClaim(Claims.Subject, business.Subject)
                .SetClaim(Claims.Name, business.Name)
                .SetClaim("account_kind", "business")
                .SetClaim("identity_number", business.RegistrationNumber)
                .SetClaim("identity_level", "2")
                .SetClaim("identity_verified_at", Seconds(business.VerifiedAt))
                .SetClaim("representative_name", account.Name)
                .SetClaim("representative_number", account.IdentityNumber)
                .SetClaim("phone_number", account.Phone)
                .SetClaim("email", account.Email);
        }

        if (clientId == ProviderClients.Staff)
        {
            identity.SetClaim("preferred_username", account.StaffUserName);
        }

        identity.SetClaims(Claims.AuthenticationMethodReference, [.. session.Methods()]);
        identity.AddClaim(
            new Claim(Claims.AuthenticationTime, session.SignedInAt(), ClaimValueTypes.Integer64)
        );
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return identity;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Seconds(DateTime? at) =>
        at is { } instant
            ? new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc))
                .ToUnixTimeSeconds()
                .ToString(CultureInfo.InvariantCulture)
            : null;
}
