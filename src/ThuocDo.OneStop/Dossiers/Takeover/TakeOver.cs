using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Takeover;

/// <param name="Key">Idempotency key of the form; each dossier is moved once by it.</param>
public sealed record TakeOverRequest(
    string Key,
    Guid FromUnitId,
    Guid ToUnitId,
    IReadOnlyCollection<Guid> Dossiers
);

/// <param name="Moved">How many dossiers the successor has now.</param>
/// <param name="Left">How many stayed, because they were closed or moved in between.</param>
public sealed record TakenOver(int Moved, int Left);

/// <summary>
/// Passes open dossiers of an agency that ended to its successor: without a new code, without touching the clock, each in a
/// transaction of its own with its event. Who may act for the successor may take over; the agency itself is no more. The
/// figures count the move on the day of the end.
/// </summary>
public sealed class TakeOver(
    UnitOfWork unitOfWork,
    DossierStore store,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>The most dossiers of one request.</summary>
    public const int Most = 200;

    public async Task<Outcome<TakenOver>> RunAsync(
        TakeOverRequest request,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var from = tree.Find(request.FromUnitId);
        if (from?.ValidTo is not { } ends || ends > clock.Today)
        {
            return Outcome<TakenOver>.Refused("takeover.refused.not-ended");
        }

        var (to, deed) = TakeoverRules
            .SuccessorsOf(from, tree)
            .FirstOrDefault(s => s.To.Id == request.ToUnitId);
        if (to is null || !to.IsValidOn(clock.Today))
        {
            return Outcome<TakenOver>.Refused("takeover.refused.no-successor");
        }

        if (!user.Can(Permissions.DossierTransfer, to.Id))
        {
            return Outcome<TakenOver>.Refused(ActOnDossier.NotAllowed);
        }

        if (request.Dossiers.Count is 0 or > Most)
        {
            return Outcome<TakenOver>.Refused("takeover.refused.count", Most);
        }

        var moved = 0;
        foreach (var id in request.Dossiers.Distinct())
        {
            var outcome = await unitOfWork.RunAsync(
                new ActionKey($"{request.Key}-{id:N}", "dossier.transfer", user.UserId),
                token => OneAsync(id, from, to, deed, ends, token),
                cancellation
            );
            moved += outcome.Succeeded ? 1 : 0;
        }

        return Outcome<TakenOver>.Of(
            new TakenOver(moved, request.Dossiers.Distinct().Count() - moved)
        );
    }

    private async Task<Outcome> OneAsync(
        Guid id,
        Unit from,
        Unit to,
        string deed,
        DateOnly ends,
        CancellationToken cancellation
    )
    {
        var work = await store.LoadAsync(id, cancellation);
        if (work is null || work.Dossier.UnitId != from.Id)
        {
            return Outcome.Refused("dossier.refused.not-found");
        }

        var outcome = work.Transfer(to.Id, deed, ActContext.Live(user.UserId, clock.Now), ends);
        if (outcome.Succeeded)
        {
            store.Save(work);
        }

        return outcome;
    }
}
