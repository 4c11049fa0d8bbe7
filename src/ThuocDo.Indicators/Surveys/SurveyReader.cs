using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Surveys.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;

namespace ThuocDo.Indicators.Surveys;

/// <summary>How many of a stratum answered.</summary>
public sealed record CellProgress(SurveyCell Cell, int Answers)
{
    public decimal? Rate => Cell.Asked == 0 ? null : (decimal)Answers / Cell.Asked;
}

/// <summary>The figures of a question for the whole, a unit or a stratum.</summary>
/// <param name="Key">Keys of units or of a stratum; empty for the whole.</param>
/// <param name="Cases">Cases of the frame.</param>
/// <param name="Asked">Of these drawn.</param>
/// <param name="Answers">Of these answered the question.</param>
/// <param name="Share">Satisfied or very satisfied; of other questions the share that said yes.</param>
/// <param name="Mean">Mean of the steps, from 0 to 1; of a scale only.</param>
/// <param name="IsHidden">Too few answers to be shown alone.</param>
public sealed record SurveyFigure(
    string Key,
    int Cases,
    int Asked,
    int Answers,
    Reading? Share,
    Reading? Mean,
    bool IsHidden
);

/// <summary>The figure of one question, or of one thing to choose.</summary>
public sealed record QuestionFigure(SurveyQuestion Question, int? Option, SurveyFigure Figure);

/// <summary>What the satisfaction round says.</summary>
/// <param name="Questions">The whole, question by question.</param>
/// <param name="Verdict">Of the main question beside the target.</param>
/// <param name="Units">The main question by unit.</param>
/// <param name="Strata">The main question by stratum.</param>
/// <param name="Groups">Strata as they were joined to weigh the answers of the main question.</param>
public sealed record SatisfactionResult(
    IReadOnlyList<QuestionFigure> Questions,
    SurveyVerdict Verdict,
    IReadOnlyList<SurveyFigure> Units,
    IReadOnlyList<SurveyFigure> Strata,
    IReadOnlyList<WeightedGroup> Groups
)
{
    public SurveyFigure Main => Questions[0].Figure;
}

/// <summary>A body that firms assessed.</summary>
/// <param name="Cell">The body.</param>
/// <param name="Answers">How many firms answered about it.</param>
/// <param name="Score">None: fewer answers than needed.</param>
/// <param name="Rank">How safe the rank is.</param>
/// <param name="OpenAnswers">How many answers came by the open address; they are in none of the other figures.</param>
/// <param name="OpenMean">Mean of their steps from 0 to 1, turned where a great number is bad; none: too few to be shown.</param>
public sealed record DdciLine(
    SurveyCell Cell,
    int Answers,
    DdciScore? Score,
    RankShares? Rank,
    int OpenAnswers,
    double? OpenMean
);

/// <summary>Bodies that are ranked together.</summary>
public sealed record DdciGroup(
    SurveyBodyGroup Group,
    IReadOnlyList<DdciLine> Lines,
    IReadOnlyList<string> Parts,
    bool IsExact,
    int Resamples
);

/// <summary>A round with what came of it; figures only once it is closed.</summary>
public sealed record SurveyResult(
    SurveyRound Round,
    Questionnaire Questionnaire,
    IReadOnlyList<CellProgress> Progress,
    SatisfactionResult? Satisfaction,
    IReadOnlyList<DdciGroup> Ddci
);

/// <summary>Results of closed rounds, which never change; by the last event of the round.</summary>
public sealed class SurveyShelf
{
    private readonly ConcurrentDictionary<Guid, SurveyResult> results = new();

    public SurveyResult? Find(SurveyRound round) => results.GetValueOrDefault(round.Version);

    public void Keep(SurveyResult result) => results[result.Round.Version] = result;
}

