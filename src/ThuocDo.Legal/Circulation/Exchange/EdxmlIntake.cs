using System.Text.Json;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Organisation.Units;

namespace ThuocDo.Legal.Circulation.Exchange;

/// <summary>Who hands a message in and for whom: it travels with the message, because acting on it comes later.</summary>
/// <param name="Source">For the record: <c>inside</c>, <c>folder</c>, a client, a person.</param>
/// <param name="Account">Whoever uploaded it.</param>
/// <param name="Units">Whose exchanges it may make or move; none: of all.</param>
/// <param name="Speaks">Identifiers for which it may speak, each with everything below; none: for everybody outside.</param>
public sealed record EdxmlIntake(
    string Source,
    Guid? Account,
    IReadOnlySet<Guid>? Units,
    IReadOnlyList<string>? Speaks
)
{
    private const string InsideName = "inside";

    /// <summary>From a unit of this system to another: the only way on which a unit of ours may be the sender.</summary>
    public static readonly EdxmlIntake Inside = new(InsideName, null, null, null);

    /// <summary>Whoever may write into the folder is the gateway.</summary>
    public static readonly EdxmlIntake Folder = new("folder", null, null, null);

    /// <param name="units">Those whose registers the account keeps.</param>
    public static EdxmlIntake OfAccount(Guid account, IReadOnlySet<Guid>? units) =>
        new($"upload:{account:N}", account, units, null);

    public static EdxmlIntake OfClient(
        Guid client,
        IReadOnlySet<Guid> units,
        IReadOnlyList<string>? speaks
    ) => new($"http:{client:N}", null, units, speaks);

    public bool IsInside => Source == InsideName;

    /// <summary>What one way brings is repeated on that way: what somebody wrote by hand must not stand before the true message.</summary>
    public string KeyOf(string message) =>
        Units is null ? message : EdxmlKeys.Of([Source, message]);

    public bool MayMove(Guid unit, UnitTree tree, DateOnly day) =>
        Units is null
        || Units.Contains(unit)
        || tree.HeirOf(unit, day) is { } heir && Units.Contains(heir.Id);

    public bool MaySpeakFor(string identifier) =>
        Speaks is null || Speaks.Any(s => OrganisationIdentifier.Covers(s, identifier));

    public string Write() =>
        JsonSerializer.Serialize(new Note(Source, Account, Units is null ? null : [.. Units]));

    /// <exception cref="JsonException">It was not written by <see cref="Write"/>.</exception>
    public static EdxmlIntake Read(string written)
    {
        var note = JsonSerializer.Deserialize<Note>(written)!;
        return new(note.Source, note.Account, note.Units?.ToHashSet(), null);
    }

    private sealed record Note(string Source, Guid? Account, Guid[]? Units);
}
