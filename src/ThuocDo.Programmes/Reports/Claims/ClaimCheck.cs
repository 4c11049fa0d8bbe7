using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Reports.Claims;

/// <summary>A claim beside what the numbers say.</summary>
/// <param name="Holds">None where the numbers it would need are not known.</param>
public sealed record ClaimResult(
    ReportSentence Sentence,
    Claim Claim,
    bool? Holds,
    Figure? Now,
    Figure? Before
);

/// <summary>A claim that compares, in a sentence without a bound number.</summary>
public sealed record UnboundClaim(ReportSentence Sentence, string Words);

/// <summary>
/// Holds claims against the numbers. Increase and decrease are judged on what is printed, for a reader who sees the same
/// number twice has been told of no change; whether a target is reached is the verdict of the board, which rounds nothing.
/// </summary>
public static class ClaimCheck
{
    private static readonly ClaimFinder Finder = new(ClaimBook.Shipped);

    public static IEnumerable<ClaimResult> Of(ReportSentence sentence, NumberSheet sheet) =>
        Finder
            .Find(sentence)
            .Select(claim =>
            {
                var (now, before) = (
                    sheet.Now(claim.Figure),
                    sheet.Compared(claim.Figure, claim.With)
                );
                return new ClaimResult(
                    sentence,
                    claim,
                    Holds(claim.Meaning, now, before),
                    now,
                    before
                );
            });

    /// <summary>Claims of a sentence that nothing bears out, for it has no number.</summary>
    public static IEnumerable<UnboundClaim> Unbound(ReportSentence sentence) =>
        Finder.FindUnbound(sentence).Select(words => new UnboundClaim(sentence, words));

    /// <summary>The figures of other days that a sentence needs beside those of the year before.</summary>
    public static IEnumerable<(Placeholder Figure, Comparison With)> Compared(
        ReportSentence sentence
    ) =>
        Finder
            .Find(sentence)
            .Select(c => (c.Figure, c.With))
            .Concat(
                from number in sentence.Numbers
                where number.ComparedWith is not null
                select (number.Figure, number.ComparedWith!.Value)
            )
            .Where(c => c.Item2 != Comparison.YearBefore);

    public static bool? Holds(ClaimMeaning meaning, Figure? now, Figure? before)
    {
        var change = NumberWords.Compare(now, before);
        return
            meaning switch
            {
                ClaimMeaning.Increase => change > 0,
                ClaimMeaning.Decrease => change < 0,
                ClaimMeaning.Same => change == 0,
                ClaimMeaning.NotIncrease => change <= 0,
                ClaimMeaning.NotDecrease => change >= 0,
                ClaimMeaning.Met => Reached(now),
                ClaimMeaning.NotMet => !Reached(now),
                ClaimMeaning.Exceeded => Exceeds(now),
                ClaimMeaning.NotExceeded => !Exceeds(now),
                _ => true,
            }
                is var holds
            && IsKnown(meaning, change, now)
            ? holds
            : null;
    }

    private static bool IsKnown(ClaimMeaning meaning, int? change, Figure? now) =>
        meaning >= ClaimMeaning.Met ? Reached(now) is not null : change is not null;

    private static bool? Reached(Figure? figure) =>
        figure?.Verdict switch
        {
            Verdict.Met => true,
            Verdict.NotMet or Verdict.AtRisk => false,
            _ => null,
        };

    private static bool? Exceeds(Figure? figure) =>
        Reached(figure) is not { } reached
            ? null
            : reached
                && figure is { Value: { } value, Limit: { } limit }
                && (figure.Operator.IsFloor() ? value > limit : value < limit);
}