/// <summary>Reads rounds and works out what they say.</summary>
public sealed class SurveyReader(
    ThuocDoDb db,
    UnitDirectory directory,
    SurveyShelf shelf,
    FragilityMemo memo
)
{
    public async Task<SurveyResult?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (
            await db.Set<SurveyRound>()
                .AsNoTracking()
                .FirstOrDefaultAsync(r => r.Id == id, cancellation)
            is not { } round
        )
        {
            return null;
        }

        if (shelf.Find(round) is { } known)
        {
            return known;
        }

        var questionnaire = await db.Set<Questionnaire>()
            .AsNoTracking()
            .FirstAsync(q => q.Id == round.QuestionnaireId, cancellation);
        var boxes = await BoxesAsync(round.Id, cancellation);
        var progress = round
            .ReadCells()
            .Select(c => new CellProgress(
                c,
                boxes.GetValueOrDefault(AnswerDesk.CellKey(c.Number))?.Count ?? 0
            ))
            .ToList();
        if (round.State != SurveyState.Closed)
        {
            return new(round, questionnaire, progress, null, []);
        }

        var result = new SurveyResult(
            round,
            questionnaire,
            progress,
            round.Kind == SurveyKind.Satisfaction
                ? SatisfactionOf(round, questionnaire, progress, boxes)
                : null,
            round.Kind == SurveyKind.Ddci
                ? await DdciAsync(round, questionnaire, progress, boxes, cancellation)
                : []
        );
        shelf.Keep(result);
        return result;
    }

    /// <summary>The last closed satisfaction round, for whoever compares it with an index.</summary>
    public async Task<SurveyResult?> LastSatisfactionAsync(CancellationToken cancellation)
    {
        var last = await db.Set<SurveyRound>()
            .AsNoTracking()
            .Where(r => r.Kind == SurveyKind.Satisfaction && r.State == SurveyState.Closed)
            .OrderBy(r => r.IsSimulated)
            .ThenByDescending(r => r.To)
            .ThenByDescending(r => r.Number)
            .Select(r => (Guid?)r.Id)
            .FirstOrDefaultAsync(cancellation);
        return last is { } id ? await FindAsync(id, cancellation) : null;
    }

    /// <summary>Free words of a closed round, in the order of their own text.</summary>
    public async Task<IReadOnlyList<(bool IsOpen, string Words)>> WordsAsync(
        SurveyRound round,
        CancellationToken cancellation
    )
    {
        if (round.State != SurveyState.Closed)
        {
            return [];
        }

        var boxes = await BoxesAsync(round.Id, cancellation);
        return
        [
            .. new[] { "", AnswerDesk.OpenPrefix }.SelectMany(p =>
                (boxes.GetValueOrDefault(p + AnswerDesk.TextBox)?.Lines ?? []).Select(l =>
                    (p.Length > 0, l.Split('=', 2)[1])
                )
            ),
        ];
    }

    internal static SatisfactionResult SatisfactionOf(
        SurveyRound round,
        Questionnaire questionnaire,
        IReadOnlyList<CellProgress> cells,
        IReadOnlyDictionary<string, SurveyBox> boxes
    )
    {
        var answers = cells.ToDictionary(
            c => c.Cell.Number,
            c => Parse(boxes.GetValueOrDefault(AnswerDesk.CellKey(c.Cell.Number)))
        );
        var questions = questionnaire.Read().Where(q => q.Kind != QuestionKind.Text).ToList();
        var main = questions.First(q => q.Kind == QuestionKind.Scale);
        var whole = new List<QuestionFigure>();
        foreach (var question in questions.OrderByDescending(q => q == main))
        {
            foreach (
                var option in question.Kind == QuestionKind.Choice
                    ? Enumerable.Range(1, question.Options.Count).Select(i => (int?)i)
                    : [null]
            )
            {
                whole.Add(
                    new(
                        question,
                        option,
                        // Of a unit with too few cases nobody was asked: the whole is that of the others.
                        Figure(
                            "",
                            cells.Select(c => c.Cell).Where(c => c.Asked > 0),
                            answers,
                            question,
                            option
                        )
                    )
                );
            }
        }

        var units = Rows(cells.GroupBy(c => UnitsOf(c.Cell.Key)));
        return new(
            whole,
            Readings.Judge(
                whole[0].Figure.IsHidden ? null : whole[0].Figure.Share,
                (double)round.Target
            ),
            units,
            // Strata of a unit add up to it: what is hidden must not follow from the rest of the unit.
            [
                .. cells
                    .GroupBy(c => UnitsOf(c.Cell.Key))
                    .SelectMany(u =>
                        Rows(u.GroupBy(c => c.Cell.Key))
                            .Select(f =>
                                units.Any(x => x.Key == u.Key && x.IsHidden)
                                    ? f with
                                    {
                                        IsHidden = f.Answers > 0,
                                    }
                                    : f
                            )
                    ),
            ],
            Weighting.Groups(cells.Select(c => Stratum(c.Cell, answers, main, null, false)))
        );

        IReadOnlyList<SurveyFigure> Rows(IEnumerable<IGrouping<string, CellProgress>> groups)
        {
            var rows = groups
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Figure(g.Key, g.Select(c => c.Cell), answers, main, null))
                .ToList();
            return
            [
                .. rows.Zip(
                    SmallCells.Hidden([.. rows.Select(r => r.Answers)], SurveySettings.LeastShown),
                    (row, hidden) => row with { IsHidden = hidden }
                ),
            ];
        }
    }

    /// <summary>The unit of a stratum; strata are joined within their unit only.</summary>
    public static string UnitsOf(string stratum) =>
        string.Join('+', stratum.Split('+').Select(s => s.Split('|')[0]).Distinct());

    private static SurveyFigure Figure(
        string key,
        IEnumerable<SurveyCell> cells,
        IReadOnlyDictionary<int, IReadOnlyList<IReadOnlyDictionary<string, string>>> answers,
        SurveyQuestion question,
        int? option
    )
    {
        var list = cells.ToList();
        var shares = Weighting.Groups(
            list.Select(c => Stratum(c, answers, question, option, false))
        );
        var count = shares.Sum(g => g.Answers.Count);
        return new(
            key,
            list.Sum(c => c.Cases),
            list.Sum(c => c.Asked),
            count,
            Readings.Share(shares),
            question.Kind == QuestionKind.Scale
                ? Readings.Mean(
                    Weighting.Groups(list.Select(c => Stratum(c, answers, question, option, true)))
                )
                : null,
            count > 0 && count < SurveySettings.LeastShown
        );
    }

    private static StratumAnswers Stratum(
        SurveyCell cell,
        IReadOnlyDictionary<int, IReadOnlyList<IReadOnlyDictionary<string, string>>> answers,
        SurveyQuestion question,
        int? option,
        bool isMean
    ) =>
        new(
            cell.Key,
            cell.Cases,
            cell.Asked,
            [
                .. answers[cell.Number]
                    .Select(a => a.GetValueOrDefault(question.Key))
                    .OfType<string>()
                    .Select(v => ValueOf(question, option, Number(v), isMean)),
            ]
        );

    private static double ValueOf(SurveyQuestion question, int? option, int value, bool isMean) =>
        question.Kind switch
        {
            QuestionKind.Scale when isMean => (value - 1) / 4.0,
            QuestionKind.Scale => value >= 4 ? 1 : 0,
            QuestionKind.YesNo => value,
            _ => value == option ? 1 : 0,
        };

    private async Task<IReadOnlyList<DdciGroup>> DdciAsync(
        SurveyRound round,
        Questionnaire questionnaire,
        IReadOnlyList<CellProgress> bodies,
        Dictionary<string, SurveyBox> boxes,
        CancellationToken cancellation
    )
    {
        var scales = questionnaire.Read().Where(q => q.Kind == QuestionKind.Scale).ToList();
        var method = MethodOf(round, scales);
        var year = YearOf(round);
        var before = await EarlierAsync(round, questionnaire, scales, cancellation);
        var tree = await directory.GetAsync(cancellation);
        return
        [
            .. bodies
                .GroupBy(b => SurveyBodies.GroupOf(tree.Find(b.Cell.Key)!)!.Value)
                .OrderBy(g => g.Key)
                .Select(g =>
                    Group(
                        g.Key,
                        [.. g],
                        before.Where(v =>
                            tree.Find(v.Body) is { } unit && SurveyBodies.GroupOf(unit) == g.Key
                        )
                    )
                ),
        ];

        DdciGroup Group(
            SurveyBodyGroup group,
            IReadOnlyList<CellProgress> members,
            IEnumerable<DdciValue> earlier
        )
        {
            var ranked = members
                .Where(b => b.Answers >= SurveySettings.LeastRanked)
                .OrderBy(b => b.Cell.Key, StringComparer.Ordinal)
                .Select(b => (b.Cell.Key, Answers: Parse(boxes[AnswerDesk.CellKey(b.Cell.Number)])))
                .ToList();
            List<DdciValue> past = [.. earlier];
            var steps = ranked
                .Select(b =>
                    b.Answers.Select(a =>
                            scales
                                .Select(s => a.TryGetValue(s.Key, out var v) ? Number(v) : 0)
                                .ToArray()
                        )
                        .ToArray()
                )
                .ToList();
            var scores = method
                .Score(
                    year,
                    [
                        .. past,
                        .. Values([.. steps.Select(s => Enumerable.Repeat(1, s.Length).ToArray())]),
                    ]
                )
                .ToDictionary(s => s.Body);
            var fragile = memo.Of(
                round,
                group,
                past,
                () =>
                    RankFragility.Of(
                        [.. steps.Select(s => s.Length)],
                        times =>
                            [
                                .. method
                                    .Score(year, [.. past, .. Values(times)])
                                    .Select(s => s.Total),
                            ],
                        RankFragility.SeedOf(round.Seed, year)
                    )
            );
            return new(
                group,
                [
                    .. members
                        .Select(b =>
                        {
                            var place = ranked.FindIndex(r => r.Key == b.Cell.Key);
                            return new DdciLine(
                                b.Cell,
                                b.Answers,
                                scores.GetValueOrDefault(b.Cell.Key),
                                place < 0 ? null : fragile.Bodies[place],
                                boxes.GetValueOrDefault(OpenKey(b.Cell))?.Count ?? 0,
                                OpenMean(boxes.GetValueOrDefault(OpenKey(b.Cell)), scales)
                            );
                        })
                        .OrderBy(l => l.Score?.Rank ?? int.MaxValue)
                        .ThenBy(l => l.Cell.Key, StringComparer.Ordinal),
                ],
                [.. method.Parts.Select(p => p.Key)],
                fragile.IsExact,
                ranked.Count == 0 ? 0 : fragile.Resamples
            );

            IEnumerable<DdciValue> Values(IReadOnlyList<int[]> times)
            {
                for (var body = 0; body < ranked.Count; body++)
                {
                    for (var scale = 0; scale < scales.Count; scale++)
                    {
                        var (sum, count) = (0, 0);
                        for (var i = 0; i < steps[body].Length; i++)
                        {
                            if (steps[body][i][scale] is var step and > 0)
                            {
                                sum += step * times[body][i];
                                count += times[body][i];
                            }
                        }

                        yield return new(
                            year,
                            ranked[body].Key,
                            scales[scale].Key,
                            count == 0 ? null : (decimal)sum / count
                        );
                    }
                }
            }
        }
    }

    private static string OpenKey(SurveyCell cell) =>
        AnswerDesk.OpenPrefix + AnswerDesk.CellKey(cell.Number);

    private static double? OpenMean(SurveyBox? box, IReadOnlyList<SurveyQuestion> scales)
    {
        if (box is null || box.Count < SurveySettings.LeastShown)
        {
            return null;
        }

        var steps = Parse(box)
            .SelectMany(a =>
                scales
                    .Where(s => a.ContainsKey(s.Key))
                    .Select(s => s.IsNegative ? 6 - Number(a[s.Key]) : Number(a[s.Key]))
            )
            .ToList();
        return steps.Count == 0 ? null : (steps.Average() - 1) / 4;
    }

    private static int YearOf(SurveyRound round) => round.To.AddDays(-1).Year;

    /// <summary>
    /// Means of earlier closed rounds with a version of the same questionnaire: the ends of scales may lie there. Only of questions that
    /// had the same words, kind and direction; simulated answers are never mixed with real ones.
    /// </summary>
    private async Task<IReadOnlyList<DdciValue>> EarlierAsync(
        SurveyRound round,
        Questionnaire questionnaire,
        IReadOnlyList<SurveyQuestion> scales,
        CancellationToken cancellation
    )
    {
        var rounds = await (
            from r in db.Set<SurveyRound>().AsNoTracking()
            join q in db.Set<Questionnaire>().AsNoTracking() on r.QuestionnaireId equals q.Id
            where
                q.SeriesId == questionnaire.SeriesId
                && r.State == SurveyState.Closed
                && r.To < round.To
                && r.IsSimulated == round.IsSimulated
            select new { Round = r, Questionnaire = q }
        ).ToListAsync(cancellation);
        var values = new List<DdciValue>();
        foreach (
            var (earlier, asked) in rounds
                .GroupBy(r => YearOf(r.Round))
                .Select(g => g.MaxBy(r => r.Round.Number)!)
                .Where(r => YearOf(r.Round) < YearOf(round))
                .Select(r => (r.Round, r.Questionnaire))
        )
        {
            var then = asked.Read();
            var same = scales.Where(s => then.Any(s.IsSameAs)).ToList();
            var boxes = await BoxesAsync(earlier.Id, cancellation);
            foreach (var body in earlier.ReadCells())
            {
                if (
                    boxes.GetValueOrDefault(AnswerDesk.CellKey(body.Number)) is not { } box
                    || box.Count < SurveySettings.LeastRanked
                )
                {
                    continue;
                }

                var answers = Parse(box);
                values.AddRange(
                    same.Select(s =>
                    {
                        var given = answers
                            .Select(a => a.GetValueOrDefault(s.Key))
                            .OfType<string>()
                            .Select(Number)
                            .ToList();
                        return new DdciValue(
                            YearOf(earlier),
                            body.Key,
                            s.Key,
                            given.Count == 0 ? null : (decimal)given.Sum() / given.Count
                        );
                    })
                );
            }
        }

        return values;
    }

    private static DdciMethod MethodOf(SurveyRound round, IReadOnlyList<SurveyQuestion> scales) =>
        new(
            [
                .. scales.Select(s => new DdciCriterion(
                    s.Key,
                    s.Part!,
                    s.IsNegative ? Direction.Negative : Direction.Positive,
                    new(s.Weight, 1)
                )),
            ],
            [
                .. scales
                    .GroupBy(s => s.Part!)
                    .Select(g => new DdciPart(g.Key, g.Sum(s => s.Weight))),
            ],
            [.. SurveySettings.Tiers.Select(t => t.Tier)],
            new(
                round.Span,
                round.Anchors == AnchorPolicy.Fixed
                    ? scales.ToDictionary(s => s.Key, _ => new Indices.Computing.Anchors(1, 5))
                    : null
            )
        );

    private async Task<Dictionary<string, SurveyBox>> BoxesAsync(
        Guid round,
        CancellationToken cancellation
    ) =>
        await db.Set<SurveyBox>()
            .AsNoTracking()
            .Where(b => b.RoundId == round)
            .ToDictionaryAsync(b => b.Key, cancellation);

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Parse(SurveyBox? box) =>
        [
            .. (box?.Lines ?? []).Select(l =>
                l.Split(';').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1])
            ),
        ];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
