using ThuocDo.Programmes.Reports.Text;

namespace ThuocDo.Programmes.Reports.Claims;

/// <summary>A claim and the figure it is about.</summary>
/// <param name="With">The days of which its clause speaks: "so với quý trước".</param>
public sealed record Claim(
    string Words,
    ClaimMeaning Meaning,
    Placeholder Figure,
    Comparison With = Comparison.YearBefore
);

/// <summary>
/// Finds the claims of a sentence. A claim is about the bound number of its clause, the nearest before it, else the
/// nearest after it; in a clause without one it goes on about the number named before it. A clause that names the days it compares with
/// claims something of a figure: it is about the first number named later, and where the sentence has none it hangs in the air.
/// </summary>
public sealed class ClaimFinder(ClaimBook book)
{
    /// <summary>Words between "đạt" and the value it states: "đạt tỷ lệ là {T10}".</summary>
    private const int WordsBeforeAmount = 3;

    /// <summary>Words between "tăng" and the value it came to: "tăng lên {T10}".</summary>
    private const int WordsBeforeValue = 1;

    public IEnumerable<Claim> Find(ReportSentence sentence)
    {
        var tokens = SentenceTokens.Of(sentence);
        var words = tokens.Select(t => t.Word).ToList();
        var behind = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (words[i].Length == 0 || book.At(words, i) is not { } phrase)
            {
                continue;
            }

            var next = i + phrase.Words.Count;
            var since = behind;
            behind = next;
            var isAmount = phrase.IsAmount && StatesAmount(tokens, next);
            IReadOnlyList<Placeholder> subjects =
                phrase.Meaning == ClaimMeaning.None || isAmount ? []
                : i > 0 && book.IsOfAll(words[i - 1]) ? AllOf(tokens, since, i)
                : (
                    SubjectOf(tokens, i, next)
                    ?? (IsCompared(tokens, i, next) ? FirstAfter(tokens, next) : null)
                )
                    is { IsOfReport: false } one
                    ? [one]
                : [];
            foreach (var subject in subjects)
            {
                yield return new(
                    string.Join(' ', phrase.Words),
                    phrase.Meaning,
                    subject.Figure,
                    ComparedIn(tokens, i, next)
                );
            }

            i = next - 1;
        }
    }

    /// <summary>"{A}, {B} both rose": every value named since the claim before.</summary>
    private static List<Placeholder> AllOf(
        IReadOnlyList<SentenceToken> tokens,
        int since,
        int start
    ) =>
        [
            .. tokens
                .Take(start)
                .Skip(since)
                .Select(t => t.Number)
                .OfType<Placeholder>()
                .Where(n => n is { IsOfReport: false, Part: NumberPart.Value })
                .Distinct(),
        ];

    /// <summary>Claims that name the days they compare with, in a sentence without a bound number: nothing bears them out.</summary>
    public IEnumerable<string> FindUnbound(ReportSentence sentence)
    {
        var tokens = SentenceTokens.Of(sentence);
        if (tokens.Any(t => t.Number is not null))
        {
            yield break;
        }

        var words = tokens.Select(t => t.Word).ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (words[i].Length == 0 || book.At(words, i) is not { } phrase)
            {
                continue;
            }

            var next = i + phrase.Words.Count;
            if (
                phrase.Meaning is > ClaimMeaning.None and < ClaimMeaning.Met
                && IsCompared(tokens, i, next)
            )
            {
                yield return string.Join(' ', phrase.Words);
            }

            i = next - 1;
        }
    }

    private static Placeholder? FirstAfter(IReadOnlyList<SentenceToken> tokens, int end) =>
        tokens.Skip(end).FirstOrDefault(t => t.Number is not null)?.Number;

    private static bool IsCompared(IReadOnlyList<SentenceToken> tokens, int start, int end) =>
        Named(tokens, start, end) is not null;

    /// <summary>What the clause names, behind the claim first: "tăng so với quý trước", "so với quý trước đã giảm".</summary>
    private static Comparison ComparedIn(IReadOnlyList<SentenceToken> tokens, int start, int end) =>
        Named(tokens, start, end) ?? Comparison.YearBefore;

    private static Comparison? Named(IReadOnlyList<SentenceToken> tokens, int start, int end) =>
        ComparisonBook.Shipped.In(tokens.Skip(end).TakeWhile(t => !t.EndsClause))
        ?? ComparisonBook.Shipped.In(
            tokens.Take(start).Reverse().TakeWhile(t => !t.EndsClause).Reverse()
        );

    private static bool StatesAmount(IReadOnlyList<SentenceToken> tokens, int from) =>
        tokens
            .Skip(from)
            .Take(WordsBeforeAmount + 1)
            .TakeWhile(t => !t.EndsClause)
            .FirstOrDefault(t => t.Number is not null)
            ?.Number?.Part
            is NumberPart.Value
                or NumberPart.Before
                or NumberPart.Change
                or NumberPart.Numerator
                or NumberPart.Denominator;

    private static Placeholder? SubjectOf(IReadOnlyList<SentenceToken> tokens, int start, int end)
    {
        // "Tăng lên {B}": the value that follows at once is what is spoken of, whatever was named before.
        if (
            tokens
                .Skip(end)
                .Take(WordsBeforeValue + 1)
                .TakeWhile(t => !t.EndsClause)
                .FirstOrDefault(t => t.Number is not null)
                ?.Number is
            { Part: NumberPart.Value } next
        )
        {
            return next;
        }

        for (var i = start - 1; i >= 0 && !tokens[i].EndsClause; i--)
        {
            if (tokens[i].Number is { } before)
            {
                return before;
            }
        }

        for (var i = end; i < tokens.Count && !tokens[i].EndsClause; i++)
        {
            if (tokens[i].Number is { } after)
            {
                return after;
            }
        }

        // It goes on about what was named; of what is named only later it says nothing yet.
        return tokens.Take(start).LastOrDefault(t => t.Number is not null)?.Number;
    }
}
