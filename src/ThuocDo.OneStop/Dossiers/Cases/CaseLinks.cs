namespace ThuocDo.OneStop.Dossiers.Cases;

/// <summary>
/// What an act on one dossier means for those it is linked with, in the same transaction: a sub-case that ends tells the
/// dossier that opened it, a dossier that ends calls its sub-cases back.
/// </summary>
public sealed class CaseLinks(DossierStore store)
{
    /// <summary>To be called after an act and before its records are saved.</summary>
    public async Task FollowAsync(DossierWork work, ActContext act, CancellationToken cancellation)
    {
        if (work.Dossier.IsOpen)
        {
            return;
        }

        await RecallAsync(work, act, cancellation);
        if (work.Dossier.ParentId is { } parentId)
        {
            var parent =
                await store.LoadAsync(parentId, cancellation)
                ?? throw new InvalidOperationException(
                    $"The dossier that opened {work.Dossier.Code} is missing."
                );
            if (parent.TakeBack(work.Dossier.Id, Outcome(work.Dossier.Result), act).Succeeded)
            {
                store.Save(parent);
            }
        }
    }

    /// <summary>The fact that the outcome of a sub-case is to the dossier that opened it.</summary>
    public static string Outcome(DossierResult? result) =>
        result switch
        {
            DossierResult.Granted => "granted",
            DossierResult.Refused => "refused",
            DossierResult.Stopped => "returned",
            _ => "recalled",
        };

    private async Task RecallAsync(DossierWork work, ActContext act, CancellationToken cancellation)
    {
        foreach (var request in work.Requests.Where(r => r.Kind == RequestKind.SubCase && r.IsOpen))
        {
            if (
                await store.LoadAsync(request.Id, cancellation) is { } child
                && child.Recall(act).Succeeded
            )
            {
                await RecallAsync(child, act, cancellation);
                store.Save(child);
                work.TakeBack(request.Id, "recalled", act);
            }
        }
    }
}
