using ThuocDo.Shared.Access;

namespace ThuocDo.Bench;

/// <summary>One account that may do everything everywhere: permissions are kept in memory and cost nothing here.</summary>
public sealed class Everybody : ICurrentUser
{
    public bool IsSignedIn => true;

    public Guid? UserId { get; } = Guid.CreateVersion7();

    public string DisplayName => "";

    public bool Can(string permission) => true;

    public bool Can(string permission, Guid unitId) => true;

    public IReadOnlySet<Guid>? UnitsFor(string permission) => null;
}
