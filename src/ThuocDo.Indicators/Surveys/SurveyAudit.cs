using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Surveys.Rules;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Surveys;

/// <summary>
/// Rounds, questionnaires and boxes of answers are compared with their chains elsewhere. Here: who was asked is who was drawn, the seed is
/// the one that was bound before; no box is missing and none belongs to nothing; while a round is open its marks are as many as its
/// answers by invitation, and once it is closed its boxes are those it was closed with.
/// </summary>
public sealed class SurveyAudit(ThuocDoDb db) : IAudit
{
    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        if (scope.Month is not null)
        {
            yield break;
        }

        // A box that was deleted leaves its chain behind.
        var gone = await db.Set<HistoryEvent>()
            .Where(e =>
                e.Chain == SurveyBox.Fields.Chain
                && !db.Set<SurveyBox>().Any(b => b.Id == e.SubjectId)
            )
            .Select(e => e.SubjectId)
            .Distinct()
            .ToListAsync(cancellation);
        foreach (var id in gone)
        {
            yield return new(SurveyBox.Fields.Chain, id.ToString("D"), "", "row", "+", "-");
        }

        foreach (
            var round in await db.Set<SurveyRound>()
                .AsNoTracking()
                .OrderBy(r => r.Number)
                .ToListAsync(cancellation)
        )
        {
            if (Sampling.CommitmentTo(Convert.FromHexString(round.Seed)) != round.SeedCommitment)
            {
                yield return Of(round, "seed", round.SeedCommitment, "-");
            }

            var asked = await db.Set<SurveyInvitation>()
                .AsNoTracking()
                .Where(i => i.RoundId == round.Id)
                .ToListAsync(cancellation);
            if (
                round.State != SurveyState.Planned
                && SurveyRound.HashOf(asked) is var hash
                && hash != round.SampleHash
            )
            {
                yield return Of(round, "sample", round.SampleHash ?? "", hash);
            }

            foreach (var finding in await BoxesAsync(round, cancellation))
            {
                yield return finding;
            }
        }
    }

    private async Task<IReadOnlyList<Finding>> BoxesAsync(
        SurveyRound round,
        CancellationToken cancellation
    )
    {
        var findings = new List<Finding>();
        var cells = round.ReadCells().ToDictionary(c => AnswerDesk.CellKey(c.Number));
        // Marks and answers in one statement, so that an answer that comes meanwhile is in both or in none.
        var now = await db.Set<SurveyRound>()
            .Where(r => r.Id == round.Id)
            .Select(r => new
            {
                r.State,
                Marks = db.Set<SurveyMark>().Count(m => m.RoundId == r.Id),
                Answers = db.Set<SurveyBox>()
                    .Where(b =>
                        b.RoundId == r.Id
                        && b.Key != AnswerDesk.TextBox
                        && !b.Key.StartsWith("open-")
                    )
                    .Sum(b => b.Count),
            })
            .FirstAsync(cancellation);
        var marks = now.State == SurveyState.Drawn ? now.Answers : 0;
        if (now.Marks != marks)
        {
            findings.Add(Of(round, "marks", Text(marks), Text(now.Marks)));
        }

        var boxes = await db.Set<SurveyBox>()
            .AsNoTracking()
            .Where(b => b.RoundId == round.Id)
            .ToListAsync(cancellation);
        foreach (var box in boxes)
        {
            var key = box.Key.StartsWith(AnswerDesk.OpenPrefix, StringComparison.Ordinal)
                ? box.Key[AnswerDesk.OpenPrefix.Length..]
                : box.Key;
            if (key == AnswerDesk.TextBox)
            {
                continue;
            }

            if (!cells.TryGetValue(key, out var cell))
            {
                findings.Add(Of(round, "box", "-", box.Key));
            }
            else if (round.Kind == SurveyKind.Satisfaction && box.Count > cell.Asked)
            {
                findings.Add(Of(round, "answers " + key, Text(cell.Asked), Text(box.Count)));
            }
        }

        if (
            round.State == SurveyState.Closed
            && SurveyBox.HashOf(boxes) is var hash
            && hash != round.BoxesHash
        )
        {
            findings.Add(Of(round, "boxes", round.BoxesHash ?? "", hash));
        }

        return findings;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Finding Of(SurveyRound round, string field, string expected, string found) =>
        new("survey-round", round.Id.ToString("D"), "", field, expected, found);
}
