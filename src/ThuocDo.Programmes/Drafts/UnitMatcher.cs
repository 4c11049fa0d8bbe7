using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Drafts;

/// <summary>Finds the unit that a text means by a body's name; only a name that leads to one unit leads anywhere.</summary>
public sealed class UnitMatcher
{
    private readonly ILookup<string, Unit> byName;

    public UnitMatcher(UnitTree tree, DateOnly day) =>
        byName = tree
            .All.Where(u => u.IsValidOn(day) && u.Kind != UnitKind.Area)
            .SelectMany(u =>
                new[] { u.Name, u.ShortName }.Distinct().Select(n => (Name: Folding.Fold(n), u))
            )
            .ToLookup(p => p.Name, p => p.u);

    /// <summary>The unit with whose name a sentence begins, the longest such name; none where several bear it.</summary>
    public Guid? FindAtStart(string sentence)
    {
        var folded = Folding.Fold(sentence);
        return
            byName
                .Where(named =>
                    folded.StartsWith(named.Key, StringComparison.Ordinal)
                    && (
                        folded.Length == named.Key.Length
                        || !char.IsLetterOrDigit(folded[named.Key.Length])
                    )
                )
                .MaxBy(named => named.Key.Length)
                ?.Distinct()
                .Take(2)
                .ToList()
                is [var unit]
            ? unit.Id
            : null;
    }

    public Guid? Find(string? body) =>
        body is not null && byName[Folding.Fold(body)].Distinct().Take(2).ToList() is [var unit]
            ? unit.Id
            : null;
}
