using System.Globalization;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring.Rules;

/// <summary>What a criterion is worth where no case arose in the year.</summary>
public enum WhenNone
{
    /// <summary>The table does not say; the rule is applied as if nothing was reached.</summary>
    NotSaid,
    Full,

    /// <summary>Its points are spread over the other criteria of the same parent.</summary>
    Redistribute,
    Zero,
}

/// <summary>What a form has to ask for.</summary>
[Flags]
public enum Asked
{
    None = 0,
    Share = 1,
    Count = 2,
    Day = 4,
    Parts = 8,
    Before = 16,
    Stated = 32,
}

/// <summary>
/// A pattern by which tables of criteria give points. With m the most points and r the share reached: pure, in decimals, not
/// rounded. Whatever the input, points, what can still be won and what is lost are not below 0 and make m together.
/// </summary>
public abstract record ScoringRule
{
    /// <summary>As the file of criteria names it.</summary>
    public abstract string Kind { get; }

    public abstract Asked Asks { get; }

    /// <summary>The rule itself in words.</summary>
    public abstract Explanation Describe(decimal max);

    /// <param name="input">Not empty and with a case.</param>
    /// <returns>Points and how they come about; none where a number is missing.</returns>
    protected abstract (decimal Points, Explanation Words)? Count(decimal max, ScoreInput input);

    /// <summary>The most points that can come of it by the end of the year.</summary>
    protected virtual decimal Best(decimal max, ScoreInput input, decimal points) => max;

    public RuleResult Apply(decimal max, ScoreInput input, WhenNone whenNone, ScoreDays days)
    {
        if (input.NoCase == true)
        {
            return whenNone switch
            {
                WhenNone.Full => new(max, 0, 0, new("par.rule.none.full", max)),
                WhenNone.Redistribute => new(null, 0, 0, new("par.rule.none.redistribute"))
                {
                    IsLeftOut = true,
                },
                _ => new(0, 0, max, new("par.rule.none.zero")),
            };
        }

        var counted = input.IsEmpty ? null : Count(max, input with { NoCase = null }, days);
        var now = Math.Clamp(counted?.Points ?? 0, 0, max);
        var best = IsClosed(input, days) ? now : Math.Clamp(Best(max, input, now), now, max);
        return new(
            counted is null ? null : now,
            best - now,
            max - best,
            counted?.Words ?? new("par.rule.nothing")
        );
    }

    protected virtual (decimal Points, Explanation Words)? Count(
        decimal max,
        ScoreInput input,
        ScoreDays days
    ) => Count(max, input);

    /// <summary>
    /// Whether the points stay as they are, whatever is done now. What was not put in by the end of the year is still to be put in; a
    /// duty that nobody recorded by its day is missed.
    /// </summary>
    protected virtual bool IsClosed(ScoreInput input, ScoreDays days) =>
        days.IsPastDue || (days.IsOver && !input.IsEmpty);

    /// <summary>The share; none without a number or with nothing below the line.</summary>
    protected static decimal? Share(ScoreInput input) =>
        input is { Numerator: { } above, Denominator: > 0 and var below } ? above / below : null;

    /// <summary>The share that remains possible: of the whole year, what cannot be reached any more taken off.</summary>
    protected static decimal BestShare(ScoreInput input) =>
        input is { Denominator: > 0 and var below, Missed: { } missed }
            ? Math.Max(0, below - missed) / below
            : 1;

