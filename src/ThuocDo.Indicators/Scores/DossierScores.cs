using ThuocDo.Indicators.Figures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Scores;

/// <summary>
/// Dossiers resolved in time and late while somebody was at the head, and those left open past their time at the end. Counted
/// from the facts of the days, so that a dossier resolved in July counts for whoever was the head in July.
/// </summary>
public sealed class DossierScores(
    FigureReader figures,
    CountedRecords records,
    UnitDirectory directory,
    Clock clock
) : IScoreSource
{
    private const string Days = "days";

    public int Order => 10;

    public async Task<IReadOnlyList<IReadOnlyList<ScoreLine>>> ReadAsync(
        IReadOnlyList<ScoreQuestion> questions,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var finder = new ScopeFinder(tree);
        var lines = new List<IReadOnlyList<ScoreLine>>(questions.Count);
        foreach (var question in questions)
        {
            var unit = tree[question.UnitId];
            var scope = finder.Below(unit.Key, [unit]);
            lines.Add(await LinesAsync(question, scope, cancellation));
        }

        return lines;
    }

    private async Task<IReadOnlyList<ScoreLine>> LinesAsync(
        ScoreQuestion question,
        Scope scope,
        CancellationToken cancellation
    )
    {
        var table = await figures.ReadAsync(
            scope,
            [new Interval(Days, question.From, question.To.AddDays(-1))],
            Grouping.Level,
            [Measures.Resolved, Measures.ResolvedInTime, Measures.ResolvedLate],
            cancellation
        );
        var overdue = await records.TotalAsync(
            ScoreCounts.In(ScoreCounts.Overdue, scope, question.From, question.To, clock.Today),
            cancellation
        );
        return
        [
            Line("in-time", "score.in-time", Measures.ResolvedInTime, true),
            Line("late", "score.late", Measures.ResolvedLate, true),
            Line("overdue", "score.overdue", ScoreCounts.Overdue, false),
        ];

        ScoreLine Line(string kind, string name, Measure above, bool isShare) =>
            new()
            {
                Kind = kind,
                NameKey = name,
                UnitKey = "score.unit.dossiers",
                Numerator = isShare ? table.Total(null, above, Days) : overdue.Count,
                Denominator = isShare ? table.Total(null, Measures.Resolved, Days) : null,
                NumeratorRecords = Records(above),
                DenominatorRecords = isShare ? Records(Measures.Resolved) : null,
            };

        string Records(Measure count) =>
            ScoreLinks.RecordsOf(count.Code, scope.Key, question.From, question.To);
    }
}
