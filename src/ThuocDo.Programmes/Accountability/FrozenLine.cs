using System.Text.Json;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Accountability;

/// <summary>A line of a card as it was at an instant, with its words: what was answered or proposed about stays readable.</summary>
public sealed record FrozenLine(
    string Kind,
    Bilingual Name,
    Bilingual Unit,
    long Numerator,
    long? Denominator
)
{
    public decimal? Share => Denominator is > 0 and var below ? (decimal)Numerator / below : null;

    public static FrozenLine Of(ScoreLine line, Texts texts) =>
        new(
            line.Kind,
            Words(line.NameKey, texts),
            Words(line.UnitKey, texts),
            line.Numerator,
            line.Denominator
        );

    public static string Write(IEnumerable<FrozenLine> lines) => JsonSerializer.Serialize(lines);

    public static IReadOnlyList<FrozenLine> Read(string json) =>
        JsonSerializer.Deserialize<List<FrozenLine>>(json) ?? [];

    private static Bilingual Words(string key, Texts texts) =>
        new(texts.In("vi", key), texts.In("en", key));
}
