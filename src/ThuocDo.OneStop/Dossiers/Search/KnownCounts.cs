using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Search;

/// <summary>
/// How many dossiers a word or a scope has, about: enough to choose the shortest way of a search. Counted up to a limit and
/// remembered, because what is frequent stays so.
/// </summary>
public sealed class KnownCounts(Clock clock)
{
    private const int Enough = 30_000;
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>So many names are read, and so many rows of a word looked up, in no time.</summary>
    public int Few { get; init; } = 5_000;

    private readonly ConcurrentDictionary<string, (int Count, DateTime At)> known = [];

    internal async Task<int> OfAsync(
        string name,
        IQueryable<Guid> ids,
        CancellationToken cancellation
    )
    {
        if (known.TryGetValue(name, out var found) && clock.Now - found.At < Lasts)
        {
            return found.Count;
        }

        var count = await ids.Take(Enough).CountAsync(cancellation);
        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        known[name] = (count, clock.Now);
        return count;
    }
}
