using ThuocDo.Programmes.Reports.Claims;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;

namespace ThuocDo.Programmes.Reports.Restating;

/// <summary>A printed number that would be printed otherwise now.</summary>
public sealed record ChangedNumber(Placeholder Number, string Before, string Now);

/// <summary>A sentence of a report that is no longer true.</summary>
/// <param name="Claims">Claims that held and hold no more.</param>
public sealed record FalseSentence(
    ReportSentence Sentence,
    string Printed,
    string Now,
    IReadOnlyList<ChangedNumber> Numbers,
    IReadOnlyList<ClaimResult> Claims
);

/// <summary>What a report would say now, beside what it said.</summary>
/// <param name="Sentences">Exactly those that became false, in the order of the text.</param>
/// <param name="Conditions">Keys of the lines of the table that would be printed otherwise.</param>
public sealed record Restatement(
    IReadOnlyList<FalseSentence> Sentences,
    IReadOnlyList<string> Conditions
);

/// <summary>
/// Reads every bound number of a report again. A number has changed when it would be printed otherwise; what a later
/// fact moves behind the printed digits makes no sentence false.
/// </summary>
public sealed class Restater(NumberReader reader, NumberWords words)
{
    public async Task<Restatement> RestateAsync(Report report, CancellationToken cancellation)
    {
        var then = NumberSheet.FromJson(report.Figures);
        var text = ReportText.Parse(report.Text);
        return Compare(text, then, await reader.ReadAgainAsync(text, then, cancellation));
    }

    public Restatement Compare(ReportText text, NumberSheet then, NumberSheet now) =>
        new(
            [
                .. text
                    .Sentences.Select(s => new FalseSentence(
                        s,
                        words.Sentence(s, then),
                        words.Sentence(s, now),
                        [.. Changed(s, then, now)],
                        [.. Broken(s, then, now)]
                    ))
                    .Where(s => s.Numbers.Count > 0 || s.Claims.Count > 0),
            ],
            [
                .. then
                    .OfConditions.Select(c => c.Now)
                    .Where(f =>
                        now.Now(new Placeholder { Key = f.Question.Key }) is var current
                        && (words.Value(f) != words.Value(current) || f.Verdict != current?.Verdict)
                    )
                    .Select(f => f.Question.Key),
            ]
        );

    private IEnumerable<ChangedNumber> Changed(
        ReportSentence sentence,
        NumberSheet then,
        NumberSheet now
    ) =>
        from number in sentence.Numbers.Distinct()
        let before = words.Of(number, then) ?? NumberWords.None
        let after = words.Of(number, now) ?? NumberWords.None
        where before != after
        select new ChangedNumber(number, before, after);

    private static IEnumerable<ClaimResult> Broken(
        ReportSentence sentence,
        NumberSheet then,
        NumberSheet now
    ) =>
        ClaimCheck
            .Of(sentence, then)
            .Zip(ClaimCheck.Of(sentence, now))
            .Where(x => x.First.Holds == true && x.Second.Holds != true)
            .Select(x => x.Second);
}
