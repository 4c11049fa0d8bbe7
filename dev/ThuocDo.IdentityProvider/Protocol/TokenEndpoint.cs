using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;

namespace ThuocDo.IdentityProvider.Protocol;

/// <summary>Gives the tokens for a code: what was consented to is in the code, OpenIddict has checked client, proof key and single use.</summary>
public static class TokenEndpoint
{
    public static void MapTokens(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                ProviderLinks.Token,
                async (HttpContext http) =>
                {
                    if (http.GetOpenIddictServerRequest()?.GrantType != "authorization_code")
                    {
                        return Results.BadRequest();
                    }

                    var result = await http.AuthenticateAsync(
                        OpenIddictServerAspNetCoreDefaults.AuthenticationScheme
                    );
                    return result.Principal is { } principal
                        ? Results.SignIn(
                            principal,
                            authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme
                        )
                        : Results.BadRequest();
                }
            )
            .DisableAntiforgery();
}
