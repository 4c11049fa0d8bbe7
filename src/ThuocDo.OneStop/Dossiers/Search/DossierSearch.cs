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
public sealed partial class DossierSearch(
    ThuocDoDb db,
    UnitDirectory directory,
    WordFrequencies frequencies,
    ICurrentUser user
)
{
    /// <summary>More is no help to anybody: then another word is asked for.</summary>
    public const int Most = 500;

    /// <summary>A shorter word stands for itself, unless other words narrow it down.</summary>
    private const int ShortestPrefix = 3;

    public async Task<DossierFinding> FindAsync(
        IQueryable<Dossier> scope,
        string typed,
        CancellationToken cancellation
    )
    {
        var chosen = await ChooseAsync(scope, typed, cancellation);
        if (chosen is null)
        {
            return new DossierFinding([], false);
        }

        // Of too many the newest are given: keys are in the order of time.
        var ids = await chosen
            .OrderByDescending(d => d.Id)
            .Select(d => d.Id)
            .Take(Most + 1)
            .ToListAsync(cancellation);
        return ids.Count <= Most
            ? new DossierFinding(ids, false)
            : new DossierFinding(ids[..Most], true);
    }

    private async Task<IQueryable<Dossier>?> ChooseAsync(
        IQueryable<Dossier> scope,
        string typed,
        CancellationToken cancellation
    )
    {
        var code = DossierCode.Normal(typed);
        if (DayAndNumber().IsMatch(code))
        {
            var codes = await CodesAsync(code, cancellation);
            return scope.Where(d => codes.Contains(d.Code));
        }

        if (TypedNumber.Of(typed) is { } number)
        {
            return Named(scope, Beginning(number));
        }

        if (CodeForm().IsMatch(code))
        {
            var end = End(code);
            return scope.Where(d => d.Code.CompareTo(code) >= 0 && d.Code.CompareTo(end) < 0);
        }

        var words = Words.Of(typed).Distinct().Take(8).ToList();
        return words.Count == 0 ? null : Named(scope, await RowsOfAsync(words, cancellation));
    }

    private IQueryable<Dossier> Named(IQueryable<Dossier> scope, IQueryable<DossierWord> rows)
    {
        var ids = rows.Select(w => w.DossierId);
        return scope.WithParticularsFor(user).Where(d => ids.Contains(d.Id));
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

    /// <summary>
    /// The rows of the rarest word whose names hold the others. Half of all people share five surnames: beginning with the
    /// rarest is what keeps the search short.
    /// </summary>
    private async Task<IQueryable<DossierWord>> RowsOfAsync(
        List<string> words,
        CancellationToken cancellation
    )
    {
        var last = words.Count - 1;
        var first = last;
        if (words.Count > 1)
        {
            var fewest = int.MaxValue;
            for (var i = 0; i <= last; i++)
            {
                var count =
                    i == last && words[i].Length < ShortestPrefix
                        ? int.MaxValue
                        : await frequencies.OfAsync(
                            db,
                            words[i],
                            i == last ? Beginning(words[i]) : Whole(words[i]),
                            cancellation
                        );
                if (count < fewest)
                {
                    (first, fewest) = (i, count);
                }
            }
        }

        var rows =
            first == last && words[first].Length >= ShortestPrefix
                ? Beginning(words[first])
                : Whole(words[first]);
        for (var i = 0; i <= last; i++)
        {
            if (i != first)
            {
                var part = i == last ? $" {words[i]}" : $" {words[i]} ";
                rows = rows.Where(w => w.Name.Contains(part));
            }
        }

        return rows;
    }

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

    [GeneratedRegex(@"^\d{6,8}-\d{1,9}$")]
    private static partial Regex DayAndNumber();

    /// <summary>Groups of an organisation, with or without what follows them.</summary>
    [GeneratedRegex(@"^(?=.*\d)[0-9A-Z]+([.\-][0-9A-Z.\-]*)+$|^H\d{2}$")]
    private static partial Regex CodeForm();
}
