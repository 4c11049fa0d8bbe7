using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Exchange;
using ThuocDo.OneStop.Portal;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Webhooks;

/// <summary>
/// An event in the form of CloudEvents 1.0 (structured JSON). It says what happened to which dossier and holds no particulars
/// of a person.
/// </summary>
public sealed record CloudEvent(
    string SpecVersion,
    Guid Id,
    string Source,
    string Type,
    string Subject,
    string Time,
    string DataContentType,
    DossierChanged Data
)
{
    public const string MediaType = "application/cloudevents+json";
    public const string TypePrefix = "vn.thuocdo.dossier.";

    /// <summary>The specification writes its attributes in lower case.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = LowerCase.Instance,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed class LowerCase : JsonNamingPolicy
    {
        public static readonly LowerCase Instance = new();

        public override string ConvertName(string name) => name.ToLowerInvariant();
    }
}

/// <param name="Number">Of the event in the dossier's history: gaps tell a receiver that it missed something.</param>
public sealed record DossierChanged(
    string Code,
    int Number,
    string Procedure,
    string Unit,
    string State,
    int? Status,
    DateTime? Due
);

/// <summary>Names the webhook and carries the event as it was.</summary>
public sealed record WebhookNote(Guid Webhook, string Event);

/// <summary>Owes each event to every webhook whose unit the dossier belongs to, in order for each dossier.</summary>
public sealed class WebhookListener(
    CatalogueDirectory catalogues,
    UnitDirectory units,
    SiteIdentity site
) : IDossierListener
{
    public async Task HearAsync(ThuocDoDb db, DossierMoment moment, CancellationToken cancellation)
    {
        var hooks = await db.Set<Webhook>()
            .AsNoTracking()
            .Where(w => w.EndedAt == null)
            .ToListAsync(cancellation);
        if (hooks.Count == 0)
        {
            return;
        }

        var (dossier, happened) = (moment.Dossier, moment.Last.Event);
        var tree = await units.GetAsync(cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        var text = JsonSerializer.Serialize(
            new CloudEvent(
                "1.0",
                happened.Id,
                site.Address?.AbsoluteUri ?? "/",
                CloudEvent.TypePrefix + happened.Type,
                dossier.Code,
                happened.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                "application/json",
                new DossierChanged(
                    dossier.Code,
                    happened.Sequence,
                    catalogue[dossier.ProcedureId].Code,
                    tree[dossier.UnitId].Key,
                    dossier.State.ToString(),
                    PortalCodes.StatusOf(dossier.State),
                    dossier.DueAt
                )
            ),
            CloudEvent.Json
        );
        var day = VietnamTime.DayOf(happened.At);
        foreach (var hook in hooks)
        {
            var area = Grants.Area(tree, hook.UnitId, day);
            if (!area.Contains(dossier.UnitId) && !area.Contains(dossier.ReceivingUnitId))
            {
                continue;
            }

            db.Add(
                new OutboxMessage
                {
                    Id = Guid.CreateVersion7(),
                    Kind = WebhookHandler.KindName,
                    Lane = $"webhook:{hook.Id:N}:{dossier.Id:N}",
                    Order = happened.Sequence,
                    Subject = dossier.Code,
                    Payload = JsonSerializer.Serialize(new WebhookNote(hook.Id, text)),
                    DueAt = happened.At,
                    CreatedAt = happened.At,
                }
            );
        }
    }
}

/// <summary>
/// Signatures as the Standard Webhooks proposal writes them: HMAC-SHA256 over id, time and body, so that a receiver knows the
/// sender and can refuse what is old.
/// </summary>
public static class WebhookSignature
{
    public static string Of(string secret, string id, string timestamp, string body) =>
        "v1,"
        + Convert.ToBase64String(
            HMACSHA256.HashData(
                Convert.FromHexString(secret),
                Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")
            )
        );
}

/// <summary>Seals and opens the keys of signatures.</summary>
public sealed class WebhookSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("ThuocDo.Webhook");

    public string Seal(string secret) => protector.Protect(secret);

    public string Open(string text) => protector.Unprotect(text);
}

public sealed class WebhookHandler(
    ThuocDoDb reading,
    IHttpClientFactory clients,
    WebhookSeal seal,
    Clock clock
) : IOutboxHandler
{
    public const string KindName = "webhook";
    public const string ClientName = "webhook";

    public string Kind => KindName;

    /// <summary>Each receiver is on its own: one that is down keeps nobody else waiting.</summary>
    public OutboxPolicy Policy { get; } = new() { GiveUpAfter = TimeSpan.FromDays(3) };

    public async Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var note = JsonSerializer.Deserialize<WebhookNote>(message.Payload)!;
        var hook = await reading
            .Set<Webhook>()
            .AsNoTracking()
            .FirstOrDefaultAsync(w => w.Id == note.Webhook, cancellation);
        if (hook is null || hook.EndedAt is not null)
        {
            // Nobody is owed anything any more.
            return Delivery.Done;
        }

        var id = message.Id.ToString("D");
        var time = new DateTimeOffset(clock.Now, TimeSpan.Zero)
            .ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url);
        request.Content = new StringContent(note.Event, Encoding.UTF8);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(
            CloudEvent.MediaType,
            "utf-8"
        );
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", time);
        request.Headers.Add(
            "webhook-signature",
            WebhookSignature.Of(seal.Open(hook.SealedSecret), id, time, note.Event)
        );
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

    /// <summary>410 says "never again"; everything else that is no success may be a fault that passes.</summary>
    public static Delivery Read(HttpStatusCode status) =>
        status switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => Delivery.Done,
            HttpStatusCode.Gone => Delivery.Refused("410"),
            _ => Delivery.Failed(((int)status).ToString(CultureInfo.InvariantCulture)),
        };
}
