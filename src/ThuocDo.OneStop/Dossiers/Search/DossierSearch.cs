using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures.Search;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Dossiers.Search;

/// <param name="Ids">At most <see cref="DossierSearch.Most"/>.</param>
/// <param name="IsCut">More dossiers fit than are given.</param>
public sealed record DossierFinding(IReadOnlyList<Guid> Ids, bool IsCut);

/// <summary>
/// Finds dossiers within a scope by what is typed: the code, its beginning, or its day and number; a telephone or identity
/// number; words of a name in any order, without marks, the last one perhaps unfinished. Names and numbers are searched only
/// among dossiers whose particulars this person may see: a search must not tell what a list hides.
/// </summary>
/// <remarks>
/// Half of all people share five surnames, and an office may have fifty dossiers or fifty thousand. Within few dossiers the
/// names are read one by one; among many a search begins with the word that is rarest in the office, or everywhere if the office is
/// large; where that is frequent too, its dossiers are gone through from the newest until there are enough.
/// </remarks>
public sealed partial class DossierSearch(
    ThuocDoDb db,
    UnitDirectory directory,
    KnownCounts counts,
    ICurrentUser user
)
{
    /// <summary>More is no help to anybody: then another word is asked for.</summary>
    public const int Most = 200;

    /// <summary>A shorter word stands for itself, unless other words narrow it down.</summary>
    private const int ShortestPrefix = 3;

    /// <summary>So many keys go into one question; SQLite takes some 32,000.</summary>
    private const int MostKeys = 10_000;

    /// <summary>As many words begin alike in people's names; where more do, it is a number, and each of them is rare.</summary>
    private const int MostEndings = 40;

    public async Task<DossierFinding> FindAsync(
        IQueryable<Dossier> scope,
        string typed,
        CancellationToken cancellation
    )
    {
        var code = DossierCode.Normal(typed);
        if (IsDayAndNumber(code))
        {
            var codes = await CodesAsync(code, cancellation);
            return await NewestAsync(scope.Where(d => codes.Contains(d.Code)), cancellation);
        }

        var visible = scope.WithParticularsFor(user);
        // The groups of the old form are digits and dots, as telephone numbers are; none of those begins so.
        var isOldCode = code.StartsWith("000.", StringComparison.Ordinal);
        if (!isOldCode && TypedNumber.Of(typed) is { } number)
        {
            return await NewestAsync(With(visible, Beginning(number)), cancellation);
        }

        // A name with a day in it, "Công ty 30-4", is no code: a code has no blanks inside.
        if (CodeForm().IsMatch(code) && !typed.Trim().Any(char.IsWhiteSpace))
        {
            var end = End(code);
            return await NewestAsync(
                scope.Where(d => d.Code.CompareTo(code) >= 0 && d.Code.CompareTo(end) < 0),
                cancellation
            );
        }

        var words = Words.Of(typed).Distinct().Take(8).ToList();
        if (words.Count == 0)
        {
            return new DossierFinding([], false);
        }

        var size = await SizeAsync(visible, cancellation);
        return size <= counts.Few
            ? await OneByOneAsync(visible, words, cancellation)
            : await ByWordAsync(visible, words, size < KnownCounts.Enough, cancellation);
    }

    /// <summary>Of too many the newest are given: keys are in the order of time.</summary>
    private static async Task<DossierFinding> NewestAsync(
        IQueryable<Dossier> chosen,
        CancellationToken cancellation
    ) =>
        Finding(
            await chosen
                .OrderByDescending(d => d.Id)
                .Select(d => d.Id)
                .Take(Most + 1)
                .ToListAsync(cancellation)
        );

    private static DossierFinding Finding(IEnumerable<Guid> ids)
    {
        var newest = ids.Order().Reverse().Take(Most + 1).ToList();
        return newest.Count <= Most
            ? new DossierFinding(newest, false)
            : new DossierFinding(newest[..Most], true);
    }

    /// <summary>How many dossiers the scope has, about.</summary>
    private Task<int> SizeAsync(IQueryable<Dossier> visible, CancellationToken cancellation) =>
        counts.OfAsync(
            // The text holds the values too; its hash is short.
            $"scope {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(visible.ToQueryString())))}",
            visible.Select(d => d.Id),
            cancellation
        );

    private async Task<DossierFinding> OneByOneAsync(
        IQueryable<Dossier> visible,
        List<string> words,
        CancellationToken cancellation
    )
    {
        // The newest first: should many have come since they were counted, the oldest wait for the next count.
        var ids = await visible
            .OrderByDescending(d => d.Id)
            .Select(d => d.Id)
            .Take(MostKeys)
            .ToListAsync(cancellation);
        var names = await db.Set<Applicant>()
            .Where(a => ids.Contains(a.DossierId))
            .Select(a => new { a.DossierId, a.FoldedName })
            .ToListAsync(cancellation);
        var parts = PartsOf(words);
        return Finding(
            names
                .Where(n =>
                {
                    var name = DossierWords.NameOf(n.FoldedName);
                    return parts.TrueForAll(p => name.Contains(p, StringComparison.Ordinal));
                })
                .Select(n => n.DossierId)
        );
    }

    private async Task<DossierFinding> ByWordAsync(
        IQueryable<Dossier> visible,
        List<string> words,
        bool isSmallOffice,
        CancellationToken cancellation
    )
    {
        var areas = await AreasAsync(cancellation);
        // Where an office has much of everything, what is rare is rare there too, and is known from others' searches.
        var weighed = isSmallOffice ? areas : null;
        var (first, count) = await RarestAsync(words, weighed, cancellation);
        var last = words.Count - 1;
        var isUnfinished = first == last && words[first].Length >= ShortestPrefix;
        if (count <= counts.Few)
        {
            var few = Within(weighed, isUnfinished ? Beginning(words[first]) : Whole(words[first]));
            return await NewestAsync(With(visible, Naming(few, words, first)), cancellation);
        }

        var endings = isUnfinished
            ? await EndingsAsync(words[first], cancellation)
            : [words[first]];
        if (endings.Count > MostEndings)
        {
            return await NewestAsync(
                With(visible, Naming(Beginning(words[first]), words, first)),
                cancellation
            );
        }

        var found = new List<Guid>();
        foreach (var ending in endings)
        {
            var rows = Within(areas, Naming(Whole(ending), words, first));
            found.AddRange(await FromTheNewestAsync(rows, visible, cancellation));
        }

        return Finding(found.Distinct());
    }

    /// <summary>Enough of a word's dossiers, or all of them; each step looks at four times as many, up to a bound.</summary>
    private static async Task<List<Guid>> FromTheNewestAsync(
        IQueryable<DossierWord> rows,
        IQueryable<Dossier> visible,
        CancellationToken cancellation
    )
    {
        var found = new List<Guid>();
        var ordered = rows.OrderByDescending(w => w.DossierId).Select(w => w.DossierId);
        for (int seen = 0, step = Most + 1; ; seen += step, step = Math.Min(step * 4, MostKeys))
        {
            var ids = await ordered.Skip(seen).Take(step).ToListAsync(cancellation);
            found.AddRange(
                await visible
                    .Where(d => ids.Contains(d.Id))
                    .Select(d => d.Id)
                    .ToListAsync(cancellation)
            );
            if (ids.Count < step || found.Count > Most)
            {
                return found;
            }
        }
    }

    /// <summary>
    /// The units at whose counters or desks a dossier may have begun that this person sees today: the own ones, and those
    /// whose open dossiers they took over. None: all. The scope itself still decides on each dossier.
    /// </summary>
    private async Task<HashSet<Guid>?> AreasAsync(CancellationToken cancellation)
    {
        if (DossierScope.UnitsWithParticulars(user) is not { } own)
        {
            return null;
        }

        var tree = await directory.GetAsync(cancellation);
        var areas = new HashSet<Guid>();
        var open = new Stack<Guid>(own);
        while (open.TryPop(out var unit))
        {
            if (areas.Add(unit))
            {
                foreach (var edge in tree.SuccessionsTo(unit))
                {
                    open.Push(edge.FromUnitId);
                }
            }
        }

        return areas;
    }

    private static IQueryable<DossierWord> Within(
        HashSet<Guid>? areas,
        IQueryable<DossierWord> rows
    ) =>
        areas is null
            ? rows
            : rows.Where(w => areas.Contains(w.FirstUnitId) || areas.Contains(w.ReceivingUnitId));

    private static IQueryable<Dossier> With(
        IQueryable<Dossier> visible,
        IQueryable<DossierWord> rows
    )
    {
        var ids = rows.Select(w => w.DossierId);
        return visible.Where(d => ids.Contains(d.Id));
    }

    /// <summary>The codes that end so, one for each office and form.</summary>
    private async Task<List<string>> CodesAsync(string ending, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        return
        [
            .. tree
                .All.Select(u => u.Identifier)
                .OfType<string>()
                .Distinct()
                .SelectMany(i => new[] { $"{i}-{ending}", $"{DossierCode.OldForm(i)}-{ending}" }),
        ];
    }

    /// <summary>The place of the word that is rarest in these areas, and how many rows it has there, about.</summary>
    private async Task<(int Place, int Count)> RarestAsync(
        List<string> words,
        HashSet<Guid>? areas,
        CancellationToken cancellation
    )
    {
        var where = string.Join(' ', (areas ?? []).Order());
        var (first, fewest) = (words.Count - 1, int.MaxValue);
        for (var i = 0; i < words.Count; i++)
        {
            var isLast = i == words.Count - 1;
            if (isLast && words.Count > 1 && words[i].Length < ShortestPrefix)
            {
                continue;
            }

            var isBeginning = isLast && words[i].Length >= ShortestPrefix;
            var count =
                areas is not null
                    ? await counts.OfAsync(
                        $"{(isBeginning ? "beginning" : "word")} {words[i]} in {where}",
                        Within(areas, isBeginning ? Beginning(words[i]) : Whole(words[i]))
                            .Select(w => w.DossierId),
                        cancellation
                    )
                : isBeginning ? await BeginningCountAsync(words[i], cancellation)
                : await WordCountAsync(words[i], cancellation);
            if (count < fewest)
            {
                (first, fewest) = (i, count);
            }
        }

        return (first, fewest);
    }

    private Task<int> WordCountAsync(string word, CancellationToken cancellation) =>
        counts.EstimatedAsync(
            $"word {word}",
            Whole(word).OrderByDescending(w => w.DossierId).Select(w => w.DossierId),
            cancellation
        );

    /// <summary>Its words together, where they are many rows and yet few words; otherwise what was counted.</summary>
    private async Task<int> BeginningCountAsync(string word, CancellationToken cancellation)
    {
        var count = await counts.OfAsync(
            $"beginning {word}",
            Beginning(word).OrderBy(w => w.Word).Select(w => w.DossierId),
            cancellation
        );
        if (count <= counts.Few)
        {
            return count;
        }

        var endings = await EndingsAsync(word, cancellation);
        if (endings.Count > MostEndings)
        {
            return count;
        }

        var sum = 0L;
        foreach (var ending in endings)
        {
            sum += await WordCountAsync(ending, cancellation);
        }

        return (int)Math.Min(sum, int.MaxValue);
    }

    /// <summary>The rows among them whose names hold the other words too.</summary>
    private static IQueryable<DossierWord> Naming(
        IQueryable<DossierWord> rows,
        List<string> words,
        int first
    )
    {
        var parts = PartsOf(words);
        for (var i = 0; i < words.Count; i++)
        {
            if (i != first)
            {
                var part = parts[i];
                rows = rows.Where(w => w.Name.Contains(part));
            }
        }

        return rows;
    }

    /// <summary>The words that begin so, found one after the other without going through their rows.</summary>
    private async Task<List<string>> EndingsAsync(string word, CancellationToken cancellation)
    {
        var endings = new List<string>();
        var (next, end) = (word, End(word));
        while (endings.Count <= MostEndings)
        {
            var from = next;
            var found = await db.Set<DossierWord>()
                .Where(w => w.Word.CompareTo(from) >= 0 && w.Word.CompareTo(end) < 0)
                .OrderBy(w => w.Word)
                .Select(w => w.Word)
                .FirstOrDefaultAsync(cancellation);
            if (found is null)
            {
                break;
            }

            endings.Add(found);
            // The least text behind it.
            next = found + '\u0001';
        }

        return endings;
    }

    /// <summary>What a folded name between blanks must hold; the last word may be unfinished, alone only if it is long enough.</summary>
    private static List<string> PartsOf(List<string> words) =>
        [
            .. words.Select(
                (word, i) =>
                    i == words.Count - 1 && (i > 0 || word.Length >= ShortestPrefix)
                        ? $" {word}"
                        : $" {word} "
            ),
        ];

    private IQueryable<DossierWord> Whole(string word) =>
        db.Set<DossierWord>().Where(w => w.Word == word);

    private IQueryable<DossierWord> Beginning(string word)
    {
        var end = End(word);
        return db.Set<DossierWord>()
            .Where(w => w.Word.CompareTo(word) >= 0 && w.Word.CompareTo(end) < 0);
    }

    /// <summary>Behind everything that begins so, in the order of characters.</summary>
    private static string End(string beginning) => beginning + '\uFFFD';

    /// <summary>The end of a code, of either form: a day, and its number on that day.</summary>
    private static bool IsDayAndNumber(string code) =>
        DayAndNumber().Match(code) is { Success: true } match
        && DateOnly.TryParseExact(
            match.Groups["day"].Value,
            ["yyMMdd", "yyyyMMdd"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );

    [GeneratedRegex(@"^(?<day>\d{6}|\d{8})-\d{1,9}$")]
    private static partial Regex DayAndNumber();

    /// <summary>Groups of an organisation, with or without what follows them.</summary>
    [GeneratedRegex(@"^(?=.*\d)[0-9A-Z]+([.\-][0-9A-Z.\-]*)+$|^H\d{2}$")]
    private static partial Regex CodeForm();
}
