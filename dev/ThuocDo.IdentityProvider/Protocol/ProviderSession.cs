using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using ThuocDo.IdentityProvider.Store;
using ThuocDo.Shared.Time;

namespace ThuocDo.IdentityProvider.Protocol;

/// <summary>Who is signed in at the provider, when, and by which methods.</summary>
public static class ProviderSession
{
    private const string At = "at";
    private const string Method = "amr";

    public static Guid? AccountId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public static IEnumerable<string> Methods(this ClaimsPrincipal user) =>
        user.FindAll(Method).Select(c => c.Value);

    public static string SignedInAt(this ClaimsPrincipal user) => user.FindFirstValue(At) ?? "0";

    public static Task EnterAsync(HttpContext http, ProviderAccount account, bool withCode) =>
        http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [
                        new Claim(ClaimTypes.NameIdentifier, account.Id.ToString("D")),
                        new Claim(
                            At,
                            new DateTimeOffset(http.RequestServices.GetRequiredService<Clock>().Now)
                                .ToUnixTimeSeconds()
                                .ToString(System.Globalization.CultureInfo.InvariantCulture)
                        ),
                        new Claim(Method, "pwd"),
                        .. withCode ? new[] { new Claim(Method, "otp") } : [],
                    ],
                    CookieAuthenticationDefaults.AuthenticationScheme
                )
            )
        );
}
