using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Surveys.Rules;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Surveys;

/// <summary>
/// Rounds, questionnaires and boxes of answers are compared with their chains elsewhere. Here: who was asked is who was drawn, the seed is
/// the one that was bound before, and no box belongs to nothing.
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

            var marks = await db.Set<SurveyMark>()
                .CountAsync(m => m.RoundId == round.Id, cancellation);
            if (round.State == SurveyState.Closed && marks > 0)
            {
                yield return Of(round, "marks", "0", $"{marks}");
            }
        }
    }

    private static Finding Of(SurveyRound round, string field, string expected, string found) =>
        new("survey-round", round.Id.ToString("D"), "", field, expected, found);
}
