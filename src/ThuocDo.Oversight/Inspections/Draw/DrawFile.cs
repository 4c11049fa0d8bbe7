using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ThuocDo.Oversight.Inspections.Draw;

/// <summary>What may be drawn: a place or a dossier.</summary>
/// <param name="Id">Key of the unit or code of the dossier; unique in its frame.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Weight">From 1 to <see cref="DrawRules.MostWeight"/>.</param>
public sealed record DrawItem(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("weight")] int Weight
);

/// <summary>What is published before a draw: hashes that bind it and tell nothing. SHA-256 in lower-case hexadecimal.</summary>
/// <param name="Seed">Of the 32 bytes of the seed.</param>
/// <param name="Frame">See <see cref="DrawRules.FrameHash"/>.</param>
/// <param name="Weights">See <see cref="DrawRules.WeightsHash"/>.</param>
/// <param name="All">Of the three, the round and the size: the one line to be copied down beforehand.</param>
public sealed record DrawCommitment(
    [property: JsonPropertyName("seed")] string Seed,
    [property: JsonPropertyName("frame")] string Frame,
    [property: JsonPropertyName("weights")] string Weights,
    [property: JsonPropertyName("all")] string All
);

/// <summary>A part of a published draw.</summary>
public enum DrawPart
{
    Seed,
    Frame,
    Weights,

    /// <summary>Round, size and the three hashes together.</summary>
    Commitment,
    List,
}

/// <summary>Whether a part is what was committed, or follows from what was.</summary>
/// <param name="Expected">What follows from the rest of the file, or was copied down before.</param>
/// <param name="Found">What the file says.</param>
public sealed record DrawCheck(DrawPart Part, string Expected, string Found)
{
    public bool IsEqual => Expected == Found;
}

/// <summary>A draw as it is published after it was revealed. The file alone is enough to run it again.</summary>
public sealed record DrawFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        MaxDepth = 8,
    };

    [JsonPropertyName("format")]
    public required string Format { get; init; }

    /// <summary>Number of the draw.</summary>
    [JsonPropertyName("round")]
    public required string Round { get; init; }

    /// <summary>How many are drawn.</summary>
    [JsonPropertyName("sample")]
    public required int Sample { get; init; }

    /// <summary>How the weights are made, in words.</summary>
    [JsonPropertyName("formula")]
    public string Formula { get; init; } = "";

    [JsonPropertyName("commitment")]
    public required DrawCommitment Commitment { get; init; }

    [JsonPropertyName("seed")]
    public required string Seed { get; init; }

    [JsonPropertyName("frame")]
    public required IReadOnlyList<DrawItem> Frame { get; init; }

    /// <summary>The drawn ids in the order in which they were drawn.</summary>
    [JsonPropertyName("list")]
    public required IReadOnlyList<string> List { get; init; }

    /// <summary>A frame as it lies in a row.</summary>
    /// <exception cref="FormatException">The text is no frame, or an item of it has no id or name.</exception>
    public static IReadOnlyList<DrawItem> FrameOf(string json)
    {
        try
        {
            return
                JsonSerializer.Deserialize<List<DrawItem>>(json, Options) is { } frame
                && IsWhole(frame)
                ? frame
                : throw new FormatException("A part of the frame is missing.");
        }
        catch (JsonException wrong)
        {
            throw new FormatException(wrong.Message, wrong);
        }
    }

    private static bool IsWhole(IReadOnlyList<DrawItem> frame) =>
        frame.All(i => i is { Id: not null, Name: not null });

    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <exception cref="FormatException">The text is no such file; the message says why.</exception>
    public static DrawFile Parse(string json)
    {
        try
        {
            var file =
                JsonSerializer.Deserialize<DrawFile>(json, Options)
                ?? throw new FormatException("The file is empty.");
            return
                file is { Commitment: not null, Frame: not null, List: not null, Seed: not null }
                && IsWhole(file.Frame)
                ? file
                : throw new FormatException("A part of the draw is missing.");
        }
        catch (JsonException wrong)
        {
            throw new FormatException(wrong.Message, wrong);
        }
    }
}

/// <summary>
/// The draw: one after the other, each time with a chance in proportion to the weight among those that are left (successive
/// sampling, the same law as keys u^(1/w) of Efraimidis and Spirakis). Whole numbers only, so that every machine and every
/// language comes to the same list; docs/guide/inspections.md tells it in six lines.
/// </summary>
public static class DrawRules
{
    public const string Format = "thuocdo-draw-1";
    public const int SeedBytes = 32;
    public const int MostWeight = 1_000_000;
    public const int MostItems = 100_000;

    public static string HashOf(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Of one line for each item, <c>id TAB name LF</c>, in the order of the frame.</summary>
    public static string FrameHash(IEnumerable<DrawItem> frame) =>
        Lines(frame.Select(i => $"{i.Id}\t{i.Name}\n"));

    /// <summary>Of one line for each item, <c>id TAB weight LF</c>.</summary>
    public static string WeightsHash(IEnumerable<DrawItem> frame) =>
        Lines(
            frame.Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Id}\t{i.Weight}\n"))
        );

