namespace ThuocDo.Organisation.Citizens;

/// <summary>Which identity providers the sign-in pages offer, by the names the settings give them; none where none is set.</summary>
public sealed record IdentityOffers(string? Citizens, string? Staff)
{
    public static readonly IdentityOffers None = new(null, null);
}

/// <summary>Why nobody was signed in after a visit to an identity provider. Nothing of the provider's own words is shown.</summary>
public enum IdentityProblem
{
    /// <summary>The person said no, or was refused there.</summary>
    Denied,

    /// <summary>The answer does not belong to a sign-in begun in this browser, came too late or came again.</summary>
    Expired,

    /// <summary>The answer is not genuine or not complete.</summary>
    Invalid,

    /// <summary>The provider cannot be reached.</summary>
    Unreachable,

    /// <summary>Genuine, but this record or account may not be used.</summary>
    Closed,

    /// <summary>Genuine, but nobody of the staff has this identity.</summary>
    Unknown,
}

public static class IdentityProblemTexts
{
    public static string? KeyOf(string? problem) =>
        !Enum.TryParse<IdentityProblem>(problem, out var known)
            ? null
            : known switch
            {
                IdentityProblem.Denied => "citizen.problem.denied",
                IdentityProblem.Expired => "citizen.problem.expired",
                IdentityProblem.Unreachable => "citizen.problem.unreachable",
                IdentityProblem.Closed => "citizen.problem.closed",
                IdentityProblem.Unknown => "citizen.problem.unknown",
                _ => "citizen.problem.invalid",
            };
}
