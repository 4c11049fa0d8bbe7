namespace ThuocDo.Indicators.Surveys.Rules;

/// <summary>A figure from a sample, with the interval in which 95 of 100 such surveys hold the figure of all cases.</summary>
/// <param name="Answers">How many answers it rests on.</param>
/// <param name="Value">From 0 to 1.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Effective">How many answers of a simple draw would tell as much.</param>
public sealed record Reading(int Answers, double Value, double Low, double High, double Effective)
{
    /// <summary>How many times the variance of a simple draw of as many answers it has.</summary>
    public double DesignEffect => Answers / Effective;
}

/// <summary>What a figure with its interval says about a target "at least".</summary>
public enum SurveyVerdict
{
    /// <summary>The lower end is not below the target.</summary>
    Reached,

    /// <summary>The upper end is below the target.</summary>
    NotReached,

    /// <summary>The interval holds both, or there is no figure.</summary>
    CannotTell,
}

/// <summary>
/// Share and mean of all cases from the answers of a stratified sample, each with its 95 % interval. The choice of the intervals is in
/// docs/decisions/0047-survey-intervals.md, how often they hold in docs/guide/survey-coverage.md.
/// </summary>
public static class Readings
{
    public const double Confidence = 0.95;

    private const double Nothing = 1e-12;

    /// <summary>Jeffreys' prior: half a yes and half a no before anybody was asked.</summary>
    private const double Half = 0.5;

    /// <summary>
    /// The share of cases with the property: a value is 1 or 0. Jeffreys' interval, that is quantiles of a beta distribution, with the
    /// effective number of answers, so that it has a width even where everybody said yes.
    /// </summary>
    /// <returns>None without an answer: silence is no figure.</returns>
    public static Reading? Share(IReadOnlyList<WeightedGroup> groups)
    {
        if (groups.Count == 0)
        {
            return null;
        }

        var (value, answers) = ValueOf(groups);
        var whole = Math.Max(0, value * (1 - value));
        var spread = Spread.Of(groups, whole);
        if (spread.Design < Nothing)
        {
            return new(answers, value, value, value, double.PositiveInfinity);
        }

        // All alike: the answers show no variance; how many they are worth then follows from the design alone.
        var effective =
            whole < Nothing || spread.Variance < Nothing
                ? 1 / spread.Design
                : whole / spread.Variance;
        var (yes, no) = ((effective * value) + Half, (effective * (1 - value)) + Half);
        return new(
            answers,
            value,
            value <= Nothing ? 0 : Quantiles.OfBeta((1 - Confidence) / 2, yes, no),
            value >= 1 - Nothing ? 1 : Quantiles.OfBeta((1 + Confidence) / 2, yes, no),
            effective
        );
    }

    /// <summary>The mean of all cases of a value from 0 to 1, plus and minus Student's quantile times its standard error.</summary>
    /// <returns>None without an answer.</returns>
    public static Reading? Mean(IReadOnlyList<WeightedGroup> groups)
    {
        if (groups.Count == 0)
        {
            return null;
        }

        var (value, answers) = ValueOf(groups);
        var cases = groups.Sum(g => (double)g.Cases);
        var whole =
            groups.Sum(g => g.Answers.Sum(a => a.Weight * (a.Value - value) * (a.Value - value)))
            / cases;
        var spread = Spread.Of(groups, whole);
        if (spread.Design < Nothing)
        {
            return new(answers, value, value, value, double.PositiveInfinity);
        }

        if (spread.Variance < Nothing)
        {
            // All alike: the share of those who say otherwise may still be as great as that interval allows.
            var alike = Share([
                .. groups.Select(g =>
                    g with
                    {
                        Answers = [.. g.Answers.Select(a => (1.0, a.Weight))],
                    }
                ),
            ])!;
            var room = 1 - alike.Low;
            return new(
                answers,
                value,
                Math.Max(0, value - room),
                Math.Min(1, value + room),
                alike.Effective
            );
        }

        var half = Quantile(spread, answers) * Math.Sqrt(spread.Variance);
        return new(
            answers,
            value,
            Math.Max(0, value - half),
            Math.Min(1, value + half),
            whole / spread.Variance
        );
    }

    public static SurveyVerdict Judge(Reading? reading, double target) =>
        reading is null ? SurveyVerdict.CannotTell
        : reading.Low >= target ? SurveyVerdict.Reached
        : reading.High < target ? SurveyVerdict.NotReached
        : SurveyVerdict.CannotTell;

    private static (double Value, int Answers) ValueOf(IReadOnlyList<WeightedGroup> groups) =>
        (
            groups.Sum(g => g.Cases * g.Mean) / groups.Sum(g => (double)g.Cases),
            groups.Sum(g => g.Answers.Count)
        );

    private static double Quantile(Spread spread, int answers) =>
        Quantiles.OfStudent(
            (1 + Confidence) / 2,
            spread.Variance < Nothing ? Math.Max(1, answers - 1) : spread.Degrees
        );

    /// <summary>How far the figure may lie from that of all cases because others were drawn or stayed silent.</summary>
    /// <param name="Design">The variance if each case's own variance were 1.</param>
    /// <param name="Variance">The estimated variance.</param>
    /// <param name="Degrees">Its degrees of freedom, by Satterthwaite's approximation.</param>
    private readonly record struct Spread(double Design, double Variance, double Degrees)
    {
        public static Spread Of(IReadOnlyList<WeightedGroup> groups, double whole)
        {
            var cases = groups.Sum(g => (double)g.Cases);
            var rows = groups
                .Select(g =>
                {
                    var equal = g.EqualAnswers;
                    var part = g.Cases / cases;
                    var design =
                        part * part * Math.Max(0, 1 - ((double)g.Answers.Count / g.Cases)) / equal;
                    return (
                        Design: design,
                        Freedom: Math.Max(0, equal - 1),
                        Own: OwnVariance(g, equal)
                    );
                })
                .ToList();
            // A handful of answers that happen to agree show no variance at all: each group's own one is drawn towards what the
            // groups show together, which counts as one answer.
            var freedom = rows.Sum(r => r.Freedom);
            var common = freedom < Nothing ? whole : rows.Sum(r => r.Freedom * r.Own) / freedom;
            var (design, variance, squares) = (0.0, 0.0, 0.0);
            foreach (var row in rows)
            {
                var mixed = ((row.Freedom * row.Own) + common) / (row.Freedom + 1);
                design += row.Design;
                variance += row.Design * mixed;
                squares += row.Design * mixed * row.Design * mixed / (row.Freedom + 1);
            }

            return new(
                design,
                variance,
                squares > 0 ? Math.Max(1, variance * variance / squares) : 1
            );
        }

        private static double OwnVariance(WeightedGroup group, double equal)
        {
            if (equal <= 1 + Nothing)
            {
                return 0;
            }

            var mean = group.Mean;
            return group.Answers.Sum(a => a.Weight * (a.Value - mean) * (a.Value - mean))
                / group.Cases
                * equal
                / (equal - 1);
        }
    }
}
