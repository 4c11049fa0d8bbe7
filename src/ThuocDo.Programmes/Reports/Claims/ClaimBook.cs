using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Reports.Claims;

/// <summary>What a claim word says of a figure.</summary>
public enum ClaimMeaning
{
    /// <summary>A phrase that only looks like a claim, such as "tăng cường" (to strengthen).</summary>
    None,
    Increase,
    Decrease,
    Same,
    NotIncrease,
    NotDecrease,
    Met,
    NotMet,
    Exceeded,
    NotExceeded,
}

/// <param name="Words">In small letters.</param>
/// <param name="IsAmount">Right before a value it only states it: "đạt 92 %".</param>
public sealed record ClaimPhrase(
    IReadOnlyList<string> Words,
    ClaimMeaning Meaning,
    bool IsAmount = false
);

/// <summary>The claim words that ship in <c>data/programme/claims.csv</c>, the longest first.</summary>
/// <param name="ofAll">Words right before a claim that make it one about every figure named.</param>
public sealed class ClaimBook(IEnumerable<ClaimPhrase> phrases, IEnumerable<string> ofAll)
{
    private readonly HashSet<string> ofAll = [.. ofAll];

    private readonly ILookup<string, ClaimPhrase> byFirst = phrases
        .OrderByDescending(p => p.Words.Count)
        .ToLookup(p => p.Words[0]);

    public static ClaimBook Shipped { get; } =
        new(
            ShippedData.Rows("programme/claims.csv").Select(Read),
            ShippedData.Rows("programme/claim-all-words.csv").Select(r => r.Required("word"))
        );

    public bool IsOfAll(string word) => ofAll.Contains(word);

    /// <summary>The longest phrase that begins at a word.</summary>
    public ClaimPhrase? At(IReadOnlyList<string> words, int index) =>
        byFirst[words[index]]
            .FirstOrDefault(p =>
                p.Words.Count <= words.Count - index
                && p.Words.Select((w, i) => words[index + i] == w).All(same => same)
            );

    private static ClaimPhrase Read(CsvRow row) =>
        new(row.Required("phrase").Split(' '), row.Enum<ClaimMeaning>("means"), row.Flag("amount"));
}
