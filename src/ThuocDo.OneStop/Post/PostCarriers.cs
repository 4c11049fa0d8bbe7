using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Post;

/// <summary>The exchange with the public post; section <c>Post</c> of the configuration. With neither, officers enter what happens.</summary>
public sealed record PostSettings
{
    /// <summary>A folder with <c>out</c> and <c>in</c> below it.</summary>
    public string? Folder { get; init; }

    /// <summary>The carrier's interface.</summary>
    public Uri? Endpoint { get; init; }

    public string? TokenFile { get; init; }

    public int TimeoutSeconds { get; init; } = 20;

    public bool IsOn => Folder is { Length: > 0 } || Endpoint is not null;

    public string? ReadToken() =>
        TokenFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : null;

    public static PostSettings Read(IConfiguration? settings) =>
        settings?.GetSection("Post").Get<PostSettings>() ?? new PostSettings();
}

/// <summary>A person or office at one end of the way.</summary>
public sealed record PostEnd(string Name, string? Phone, string? Address);

/// <summary>What the carrier is asked to carry.</summary>
public sealed record PostOrder(
    Guid Id,
    string Shipment,
    string Direction,
    string Dossier,
    PostEnd From,
    PostEnd To
);

/// <summary>Messages of a carrier that belong together: a file, or one page of its interface.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Errors">Lines that could not be read.</param>
/// <param name="Cursor">From where the next page is asked; none: the carrier has no pages.</param>
public sealed record PostBatch(
    string Name,
    IReadOnlyList<PostEvent> Events,
    IReadOnlyList<string> Errors,
    string? Cursor = null
);

/// <summary>A carrier: takes orders and tells what happens to them. One is chosen by configuration.</summary>
public interface IPostCarrier
{
    string Name { get; }

    /// <summary>The same order may be given twice; the carrier, or this adapter, makes it one.</summary>
    Task<Delivery> OrderAsync(PostOrder order, CancellationToken cancellation);

    /// <summary>What is new; what was not acknowledged is told again.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="HttpRequestException">The carrier does not answer.</exception>
    Task<IReadOnlyList<PostBatch>> FetchAsync(string? cursor, CancellationToken cancellation);

    /// <summary>The messages are in the database.</summary>
    Task AcknowledgeAsync(
        PostBatch batch,
        IReadOnlyList<string> errors,
        CancellationToken cancellation
    );
}

/// <summary>
/// Exchange by files: orders are written to <c>out</c>, one JSON file each whose name is the key, so that a second attempt
/// writes the same file; messages are read from <c>in</c> (CSV or JSON) and put into <c>done</c> when they are in the
/// database, with a list of what could not be used beside them.
/// </summary>
public sealed class PostFolder(PostSettings settings) : IPostCarrier
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Name => "folder";

    private string In => Path.Combine(settings.Folder!, "in");

    private string Done => Path.Combine(settings.Folder!, "done");

    public async Task<Delivery> OrderAsync(PostOrder order, CancellationToken cancellation)
    {
        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(settings.Folder!, "out"));
            var path = Path.Combine(folder.FullName, $"{order.Id:N}.json");
            await File.WriteAllTextAsync(
                path + ".part",
                JsonSerializer.Serialize(order, Json),
                cancellation
            );
            File.Move(path + ".part", path, overwrite: true);
            return Delivery.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Delivery.Unreachable($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    public async Task<IReadOnlyList<PostBatch>> FetchAsync(
        string? cursor,
        CancellationToken cancellation
    )
    {
        Directory.CreateDirectory(In);
        var batches = new List<PostBatch>();
        foreach (
            var file in Directory
                .EnumerateFiles(In)
                .Where(f => Path.GetExtension(f) is ".csv" or ".json")
                .Order(StringComparer.Ordinal)
        )
        {
            var text = await File.ReadAllTextAsync(file, Encoding.UTF8, cancellation);
            batches.Add(PostLines.Read(Path.GetFileName(file), text));
        }

        return batches;
    }

    public async Task AcknowledgeAsync(
        PostBatch batch,
        IReadOnlyList<string> errors,
        CancellationToken cancellation
    )
    {
        Directory.CreateDirectory(Done);
        if (errors.Count > 0)
        {
            await File.WriteAllLinesAsync(
                Path.Combine(Done, batch.Name + ".errors.txt"),
                errors,
                cancellation
            );
        }

        File.Move(Path.Combine(In, batch.Name), Path.Combine(Done, batch.Name), overwrite: true);
    }
}

/// <summary>Exchange over HTTP: orders with an idempotency key, messages in pages after a cursor.</summary>
public sealed class PostHttp(IHttpClientFactory clients, PostSettings settings) : IPostCarrier
{
    public const string ClientName = "post";

    public string Name => "http";

