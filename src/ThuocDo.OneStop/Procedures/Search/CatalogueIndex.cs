using ThuocDo.OneStop.Procedures.National;

namespace ThuocDo.OneStop.Procedures.Search;

/// <param name="Entries">Best first.</param>
/// <param name="IsLoose">Nothing holds every word: these hold most of them.</param>
public sealed record CatalogueFinding(IReadOnlyList<CatalogueEntry> Entries, bool IsLoose);

/// <summary>
/// Finds entries by words: with or without marks, in any order, the last one perhaps unfinished. Ranked by how the name is
/// met: the very name, its beginning, much of it, little of it, then short name, field and English. What the
/// province receives stands before what only the national database knows, the shorter name before the longer.
/// </summary>
public sealed class CatalogueIndex
{
    private const int SynonymStepDown = 150;

    /// <summary>Typed before nearly every name and part of most: it tells nothing.</summary>
    private static readonly string[] Idle = ["thu", "tuc"];

    private readonly IReadOnlyList<CatalogueEntry> entries;
    private readonly IReadOnlyList<Synonym> synonyms;
    private readonly string[] vocabulary;
    private readonly int[][] postings;
    private readonly string[][] names;
    private readonly HashSet<string>[] nameWords;
    private readonly HashSet<string>[] shortWords;

    public CatalogueIndex(IReadOnlyList<CatalogueEntry> entries, IReadOnlyList<Synonym> synonyms)
    {
        this.entries = entries;
        this.synonyms = synonyms;
        names = [.. entries.Select(e => Bare(Words.Of(e.NameVi)))];
        nameWords = [.. names.Select(n => n.ToHashSet())];
        shortWords = [.. entries.Select(e => Words.Of(e.ShortVi).ToHashSet())];
        var lists = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            foreach (var word in AllWords(i))
            {
                if (!lists.TryGetValue(word, out var list))
                {
                    lists[word] = list = [];
                }

                list.Add(i);
            }
        }

