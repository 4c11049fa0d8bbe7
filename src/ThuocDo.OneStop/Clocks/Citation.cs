using System.Text.RegularExpressions;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Clocks;

/// <summary>
/// Where a rule stands, as short text that a ledger can hold: <c>61/2018 Art 19.4</c>, several parts with a
/// semicolon, or <c>118/2025 unconfirmed</c> where the project's default stands in for a text not yet seen.
/// </summary>
public static partial class Citation
{
    private const string Unconfirmed = " unconfirmed";

    /// <summary>The citation in words; text of another form is given back as it is.</summary>
    public static Explanation InWords(string citation)
    {
        if (citation.EndsWith(Unconfirmed, StringComparison.Ordinal))
        {
            return new("clock.article.unconfirmed", Instrument(citation[..^Unconfirmed.Length]));
        }

        if (Whole().Match(citation) is { Success: true } whole)
        {
            return Instrument(whole.Groups["number"].Value);
        }

        var match = Form().Match(citation);
        return match.Success
            ? Parts(match.Groups["parts"].Value.Split(';', StringSplitOptions.TrimEntries), match)
            : new("clock.article.other", citation);
    }

    /// <summary>
    /// For a paper in somebody's hand: the article where it has been seen, else the instrument alone, which is certain.
    /// </summary>
    public static Explanation OnPaper(string citation) =>
        citation.EndsWith(Unconfirmed, StringComparison.Ordinal)
            ? Instrument(citation[..^Unconfirmed.Length])
            : InWords(citation);

    internal static string Write(string number, string? article, bool confirmed) =>
        confirmed && article is not null ? $"{number} Art {article}" : number + Unconfirmed;

    private static Explanation Parts(string[] parts, Match match)
    {
        var last = Part(parts[^1]);
        for (var i = parts.Length - 2; i >= 0; i--)
        {
            last = new("clock.article.and", Part(parts[i]), last);
        }

        return new("clock.article.of", last, Instrument(match.Groups["number"].Value));
    }

    private static Explanation Part(string part) =>
        part.Split('.') switch
        {
            [var article] => new("clock.article.article", article),
            [var article, var clause] => new("clock.article.clause", article, clause),
            [var article, var clause, .. var point] => new(
                "clock.article.point",
                article,
                clause,
                string.Join('.', point)
            ),
            _ => new("clock.article.other", part),
        };

    private static Explanation Instrument(string number) =>
        number switch
        {
            "09/2015" => new("clock.regime.r09"),
            "61/2018" => new("clock.regime.r61"),
            "118/2025" => new("clock.regime.r118"),
            _ => new("clock.article.instrument", number),
        };

    /// <summary>The instrument alone, where no article of it has been seen.</summary>
    [GeneratedRegex(@"^(Decree|Decision) (?<number>\d+/\d{4})\S*$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?<number>\d+/\d{4})\S* Art (?<parts>[0-9a-zđ.]+(; ?[0-9a-zđ.]+)*)$")]
    private static partial Regex Form();
}
