using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ThuocDo.Shared.History;

/// <summary>
/// One act on one subject, for ever. The events of a subject form a chain: each carries the hash of the one before it,
/// so that no event can be changed, removed from the middle or put between two others without being found.
/// <see cref="Payload"/> is the stored canonical text that was hashed; it is never re-serialised.
/// </summary>
public sealed class HistoryEvent
{
    public const int TypeMaxLength = 60;
    public const int ChainMaxLength = 30;

    /// <summary>Also the version of the subject after this event.</summary>
    public required Guid Id { get; init; }

    /// <summary>The kind of subject, for instance <c>dossier</c>.</summary>
    public required string Chain { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>1, 2, 3 … within the chain.</summary>
    public required int Sequence { get; init; }

    public required DateTime At { get; init; }

    /// <summary>The account that acted; none for the system itself.</summary>
    public Guid? ActorId { get; init; }

    public required string Type { get; init; }

    public required string Payload { get; init; }

    public required byte[] PreviousHash { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>
    /// Where the database recorded the event: the transaction id on PostgreSQL, the row number on SQLite. Seals speak
    /// of positions because neither clock time nor key order tells what had been committed.
    /// </summary>
    public long Position { get; init; }

    /// <summary>The hash this event must carry if nothing in it was changed.</summary>
    public byte[] ComputeHash() =>
        Compute(Chain, SubjectId, Sequence, At, ActorId, Type, Payload, PreviousHash);

    public static HistoryEvent Append(
        ChainHead head,
        Guid id,
        DateTime at,
        Guid? actorId,
        string type,
        string payload
    )
    {
        var sequence = head.Sequence + 1;
        return new HistoryEvent
        {
            Id = id,
            Chain = head.Chain,
            SubjectId = head.SubjectId,
            Sequence = sequence,
            At = at,
            ActorId = actorId,
            Type = type,
            Payload = payload,
            PreviousHash = head.Hash,
            Hash = Compute(
                head.Chain,
                head.SubjectId,
                sequence,
                at,
                actorId,
                type,
                payload,
                head.Hash
            ),
        };
    }

    private static byte[] Compute(
        string chain,
        Guid subject,
        int sequence,
        DateTime at,
        Guid? actor,
        string type,
        string payload,
        byte[] previous
    ) =>
        SHA256.HashData(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{chain}\n{subject:D}\n{sequence}\n{Canonical.Instant(at)}\n{actor:D}\n{type}\n{payload}\n{Convert.ToHexStringLower(previous)}"
                )
            )
        );
}

/// <summary>The last link of a chain; a chain begins with sequence 0 and 32 zero bytes.</summary>
public sealed record ChainHead(string Chain, Guid SubjectId, int Sequence, byte[] Hash)
{
    public static ChainHead Start(string chain, Guid subjectId) =>
        new(chain, subjectId, 0, new byte[32]);

    /// <summary>What is wrong with the event that should follow: its number, its link, or its own hash.</summary>
    public IEnumerable<(string Field, string Expected, string Found)> FaultsOf(HistoryEvent next)
    {
        if (next.Sequence != Sequence + 1)
        {
            yield return ("sequence", Text(Sequence + 1), Text(next.Sequence));
        }

        if (!next.PreviousHash.AsSpan().SequenceEqual(Hash))
        {
            yield return ("previous_hash", Text(Hash), Text(next.PreviousHash));
        }

        var hash = next.ComputeHash();
        if (!hash.AsSpan().SequenceEqual(next.Hash))
        {
            yield return ("hash", Text(hash), Text(next.Hash));
        }

        static string Text(object value) =>
            value is byte[] bytes
                ? Convert.ToHexStringLower(bytes)
                : string.Create(CultureInfo.InvariantCulture, $"{value}");
    }

    public ChainHead After(HistoryEvent next) =>
        this with
        {
            Sequence = next.Sequence,
            Hash = next.Hash,
        };
}