        vocabulary = [.. lists.Keys];
        postings = [.. lists.Values.Select(l => l.ToArray())];
    }

    public IReadOnlyList<CatalogueEntry> Entries => entries;

    /// <summary>Everything that fits; all entries in their own order if nothing is typed.</summary>
    public CatalogueFinding Find(string? typed)
    {
        if (NationalCode.Normal(typed) is { } code)
        {
            return new([.. entries.Where(e => e.Code == code)], false);
        }

        var query = Bare(Words.Of(typed));
        if (query.Length == 0)
        {
            return new(entries, false);
        }

        var scores = new Dictionary<int, int>();
        Collect(query, 0, scores);
        foreach (var other in Rephrased(query))
        {
            Collect(other, SynonymStepDown, scores);
        }

        var isLoose = scores.Count == 0 && query.Length > 1;
        if (isLoose)
        {
            CollectLoosely(query, scores);
        }

        return new(
            [
                .. scores
                    .OrderByDescending(s => s.Value)
                    .ThenBy(s => entries[s.Key].IsReceived ? 0 : 1)
                    .ThenBy(s => names[s.Key].Length)
                    .ThenBy(s => s.Key)
                    .Select(s => entries[s.Key]),
            ],
            isLoose
        );
    }

    private IEnumerable<string> AllWords(int index)
    {
        var entry = entries[index];
        return nameWords[index]
            .Concat(shortWords[index])
            .Concat(Words.Of(entry.NameEn))
            .Concat(Words.Of(entry.FieldVi))
            .Concat(Words.Of(entry.FieldEn))
            .Append(entry.Code)
            .Append(entry.Code[(entry.Code.IndexOf('.', StringComparison.Ordinal) + 1)..])
            .Distinct();
    }

    private void Collect(string[] query, int stepDown, Dictionary<int, int> scores)
    {
        HashSet<int>? found = null;
        for (var i = 0; i < query.Length; i++)
        {
            var holders = Holders(query[i], isPrefix: i == query.Length - 1);
            if (found is null)
            {
                found = holders;
            }
            else
            {
                found.IntersectWith(holders);
            }

            if (found.Count == 0)
            {
                return;
            }
        }

        foreach (var index in found!)
        {
            var score = Score(query, index) - stepDown;
            scores[index] = Math.Max(score, scores.GetValueOrDefault(index, int.MinValue));
        }
    }

    /// <summary>What holds most of the words, at least half of them.</summary>
    private void CollectLoosely(string[] query, Dictionary<int, int> scores)
    {
        var counts = new Dictionary<int, int>();
        for (var i = 0; i < query.Length; i++)
        {
            foreach (var index in Holders(query[i], isPrefix: i == query.Length - 1))
            {
                counts[index] = counts.GetValueOrDefault(index) + 1;
            }
        }

        var most = counts.Count == 0 ? 0 : counts.Values.Max();
        if (most * 2 < query.Length)
        {
            return;
        }

        foreach (var (index, count) in counts)
        {
            if (count == most)
            {
                scores[index] = query.Count(nameWords[index].Contains);
            }
        }
    }

    private HashSet<int> Holders(string word, bool isPrefix)
    {
        var at = Array.BinarySearch(vocabulary, word, StringComparer.Ordinal);
        if (!isPrefix)
        {
            return at < 0 ? [] : [.. postings[at]];
        }

        var holders = new HashSet<int>();
        for (
            var i = at < 0 ? ~at : at;
            i < vocabulary.Length && vocabulary[i].StartsWith(word, StringComparison.Ordinal);
            i++
        )
        {
            holders.UnionWith(postings[i]);
        }

        return holders;
    }

    private int Score(string[] query, int index)
    {
        var name = names[index];
        if (BeginsWith(name, query, 0))
        {
            return name.Length == query.Length && name[^1] == query[^1] ? 1000 : 800;
        }

        if (Words.Of(entries[index].ShortVi).SequenceEqual(query))
        {
            return 900;
        }

        if (!Holds(nameWords[index], query))
        {
            return Holds(shortWords[index], query) ? 300 : 200;
        }

        // The more of the name is typed the nearer it is, whatever the order; in one piece is nearer still.
        var covered = 300 * Math.Min(query.Length, name.Length) / name.Length;
        var isOnePiece = Enumerable
            .Range(0, Math.Max(0, name.Length - query.Length + 1))
            .Any(start => BeginsWith(name, query, start));
        return 400 + covered + (isOnePiece ? 50 : 0);
    }

    private static bool BeginsWith(string[] name, string[] query, int start)
    {
        if (start + query.Length > name.Length)
        {
            return false;
        }

        for (var i = 0; i < query.Length - 1; i++)
        {
            if (name[start + i] != query[i])
            {
                return false;
            }
        }

        return name[start + query.Length - 1].StartsWith(query[^1], StringComparison.Ordinal);
    }

    private static bool Holds(HashSet<string> words, string[] query) =>
        query[..^1].All(words.Contains)
        && words.Any(w => w.StartsWith(query[^1], StringComparison.Ordinal));

    private IEnumerable<string[]> Rephrased(string[] query)
    {
        foreach (var synonym in synonyms)
        {
            for (var at = 0; at + synonym.Phrase.Length <= query.Length; at++)
            {
                if (query.AsSpan(at, synonym.Phrase.Length).SequenceEqual(synonym.Phrase))
                {
                    yield return
                    [
                        .. query[..at],
                        .. synonym.Means,
                        .. query[(at + synonym.Phrase.Length)..],
                    ];
                    break;
                }
            }
        }
    }

    private static string[] Bare(IReadOnlyList<string> words) =>
        words.Count > 2 && words[0] == Idle[0] && words[1] == Idle[1]
            ? [.. words.Skip(2)]
            : [.. words];
}
