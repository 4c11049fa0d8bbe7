using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;

namespace ThuocDo.Programmes.Resolution;

/// <summary>
/// A part of a programme that stands in a run of its versions. An amendment never overwrites: it ends the item and begins
/// another, so that every version can be read as it was adopted.
/// </summary>
public interface IVersionedItem
{
    /// <summary>The version that brought it.</summary>
    int FromVersion { get; }

    /// <summary>The first version without it; none: it stands.</summary>
    int? ToVersion { get; set; }
}

public static class VersionedItems
{
    /// <summary>What stands in a version, or today.</summary>
    public static IQueryable<T> In<T>(this IQueryable<T> items, int? version)
        where T : class, IVersionedItem =>
        version is { } number
            ? items.Where(i =>
                i.FromVersion <= number && (i.ToVersion == null || number < i.ToVersion)
            )
            : items.Where(i => i.ToVersion == null);

    /// <summary>
    /// The programmes in the order in which they lead on a day, the leading one first. An action plan leads nothing: it is found
    /// by its name and under the programme it carries out.
    /// </summary>
    public static IQueryable<Programme> Leading(
        this IQueryable<Programme> programmes,
        DateOnly today
    ) =>
        programmes
            .Where(p => p.CarriesOutId == null)
            .OrderByDescending(p => p.LeadsFrom != null && p.LeadsFrom <= today)
            .ThenByDescending(p => p.LeadsFrom)
            .ThenByDescending(p => p.TermEnd)
            .ThenBy(p => p.Key);

    /// <summary>The programme that leads on a day; there must be one.</summary>
    public static Task<Guid> LeadingOnAsync(
        this ThuocDoDb db,
        DateOnly day,
        CancellationToken cancellation
    ) => db.Set<Programme>().Leading(day).Select(p => p.Id).FirstAsync(cancellation);
}
