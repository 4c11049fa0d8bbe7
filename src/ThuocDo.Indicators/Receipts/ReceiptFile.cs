using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Receipts;

/// <summary>Words in both languages of a file.</summary>
public sealed record WordsNote(string Vi, string En);

public sealed record TermNote(string Measure, int Sign, string Kind, long Required, long Excluded);

/// <summary>The figure that a receipt is for. <c>definition</c> is the hash of the version's content.</summary>
public sealed record FigureNote(
    string Condition,
    string Indicator,
    string Reading,
    string Version,
    string Definition,
    string Source,
    string? Register,
    string Unit,
    IReadOnlyList<string> Roots,
    bool Alone,
    string? Level,
    string? Procedure,
    string? Channel,
    string AsOf,
    string ValueUnit,
    IReadOnlyList<TermNote> Numerator,
    IReadOnlyList<TermNote> Denominator
);

/// <summary>
/// Days counted at one cut. With a seal they are a closed month as it was sealed; otherwise they were counted when the
/// receipt was issued.
/// </summary>
public sealed record PartNote(
    string From,
    string To,
    long Cut,
    long Numerator,
    long Denominator,
    long Records,
    string Root,
    int? Seal,
    IReadOnlyList<string>? Leaves
)
{
    /// <summary>The text that is hashed into the part's leaf under the receipt's root.</summary>
    public string Text() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{From}\n{To}\n{Cut}\n{Numerator}\n{Denominator}\n{Records}\n{Root}"
        );
}

public sealed record PeriodNote(
    string From,
    string To,
    long Numerator,
    long Denominator,
    IReadOnlyList<PartNote> Parts
);

public sealed record SealNote(
    int Number,
    string Month,
    string SealedAt,
    long Horizon,
    string ChainRoot,
    string FigureRoot,
    int FigureCount,
    string PreviousHash,
    bool Demonstration,
    string Hash,
    string Signature,
    string KeyId,
    string PublicKey
)
{
    public static SealNote Of(Seal seal) =>
        new(
            seal.Number,
            Canonical.Day(seal.Month),
            Canonical.Instant(seal.SealedAt),
            seal.Horizon,
            Hex(seal.ChainRoot),
            Hex(seal.FigureRoot),
            seal.FigureCount,
            Hex(seal.PreviousHash),
            seal.IsDemonstration,
            Hex(seal.Hash),
            Hex(seal.Signature),
            seal.KeyId,
            Convert.ToBase64String(seal.PublicKey)
        );

    /// <summary>Computed again from the fields.</summary>
    public byte[] ComputeHash() =>
        Seal.HashOf(
            Number,
            Canonical.ParseDay(Month),
            Canonical.ParseInstant(SealedAt),
            Horizon,
            Convert.FromHexString(ChainRoot),
            Convert.FromHexString(FigureRoot),
            FigureCount,
            KeyId,
            Demonstration,
            Convert.FromHexString(PreviousHash)
        );

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}

/// <summary>
/// A receipt as a file, version 1. Its hash is SHA-256 over the canonical text: keys in ordinal order, no white space, UTF-8,
/// without <c>hash</c>, <c>signature</c> and every <c>leaves</c>, which the roots bind. It is signed with the key of the seals.
/// </summary>
public sealed record ReceiptFile(
    string Format,
    bool Demonstration,
    string IssuedAt,
    FigureNote Figure,
    WordsNote Words,
    long Cut,
    string? Value,
    long Numerator,
    long Denominator,
    long Records,
    string Root,
    IReadOnlyList<PeriodNote> Periods,
    IReadOnlyList<SealNote> Seals,
    string KeyId,
    string PublicKey,
    string Hash,
    string Signature
)
{
    public const string Version1 = "thuocdo-receipt/1";

    /// <summary>Decimals of the value; what stands above and below the line is exact.</summary>
    public const int Places = 6;

    [JsonIgnore]
    public IEnumerable<PartNote> Parts => Periods.SelectMany(p => p.Parts);

    /// <summary>A closed month by itself whose records are no longer those that were sealed: their hashes are not told.</summary>
    [JsonIgnore]
    public bool IsBroken =>
        Parts.ToList() is [{ Seal: not null, Leaves: null, Records: <= ReceiptMaker.MostLeaves }];

    /// <summary>The root over the parts; of one part its own.</summary>
    public static string RootOf(IReadOnlyList<PartNote> parts) =>
        parts is [var only]
            ? only.Root
            : Convert.ToHexStringLower(
                Merkle.Root([.. parts.Select(p => Merkle.Leaf(Encoding.UTF8.GetBytes(p.Text())))])
            );

    /// <summary>Hashed and signed.</summary>
    public ReceiptFile SignedBy(SigningKey key)
    {
        var named = this with
        {
            KeyId = key.Public.Id,
            PublicKey = Convert.ToBase64String(key.Public.Info),
        };
        var hash = ProofJson.HashOf(ProofJson.Node(named));
        return named with
        {
            Hash = Convert.ToHexStringLower(hash),
            Signature = Convert.ToHexStringLower(key.Sign(hash)),
        };
    }
}

/// <summary>How receipts and proofs of inclusion are written and read.</summary>
public static class ProofJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    private static readonly string[] NotHashed = ["hash", "signature"];

    public static byte[] Write<T>(T file) => JsonSerializer.SerializeToUtf8Bytes(file, Options);

    public static JsonObject Node<T>(T file) =>
        JsonSerializer.SerializeToNode(file, Options)!.AsObject();

    /// <exception cref="JsonException">The text is no such file.</exception>
    public static (T File, JsonObject Node) Read<T>(string text)
    {
        var node =
            JsonNode.Parse(text) as JsonObject
            ?? throw new JsonException("The file holds no object.");
        return (
            node.Deserialize<T>(Options) ?? throw new JsonException("The file is empty."),
            node
        );
    }

    /// <summary>SHA-256 over the canonical text of a file.</summary>
    public static byte[] HashOf(JsonObject file)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(4096);
        using (
            var writer = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            Write(writer, file, isTop: true);
        }

        return SHA256.HashData(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node, bool isTop)
    {
        switch (node)
        {
            case JsonObject file:
                writer.WriteStartObject();
                foreach (
                    var (name, value) in file.Where(p =>
                            p.Key != "leaves" && !(isTop && NotHashed.Contains(p.Key))
                        )
                        .OrderBy(p => p.Key, StringComparer.Ordinal)
                )
                {
                    writer.WritePropertyName(name);
                    Write(writer, value, isTop: false);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item, isTop: false);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
