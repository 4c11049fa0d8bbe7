using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ThuocDo.Shared.History;

/// <summary>
/// The one way values are written before they are hashed: instants cut to milliseconds (PostgreSQL keeps microseconds,
/// .NET ticks), numbers without scale, keys in the order of the writer, no white space.
/// </summary>
public static class Canonical
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Instant(DateTime at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Instant(DateTime? at) => at is { } value ? Instant(value) : null;

    public static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(decimal number) =>
        number.ToString("0.############", CultureInfo.InvariantCulture);

    public static DateTime ParseInstant(string text) =>
        DateTime.ParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        );

    public static DateOnly ParseDay(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// The payload of an event: the fields it set (new value, or null where a value was taken away), the ledger lines
    /// it added and the particulars of the act.
    /// </summary>
    public static string Payload(
        IEnumerable<KeyValuePair<string, string?>> set,
        IEnumerable<string> lines,
        IEnumerable<KeyValuePair<string, string?>>? particulars = null
    )
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            Write(writer, "set", set);
            writer.WriteStartArray("lines");
            foreach (var line in lines)
            {
                writer.WriteStringValue(line);
            }

            writer.WriteEndArray();
            Write(writer, "particulars", particulars ?? []);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Hides a personal value behind a salt, so that erasing value and salt later breaks no chain.</summary>
    public static string Commitment(byte[] salt, params ReadOnlySpan<string?> values)
    {
        var text = new StringBuilder(Convert.ToHexStringLower(salt));
        foreach (var value in values)
        {
            text.Append('\n').Append(value);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Write(
        Utf8JsonWriter writer,
        string name,
        IEnumerable<KeyValuePair<string, string?>> pairs
    )
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in pairs)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }
}

/// <summary>A stored payload read back.</summary>
public sealed record EventPayload(
    IReadOnlyDictionary<string, string?> Set,
    IReadOnlyList<string> Lines,
    IReadOnlyDictionary<string, string?> Particulars
)
{
    /// <exception cref="JsonException">The stored text is not a payload: it was changed.</exception>
    public static EventPayload Read(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        return new EventPayload(
            Pairs(root.GetProperty("set")),
            root.GetProperty("lines").EnumerateArray().Select(l => l.GetString()!).ToList(),
            Pairs(root.GetProperty("particulars"))
        );
    }

    private static Dictionary<string, string?> Pairs(JsonElement element) =>
        element.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString());
}
