using ThuocDo.Shared.Access;

namespace ThuocDo.Web.Identity;

/// <summary>
/// One identity provider as the settings describe it, <c>Identity:Citizens</c> or <c>Identity:Staff</c>. Without an authority
/// there is none, and nothing is offered.
/// </summary>
public sealed record ProviderSettings
{
    public required Uri Authority { get; init; }
    public required string ClientId { get; init; }
    public string? ClientSecret { get; init; }

    /// <summary>What the button says.</summary>
    public required string Name { get; init; }

    /// <summary>The claims in which this provider says what; the defaults are those of the development provider.</summary>
    public required IReadOnlyDictionary<string, string> Claims { get; init; }

    /// <summary>What the provider calls the levels of an identity.</summary>
    public required IReadOnlyDictionary<string, IdentityLevel> Levels { get; init; }

    /// <summary>Methods (<c>amr</c>) or levels (<c>acr</c>) that count as a second factor of the staff.</summary>
    public required IReadOnlySet<string> SecondFactors { get; init; }

    /// <summary>Where a browser is sent for signing in and out.</summary>
    public string Origin => Authority.GetLeftPart(UriPartial.Authority);

    private static readonly Dictionary<string, string> UsualClaims = new()
    {
        ["Kind"] = "account_kind",
        ["Business"] = "business",
        ["Name"] = "name",
        ["IdentityNumber"] = "identity_number",
        ["Phone"] = "phone_number",
        ["Email"] = "email",
        ["Level"] = "identity_level",
        ["VerifiedAt"] = "identity_verified_at",
        ["ActingPerson"] = "representative_name",
        ["Account"] = "preferred_username",
    };

    private static readonly Dictionary<string, IdentityLevel> UsualLevels = new()
    {
        ["0"] = IdentityLevel.Declared,
        ["1"] = IdentityLevel.Basic,
        ["2"] = IdentityLevel.Confirmed,
    };

    /// <summary>RFC 8176: several factors, a one-time code, a key in hardware.</summary>
    private static readonly string[] UsualSecondFactors = ["mfa", "otp", "hwk"];

    /// <exception cref="FormatException">A setting is missing or unsafe; the message says which.</exception>
    public static ProviderSettings? Read(IConfiguration section, string path)
    {
        if (section["Authority"] is not { Length: > 0 } text)
        {
            return null;
        }

        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var authority)
            || !(
                authority.Scheme == Uri.UriSchemeHttps
                || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)
            )
        )
        {
            throw new FormatException(
                $"{path}:Authority={text}: write an https address; http is for a provider on this very machine."
            );
        }

        var claims = new Dictionary<string, string>(UsualClaims);
        foreach (var claim in section.GetSection("Claims").GetChildren())
        {
            claims[claim.Key] =
                claim.Value is { Length: > 0 } value && claims.ContainsKey(claim.Key)
                    ? value
                    : throw new FormatException(
                        $"{path}:Claims:{claim.Key}: known are {string.Join(", ", UsualClaims.Keys)}."
                    );
        }

        var levels = section.GetSection("Levels").Get<Dictionary<string, IdentityLevel>>();
        var factors = section.GetSection("SecondFactors").Get<string[]>();
        return new ProviderSettings
        {
            Authority = authority,
            ClientId = section["ClientId"] is { Length: > 0 } client
                ? client
                : throw new FormatException($"{path}:ClientId is missing."),
            ClientSecret = section["ClientSecret"],
            Name = section["Name"] is { Length: > 0 } name ? name : authority.Host,
            Claims = claims,
            Levels = levels is { Count: > 0 } ? levels : UsualLevels,
            SecondFactors = (factors is { Length: > 0 } ? factors : UsualSecondFactors).ToHashSet(),
        };
    }
}

/// <summary>The identity providers of this installation.</summary>
public sealed record IdentityProviders(ProviderSettings? Citizens, ProviderSettings? Staff)
{
    public IEnumerable<string> Origins =>
        new[] { Citizens, Staff }.OfType<ProviderSettings>().Select(p => p.Origin).Distinct();

    public static IdentityProviders Read(IConfiguration settings) =>
        new(
            ProviderSettings.Read(settings.GetSection("Identity:Citizens"), "Identity:Citizens"),
            ProviderSettings.Read(settings.GetSection("Identity:Staff"), "Identity:Staff")
        );
}
