using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Configuration;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Exchange;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Portal;

/// <summary>The exchange with the national portal; section <c>Portal</c> of the configuration. Without an address nothing is exchanged.</summary>
public sealed record PortalSettings
{
    public Uri? Endpoint { get; init; }

    /// <summary>The bearer token the portal gave out; better in a file.</summary>
    public string? Token { get; init; }

    public string? TokenFile { get; init; }

    public int TimeoutSeconds { get; init; } = 20;

    public bool IsOn => Endpoint is not null;

    public string? ReadToken() =>
        TokenFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : Token;

    public static PortalSettings Read(IConfiguration? settings) =>
        settings?.GetSection("Portal").Get<PortalSettings>() ?? new PortalSettings();
}

/// <summary>How far the portal knows a dossier: what it acknowledged last.</summary>
public sealed class PortalSync
{
    public required Guid DossierId { get; init; }

    /// <summary>Number of the event of the dossier's chain.</summary>
    public int Sequence { get; set; }

    /// <summary>The status number, 1 to 10.</summary>
    public int Status { get; set; }
    public DateTime At { get; set; }
}

public sealed class PortalSyncMapping : IEntityTypeConfiguration<PortalSync>
{
    public void Configure(EntityTypeBuilder<PortalSync> builder)
    {
        builder.ToTable("onestop_portal_syncs");
        builder.HasKey(s => s.DossierId);
        builder.Property(s => s.DossierId).ValueGeneratedNever();
    }
}

/// <summary>Puts two messages for each event on the dossier's own lane: the dossier as it now is, and the step that was done.</summary>
public sealed class PortalListener(PortalSettings settings, PortalWriter writer) : IDossierListener
{
    /// <summary>The tracking secret and a reminder are no business of anybody else.</summary>
    private static readonly string[] NotExchanged = ["secret-issued", DossierWork.CollectReminded];

    public async Task HearAsync(ThuocDoDb db, DossierMoment moment, CancellationToken cancellation)
    {
        var happened = moment.Last.Event;
        if (
            !settings.IsOn
            || NotExchanged.Contains(happened.Type)
            || await writer.WriteAsync(db, moment, cancellation) is not var (dossier, progress)
        )
        {
            return;
        }

        Add(PortalEnvelope.SyncDossier, happened.Sequence * 2L, dossier, dossier.Status);
        Add(PortalEnvelope.Progress, happened.Sequence * 2L + 1, progress, progress.Status);

        void Add<T>(string service, long order, T data, int status) =>
            db.Add(
                new OutboxMessage
                {
                    Id = Guid.CreateVersion7(),
                    Kind = PortalHandler.KindName,
                    Lane = $"portal:{moment.Dossier.Id:N}",
                    Order = order,
                    Subject = moment.Dossier.Code,
                    Payload = JsonSerializer.Serialize(
                        new PortalNote(
                            moment.Dossier.Id,
                            happened.Sequence,
                            status,
                            service,
                            JsonSerializer.SerializeToElement(data, PortalEnvelope.Json)
                        ),
                        PortalEnvelope.Json
                    ),
                    DueAt = happened.At,
                    CreatedAt = happened.At,
                }
            );
    }
}

/// <summary>A message on its way to the portal. The data were true at the event; the applicant's particulars are put in when it is sent.</summary>
public sealed record PortalNote(
    Guid Dossier,
    int Sequence,
    int Status,
    string Service,
    JsonElement Data
);

