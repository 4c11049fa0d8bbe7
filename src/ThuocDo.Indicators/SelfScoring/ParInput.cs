using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>Whether numbers can be put into a criterion: the same check for the form, the what-if and the file.</summary>
public static class ParInput
{
    private const decimal Most = 1_000_000_000_000_000;

    /// <param name="criterion">What is scored.</param>
    /// <param name="input">What is put in.</param>
    /// <param name="today">Nothing was done after it.</param>
    /// <returns>What is wrong, or done. An input from which the rule makes no points is wrong; an empty one is not.</returns>
    public static Outcome Check(Criterion criterion, ScoreInput input, DateOnly today)
    {
        decimal?[] numbers =
        [
            input.Numerator,
            input.Denominator,
            input.Missed,
            input.Count,
            input.Before,
            input.Stated,
        ];
        if (numbers.Any(n => n is < 0 or > Most))
        {
            return Outcome.Refused("par.refused.number");
        }

        if (
            input.Numerator + (input.Missed ?? 0) > input.Denominator
            || input.Denominator is 0
            || input.Numerator is null != input.Denominator is null
        )
        {
            return Outcome.Refused("par.refused.share");
        }

        if (input.DoneOn > today)
        {
            return Outcome.Refused("par.refused.future", input.DoneOn);
        }

        if (
            criterion.Rule is CompositeRule composite
            && input.Parts is { } parts
            && (parts.Count != composite.Weights.Count || parts.Any(p => p is < 0 or > 1))
        )
        {
            return Outcome.Refused("par.refused.parts", composite.Weights.Count);
        }

        if (
            criterion.Rule is SurveyRule survey
            && (input.Stated > survey.Most(criterion.Max) || input.Stated < survey.Least)
        )
        {
            return Outcome.Refused("par.refused.result", survey.Least, survey.Most(criterion.Max));
        }

        if (criterion.Rule is StatedRule && input.Stated > criterion.Max)
        {
            return Outcome.Refused("par.refused.points", criterion.Max);
        }

        // The days change no points.
        return
            !input.IsEmpty
            && criterion.Rule!.Apply(
                criterion.Max,
                input,
                criterion.WhenNone,
                ScoreDays.Of(today, today.Year, null)
            )
                is { Points: null, IsLeftOut: false }
            ? Outcome.Refused("par.refused.no-points")
            : Outcome.Done;
    }
}
