using ThuocDo.OneStop.Dossiers.Acts;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Reassignment;

/// <param name="SeenVersion">The version on which the head decided.</param>
public sealed record ReassignedDossier(Guid Id, Guid SeenVersion)
{
    /// <summary>As the tick box of the form carries it.</summary>
    public string Value => $"{Id:N}-{SeenVersion:N}";

    /// <returns>Null for what no form of ours sends.</returns>
    public static ReassignedDossier? Parse(string? value) =>
        value?.Split('-') is [var id, var version]
        && Guid.TryParseExact(id, "N", out var dossier)
        && Guid.TryParseExact(version, "N", out var seen)
            ? new ReassignedDossier(dossier, seen)
            : null;
}

/// <param name="Key">Idempotency key of the form; each dossier is given on once by it.</param>
/// <param name="Reason">Stands in the history of each dossier.</param>
public sealed record ReassignRequest(
    string Key,
    Guid FromId,
    Guid ToId,
    string Reason,
    IReadOnlyCollection<ReassignedDossier> Dossiers
);

/// <summary>What became of one dossier.</summary>
public sealed record ReassignResult(Guid DossierId, Outcome Outcome);

/// <summary>
/// Gives several dossiers of one person to another: each is the act of assigning, by its own key and in its own transaction.
/// One that changed meanwhile, or whose step the new person cannot do, stays as it is and leaves the others alone.
/// </summary>
public sealed class Reassign(ActOnDossier acts, Candidates candidates)
{
    /// <summary>The most dossiers of one request.</summary>
    public const int Most = 100;

    public async Task<Outcome<IReadOnlyList<ReassignResult>>> RunAsync(
        ReassignRequest request,
        CancellationToken cancellation
    )
    {
        var dossiers = request.Dossiers.DistinctBy(d => d.Id).ToList();
        if (dossiers.Count is 0 or > Most)
        {
            return Outcome<IReadOnlyList<ReassignResult>>.Refused(
                "absence.reassign.refused.count",
                Most
            );
        }

        if (request.FromId == request.ToId)
        {
            return Outcome<IReadOnlyList<ReassignResult>>.Refused("absence.reassign.refused.same");
        }

        var results = new List<ReassignResult>();
        foreach (var dossier in dossiers)
        {
            results.Add(
                new ReassignResult(
                    dossier.Id,
                    await acts.RunAsync(
                        new DossierAct(
                            $"{request.Key}-{dossier.Id:N}",
                            DossierActionKind.Assign,
                            dossier.Id,
                            dossier.SeenVersion
                        ),
                        (work, act, token) => OneAsync(request, work, act, token),
                        cancellation
                    )
                )
            );
        }

        return Outcome<IReadOnlyList<ReassignResult>>.Of(results);
    }

    private async Task<Outcome> OneAsync(
        ReassignRequest request,
        DossierWork work,
        ActContext act,
        CancellationToken cancellation
    )
    {
        if (work.Dossier.AssigneeId != request.FromId)
        {
            return Outcome.Refused("absence.reassign.refused.holder");
        }

        var people = await candidates.OfAsync(work.Dossier.UnitId, work.Step.Role, cancellation);
        return Candidates.Check(people, request.ToId) is { Succeeded: false } wrong
            ? wrong
            : work.Reassign(request.ToId, request.Reason, act);
    }
}
