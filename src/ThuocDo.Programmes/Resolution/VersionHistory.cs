using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;

namespace ThuocDo.Programmes.Resolution;

/// <summary>A condition that a version made easier, with what it was.</summary>
/// <param name="After">None: it was dropped.</param>
public sealed record SoftenedCondition(int Version, Condition Before, Condition? After);

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

    /// <summary>Whatever was made easier or dropped, from the second version up to one.</summary>
    public IEnumerable<SoftenedCondition> SoftenedUpTo(int version) =>
        from v in Versions
        where v.Number > 1 && v.Number <= version
        from change in ChangesOf(v.Number).Conditions
        where change.Before is not null && change.Softenings.Count > 0
        select new SoftenedCondition(v.Number, change.Before!, change.After);

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
        var ever = await ProgrammeItems.EverAsync(db, programme, cancellation);
        return new VersionHistory(
            versions,
            versions.ToDictionary(v => v.Number, v => ever.In(v.Number))
        );
    }
}
