using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ThuocDo.IdentityProvider.Protocol;

/// <summary>The two clients: the portal for citizens and the sign-in of the staff.</summary>
public static class ProviderClients
{
    public const string Citizens = "thuoc-do";
    public const string Staff = "thuoc-do-can-bo";

    /// <summary>Of both clients; it protects nothing but a development machine.</summary>
    public const string Secret = "thuoc-do-phat-trien";

    /// <summary>Identity number, level, kind of account, representative.</summary>
    public const string IdentityScope = "identity";

    /// <param name="settings"><c>Origins</c>: where the product runs besides any port of this machine.</param>
    public static async Task AddAsync(
        IOpenIddictApplicationManager applications,
        IConfiguration settings
    )
    {
        // A native client may come back on any port of this machine (RFC 8252, 7.3); others are named.
        string[] origins =
        [
            "http://localhost",
            "http://127.0.0.1",
            "https://localhost",
            .. settings.GetSection("Origins").Get<string[]>() ?? [],
        ];
        await AddAsync(
            applications,
            Citizens,
            origins,
            "/cong-dan/dang-nhap/tra-ve",
            "/cong-dan/dang-xuat/tra-ve"
        );
        await AddAsync(applications, Staff, origins, "/dang-nhap/tra-ve", "/dang-xuat/tra-ve");
    }

    private static async Task AddAsync(
        IOpenIddictApplicationManager applications,
        string id,
        IEnumerable<string> origins,
        string answer,
        string signedOut
    )
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            ClientSecret = Secret,
            ClientType = ClientTypes.Confidential,
            ApplicationType = ApplicationTypes.Native,
            ConsentType = ConsentTypes.Explicit,
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Token,
                Permissions.Endpoints.EndSession,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Profile,
                Permissions.Prefixes.Scope + IdentityScope,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        foreach (var origin in origins)
        {
            client.RedirectUris.Add(new Uri(origin + answer));
            client.PostLogoutRedirectUris.Add(new Uri(origin + signedOut));
        }

        if (await applications.FindByClientIdAsync(id) is { } known)
        {
            await applications.UpdateAsync(known, client);
        }
        else
        {
            await applications.CreateAsync(client);
        }
    }
}
