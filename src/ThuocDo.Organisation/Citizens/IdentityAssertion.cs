using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Citizens;

/// <summary>What an identity provider says of somebody, after its message was found to be genuine.</summary>
public sealed record IdentityAssertion
{
    public required string Issuer { get; init; }
    public required string Subject { get; init; }
    public required CitizenKind Kind { get; init; }
    public required string Name { get; init; }
    public string? IdentityNumber { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public required IdentityLevel Level { get; init; }
    public DateTime? VerifiedAt { get; init; }

    /// <summary>The person who signed in for the business.</summary>
    public string? ActingPerson { get; init; }
}
