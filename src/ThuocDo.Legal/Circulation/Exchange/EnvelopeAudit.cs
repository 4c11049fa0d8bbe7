using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Legal.Circulation.Exchange;

/// <summary>What an event of an exchange keeps of a message, so that the chain holds it: a row of messages alone could be written anew.</summary>
public static class MessageEvidence
{
    /// <summary>The message that made the event.</summary>
    public const string Message = "message";

    /// <summary>The one that it made.</summary>
    public const string Answer = "answer";

    public static (string Name, string? Value)[] Of(
        EdxmlEnvelope envelope,
        string role = Message
    ) =>
        [
            (role, envelope.Id.ToString("D")),
            ($"{role}-hash", envelope.Hash),
            ($"{role}-key", envelope.MessageKey),
            ($"{role}-source", envelope.Source),
            ($"{role}-at", Instant(envelope.At)),
        ];

    /// <summary>Whole seconds: databases keep fewer digits than the program.</summary>
    internal static string Instant(DateTime at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>
/// A stored message is still the one that came or went: its bytes have their hash, and hash, key, way and time are those that the events of
/// its exchange keep.
/// </summary>
public sealed class EnvelopeAudit(ThuocDoDb db) : IAudit
{
    private const int BatchSize = 200;

    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        // Messages belong to no closed month.
        if (scope.Month is not null)
        {
            yield break;
        }

        await foreach (
            var envelope in db.Set<EdxmlEnvelope>()
                .AsNoTracking()
                .OrderBy(e => e.Id)
                .AsAsyncEnumerable()
                .WithCancellation(cancellation)
        )
        {
            string found;
            try
            {
                found = Convert.ToHexStringLower(SHA256.HashData(envelope.Unpack()));
            }
            catch (InvalidDataException)
            {
                found = "";
            }

            if (found != envelope.Hash)
            {
                yield return Wrong(envelope.Id, "content", envelope.Hash, found);
            }
        }

        var exchanges = await db.Set<DocumentExchange>()
            .Select(e => e.Id)
            .OrderBy(id => id)
            .ToListAsync(cancellation);
        foreach (var batch in exchanges.Chunk(BatchSize))
        {
            foreach (var finding in await CompareAsync(batch, cancellation))
            {
                yield return finding;
            }
        }
    }

    private async Task<List<Finding>> CompareAsync(Guid[] batch, CancellationToken cancellation)
    {
        var kept = (
            await db.Set<HistoryEvent>()
                .AsNoTracking()
                .Where(e =>
                    EF.Parameter(batch).Contains(e.SubjectId)
                    && e.Chain == DocumentExchange.Fields.Chain
                )
                .Select(e => new { e.SubjectId, e.Payload })
                .ToListAsync(cancellation)
        )
            .Select(e => (e.SubjectId, Particulars: ParticularsOf(e.Payload)))
            .SelectMany(e =>
                new[] { MessageEvidence.Message, MessageEvidence.Answer }.Select(role =>
                    (e.SubjectId, Role: role, e.Particulars)
                )
            )
            .Where(e => Guid.TryParse(e.Particulars.GetValueOrDefault(e.Role), out _))
            .Select(e =>
                (e.SubjectId, Id: Guid.Parse(e.Particulars[e.Role]!), e.Role, e.Particulars)
            )
            .ToList();
        Guid[] ids = [.. kept.Select(k => k.Id).Distinct()];
        // Without the message itself, which may be large.
        var stored = await db.Set<EdxmlEnvelope>()
            .Where(e => EF.Parameter(ids).Contains(e.Id))
            .Select(e => new
            {
                e.Id,
                e.Hash,
                e.MessageKey,
                e.Source,
                e.At,
            })
            .ToDictionaryAsync(e => e.Id, cancellation);
        var findings = new List<Finding>();
        foreach (var (_, id, role, particulars) in kept)
        {
            var row = stored.GetValueOrDefault(id);
            Compare("message-hash", $"{role}-hash", row?.Hash);
            Compare("message-key", $"{role}-key", row?.MessageKey);
            Compare("source", $"{role}-source", row?.Source);
            Compare("at", $"{role}-at", row is null ? null : MessageEvidence.Instant(row.At));

            void Compare(string field, string name, string? found)
            {
                var expected = particulars.GetValueOrDefault(name);
                if (expected != found)
                {
                    findings.Add(Wrong(id, field, expected ?? "", found ?? ""));
                }
            }
        }

        var anchored = kept.Select(k => (k.SubjectId, k.Id)).ToHashSet();
        foreach (
            var exchange in await db.Set<DocumentExchange>()
                .Where(e => EF.Parameter(batch).Contains(e.Id))
                .Select(e => new { e.Id, e.EnvelopeId })
                .ToListAsync(cancellation)
        )
        {
            if (!anchored.Contains((exchange.Id, exchange.EnvelopeId)))
            {
                findings.Add(Wrong(exchange.EnvelopeId, "message", exchange.Id.ToString("D"), ""));
            }
        }

        return findings;
    }

    private static IReadOnlyDictionary<string, string?> ParticularsOf(string payload)
    {
        try
        {
            return EventPayload.Read(payload).Particulars;
        }
        catch (Exception broken)
            when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A forged text no longer fits its hash, which the check of all chains names.
            return new Dictionary<string, string?>();
        }
    }

    private static Finding Wrong(Guid id, string field, string expected, string found) =>
        new("edxml", id.ToString("D"), "", field, expected, found);
}
