using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>Where a person stands to a sheet.</summary>
/// <param name="IsScorer">Fills it in and answers for the body.</param>
/// <param name="IsAppraiser">Runs the round.</param>
/// <param name="IsOwn">Had a hand in the self-score or belongs to the body: does not appraise it.</param>
public sealed record ParStanding(bool IsScorer, bool IsAppraiser, bool IsOwn)
{
    public static readonly ParStanding None = new(false, false, false);
}

/// <summary>Who may do what. For a unit that ended its heir acts.</summary>
public static class ParRights
{
    /// <summary>Who answers for a unit on a day.</summary>
    public static Guid Acting(UnitTree tree, Guid unit, DateOnly day) =>
        tree.HeirOf(unit, day)?.Id ?? unit;

    public static bool IsAppraiser(
        ICurrentUser user,
        UnitTree tree,
        ParRound round,
        DateOnly today
    ) => user.Can(Permissions.ParIndexAppraise, Acting(tree, round.UnitId, today));

    /// <summary>Whether the person fills the sheet in. Who runs a round of bodies fills none of theirs.</summary>
    public static bool IsScorer(
        ICurrentUser user,
        UnitTree tree,
        ParRound round,
        ParSheet sheet,
        DateOnly today
    ) =>
        user.Can(Permissions.ParIndexScore, Acting(tree, sheet.UnitId, today))
        && (round.Kind == ParKind.Province || !IsAppraiser(user, tree, round, today));

    /// <summary>
    /// Whether the person sent the sheet, filled a criterion in, or holds a role in the body or below it. The ministry's word on the
    /// province is only written down, by the body itself.
    /// </summary>
    public static async Task<bool> IsOwnAsync(
        ThuocDoDb db,
        ICurrentUser user,
        UnitTree tree,
        ParRound round,
        ParSheet sheet,
        CriterionTree criteria,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        if (round.Kind == ParKind.Province || user.UserId is not { } person)
        {
            return false;
        }

        if (sheet.SubmittedBy == person)
        {
            return true;
        }

        var runner = Acting(tree, round.UnitId, today);
        var bodies = new[] { sheet.UnitId, Acting(tree, sheet.UnitId, today) }
            .Where(b => !tree.IsWithin(runner, b))
            .ToList();
        var units = await db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r => r.AccountId == person && r.From <= today && (r.To == null || today < r.To))
            .Select(r => r.UnitId)
            .ToListAsync(cancellation);
        if (units.Any(u => bodies.Any(b => tree.IsWithin(u, b))))
        {
            return true;
        }

        // Surveys are put in by whoever runs the round.
        var codes = criteria
            .Leaves.Where(c => c.Rule is not SurveyRule)
            .Select(c => c.Code)
            .ToArray();
        var scores = db.Set<ParScore>()
            .Where(s => s.SheetId == sheet.Id && EF.Parameter(codes).Contains(s.Code))
            .Select(s => s.Id);
        return await db.Set<HistoryEvent>()
            .AnyAsync(
                e =>
                    e.Chain == "par-score"
                    && e.ActorId == person
                    && (e.Type == ParScore.Filled || e.Type == ParScore.FigureTaken)
                    && scores.Contains(e.SubjectId),
                cancellation
            );
    }
}
