using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Circulation.Exchange;

/// <summary>Writes what is to be sent into the present transaction; the queue sends it.</summary>
public sealed class EdxmlPost(ThuocDoDb db, CirculationSettings settings, Clock clock)
{
    public Transport TransportTo(string identifier, UnitTree tree) =>
        settings.TransportTo(identifier, tree);

    /// <summary>The identifier under which a unit speaks: its own, or its heir's.</summary>
    public string? IdentifierOf(Guid unit, UnitTree tree) =>
        tree.Find(unit)?.Identifier ?? tree.HeirOf(unit, clock.Today)?.Identifier;

    /// <summary>What tells the other side how the document stands. The caller records it, then queues it.</summary>
    public EdxmlEnvelope Status(
        DocumentExchange exchange,
        DocumentStatus status,
        string? words,
        UnitTree tree
    )
    {
        var unit = tree.HeirOf(exchange.UnitId, clock.Today) ?? tree[exchange.UnitId];
        var own = new EdxmlOrganisation(exchange.Own, unit.Name);
        var message = new EdxmlStatus
        {
            From = own,
            SenderId = exchange.Side == ExchangeSide.Sender ? own.Id : exchange.Partner,
            DocumentId = exchange.EdxmlId,
            // Longer than a code may be: the number and symbol of another's document together.
            Code =
                exchange.Notation.Length <= EdxmlLimits.Usual.Word
                    ? exchange.Notation
                    : exchange.Notation[..EdxmlLimits.Usual.Word],
            Status = status,
            Description = words,
            At = new DateTime(
                clock.Now.Ticks - clock.Now.Ticks % TimeSpan.TicksPerSecond,
                DateTimeKind.Utc
            ),
        };
        return Envelope(
            Guid.CreateVersion7(),
            message.Key,
            stream => stream.Write(EdxmlWriter.Write(message))
        );
    }

    public EdxmlEnvelope Document(Guid id, EdxmlDocument message) =>
        Envelope(id, message.Key, stream => EdxmlWriter.Write(message, stream));

    /// <summary>Puts a message on the exchange's own lane, behind the event that holds it.</summary>
    public void Queue(DocumentExchange exchange, EdxmlEnvelope envelope)
    {
        db.Add(envelope);
        if (exchange.Transport != Transport.ByHand)
        {
            db.Add(
                new OutboxMessage
                {
                    Id = envelope.Id,
                    Kind = EdxmlSender.KindName,
                    Lane = $"edxml:{exchange.Id:N}",
                    Order = exchange.Events,
                    Subject = EdxmlInbox.Short(exchange.Notation),
                    Payload = JsonSerializer.Serialize(
                        new EdxmlNote(envelope.Id, exchange.Partner, exchange.Transport)
                    ),
                    DueAt = clock.Now,
                    CreatedAt = clock.Now,
                }
            );
        }
    }

    private EdxmlEnvelope Envelope(Guid id, string key, Action<Stream> message) =>
        EdxmlEnvelope.Of(id, true, "own", key, message, clock.Now);
}

/// <summary>A message on its way.</summary>
public sealed record EdxmlNote(Guid Envelope, string Partner, Transport Transport);

