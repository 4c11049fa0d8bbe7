using System.Globalization;
using System.Text.Json;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Import;

/// <summary>Where a dossier of another system stands, in our words.</summary>
public enum ImportState
{
    /// <summary>Not a dossier yet, or never taken in: not imported.</summary>
    Skip,
    Received,
    InProgress,
    SupplementInProcess,
    Resolved,
    Refused,
    Returned,
    Withdrawn,
}

/// <summary>
/// How the export of another system is read: which column is what, how its statuses, channels, units and procedures are
/// called here. What the map does not name is an error of the row, never a guess.
/// </summary>
public sealed record ImportMap
{
    /// <summary>The name of the other system.</summary>
    public required string Source { get; init; }

    /// <summary>The forms in which instants are written, local time of Viet Nam.</summary>
    public required IReadOnlyList<string> Dates { get; init; }

    /// <summary>Our name of a value to the heading of its column.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    public required IReadOnlyDictionary<string, string> Statuses { get; init; }

    public required IReadOnlyDictionary<string, string> Channels { get; init; }

    /// <summary>Their unit to the key of ours; one that is not here is looked up by key, code and identifier.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } =
        new Dictionary<string, string>();

    /// <summary>Their procedure to the national code; one that is not here is taken as the national code.</summary>
    public IReadOnlyDictionary<string, string> Procedures { get; init; } =
        new Dictionary<string, string>();

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static readonly string[] Required =
    [
        "code",
        "procedure",
        "unit",
        "status",
        "receivedAt",
    ];

    /// <summary>A map that ships (<c>opencps</c>, <c>spreadsheet</c>) by its name, else a file.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    public static ImportMap Load(string nameOrPath)
    {
        string text;
        if (nameOrPath is "opencps" or "spreadsheet")
        {
            using var shipped = ShippedData.Open($"import/{nameOrPath}.json");
            text = shipped.ReadToEnd();
        }
        else
        {
            text = File.ReadAllText(nameOrPath);
        }

        try
        {
            var map = JsonSerializer.Deserialize<ImportMap>(text, Options)!;
            var missing = Required.Where(r => !map.Columns.ContainsKey(r)).ToList();
            return missing.Count == 0
                ? map
                : throw new FormatException(
                    $"{nameOrPath}: columns without a heading: {string.Join(", ", missing)}."
                );
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"{nameOrPath}: {wrong.Message}", wrong);
        }
    }

    /// <summary>Null: the map does not know it.</summary>
    public ImportState? StateOf(string status) =>
        Statuses.TryGetValue(status, out var name)
        && Enum.TryParse<ImportState>(name, true, out var state)
            ? state
            : null;

    public Channel? ChannelOf(string channel) =>
        Channels.TryGetValue(channel, out var name) && Enum.TryParse<Channel>(name, out var found)
            ? found
            : null;

    /// <summary>UTC; null if it is written in none of the forms.</summary>
    public DateTime? InstantOf(string text) =>
        DateTime.TryParseExact(
            text,
            [.. Dates],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local
        )
            ? Clock.Cut(VietnamTime.ToUtc(local))
            : null;
}
