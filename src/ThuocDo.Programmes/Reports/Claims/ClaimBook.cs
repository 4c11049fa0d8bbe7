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
/// <param name="ofAll">Words before a claim that make it one about every figure named.</param>
/// <param name="between">Words that may stand between such a word and the claim: "đều đã tăng".</param>
public sealed class ClaimBook(
    IEnumerable<ClaimPhrase> phrases,
    IEnumerable<string> ofAll,
    IEnumerable<string> between
)
{
    private readonly HashSet<string> ofAll = [.. ofAll];
    private readonly HashSet<string> between = [.. between];

    private readonly ILookup<string, ClaimPhrase> byFirst = phrases
        .OrderByDescending(p => p.Words.Count)
        .ToLookup(p => p.Words[0]);

    public static ClaimBook Shipped { get; } =
        new(
            ShippedData.Rows("programme/claims.csv").Select(Read),
            AllWords("all"),
            AllWords("between")
        );

    public bool IsOfAll(string word) => ofAll.Contains(word);

    public bool IsBetween(string word) => between.Contains(word);

    /// <summary>The longest phrase that begins at a word.</summary>
    public ClaimPhrase? At(IReadOnlyList<string> words, int index) =>
        byFirst[words[index]]
            .FirstOrDefault(p =>
                p.Words.Count <= words.Count - index
                && p.Words.Select((w, i) => words[index + i] == w).All(same => same)
            );

    private static IEnumerable<string> AllWords(string role) =>
        ShippedData
            .Rows("programme/claim-all-words.csv")
            .Where(r => r.Required("role") == role)
            .Select(r => r.Required("word"));

    private static ClaimPhrase Read(CsvRow row) =>
        new(row.Required("phrase").Split(' '), row.Enum<ClaimMeaning>("means"), row.Flag("amount"));
}
