using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Units;

namespace ThuocDo.Organisation.Staff.Rules;

/// <summary>A body that must have a scheme on a day, and the scheme that counts for it.</summary>
/// <param name="Scheme">None: it has no approved scheme with a rank structure in force.</param>
public sealed record SchemeLine(
    BodyKey Body,
    Unit Place,
    ServiceUnit? ServiceUnit,
    JobScheme? Scheme
);

/// <summary>
/// T13: of agencies and public service units that stand on a day, those with an approved scheme and rank structure in force. A scheme goes on
/// through a new name or a new parent of an agency; a merged agency is another one and needs its own.
/// </summary>
public static class SchemeRules
{
    public static IReadOnlyList<SchemeLine> On(
        ActBook book,
        IEnumerable<JobScheme> schemes,
        IReadOnlySet<Guid>? scope,
        DateOnly day
    )
    {
        var on = Reduction.Within(scope, day, book.Tree);
        var counting = schemes.Where(s => s.CountsOn(on)).ToLookup(s => s.Body);
        return
        [
            .. book
                .Tree.All.Where(u =>
                    BodyKey.IsAgency(u)
                    && u.IsValidOn(on)
                    && (scope is null || scope.Contains(u.Id))
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Key, StringComparer.Ordinal)
                .Select(u => new SchemeLine(
                    BodyKey.OfUnit(u.Id),
                    u,
                    null,
                    Same(u, book.Tree)
                        .SelectMany(v => counting[BodyKey.OfUnit(v)])
                        .OrderByDescending(s => s.From)
                        .FirstOrDefault()
                )),
            .. book
                .Reduction.Standing(scope, day)
                .Select(x => new SchemeLine(
                    BodyKey.OfServiceUnit(x.Unit.Id),
                    x.Place,
                    x.Unit,
                    counting[BodyKey.OfServiceUnit(x.Unit.Id)]
                        .OrderByDescending(s => s.From)
                        .FirstOrDefault()
                )),
        ];
    }

    /// <summary>Every version of an agency, before and after, that a scheme goes through.</summary>
    public static IReadOnlySet<Guid> Line(Guid unit, UnitTree tree) =>
        tree
            .All.Select(v => Same(v, tree).ToHashSet())
            .Where(same => same.Contains(unit))
            .SelectMany(same => same)
            .ToHashSet();

    /// <summary>The version and those that it was before, under another name or another parent.</summary>
    public static IEnumerable<Guid> Same(Unit unit, UnitTree tree)
    {
        var (seen, open) = (new HashSet<Guid>(), new Queue<Guid>([unit.Id]));
        while (open.TryDequeue(out var next))
        {
            if (seen.Add(next))
            {
                foreach (
                    var edge in tree.SuccessionsTo(next)
                        .Where(e => e.Kind is SuccessionKind.Renamed or SuccessionKind.Moved)
                )
                {
                    open.Enqueue(edge.FromUnitId);
                }
            }
        }

        return seen;
    }
}
