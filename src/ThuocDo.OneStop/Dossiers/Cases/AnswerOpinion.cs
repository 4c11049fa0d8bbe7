using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Cases;

public sealed record OpinionReply(string Key, Guid OpinionId, string Answer, string? Note);

/// <summary>
/// The answer of a body that was asked. Its people do not hold the dossier, so the permission is asked for the unit that
/// was asked; the dossier may have moved on meanwhile without making the answer stale.
/// </summary>
public sealed class AnswerOpinion(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore store,
    ICurrentUser user,
    Clock clock
)
{
    public Task<Outcome> RunAsync(OpinionReply reply, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(reply.Key, "opinion.answer", user.UserId),
            token => OnceAsync(reply, token),
            cancellation
        );

    /// <summary>Whoever works on dossiers, assigns or signs in the unit may speak for it.</summary>
    public static bool MayAnswer(ICurrentUser user, Guid unitId) =>
        user.Can(Permissions.DossierProcess, unitId)
        || user.Can(Permissions.DossierAssign, unitId)
        || user.Can(Permissions.DossierSign, unitId);

    /// <summary>The units for which somebody may answer; null for all.</summary>
    public static IReadOnlyCollection<Guid>? UnitsOf(ICurrentUser user)
    {
        var units = new HashSet<Guid>();
        foreach (
            var permission in new[]
            {
                Permissions.DossierProcess,
                Permissions.DossierAssign,
                Permissions.DossierSign,
            }
        )
        {
            if (user.UnitsFor(permission) is not { } held)
            {
                return null;
            }

            units.UnionWith(held);
        }

        return units;
    }

    private async Task<Outcome> OnceAsync(OpinionReply reply, CancellationToken cancellation)
    {
        var opinion = await db.Set<Opinion>()
            .FirstOrDefaultAsync(o => o.Id == reply.OpinionId, cancellation);
        if (opinion is null || !MayAnswer(user, opinion.UnitId))
        {
            return Outcome.Refused("process.refused.no-opinion");
        }

        var work = (await store.LoadAsync(opinion.DossierId, cancellation))!;
        var act = ActContext.Live(user.UserId, clock.Now);
        Outcome outcome;
        try
        {
            outcome = work.AnswerOpinion(opinion.Id, reply.Answer, reply.Note, act);
        }
        catch (CalendarRangeException outside)
        {
            outcome = Outcome.Refused(outside.Why.Key, outside.Why.Arguments);
        }

        if (outcome.Succeeded)
        {
            opinion.ClosedAt = act.At;
            opinion.Answer = reply.Answer;
            opinion.Note = reply.Note;
            opinion.AnsweredBy = user.UserId;
            store.Save(work);
        }

        return outcome;
    }
}
