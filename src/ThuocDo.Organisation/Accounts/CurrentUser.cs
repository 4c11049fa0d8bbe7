using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Accounts;

/// <summary>
/// The person behind the present request. Nobody until <see cref="SessionCheck"/> has looked at the session; so a
/// program without sessions may do nothing by permission.
/// </summary>
public sealed class CurrentUser : ICurrentUser
{
    private Grants grants = Grants.None;

    public bool IsSignedIn => UserId is not null;

    public Guid? UserId { get; private set; }

    public string DisplayName { get; private set; } = "";

    /// <summary>What must be done before anything else opens.</summary>
    public FirstThing? FirstThing { get; private set; }

    public bool Can(string permission) => grants.Has(permission);

    public bool Can(string permission, Guid unitId) => grants.Has(permission, unitId);

    public IReadOnlySet<Guid>? UnitsFor(string permission) => grants.UnitsFor(permission);

    public void Become(Account account, Grants held, FirstThing? first)
    {
        UserId = account.Id;
        DisplayName = account.DisplayName;
        grants = held;
        FirstThing = first;
    }
}
