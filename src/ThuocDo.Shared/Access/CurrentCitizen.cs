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

    /// <summary>A business or other organisation; then somebody acts for it, see <see cref="ActingPerson"/>.</summary>
    bool IsBusiness { get; }

    /// <summary>The name of the person who signed in for the business; null where citizens act for themselves.</summary>
    string? ActingPerson { get; }

    /// <summary>Number of the identity card, or the registration number of the business.</summary>
    string? IdentityNumber { get; }

    string? Phone { get; }

    string? Email { get; }

    IdentityLevel Level { get; }
}

/// <summary>
/// Marks a page or endpoint for signed-in citizens and businesses. It is closed to the public and to officials as such; whoever
/// is not signed in as a citizen is led to the citizens' sign-in. The page itself must show only what is the citizen's own
/// (<see cref="ICurrentCitizen.CitizenId"/>), and answers "not found" for anything else.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = false)]
public sealed class CitizenPageAttribute()
    : Microsoft.AspNetCore.Authorization.AuthorizeAttribute(PolicyName)
{
    public const string PolicyName = "citizen";
}
