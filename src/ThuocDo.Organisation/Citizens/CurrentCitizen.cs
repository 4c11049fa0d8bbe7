using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Citizens;

/// <summary>The citizen behind the present request; nobody until <see cref="CitizenCheck"/> has looked at the session.</summary>
public sealed class CurrentCitizen : ICurrentCitizen
{
    private Citizen? citizen;

    public bool IsSignedIn => citizen is not null;

    public Guid? CitizenId => citizen?.Id;

    public string Name => citizen?.Name ?? "";

    public bool IsBusiness => citizen?.IsBusiness ?? false;

    public string? ActingPerson { get; private set; }

    public string? IdentityNumber => citizen?.IdentityNumber;

    public string? Phone => citizen?.Phone;

    public string? Email => citizen?.Email;

    public IdentityLevel Level => citizen?.Level ?? IdentityLevel.Declared;

    /// <summary>Invented; no provider knows it.</summary>
    public bool IsDemonstration => citizen?.IsDemonstration ?? false;

    /// <summary>The session of this browser.</summary>
    public Guid? SessionId { get; private set; }

    public void Become(Citizen who, CitizenSession session)
    {
        citizen = who;
        SessionId = session.Id;
        ActingPerson = session.ActingPerson;
    }
}
