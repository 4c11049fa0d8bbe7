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
        var (last, lastEnd) = ((IReadOnlyList<Placeholder>)[], 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (words[i].Length == 0 || book.At(words, i) is not { } phrase)
            {
                continue;
            }

            var next = i + phrase.Words.Count;
            var isAmount = phrase.IsAmount && StatesAmount(tokens, next);
            IReadOnlyList<Placeholder> subjects =
                phrase.Meaning == ClaimMeaning.None || isAmount ? []
                : IsOfAll(words, i) ? AllOf(tokens, lastEnd, i, next, last)
                : (
                    SubjectOf(tokens, i, next)
                    ?? (IsCompared(tokens, i, next) ? FirstAfter(tokens, next) : null)
                )
                    is { } one
                    ? [one.Figure]
                : [];
            foreach (var subject in subjects)
            {
                yield return new(
                    string.Join(' ', phrase.Words),
                    phrase.Meaning,
                    subject,
                    ComparedIn(tokens, i, next)
                );
            }

            // What only states an amount has said nothing yet of the figure: a claim about all may still follow.
            if (subjects.Count > 0)
            {
                (last, lastEnd) = (subjects, next);
            }

            i = next - 1;
        }
    }

    /// <summary>"Đều tăng", "đều đã tăng": the nearest word before the claim that is not one of those between.</summary>
    private bool IsOfAll(List<string> words, int start)
    {
        for (var i = start - 1; i >= 0 && words[i].Length > 0; i--)
        {
            if (book.IsOfAll(words[i]))
            {
                return true;
            }

            if (!book.IsBetween(words[i]))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>
    /// "{A}, {B} both rose": every figure named in this part of the sentence since the claim before. Where there is none: those of that
    /// claim, in the same part ("{A} rose, both reached the target"); else those behind ("both rose: {A}, {B}"); else whatever was named.
    /// </summary>
    private static IReadOnlyList<Placeholder> AllOf(
        IReadOnlyList<SentenceToken> tokens,
        int since,
        int start,
        int end,
        IReadOnlyList<Placeholder> last
    )
    {
        var part = tokens
            .Take(start)
            .Skip(since)
            .Reverse()
            .TakeWhile(t => !t.EndsPart)
            .Reverse()
            .ToList();
        var goesOn = since > 0 && part.Count == start - since;
        // The claim before may have been about the nearest of several.
        var named = Figures(tokens.Take(start).Reverse().TakeWhile(t => !t.EndsPart).Reverse());
        var behind = tokens.Skip(end).TakeWhile(t => !t.EndsPart || t.Mark == ':');
        return Figures(part) is { Count: > 0 } own ? own
            : goesOn && named.Count > 0 ? named
            : goesOn && last.Count > 0 ? last
            : Figures(behind) is { Count: > 0 } later ? later
            : Figures(tokens.Take(start));
    }

    private static List<Placeholder> Figures(IEnumerable<SentenceToken> tokens) =>
        [.. tokens.Select(t => t.Bound?.Figure).OfType<Placeholder>().Distinct()];

    /// <summary>
    /// Claims that name the days they compare with, in a sentence without a figure: nothing bears them out. A day or a count of the report
    /// itself is no figure.
    /// </summary>
    public IEnumerable<string> FindUnbound(ReportSentence sentence)
    {
        var tokens = SentenceTokens.Of(sentence);
        if (tokens.Any(t => t.Bound is not null))
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
        tokens.Skip(end).FirstOrDefault(t => t.Bound is not null)?.Bound;

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
            if (tokens[i].Bound is { } before)
            {
                return before;
            }
        }

        for (var i = end; i < tokens.Count && !tokens[i].EndsClause; i++)
        {
            if (tokens[i].Bound is { } after)
            {
                return after;
            }
        }

        // It goes on about what was named; of what is named only later it says nothing yet.
        return tokens.Take(start).LastOrDefault(t => t.Bound is not null)?.Bound;
    }
}