    /// <summary>Reads a rule of the file.</summary>
    /// <exception cref="FormatException">The kind is not known, or a parameter is missing or wrong; the message says which.</exception>
    public static ScoringRule Of(string kind, string? parameters)
    {
        var given = Parameters.Read(parameters);
        ScoringRule rule = kind switch
        {
            "stated" => new StatedRule(),
            "survey" => new SurveyRule(given.Word("scale", "points", "share", "five")),
            "all-or-nothing" => new AllOrNothingRule(),
            "linear-floor" => new LinearAboveFloorRule(given.Share("floor")),
            "linear-target" => new LinearToTargetRule(
                given.Positive("target"),
                given.ShareOr("floor", 0)
            ),
            "tiered" => new TieredRule(given.Steps("steps")),
            "count" => new CountRule(given.Positive("each")),
            "bonus" => new BonusRule(given.Positive("each")),
            "penalty" => new PenaltyRule(given.Positive("each")),
            "composite" => new CompositeRule(given.Weights("weights")),
            "growth" => new GrowthRule(given.Positive("target")),
            _ => throw new FormatException(
                $"rule '{kind}' is not one of {string.Join(", ", Kinds)}"
            ),
        };
        given.RefuseOthers();
        return rule;
    }

    public static readonly IReadOnlyList<string> Kinds =
    [
        "stated",
        "survey",
        "all-or-nothing",
        "linear-floor",
        "linear-target",
        "tiered",
        "count",
        "bonus",
        "penalty",
        "composite",
        "growth",
    ];

    /// <summary><c>name=value</c> between semicolons.</summary>
    private sealed class Parameters(Dictionary<string, string> given)
    {
        private readonly HashSet<string> used = [];

        public static Parameters Read(string? text)
        {
            var given = new Dictionary<string, string>();
            foreach (
                var pair in (text ?? "").Split(
                    ';',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                )
            )
            {
                if (
                    pair.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value]
                    || !given.TryAdd(name, value)
                )
                {
                    throw new FormatException(
                        $"parameter '{pair}' is not name=value, or is repeated"
                    );
                }
            }

            return new(given);
        }

        public decimal Share(string name) =>
            Number(name) is >= 0 and <= 1 and var share
                ? share
                : throw new FormatException($"parameter '{name}' is not between 0 and 1");

        public decimal ShareOr(string name, decimal other) =>
            given.ContainsKey(name) ? Share(name) : other;

        public decimal Positive(string name) =>
            Number(name) is > 0 and var number
                ? number
                : throw new FormatException($"parameter '{name}' is not above 0");

        public string Word(string name, params string[] words)
        {
            used.Add(name);
            return !given.TryGetValue(name, out var word) ? words[0]
                : words.Contains(word) ? word
                : throw new FormatException(
                    $"parameter '{name}' is not one of {string.Join(", ", words)}"
                );
        }

        public List<Step> Steps(string name)
        {
            var steps = Text(name)
                .Split('|')
                .Select(step =>
                    step.Split(':') is [var at, var part]
                        ? new Step(Parse(name, at), Parse(name, part))
                        : throw new FormatException(
                            $"parameter '{name}': '{step}' is not share:part"
                        )
                )
                .ToList();
            return
                steps
                    .Zip(steps.Skip(1))
                    .All(s => s.First.From > s.Second.From && s.First.Part >= s.Second.Part)
                && steps.All(s => s is { From: >= 0, Part: >= 0 and <= 1 })
                ? steps
                : throw new FormatException($"parameter '{name}': steps do not go down");
        }

        public List<decimal> Weights(string name)
        {
            var weights = Text(name).Split('|').Select(w => Parse(name, w)).ToList();
            return weights.All(w => w > 0)
                ? weights
                : throw new FormatException($"parameter '{name}': a weight is not above 0");
        }

        public void RefuseOthers()
        {
            if (given.Keys.FirstOrDefault(k => !used.Contains(k)) is { } other)
            {
                throw new FormatException($"parameter '{other}' is not one of this rule");
            }
        }

        private decimal Number(string name) => Parse(name, Text(name));

        private string Text(string name)
        {
            used.Add(name);
            return given.GetValueOrDefault(name)
                ?? throw new FormatException($"parameter '{name}' is missing");
        }

        private static decimal Parse(string name, string text) =>
            decimal.TryParse(
                text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : throw new FormatException($"parameter '{name}': '{text}' is not a number");
    }
}
