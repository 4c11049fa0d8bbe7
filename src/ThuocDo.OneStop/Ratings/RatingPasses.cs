using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Extensions;

namespace ThuocDo.OneStop.Ratings;

public static class RatingLinks
{
    public const string Page = "/danh-gia";

    /// <summary>Query value: the pass.</summary>
    public const string Pass = "the";

    public static string With(string pass) =>
        Page + new QueryBuilder { { Pass, pass } }.ToQueryString();
}

/// <summary>
/// Who may rate a dossier: whoever was shown it by an own account or by the tracking secret gets a pass, sealed and
/// short-lived, so that the page of the rating asks for no secret a second time and can be guessed by nobody.
/// </summary>
public sealed class RatingPasses(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("onestop.rating/1")
        .ToTimeLimitedDataProtector();

    public string For(Guid dossierId) => protector.Protect(dossierId.ToString("N"), Life);

    public Guid? Open(string? pass)
    {
        if (string.IsNullOrEmpty(pass))
        {
            return null;
        }

        try
        {
            return Guid.ParseExact(protector.Unprotect(pass), "N");
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
