using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Resolution;

/// <summary>A condition that a version made easier.</summary>
/// <param name="Before">The limit or the day it had.</param>
public sealed record SoftenedCondition(string Key, int Version, string Before, string After);

/// <summary>All versions of a programme with what stood in each.</summary>
public sealed class VersionHistory
{
    private readonly Dictionary<int, ProgrammeItems> items;

    private VersionHistory(
        IReadOnlyList<ProgrammeVersion> versions,
        Dictionary<int, ProgrammeItems> items
    ) => (Versions, this.items) = (versions, items);

    /// <summary>The oldest first; a programme has one at least.</summary>
    public IReadOnlyList<ProgrammeVersion> Versions { get; }

    public ProgrammeItems ItemsOf(int version) => items[version];

    /// <summary>What a version changed; everything is new in the first.</summary>
    public VersionDiff ChangesOf(int version) =>
        VersionDiff.Between(
            items.GetValueOrDefault(version - 1) ?? ProgrammeItems.None,
            items[version]
        );

    /// <summary>Whatever was made easier, from the second version up to one.</summary>
    public IEnumerable<SoftenedCondition> SoftenedUpTo(int version) =>
        from v in Versions
        where v.Number > 1 && v.Number <= version
        from change in ChangesOf(v.Number).Conditions
        where change is { Before: not null, After: not null }
        from softening in change.Softenings
        select softening == Softening.Deadline
            ? new SoftenedCondition(
                change.After!.Key,
                v.Number,
                Formats.Day(change.Before!.Deadline),
                Formats.Day(change.After.Deadline)
            )
            : new SoftenedCondition(
                change.After!.Key,
                v.Number,
                Formats.Any(change.Before!.Limit),
                Formats.Any(change.After.Limit)
            );

    public static async Task<VersionHistory> ReadAsync(
        ThuocDoDb db,
        Guid programme,
        CancellationToken cancellation
    )
    {
        var versions = await db.Set<ProgrammeVersion>()
            .AsNoTracking()
            .Where(v => v.ProgrammeId == programme)
            .OrderBy(v => v.Number)
            .ToListAsync(cancellation);
        var items = new Dictionary<int, ProgrammeItems>();
        foreach (var version in versions)
        {
            items[version.Number] = await ProgrammeItems.ReadAsync(
                db,
                programme,
                version.Number,
                cancellation
            );
        }

        return new VersionHistory(versions, items);
    }
}
