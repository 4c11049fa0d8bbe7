using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Exchange;

/// <summary>
/// A dossier as it was right after one of its events, told again from its chain: whoever is told later of an event is
/// told what was true then, also if more has happened since.
/// </summary>
public sealed record DossierMoment(Dossier Dossier, IReadOnlyList<DossierEvent> Events)
{
    /// <summary>The event this is about.</summary>
    public DossierEvent Last => Events[^1];

    /// <summary>Null if there is no such event any more.</summary>
    public static async Task<DossierMoment?> ReadAsync(
        ThuocDoDb db,
        Guid dossierId,
        int sequence,
        CancellationToken cancellation
    )
    {
        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e =>
                e.SubjectId == dossierId && e.Chain == DossierWork.Chain && e.Sequence <= sequence
            )
            .OrderBy(e => e.Sequence)
            .ToListAsync(cancellation);
        return events.Count == 0 || events[^1].Sequence != sequence ? null : Of(dossierId, events);
    }

    public static DossierMoment Of(Guid dossierId, IEnumerable<HistoryEvent> events)
    {
        var fields = new Dictionary<string, string?>();
        var read = new List<DossierEvent>();
        foreach (var each in events)
        {
            var payload = EventPayload.Read(each.Payload);
            foreach (var (name, value) in payload.Set)
            {
                fields[name] = value;
            }

            read.Add(new DossierEvent(each, payload));
        }

        return new DossierMoment(DossierFields.Rebuild(dossierId, fields), read);
    }
}

/// <summary>Names one event of a dossier: all that the row written with the act holds.</summary>
public sealed record DossierEventNote(Guid Dossier, int Sequence)
{
    public const string Kind = "dossier.event";

    /// <summary>
    /// One row for each event, written in the transaction of the act. Whom it concerns is worked out later, from this
    /// row: the act itself pays for a single insert.
    /// </summary>
    public static OutboxMessage Of(Dossier dossier, HistoryEvent happened) =>
        new()
        {
            Id = happened.Id,
            Kind = Kind,
            Lane = $"dossier:{dossier.Id:N}",
            Order = happened.Sequence,
            Subject = dossier.Code,
            Payload = JsonSerializer.Serialize(new DossierEventNote(dossier.Id, happened.Sequence)),
            DueAt = happened.At,
            CreatedAt = happened.At,
        };

    public static DossierEventNote Read(OutboxMessage message) =>
        JsonSerializer.Deserialize<DossierEventNote>(message.Payload)!;
}

/// <summary>Somebody who has to be told of the events of dossiers: notices, the national portal, webhooks.</summary>
public interface IDossierListener
{
    /// <summary>Adds what is to be sent to the present transaction; nothing is sent here.</summary>
    Task HearAsync(ThuocDoDb db, DossierMoment moment, CancellationToken cancellation);
}

/// <summary>
/// Hands each event of a dossier to everybody it concerns, in the order of the events and in one transaction with the
/// mark that it was done: nobody is told twice and nobody is left out.
/// </summary>
public sealed class DossierEventHandler(IEnumerable<IDossierListener> listeners) : IOutboxHandler
{
    public string Kind => DossierEventNote.Kind;

    public OutboxPolicy Policy { get; } = new() { IsInternal = true };

    public Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation) =>
        Task.FromResult(Delivery.Done);

    public async Task SettledAsync(
        ThuocDoDb db,
        OutboxMessage message,
        CancellationToken cancellation
    )
    {
        var note = DossierEventNote.Read(message);
        if (
            message.State != OutboxState.Sent
            || await DossierMoment.ReadAsync(db, note.Dossier, note.Sequence, cancellation)
                is not { } moment
        )
        {
            return;
        }

        foreach (var listener in listeners)
        {
            await listener.HearAsync(db, moment, cancellation);
        }
    }
}
