using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Ratings;

/// <summary>Keeps the one rating of a dossier, with an event that says that there is one.</summary>
public sealed class RateDossier(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore store,
    Clock clock
)
{
    public Task<Outcome> RunAsync(
        string key,
        Guid dossierId,
        Satisfaction level,
        IReadOnlyCollection<string> reasons,
        string? comment,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "dossier.rate", null),
            async token =>
            {
                if (await store.LoadAsync(dossierId, token) is not { } work)
                {
                    return Outcome.Refused("dossier.refused.not-found");
                }

                if (await db.Set<Rating>().AnyAsync(r => r.DossierId == dossierId, token))
                {
                    return Outcome.Refused("rating.once");
                }

                var rating = new Rating
                {
                    DossierId = dossierId,
                    Level = level,
                    Reasons = string.Join(
                        ',',
                        RatingReasons.All.Select(r => r.Code).Where(reasons.Contains)
                    ),
                    Comment = string.IsNullOrWhiteSpace(comment)
                        ? null
                        : comment.Trim().Normalize(),
                    At = clock.Now,
                    Salt = RandomNumberGenerator.GetBytes(16),
                };
                // The event names nobody: whether it was the applicant or a holder of the secret is not kept.
                var outcome = work.Rate(rating.Commitment(), ActContext.Live(null, rating.At));
                if (outcome.Succeeded)
                {
                    db.Add(rating);
                    store.Save(work);
                }

                return outcome;
            },
            cancellation
        );
}