public sealed class PortalHandler(ThuocDoDb reading, PortalClient client, PortalSettings settings)
    : IOutboxHandler
{
    public const string KindName = "portal.message";

    public string Kind => KindName;

    /// <summary>A repeated message is known by its key, so doubt costs nothing.</summary>
    public OutboxPolicy Policy { get; } =
        new()
        {
            OneReceiver = true,
            GiveUpAfter = TimeSpan.FromDays(30),
            SendTimeout = TimeSpan.FromSeconds(settings.TimeoutSeconds + 5),
        };

    public async Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var note = JsonSerializer.Deserialize<PortalNote>(message.Payload, PortalEnvelope.Json)!;
        var data =
            note.Service == PortalEnvelope.SyncDossier
                ? await WithApplicantAsync(note, cancellation)
                : note.Data;
        return await client.SendAsync(
            new PortalEnvelope
            {
                Service = note.Service,
                MessageId = message.Id,
                Order = message.Order,
                Data = data,
            },
            cancellation
        );
    }

    public async Task SettledAsync(
        ThuocDoDb db,
        OutboxMessage message,
        CancellationToken cancellation
    )
    {
        var note = JsonSerializer.Deserialize<PortalNote>(message.Payload, PortalEnvelope.Json)!;
        if (message.State != OutboxState.Sent || note.Service != PortalEnvelope.SyncDossier)
        {
            return;
        }

        var sync = await db.Set<PortalSync>()
            .FirstOrDefaultAsync(s => s.DossierId == note.Dossier, cancellation);
        if (sync is null)
        {
            sync = new PortalSync { DossierId = note.Dossier };
            db.Add(sync);
        }

        (sync.Sequence, sync.Status, sync.At) = (
            note.Sequence,
            note.Status,
            message.SettledAt!.Value
        );
    }

    private async Task<JsonElement> WithApplicantAsync(
        PortalNote note,
        CancellationToken cancellation
    )
    {
        var applicant = await reading
            .Set<Applicant>()
            .AsNoTracking()
            .FirstOrDefaultAsync(a => a.DossierId == note.Dossier, cancellation);
        if (applicant is null)
        {
            return note.Data;
        }

        var data = JsonObject.Create(note.Data)!;
        data["ChuHoSo"] = applicant.Name;
        Put("SoDinhDanh", applicant.IdentityNumber);
        Put("Email", applicant.Email);
        Put("SoDienThoai", applicant.Phone);
        return JsonSerializer.SerializeToElement(data, PortalEnvelope.Json);

        void Put(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                data[name] = value;
            }
        }
    }
}

/// <summary>Speaks to the portal over HTTP.</summary>
public sealed class PortalClient(IHttpClientFactory clients, PortalSettings settings)
{
    public const string ClientName = "portal";

    public async Task<Delivery> SendAsync(PortalEnvelope envelope, CancellationToken cancellation)
    {
        using var request = Request(envelope);
        request.Headers.Add("Idempotency-Key", envelope.MessageId.ToString("D"));
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, cancellation);
            return Read(
                response.StatusCode,
                await response.Content.ReadAsStringAsync(cancellation)
            );
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException
                || exception is OperationCanceledException && !cancellation.IsCancellationRequested
            )
        {
            return Delivery.Unreachable($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>The status the portal holds of a dossier; null if it does not know it.</summary>
    /// <exception cref="HttpRequestException">The portal does not answer.</exception>
    public async Task<int?> StatusAsync(string code, CancellationToken cancellation)
    {
        using var request = Request(
            new PortalEnvelope
            {
                Service = PortalEnvelope.LookUp,
                MessageId = Guid.CreateVersion7(),
                Order = 0,
                Data = JsonSerializer.SerializeToElement(
                    new Dictionary<string, string> { ["MaHoSo"] = code }
                ),
            }
        );
        using var client = clients.CreateClient(ClientName);
        using var response = await client.SendAsync(request, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation));
        return (int?)answer?["TrangThaiHoSo"];
    }

    /// <summary>What an answer means: a rejected message is not repaired by sending it again, an overloaded portal is.</summary>
    public static Delivery Read(HttpStatusCode status, string body)
    {
        var words = $"{(int)status} {Short(body)}".TrimEnd();
        return status switch
        {
            // It has this message already: that is what we wanted.
            HttpStatusCode.Conflict => Delivery.Done,
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => Delivery.Failed(
                words
            ),
            // Our token, not the message: nothing can be sent until somebody mends it.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Delivery.Unreachable(words),
            >= HttpStatusCode.InternalServerError => Delivery.Failed(words),
            >= HttpStatusCode.BadRequest => Delivery.Refused(words),
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => ReadBody(body),
            _ => Delivery.Failed(words),
        };
    }

    private static Delivery ReadBody(string body)
    {
        try
        {
            var answer = body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
            var error = answer?["error_code"]?.ToString();
            return error is null or "0" ? Delivery.Done : Delivery.Refused(Short(body));
        }
        catch (JsonException)
        {
            return Delivery.Failed(Short(body));
        }
    }

    private static string Short(string body) => body.Length <= 200 ? body : body[..200];

    private HttpRequestMessage Request(PortalEnvelope envelope)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Endpoint)
        {
            Content = new StringContent(
                JsonSerializer.Serialize(envelope, PortalEnvelope.Json),
                Encoding.UTF8,
                "application/json"
            ),
        };
        if (settings.ReadToken() is { Length: > 0 } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }
}
