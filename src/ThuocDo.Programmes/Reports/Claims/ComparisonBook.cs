using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Reports.Claims;

/// <summary>The words by which a clause says with which days it compares (<c>data/programme/claim-bases.csv</c>).</summary>
public sealed class ComparisonBook(IEnumerable<(string Phrase, Comparison With)> phrases)
{
    private readonly IReadOnlyList<(string Phrase, Comparison With)> phrases = [.. phrases];

    public static ComparisonBook Shipped { get; } =
        new(
            ShippedData
                .Rows("programme/claim-bases.csv")
                .Select(row => (row.Required("phrase"), row.Enum<Comparison>("compares")))
        );

    /// <summary>The comparison named first; none where the words name none.</summary>
    public Comparison? In(IEnumerable<SentenceToken> clause)
    {
        var words = $" {string.Join(' ', clause.Select(t => t.Word))} ";
        return phrases
            .Select(p => (p.With, At: words.IndexOf($" {p.Phrase} ", StringComparison.Ordinal)))
            .Where(p => p.At >= 0)
            .OrderBy(p => p.At)
            .Select(p => (Comparison?)p.With)
            .FirstOrDefault();
    }
}
