using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Citizens;

/// <summary>
/// Writes what happened to a citizen's record into its chain. Names, numbers and addresses enter only as the salted commitment,
/// so that erasing them breaks no chain.
/// </summary>
public sealed class CitizenHistory(ThuocDoDb db, Clock clock)
{
    public const string Chain = "citizen";

    /// <summary>Adds the event to the present transaction; the caller commits.</summary>
    /// <param name="actor">The citizen, or the official who acted; none for the system.</param>
    public async Task AppendAsync(
        Citizen citizen,
        string type,
        Guid? actor,
        IEnumerable<KeyValuePair<string, string?>> set,
        CancellationToken cancellation
    )
    {
        var last = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.Chain == Chain && e.SubjectId == citizen.Id)
            .OrderByDescending(e => e.Sequence)
            .FirstOrDefaultAsync(cancellation);
        var head = ChainHead.Start(Chain, citizen.Id);
        var now = clock.Now;
        var next = HistoryEvent.Append(
            last is null ? head : head.After(last),
            Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
            now,
            actor,
            type,
            Canonical.Payload(set, [])
        );
        db.Add(next);
        citizen.Version = next.Id;
    }

    /// <summary>The row as the chain knows it.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> State(Citizen citizen) =>
        [
            new("kind", citizen.Kind.ToString()),
            new("level", citizen.Level.ToString()),
            new("verified_at", Canonical.Instant(citizen.VerifiedAt)),
            new("particulars", citizen.Commitment()),
        ];
}

/// <summary>The types of events in the chain of a citizen.</summary>
public static class CitizenEvents
{
    public const string Registered = "citizen.registered";
    public const string Changed = "citizen.changed";
    public const string SessionsEnded = "citizen.sessions-ended";
    public const string Delegated = "citizen.delegated";
    public const string DelegationAccepted = "citizen.delegation-accepted";
    public const string DelegationEnded = "citizen.delegation-ended";
    public const string Exported = "citizen.exported";
}
