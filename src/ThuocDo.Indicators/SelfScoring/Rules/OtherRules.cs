using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring.Rules;

/// <summary>Done right and in time m, else nothing. Without a due day the whole year is in time.</summary>
public sealed record AllOrNothingRule : ScoringRule
{
    public override string Kind => "all-or-nothing";
    public override Asked Asks => Asked.Day;

    public override Explanation Describe(decimal max) => new("par.rule.all-or-nothing", max);

    protected override (decimal Points, Explanation Words)? Count(decimal max, ScoreInput input) =>
        null;

    protected override (decimal Points, Explanation Words)? Count(
        decimal max,
        ScoreInput input,
        ScoreDays days
    )
    {
        if (input.DoneOn is not { } done)
        {
            return null;
        }

        var last = days.Due is { } due && due < days.YearEnd ? due : days.YearEnd;
        return done <= last
            ? (max, new("par.words.in-time", done, last, max))
            : (0, new("par.words.too-late", done, last));
    }

    // Done, in time or not, it is settled.
    protected override bool IsClosed(ScoreInput input, ScoreDays days) =>
        days.IsPastDue || input.DoneOn is not null;
}

/// <summary>Points for each item up to m.</summary>
public record CountRule(decimal Each) : ScoringRule
{
    public override string Kind => "count";
    public override Asked Asks => Asked.Count;

    public override Explanation Describe(decimal max) => new("par.rule.count", Each, max);

    protected override (decimal Points, Explanation Words)? Count(decimal max, ScoreInput input) =>
        input.Count is { } items
            ? (
                Math.Min(max, items * Each),
                new("par.words.count", items, Each, Math.Min(max, items * Each), max)
            )
            : null;
}

/// <summary>As <see cref="CountRule"/>, on top of the table: it is no part of its hundred points.</summary>
public sealed record BonusRule(decimal Each) : CountRule(Each)
{
    public override string Kind => "bonus";

    public override Explanation Describe(decimal max) => new("par.rule.bonus", Each, max);
}

/// <summary>m, less so many points for each breach or day late, not below 0. A breach is not undone.</summary>
public sealed record PenaltyRule(decimal Each) : ScoringRule
{
    public override string Kind => "penalty";
    public override Asked Asks => Asked.Count;

    public override Explanation Describe(decimal max) => new("par.rule.penalty", max, Each);

    protected override (decimal Points, Explanation Words)? Count(decimal max, ScoreInput input) =>
        input.Count is { } breaches
            ? (
                Math.Max(0, max - breaches * Each),
                new("par.words.penalty", max, breaches, Each, Math.Max(0, max - breaches * Each))
            )
            : null;

    protected override decimal Best(decimal max, ScoreInput input, decimal points) =>
        input.Count is null ? max : points;
}

/// <summary>Growth against the year before: from the target on m, between none and the target in proportion, else nothing.</summary>
public sealed record GrowthRule(decimal Target) : ScoringRule
{
    public override string Kind => "growth";
    public override Asked Asks => Asked.Count | Asked.Before;

    public override Explanation Describe(decimal max) =>
        new("par.rule.growth", max, new ShareWord(Target));

    protected override (decimal Points, Explanation Words)? Count(decimal max, ScoreInput input)
    {
        if (input is not { Count: { } now, Before: > 0 and var before })
        {
            return null;
        }

        var growth = (now - before) / before;
        var points = max * Math.Clamp(growth / Target, 0, 1);
        return (points, new("par.words.growth", before, now, new ShareWord(growth), max, points));
    }
}

/// <summary>
/// A survey is carried out by others: its result is put in with the document, never computed here. It comes as points, as a share 0 to
/// 1, or as a mean of five steps, of which 1 is nothing and 5 is m.
/// </summary>
public sealed record SurveyRule(string Scale) : ScoringRule
{
    public override string Kind => "survey";
    public override Asked Asks => Asked.Stated;

    public override Explanation Describe(decimal max) => new($"par.rule.survey-{Scale}", max);

    /// <summary>The greatest result in the scale.</summary>
    public decimal Most(decimal max) =>
        Scale switch
        {
            "share" => 1,
            "five" => 5,
            _ => max,
        };

    public decimal Least => Scale == "five" ? 1 : 0;

    protected override (decimal Points, Explanation Words)? Count(decimal max, ScoreInput input)
    {
        if (input.Stated is not { } result)
        {
            return null;
        }

        var points = Scale switch
        {
            "share" => max * result,
            "five" => max * (result - 1) / 4,
            _ => result,
        };
        return (points, new("par.words.survey", result, points, max));
    }

    // Asked once for the year; whatever the day, until it is there it is open, and then it stands.
    protected override bool IsClosed(ScoreInput input, ScoreDays days) => input.Stated is not null;
}

/// <summary>Points judged by a person, where the table below is not known or judges by words.</summary>
public sealed record StatedRule : ScoringRule
{
    public override string Kind => "stated";
    public override Asked Asks => Asked.Stated;

    public override Explanation Describe(decimal max) => new("par.rule.stated", max);

    protected override (decimal Points, Explanation Words)? Count(decimal max, ScoreInput input) =>
        input.Stated is { } points ? (points, new("par.words.stated", points, max)) : null;
}
