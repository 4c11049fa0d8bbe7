using System.Globalization;
using System.Security.Claims;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Shared.Access;

namespace ThuocDo.Web.Identity;

/// <summary>Reads what a provider says into our words. Null where what is needed is missing or does not fit its column.</summary>
public static class ProviderClaims
{
    /// <param name="principal">After signature, issuer, audience, life and nonce were checked.</param>
    public static IdentityAssertion? Citizen(ClaimsPrincipal principal, ProviderSettings provider)
    {
        var name = Value("Name");
        if (
            !IsKey(principal, out var issuer, out var subject)
            || name is null
            || name.Length > Organisation.Citizens.Citizen.NameMaxLength
        )
        {
            return null;
        }

        return new IdentityAssertion
        {
            Issuer = issuer,
            Subject = subject,
            Kind =
                Value("Kind") == provider.Claims["Business"]
                    ? CitizenKind.Business
                    : CitizenKind.Person,
            Name = name,
            IdentityNumber = Fitting(
                "IdentityNumber",
                Organisation.Citizens.Citizen.IdentityMaxLength
            ),
            Phone = Fitting("Phone", Organisation.Citizens.Citizen.PhoneMaxLength),
            Email = Fitting("Email", Organisation.Citizens.Citizen.EmailMaxLength),
            // A level that nobody described is no level.
            Level = Value("Level") is { } level
                ? provider.Levels.GetValueOrDefault(level, IdentityLevel.Declared)
                : IdentityLevel.Declared,
            VerifiedAt =
                Value("VerifiedAt") is { } at
                && long.TryParse(
                    at,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var seconds
                )
                && seconds < LastSecond
                    ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime
                    : null,
            ActingPerson = Fitting("ActingPerson", Organisation.Citizens.Citizen.NameMaxLength),
        };

        string? Value(string what) =>
            principal.FindFirstValue(provider.Claims[what])?.Trim() is { Length: > 0 } value
                ? value
                : null;

        string? Fitting(string what, int longest) =>
            Value(what) is { } value && value.Length <= longest ? value : null;
    }

    public static StaffAssertion? Staff(ClaimsPrincipal principal, ProviderSettings provider) =>
        IsKey(principal, out var issuer, out var subject)
            ? new StaffAssertion(
                issuer,
                subject,
                principal.FindFirstValue(provider.Claims["Account"])?.Trim(),
                principal
                    .FindAll("amr")
                    .Concat(principal.FindAll("acr"))
                    .Any(c => provider.SecondFactors.Contains(c.Value))
            )
            : null;

    /// <summary>The end of the year 9999.</summary>
    private const long LastSecond = 253_402_300_799;

    private static bool IsKey(ClaimsPrincipal principal, out string issuer, out string subject)
    {
        issuer = principal.FindFirstValue("iss") ?? "";
        subject = principal.FindFirstValue("sub") ?? "";
        return issuer.Length is > 0 and <= Organisation.Citizens.Citizen.IssuerMaxLength
            && subject.Length is > 0 and <= Organisation.Citizens.Citizen.SubjectMaxLength;
    }
}
