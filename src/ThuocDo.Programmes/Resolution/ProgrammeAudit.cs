using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Resolution;

/// <summary>Compares what stands in each version with the digest that its act put into the chain.</summary>
public sealed class ProgrammeAudit(ThuocDoDb db) : IAudit
{
    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        // A programme belongs to no closed month; a check of one month leaves it out.
        if (scope.Month is not null)
        {
            yield break;
        }

        var versions = await db.Set<ProgrammeVersion>()
            .AsNoTracking()
            .OrderBy(v => v.ProgrammeId)
            .ThenBy(v => v.Number)
            .ToListAsync(cancellation);
        var programmes = await db.Set<Programme>()
            .AsNoTracking()
            .ToDictionaryAsync(p => p.Id, cancellation);
        foreach (var programme in versions.GroupBy(v => v.ProgrammeId))
        {
            var ever = await ProgrammeItems.EverAsync(db, programme.Key, cancellation);
            foreach (var version in programme)
            {
                var found = VersionDigest.Of(programmes[programme.Key], ever.In(version.Number));
                if (found != version.Digest)
                {
                    yield return new Finding(
                        ProgrammeVersion.Fields.Chain,
                        version.Id.ToString("D"),
                        "",
                        $"items of version {version.Number.ToString(CultureInfo.InvariantCulture)}",
                        version.Digest,
                        found
                    );
                }
            }
        }
    }
}
