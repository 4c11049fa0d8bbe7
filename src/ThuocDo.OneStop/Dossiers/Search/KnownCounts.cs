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
    /// <summary>Nothing is counted further.</summary>
    internal const int Enough = 30_000;
    private const int MostRemembered = 10_000;

    /// <summary>Over so long a time frequencies are compared.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromDays(10 * 365);
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>So many names are read, and so many rows of a word looked up, in no time.</summary>
    public int Few { get; init; } = 5_000;

    private readonly ConcurrentDictionary<string, (int Count, DateTime At)> known = [];

    /// <summary>Counted, up to <see cref="Enough"/>.</summary>
    internal Task<int> OfAsync(string name, IQueryable<Guid> ids, CancellationToken cancellation) =>
        RememberedAsync(name, () => ids.Take(Enough).CountAsync(cancellation));

    /// <summary>
    /// Counted up to <see cref="Few"/>; beyond that told from how long ago the newest of them began, which keys in the order of
    /// time say: of two frequent words the rarer one goes back further with as many rows.
    /// </summary>
    internal Task<int> EstimatedAsync(
        string name,
        IQueryable<Guid> newestFirst,
        CancellationToken cancellation
    ) =>
        RememberedAsync(
            name,
            async () =>
            {
                var last = await newestFirst.Skip(Few).Take(1).ToListAsync(cancellation);
                if (last is not [var beyond])
                {
                    return await newestFirst.CountAsync(cancellation);
                }

                var age = Math.Max(1, (clock.Now - BegunAt(beyond)).TotalSeconds);
                return (int)Math.Clamp(Few * (Span.TotalSeconds / age), Few + 1.0, int.MaxValue);
            }
        );

    /// <summary>What a key of version 7 begins with: milliseconds since 1970, the highest byte first.</summary>
    private static DateTime BegunAt(Guid key) =>
        DateTime.UnixEpoch.AddMilliseconds(Convert.ToInt64(key.ToString("N")[..12], fromBase: 16));

    private async Task<int> RememberedAsync(string name, Func<Task<int>> find)
    {
        if (known.TryGetValue(name, out var found) && clock.Now - found.At < Lasts)
        {
            return found.Count;
        }

        var count = await find();
        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        known[name] = (count, clock.Now);
        return count;
    }
}