    public async Task<Delivery> OrderAsync(PostOrder order, CancellationToken cancellation)
    {
        try
        {
            using var request = Request(HttpMethod.Post, "orders");
            request.Headers.Add("Idempotency-Key", order.Id.ToString("D"));
            request.Content = JsonContent.Create(order);
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, cancellation);
            var words = $"{(int)response.StatusCode}";
            return response.StatusCode switch
            {
                // The carrier has it already: that is what we wanted.
                HttpStatusCode.Conflict => Delivery.Done,
                < HttpStatusCode.MultipleChoices => Delivery.Done,
                HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => Delivery.Failed(
                    words
                ),
                // Our token, not the order.
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Delivery.Unreachable(
                    words
                ),
                >= HttpStatusCode.InternalServerError => Delivery.Failed(words),
                _ => Delivery.Refused(words),
            };
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException
                || exception is OperationCanceledException && !cancellation.IsCancellationRequested
            )
        {
            return Delivery.Unreachable($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    public async Task<IReadOnlyList<PostBatch>> FetchAsync(
        string? cursor,
        CancellationToken cancellation
    )
    {
        using var request = Request(
            HttpMethod.Get,
            "events" + (cursor is null ? "" : $"?after={Uri.EscapeDataString(cursor)}")
        );
        using var client = clients.CreateClient(ClientName);
        using var response = await client.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync(cancellation);
        var batch = PostLines.Read($"events after {cursor ?? "start"}.json", text);
        return batch.Events.Count + batch.Errors.Count == 0 && batch.Cursor == cursor
            ? []
            : [batch];
    }

    public Task AcknowledgeAsync(
        PostBatch batch,
        IReadOnlyList<string> errors,
        CancellationToken cancellation
    ) => Task.CompletedTask;

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var root = settings.Endpoint!.AbsoluteUri.TrimEnd('/');
        var request = new HttpRequestMessage(method, new Uri($"{root}/{path}"));
        if (settings.ReadToken() is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }
}

/// <summary>
/// Reads messages of a carrier: CSV with the columns <c>event,shipment,state,at,tracking,cost,note</c>, or JSON, either an
/// array of objects with these names or an object with <c>events</c> and <c>cursor</c>. Every line stands for itself: one
/// that is wrong is named, the others are used.
/// </summary>
public static class PostLines
{
    public static PostBatch Read(string name, string text)
    {
        var errors = new List<string>();
        var events = new List<PostEvent>();
        string? cursor = null;
        var lines = name.EndsWith(".csv", StringComparison.Ordinal)
            ? Csv(text, errors)
            : Json(text, errors, out cursor);
        foreach (var (line, value) in lines)
        {
            if (ReadOne(value, out var why) is { } one)
            {
                events.Add(one);
            }
            else
            {
                errors.Add($"{name}, {line}: {why}");
            }
        }

        return new PostBatch(name, events, errors, cursor);
    }

    private static List<(int Line, Func<string, string?> Value)> Csv(
        string text,
        List<string> errors
    )
    {
        try
        {
            using var reader = new StringReader(text);
            return
            [
                .. Shared
                    .Reference.Csv.Read(reader)
                    .Select(r => (r.Line, (Func<string, string?>)(c => r[c]))),
            ];
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            errors.Add(exception.Message);
            return [];
        }
    }

    private static List<(int Line, Func<string, string?> Value)> Json(
        string text,
        List<string> errors,
        out string? cursor
    )
    {
        cursor = null;
        try
        {
            var root = JsonNode.Parse(text);
            if (root is JsonObject whole)
            {
                cursor = whole["cursor"]?.ToString();
                root = whole["events"];
            }

            return root is JsonArray array
                ?
                [
                    .. array.Select(
                        (item, i) =>
                            (
                                i + 1,
                                (Func<string, string?>)(c => (item as JsonObject)?[c]?.ToString())
                            )
                    ),
                ]
                : throw new JsonException("not a list of events");
        }
        catch (JsonException exception)
        {
            errors.Add(exception.Message);
            return [];
        }
    }

    private static PostEvent? ReadOne(Func<string, string?> value, out string why)
    {
        why = "";
        if (
            value("event") is not { Length: > 0 } id
            || value("shipment") is not { Length: > 0 } code
        )
        {
            why = "event or shipment is missing";
            return null;
        }

        if (
            !Enum.TryParse<ShipmentState>(
                value("state")?.Replace("-", "", StringComparison.Ordinal),
                ignoreCase: true,
                out var state
            )
            || !Enum.IsDefined(state)
            || state == ShipmentState.Ordered
        )
        {
            why = $"unknown state '{value("state")}'";
            return null;
        }

        if (
            !DateTimeOffset.TryParse(
                value("at"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            )
        )
        {
            why = $"'{value("at")}' is no instant";
            return null;
        }

        decimal? cost = null;
        if (value("cost") is { Length: > 0 } charge)
        {
            if (
                !decimal.TryParse(
                    charge,
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var amount
                )
                || amount != decimal.Truncate(amount)
            )
            {
                why = $"'{charge}' is no whole amount in VND";
                return null;
            }

            cost = amount;
        }

        var tracking = value("tracking");
        if (tracking?.Length > Shipment.TrackingMaxLength)
        {
            why = "tracking is too long";
            return null;
        }

        return new PostEvent(
            id,
            code,
            state,
            at.UtcDateTime,
            string.IsNullOrEmpty(tracking) ? null : tracking,
            cost,
            value("note")
        );
    }
}
