using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Search;

/// <summary>
/// How many dossiers a word has, about: enough to begin a search with the rarest. Counted up to a limit and remembered, because
/// the frequent words are few and stay the same.
/// </summary>
public sealed class WordFrequencies(Clock clock)
{
    private const int Enough = 30_000;
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (int Count, DateTime At)> known = [];

    internal async Task<int> OfAsync(
        ThuocDoDb db,
        string word,
        IQueryable<DossierWord> rows,
        CancellationToken cancellation
    )
    {
        // Whole words and beginnings of the same letters are nearly the same number.
        var key = word;
        if (known.TryGetValue(key, out var found) && clock.Now - found.At < Lasts)
        {
            return found.Count;
        }

        var count = await rows.OrderBy(w => w.Word)
            .ThenBy(w => w.Name)
            .ThenBy(w => w.DossierId)
            .Take(Enough)
            .CountAsync(cancellation);
        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        known[key] = (count, clock.Now);
        return count;
    }
}