    public static DrawCommitment Commit(
        string round,
        int sample,
        IReadOnlyCollection<DrawItem> frame,
        string seedHash
    )
    {
        var (frames, weights) = (FrameHash(frame), WeightsHash(frame));
        return new DrawCommitment(
            seedHash,
            frames,
            weights,
            AllHash(round, sample, seedHash, frames, weights)
        );
    }

    /// <summary>Ids and names of one line, no id twice, in the order of the ids, weights in their bounds.</summary>
    public static bool IsSound(IReadOnlyList<DrawItem> frame) =>
        frame.Count is > 0 and <= MostItems
        && frame.All(i =>
            i.Id.Length > 0
            && i.Id.AsSpan().IndexOfAny('\t', '\n', '\r') < 0
            && i.Name.AsSpan().IndexOfAny('\t', '\n', '\r') < 0
            && i.Weight is > 0 and <= MostWeight
        )
        && frame.Zip(frame.Skip(1)).All(p => string.CompareOrdinal(p.First.Id, p.Second.Id) < 0);

    /// <param name="seed">32 bytes.</param>
    /// <param name="frame">In the order of the ids.</param>
    /// <param name="sample">At most as many as the frame has are drawn.</param>
    /// <returns>In the order in which they were drawn.</returns>
    public static IReadOnlyList<DrawItem> Draw(
        ReadOnlySpan<byte> seed,
        IReadOnlyList<DrawItem> frame,
        int sample
    )
    {
        var left = frame.ToList();
        var total = left.Sum(i => (long)i.Weight);
        var drawn = new List<DrawItem>(Math.Min(sample, left.Count));
        for (var step = 1; drawn.Count < sample && left.Count > 0; step++)
        {
            var place = Place(seed, step, total);
            var at = 0;
            for (; place >= left[at].Weight; at++)
            {
                place -= left[at].Weight;
            }

            drawn.Add(left[at]);
            total -= left[at].Weight;
            left.RemoveAt(at);
        }

        return drawn;
    }

    /// <summary>Runs a published draw again. Every part is looked at, so that all changed ones are named.</summary>
    /// <param name="known">The commitment as somebody copied it down before the draw; none: that of the file is believed.</param>
    public static IReadOnlyList<DrawCheck> Check(DrawFile file, string? known)
    {
        var seed = SeedOf(file.Seed);
        var (seedHash, frame, weights) = (
            seed is null ? "" : HashOf(seed),
            FrameHash(file.Frame),
            WeightsHash(file.Frame)
        );
        var all = AllHash(
            file.Round,
            file.Sample,
            file.Commitment.Seed,
            file.Commitment.Frame,
            file.Commitment.Weights
        );
        var isSound = file.Format == Format && file.Sample > 0 && IsSound(file.Frame);
        return
        [
            new(DrawPart.Seed, file.Commitment.Seed, seedHash),
            new(DrawPart.Frame, file.Commitment.Frame, isSound ? frame : frame + " (unsound)"),
            new(DrawPart.Weights, file.Commitment.Weights, weights),
            new(
                DrawPart.Commitment,
                known?.Trim().ToLowerInvariant() ?? all,
                known is null ? file.Commitment.All : all
            ),
            new(
                DrawPart.List,
                seed is null || !isSound
                    ? ""
                    : string.Join(' ', Draw(seed, file.Frame, file.Sample).Select(i => i.Id)),
                string.Join(' ', file.List)
            ),
        ];
    }

    /// <returns>None where it is not 32 bytes in hexadecimal.</returns>
    public static byte[]? SeedOf(string text) =>
        text.Length == 2 * SeedBytes && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : null;

    /// <summary>SHA-256 of the seed and the number of the step, as a whole number modulo what is left: off by less than 2⁻¹⁹⁰.</summary>
    private static long Place(ReadOnlySpan<byte> seed, int step, long total)
    {
        Span<byte> text = stackalloc byte[seed.Length + 12];
        seed.CopyTo(text);
        text[seed.Length] = (byte)':';
        step.TryFormat(
            text[(seed.Length + 1)..],
            out var written,
            provider: CultureInfo.InvariantCulture
        );
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(text[..(seed.Length + 1 + written)], hash);
        return (long)(new BigInteger(hash, isUnsigned: true, isBigEndian: true) % total);
    }

    private static string AllHash(
        string round,
        int sample,
        string seed,
        string frame,
        string weights
    ) =>
        HashOf(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Format}\n{round}\n{sample}\n{seed}\n{frame}\n{weights}\n"
                )
            )
        );

    private static string Lines(IEnumerable<string> lines) =>
        HashOf(Encoding.UTF8.GetBytes(string.Concat(lines)));
}
