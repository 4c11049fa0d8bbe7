using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Resolution;

/// <summary>
/// Compares what stands in each version with the digest that its act put into the chain, and the day from which a programme leads with
/// the last event that tells of it.
/// </summary>
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

            var told = await LeadToldAsync([.. programme], cancellation);
            var stored = LeadEvents.Day(programmes[programme.Key].LeadsFrom);
            if (told != stored)
            {
                yield return new Finding(
                    ProgrammeVersion.Fields.Chain,
                    programme.Last().Id.ToString("D"),
                    "",
                    "leads from",
                    told ?? "",
                    stored ?? ""
                );
            }
        }
    }

    /// <summary>Told by the adoption, then by each act on the lead; these stand in the chain of the version that was the last.</summary>
    private async Task<string?> LeadToldAsync(
        IReadOnlyList<ProgrammeVersion> versions,
        CancellationToken cancellation
    )
    {
        var ids = versions.Select(v => v.Id).ToArray();
        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e =>
                e.Chain == ProgrammeVersion.Fields.Chain && EF.Parameter(ids).Contains(e.SubjectId)
            )
            .ToListAsync(cancellation);
        var numbers = versions.ToDictionary(v => v.Id, v => v.Number);
        var last = events
            .Where(e =>
                e.Type is LeadEvents.Begun or LeadEvents.Over
                || numbers[e.SubjectId] == 1 && e.Sequence == 1
            )
            .OrderBy(e => numbers[e.SubjectId])
            .ThenBy(e => e.Sequence)
            .LastOrDefault();
        try
        {
            return last is null
                ? null
                : EventPayload.Read(last.Payload).Particulars.GetValueOrDefault(LeadEvents.From);
        }
        catch (Exception broken)
            when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A forged text no longer fits its hash, which the check of all chains names.
            return null;
        }
    }
}
