using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;

namespace ThuocDo.Oversight.Voices.Feedbacks;

/// <summary>
/// Keeps what is said of conduct from those it may be about: whoever holds the dossier now, and whoever did something on it, unless it
/// is the head, who has to answer for it.
/// </summary>
public sealed class FeedbackDistance(VoiceActs acts, IScoringRecords dossiers)
{
    public async Task<bool> IsAboutAsync(
        Feedback feedback,
        UnitTree tree,
        CancellationToken cancellation
    ) =>
        feedback is { Kind: FeedbackKind.Conduct, DossierId: { } dossier }
        && (await AboutMeAsync([(dossier, feedback.UnitId)], tree, cancellation)).Contains(dossier);

    /// <summary>Of these dossiers, those whose feedback about conduct is not for this person.</summary>
    /// <param name="of">A dossier with the body that has the feedback.</param>
    public async Task<IReadOnlySet<Guid>> AboutMeAsync(
        IReadOnlyCollection<(Guid Dossier, Guid Unit)> of,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        if (acts.User.UserId is not { } me || of.Count == 0)
        {
            return new HashSet<Guid>();
        }

        Guid[] ids = [.. of.Select(o => o.Dossier).Distinct()];
        var mine = (await dossiers.HeldByAsync(me, ids, cancellation)).ToHashSet();
        var acted = await acts
            .Db.Set<HistoryEvent>()
            .Where(e =>
                e.Chain == IScoringRecords.DossierChain
                && e.ActorId == me
                && EF.Parameter(ids).Contains(e.SubjectId)
            )
            .Select(e => e.SubjectId)
            .Distinct()
            .ToListAsync(cancellation);
        foreach (var (dossier, unit) in of.Where(o => acted.Contains(o.Dossier)))
        {
            var body = tree.HeirOf(unit, acts.Today)?.Id ?? unit;
            if (!await acts.IsHeadAsync(body, tree, cancellation))
            {
                mine.Add(dossier);
            }
        }

        return mine;
    }
}
