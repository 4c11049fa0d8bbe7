using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
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

    /// <summary>Tells the other side how the document stands; the exchange is recorded by the caller before.</summary>
    public void Say(DocumentExchange exchange, DocumentStatus status, string? words, UnitTree tree)
    {
        var unit = tree.HeirOf(exchange.UnitId, clock.Today) ?? tree[exchange.UnitId];
        var own = new EdxmlOrganisation(exchange.Own, unit.Name);
        var message = new EdxmlStatus
        {
            From = own,
            SenderId = exchange.Side == ExchangeSide.Sender ? own.Id : exchange.Partner,
            DocumentId = exchange.EdxmlId,
            Code = exchange.Notation,
            Status = status,
            Description = words,
            At = new DateTime(
                clock.Now.Ticks - clock.Now.Ticks % TimeSpan.TicksPerSecond,
                DateTimeKind.Utc
            ),
        };
        Post(exchange, message.Key, EdxmlWriter.Write(message));
    }

    /// <summary>Puts a message on the exchange's own lane.</summary>
    /// <returns>The id of the stored message.</returns>
    public Guid Post(DocumentExchange exchange, string key, byte[] message, Guid? id = null)
    {
        var envelope = EdxmlEnvelope.Of(
            id ?? Guid.CreateVersion7(),
            true,
            "own",
            key,
            message,
            clock.Now
        );
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

        return envelope.Id;
    }
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
                var taken = await inbox.TakeAsync("inside", bytes, null, cancellation);
                return taken.Succeeded ? Delivery.Done : Delivery.Refused(taken.Key!);
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
public sealed class EdxmlFolderJob(
    CirculationSettings settings,
    EdxmlInbox inbox,
    ThuocDo.Shared.Language.Texts texts
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
            var name = Path.GetFileName(file);
            string? fault;
            await using (var message = File.OpenRead(file))
            {
                var outcome = await inbox.TakeAsync("folder", message, null, cancellation);
                fault = outcome.Succeeded ? null : outcome.InWords(texts);
            }

            if (fault is not null)
            {
                await File.WriteAllTextAsync(
                    Path.Combine(refused, name + ".txt"),
                    fault,
                    cancellation
                );
            }

            File.Move(file, Path.Combine(fault is null ? taken : refused, name), overwrite: true);
        }
    }
}
