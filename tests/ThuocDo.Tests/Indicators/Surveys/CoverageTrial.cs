using System.Globalization;
using System.Text;
using ThuocDo.Indicators.Surveys.Rules;

namespace ThuocDo.Tests.Indicators.Surveys;

/// <summary>An invented province: strata of different sizes, content to different degrees, that answer more or less often.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Level">Share of content cases around which the strata lie.</param>
/// <param name="Strata">How many.</param>
/// <param name="Sample">How many cases are asked.</param>
/// <param name="Least">At least so many in each stratum.</param>
/// <param name="Middle">Median of the cases of a stratum.</param>
/// <param name="Scatter">Standard deviation of the logarithm of these sizes.</param>
/// <param name="Spread">How far the level of a stratum may lie from that of the province.</param>
public sealed record Population(
    string Name,
    double Level,
    int Strata,
    int Sample,
    int Least,
    int Middle,
    double Scatter,
    double Spread
);

/// <summary>How often the intervals held the figure of the whole population, and how wide they were.</summary>
public sealed record Coverage(
    Population Population,
    double Share,
    double Mean,
    double Simple,
    double Width
);

/// <summary>
/// Draws the sample of a survey again and again from a finite population whose figures are known, lets each stratum answer with its own
/// probability between 30 and 70 %, and counts how often the 95 % interval holds the true figure. A seed gives the same table everywhere.
/// </summary>
public static class CoverageTrial
{
    public const int Runs = 2_000;
    public const int Seed = 8;

    public static IReadOnlyList<Population> Populations =>
        [
            .. new[] { 0.5, 0.8, 0.9, 0.95 }.SelectMany(level =>
                new Population[]
                {
                    new("6 strata", level, 6, 400, 5, 3_000, 0.5, 0.05),
                    new("60 strata", level, 60, 1_200, 10, 600, 1.0, 0.08),
                    new("130 strata", level, 130, 1_500, 8, 300, 1.4, 0.1),
                }
            ),
        ];

    public static Coverage Of(Population population, int runs, ulong seed = Seed)
    {
        var random = new SurveyDraws(seed);
        var strata = Strata(population, random);
        var all = strata.Sum(s => (double)s.Cases);
        var share = strata.Sum(s => s.Steps[3] + s.Steps[4]) / all;
        var mean =
            strata.Sum(s =>
                (0.25 * s.Steps[1]) + (0.5 * s.Steps[2]) + (0.75 * s.Steps[3]) + s.Steps[4]
            ) / all;
        var sizes = Sampling.Allocate(
            [.. strata.Select(s => s.Cases)],
            population.Sample,
            population.Least
        );
        var (heldShare, heldMean, heldSimple, width) = (0, 0, 0, 0.0);
        for (var run = 0; run < runs; run++)
        {
            var steps = strata.Select((s, i) => Answers(s, sizes[i], random)).ToList();
            var one = Readings.Share(Groups(strata, sizes, steps, s => s >= 3 ? 1 : 0))!;
            var other = Readings.Mean(Groups(strata, sizes, steps, s => s / 4.0))!;
            heldShare += one.Low <= share && share <= one.High ? 1 : 0;
            heldMean += other.Low <= mean && mean <= other.High ? 1 : 0;
            width += one.High - one.Low;
            // What is often printed: all answers alike, plus and minus 1.96 standard errors.
            var answers = steps.Sum(s => s.Length);
            var plain = steps.Sum(s => s.Count(v => v >= 3)) / (double)answers;
            heldSimple +=
                Math.Abs(plain - share) <= 1.96 * Math.Sqrt(plain * (1 - plain) / answers) ? 1 : 0;
        }

        return new(
            population,
            100.0 * heldShare / runs,
            100.0 * heldMean / runs,
            100.0 * heldSimple / runs,
            100 * width / runs
        );
    }

    public static string Table(IEnumerable<Coverage> rows)
    {
        var text = new StringBuilder(
            "| population | content | asked | share held | mean held | all answers alike held | mean width, points |\n| --- | --- | --- | --- | --- | --- | --- |\n"
        );
        foreach (var (p, share, mean, simple, width) in rows)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {p.Name} | {p.Level * 100:0} % | {p.Sample} | {share:0.00} % | {mean:0.00} % | {simple:0.00} % | {width:0.0} |\n"
            );
        }

        return text.ToString();
    }

    private sealed record Stratum(string Key, int Cases, int[] Steps, double Answering);

    private static List<Stratum> Strata(Population population, SurveyDraws random)
    {
        var strata = new List<Stratum>();
        for (var i = 0; i < population.Strata; i++)
        {
            var normal =
                Math.Sqrt(-2 * Math.Log(1 - random.Unit())) * Math.Cos(2 * Math.PI * random.Unit());
            var cases = Math.Max(
                30,
                (int)Math.Round(population.Middle * Math.Exp(population.Scatter * normal))
            );
            // Who is content answers less: strata that answer often are less content, so that answers counted alike mislead.
            var eager = random.Unit();
            var answering = 0.3 + (0.4 * eager);
            var mood = (0.3 * random.Unit()) + (0.7 * (1 - eager));
            var level = Math.Clamp(
                population.Level + (population.Spread * ((2 * mood) - 1)),
                0.02,
                0.995
            );
            int[] steps =
            [
                .. new[]
                {
                    (1 - level) / 4,
                    (1 - level) / 4,
                    (1 - level) / 2,
                    level * 0.6,
                    level * 0.4,
                }.Select(part => (int)Math.Round(part * cases)),
            ];
            strata.Add(new($"{i / 4:000}|{i % 4}", steps.Sum(), steps, answering));
        }

        return strata;
    }

    /// <summary>The steps 0 to 4 of those who answered, drawn without putting back.</summary>
    private static int[] Answers(Stratum stratum, int asked, SurveyDraws random)
    {
        var count = 0;
        for (var i = 0; i < asked; i++)
        {
            count += random.Unit() < stratum.Answering ? 1 : 0;
        }

        int[] left = [.. stratum.Steps];
        var answers = new int[count];
        for (var i = 0; i < count; i++)
        {
            var place = random.Below(stratum.Cases - i);
            var step = 0;
            while (place >= left[step])
            {
                place -= left[step++];
            }

            left[step]--;
            answers[i] = step;
        }

        return answers;
    }

    private static IReadOnlyList<WeightedGroup> Groups(
        List<Stratum> strata,
        IReadOnlyList<int> asked,
        List<int[]> steps,
        Func<int, double> value
    ) =>
        Weighting.Groups(
            strata.Select(
                (s, i) => new StratumAnswers(s.Key, s.Cases, asked[i], [.. steps[i].Select(value)])
            )
        );
}
