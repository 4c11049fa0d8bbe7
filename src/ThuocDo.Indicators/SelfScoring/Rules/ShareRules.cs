using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring.Rules;

/// <summary>100 % gives m; from the floor on m × r; below it nothing. The floor itself belongs to the upper class.</summary>
public sealed record LinearAboveFloorRule(decimal Floor) : ScoringRule
{
    public override string Kind => "linear-floor";
    public override Asked Asks => Asked.Share;

    public override Explanation Describe(decimal max) =>
        new("par.rule.linear-floor", max, new ShareWord(Floor));

    protected override (decimal Points, Explanation Words)? Count(decimal max, ScoreInput input) =>
        Share(input) is not { } share
            ? null
            : (
                Of(max, share),
                new(
                    share >= Floor ? "par.words.linear-floor" : "par.words.below-floor",
                    input.Numerator!,
                    input.Denominator!,
                    new ShareWord(share),
                    max,
                    new ShareWord(Floor),
                    Of(max, share)
                )
            );

    protected override decimal Best(decimal max, ScoreInput input, decimal points) =>
        Of(max, BestShare(input));

    private decimal Of(decimal max, decimal share) =>
        share >= 1 ? max
        : share >= Floor ? max * share
        : 0;
}

/// <summary>From the target on m; else m × r ÷ target; below the floor, if there is one, nothing.</summary>
public sealed record LinearToTargetRule(decimal Target, decimal Floor) : ScoringRule
{
    public override string Kind => "linear-target";
    public override Asked Asks => Asked.Share;

    public override Explanation Describe(decimal max) =>
        Floor > 0
            ? new("par.rule.linear-target-floor", max, new ShareWord(Target), new ShareWord(Floor))
            : new("par.rule.linear-target", max, new ShareWord(Target));

    protected override (decimal Points, Explanation Words)? Count(decimal max, ScoreInput input) =>
        Share(input) is not { } share
            ? null
            : (
                Of(max, share),
                new(
                    share >= Target ? "par.words.target-reached"
                        : share >= Floor ? "par.words.linear-target"
                        : "par.words.below-floor",
                    input.Numerator!,
                    input.Denominator!,
                    new ShareWord(share),
                    max,
                    new ShareWord(share < Floor ? Floor : Target),
                    Of(max, share)
                )
            );

    protected override decimal Best(decimal max, ScoreInput input, decimal points) =>
        Of(max, BestShare(input));

    private decimal Of(decimal max, decimal share) =>
        share >= Target ? max
        : share < Floor ? 0
        : max * share / Target;
}

/// <param name="From">The least share of the step.</param>
/// <param name="Part">Of the most points, 0 to 1.</param>
public sealed record Step(decimal From, decimal Part);

/// <summary>The part of the highest step whose least share is reached; below all of them nothing.</summary>
public sealed record TieredRule(IReadOnlyList<Step> Steps) : ScoringRule
{
    public override string Kind => "tiered";
    public override Asked Asks => Asked.Share;

    public override Explanation Describe(decimal max) =>
        new(
            "par.rule.tiered",
            string.Join(
                "; ",
                Steps.Select(s =>
                    $"≥ {Formats.Percent(s.From, 0)}: {Formats.Decimal(max * s.Part)}"
                )
            )
        );

    protected override (decimal Points, Explanation Words)? Count(decimal max, ScoreInput input) =>
        Share(input) is not { } share
            ? null
            : (
                Of(max, share),
                new(
                    "par.words.tiered",
                    input.Numerator!,
                    input.Denominator!,
                    new ShareWord(share),
                    Of(max, share)
                )
            );

    protected override decimal Best(decimal max, ScoreInput input, decimal points) =>
        Of(max, BestShare(input));

    private decimal Of(decimal max, decimal share) =>
        max * (Steps.FirstOrDefault(s => share >= s.From)?.Part ?? 0);

    public bool Equals(TieredRule? other) => other is not null && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => Steps.Count;
}

/// <summary>The weighted mean of the shares of its parts, for instance of three levels of government, times m.</summary>
public sealed record CompositeRule(IReadOnlyList<decimal> Weights) : ScoringRule
{
    public override string Kind => "composite";
    public override Asked Asks => Asked.Parts;

    public override Explanation Describe(decimal max) =>
        new(
            "par.rule.composite",
            max,
            Weights.Count,
            string.Join(" : ", Weights.Select(w => Formats.Decimal(w, 0)))
        );

    protected override (decimal Points, Explanation Words)? Count(decimal max, ScoreInput input)
    {
        if (input.Parts is not { } parts || parts.Count != Weights.Count)
        {
            return null;
        }

        var mean = Weights.Zip(parts, (w, p) => w * Math.Clamp(p, 0, 1)).Sum() / Weights.Sum();
        return (
            max * mean,
            new(
                "par.words.composite",
                string.Join(", ", parts.Select(p => Formats.Percent(p))),
                new ShareWord(mean),
                max,
                max * mean
            )
        );
    }

    public bool Equals(CompositeRule? other) =>
        other is not null && Weights.SequenceEqual(other.Weights);

    public override int GetHashCode() => Weights.Count;
}

/// <summary>A share as a percentage in the language of the sentence.</summary>
public sealed record ShareWord(decimal Share) : IFormattable
{
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        Formats.Percent(Share);

    public override string ToString() => Formats.Percent(Share);
}