/// <summary>Sends messages by the way of their partner.</summary>
public sealed class EdxmlSender(
    ThuocDoDb reading,
    EdxmlInbox inbox,
    CirculationSettings settings,
    IHttpClientFactory clients
) : IOutboxHandler
{
    public const string KindName = "edxml.message";
    public const string ClientName = "edxml";

    public string Kind => KindName;

    /// <summary>A repeated message is known by its key, so doubt costs nothing.</summary>
    public OutboxPolicy Policy { get; } =
        new()
        {
            GiveUpAfter = TimeSpan.FromDays(14),
            SendTimeout = TimeSpan.FromSeconds(settings.TimeoutSeconds + 5),
        };

    public async Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var note = JsonSerializer.Deserialize<EdxmlNote>(message.Payload)!;
        var envelope = await reading
            .Set<EdxmlEnvelope>()
            .AsNoTracking()
            .FirstAsync(e => e.Id == note.Envelope, cancellation);
        var bytes = envelope.Unpack();
        switch (note.Transport)
        {
            case Transport.Inside:
                var taken = await inbox.TakeAsync(EdxmlIntake.Inside, bytes, cancellation);
                return taken.Succeeded ? Delivery.Done
                    : EdxmlInbox.IsForNow(taken) ? Delivery.Unreachable(taken.Key!)
                    : Delivery.Refused(taken.Key!);
            case Transport.Http when settings.PartnerOf(note.Partner) is { } partner:
                return await SendAsync(partner, envelope.MessageKey, bytes, cancellation);
            case Transport.Folder when settings.Folder is { Length: > 0 } folder:
                return await EdxmlFolder.PutAsync(folder, envelope.MessageKey, bytes, cancellation);
            default:
                return Delivery.Unreachable($"no way to {note.Partner} is set up any more");
        }
    }

    private async Task<Delivery> SendAsync(
        HttpPartner partner,
        string key,
        byte[] message,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, partner.Endpoint)
        {
            Content = new ByteArrayContent(message),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml", "utf-8");
        request.Headers.Add("Idempotency-Key", key);
        if (partner.ReadToken() is { Length: > 0 } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellation
            );
            return Read(response.StatusCode);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException
                || exception is OperationCanceledException && !cancellation.IsCancellationRequested
            )
        {
            return Delivery.Unreachable($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>What an answer means: a message that was refused is not repaired by sending it again, an overloaded partner is.</summary>
    public static Delivery Read(HttpStatusCode status)
    {
        var words = $"{(int)status} {status}";
        return status switch
        {
            HttpStatusCode.Conflict => Delivery.Done,
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => Delivery.Failed(
                words
            ),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Delivery.Unreachable(words),
            >= HttpStatusCode.InternalServerError => Delivery.Failed(words),
            >= HttpStatusCode.BadRequest => Delivery.Refused(words),
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => Delivery.Done,
            _ => Delivery.Failed(words),
        };
    }
}

/// <summary>Two folders as a way: <c>out</c> is emptied by the gateway's program, <c>in</c> is filled by it.</summary>
public static class EdxmlFolder
{
    public const string Outgoing = "out";
    public const string Incoming = "in";
    public const string Taken = "taken";
    public const string Refused = "refused";

    /// <summary>Written beside and moved in: whoever empties the folder never sees half a message.</summary>
    public static async Task<Delivery> PutAsync(
        string folder,
        string key,
        byte[] message,
        CancellationToken cancellation
    )
    {
        try
        {
            var place = Directory.CreateDirectory(Path.Combine(folder, Outgoing)).FullName;
            var draft = Path.Combine(place, key + ".part");
            await File.WriteAllBytesAsync(draft, message, cancellation);
            File.Move(draft, Path.Combine(place, key + ".xml"), overwrite: true);
            return Delivery.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Delivery.Unreachable($"{exception.GetType().Name}: {exception.Message}");
        }
    }
}

/// <summary>Empties the folder of incoming messages each minute; what was refused is laid aside with the reason beside it.</summary>
public sealed partial class EdxmlFolderJob(
    CirculationSettings settings,
    EdxmlInbox inbox,
    Texts texts,
    ILogger<EdxmlFolderJob> log
) : IPeriodicJob
{
    private const int Most = 200;

    public string Name => "edxml.folder";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        string.IsNullOrEmpty(settings.Folder) ? now.AddDays(1)
        : lastFinished is { } last ? last.AddMinutes(1)
        : now;

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(settings.Folder))
        {
            return;
        }

        var place = Path.Combine(settings.Folder, EdxmlFolder.Incoming);
        var taken = Directory.CreateDirectory(Path.Combine(place, EdxmlFolder.Taken)).FullName;
        var refused = Directory.CreateDirectory(Path.Combine(place, EdxmlFolder.Refused)).FullName;
        foreach (
            var file in Directory
                .EnumerateFiles(place, "*.xml")
                .Order(StringComparer.Ordinal)
                .Take(Most)
        )
        {
            try
            {
                await TakeAsync(file, taken, refused, cancellation);
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException)
            {
                // Still being written, or not ours to move: the names behind it do not wait for it.
                LogLeft(Path.GetFileName(file), exception.Message);
            }
        }
    }

    private async Task TakeAsync(
        string file,
        string taken,
        string refused,
        CancellationToken cancellation
    )
    {
        var name = Path.GetFileName(file);
        string? fault;
        // Nobody may write it while it is read: whoever still does keeps it for the next minute.
        await using (
            var message = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None)
        )
        {
            var outcome = await inbox.TakeAsync(EdxmlIntake.Folder, message, cancellation);
            if (EdxmlInbox.IsForNow(outcome))
            {
                LogLeft(name, outcome.Key!);
                return;
            }

            fault = outcome.Succeeded ? null : outcome.InWords(texts);
        }

        if (fault is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(refused, name + ".txt"), fault, cancellation);
        }

        File.Move(file, Path.Combine(fault is null ? taken : refused, name), overwrite: true);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "edXML file {Name} is left in the folder: {Reason}"
    )]
    private partial void LogLeft(string name, string reason);
}
