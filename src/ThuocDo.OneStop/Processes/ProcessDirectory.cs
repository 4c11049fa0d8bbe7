using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Processes;

/// <summary>
/// All published versions, read once; whoever publishes calls <see cref="Forget"/>. A version that another node
/// published is read when a dossier names it.
/// </summary>
public sealed class ProcessDirectory(IServiceScopeFactory scopes)
{
    private volatile IReadOnlyList<ProcessVersion>? versions;

    public async ValueTask<IReadOnlyList<ProcessVersion>> AllAsync(
        CancellationToken cancellation = default
    )
    {
        if (versions is { } known)
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        return versions = await db.Set<ProcessVersion>()
            .AsNoTracking()
            .OrderBy(v => v.Code)
            .ThenBy(v => v.Number)
            .ToListAsync(cancellation);
    }

    public void Forget() => versions = null;

    /// <exception cref="InvalidOperationException">There is no such version.</exception>
    public async ValueTask<ProcessVersion> VersionAsync(
        Guid id,
        CancellationToken cancellation = default
    )
    {
        if ((await AllAsync(cancellation)).FirstOrDefault(v => v.Id == id) is { } known)
        {
            return known;
        }

        Forget();
        return (await AllAsync(cancellation)).First(v => v.Id == id);
    }

    public async ValueTask<IReadOnlyDictionary<Guid, ProcessVersion>> VersionsAsync(
        IEnumerable<Guid?> ids,
        CancellationToken cancellation = default
    )
    {
        var found = new Dictionary<Guid, ProcessVersion>();
        foreach (var id in ids.OfType<Guid>().Distinct())
        {
            found[id] = await VersionAsync(id, cancellation);
        }

        return found;
    }

    /// <summary>
    /// The published process that a dossier received on this day follows: one that names its procedure, else one with the
    /// code of the process of its procedure version. None: the steps of the procedure version.
    /// </summary>
    public async ValueTask<(Guid VersionId, ProcessDefinition Process)?> ForAsync(
        Procedure procedure,
        ProcedureVersion version,
        DateOnly day,
        CancellationToken cancellation = default
    )
    {
        var inForce = (await AllAsync(cancellation))
            .Where(v => v.ValidFrom <= day)
            .GroupBy(v => v.Code)
            .Select(g => g.MaxBy(v => v.Number)!)
            .ToList();
        var chosen =
            inForce
                .Where(v => v.Definition.Procedures.Contains(procedure.Code))
                .MaxBy(v => v.PublishedAt)
            ?? inForce.FirstOrDefault(v =>
                v.Code == version.Process && v.Definition.Procedures.Count == 0
            );
        return chosen is null ? null : (chosen.Id, chosen.Definition);
    }
}
