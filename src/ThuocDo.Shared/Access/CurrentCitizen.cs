namespace ThuocDo.Shared.Access;

/// <summary>How surely the identity provider knows who somebody is (Decree 69/2024/NĐ-CP: levels of an electronic identity).</summary>
public enum IdentityLevel
{
    /// <summary>Declared by the person, checked by nobody.</summary>
    Declared,

    /// <summary>Level 1: matched with the population register.</summary>
    Basic,

    /// <summary>Level 2: confirmed in person. A working electronic identity in the sense of target T16.</summary>
    Confirmed,
}

/// <summary>
/// The citizen or business behind the present request, signed in through the identity provider. Officials are
/// <see cref="ICurrentUser"/>; one browser may hold both sessions, and neither gives a right of the other.
/// </summary>
public interface ICurrentCitizen
{
    bool IsSignedIn { get; }

    Guid? CitizenId { get; }

    /// <summary>As the identity provider says it.</summary>
    string Name { get; }

    /// <summary>Number of the identity card, or the registration number of the business.</summary>
    string? IdentityNumber { get; }

    string? Phone { get; }

    string? Email { get; }

    IdentityLevel Level { get; }
}
