using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>
/// Checks every seal (number, chain, hash, signature, roots) and counts every sealed figure again from the facts below
/// its horizon.
/// </summary>
public sealed class FigureAudit(ThuocDoDb db, SealKeys keys, DefinitionBook definitions) : IAudit
{
    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var tree = await UnitDirectory.LoadAsync(db, cancellation);
        var trusted = keys.Trusted();
        var seals = await db.Set<Seal>()
            .AsNoTracking()
            .OrderBy(s => s.Number)
            .ToListAsync(cancellation);
        for (var i = 0; i < seals.Count; i++)
        {
            var seal = seals[i];
            if (scope.Month is { } month && seal.Month != month)
            {
                continue;
            }

            var before = i > 0 ? seals[i - 1] : null;
            var figures = await db.Set<SealedFigure>()
                .AsNoTracking()
                .Where(f => f.SealId == seal.Id)
                .ToListAsync(cancellation);
            var trees = await db.Set<SealedTree>()
                .AsNoTracking()
                .Where(t => t.SealId == seal.Id)
                .ToListAsync(cancellation);
            var root = await ChainHeads.RootAsync(
                db,
                before?.Horizon ?? 0,
                seal.Horizon,
                cancellation
            );
            var facts = await MonthFacts.LoadAsync(db, seal.Month, seal.Horizon, cancellation);
            foreach (
                var finding in SealCheck
                    .Find(seal, before, figures, root, trusted)
                    .Concat(Figures(seal, figures, trees, facts, tree))
            )
            {
                yield return finding;
            }
        }

        if (scope.Month is null)
        {
            await foreach (var finding in MissingAsync(seals).WithCancellation(cancellation))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Figures(
        Seal seal,
        List<SealedFigure> figures,
        List<SealedTree> trees,
        MonthFacts facts,
        UnitTree tree
    )
    {
        var found = figures.ToDictionary(Key);
        var frozen = FigureCounter.Freeze(seal.Id, facts, Used(seal, figures), tree);
        var expected = frozen.Figures.ToDictionary(Key);
        foreach (var finding in Trees(seal, trees, frozen.Trees, found, expected, tree))
        {
            yield return finding;
        }

        foreach (
            var key in found
                .Keys.Union(expected.Keys)
                .OrderBy(k => k.Indicator, StringComparer.Ordinal)
                .ThenBy(k => k.Reading, StringComparer.Ordinal)
                .ThenBy(k => k.UnitId)
        )
        {
            var (should, stands) = (expected.GetValueOrDefault(key), found.GetValueOrDefault(key));
            foreach (var (field, a, b) in Fields(should, stands))
            {
                if (a != b)
                {
                    yield return new Finding(
                        "figure",
                        $"{key.Indicator}/{key.Reading} {tree.Find(key.UnitId)?.Key ?? key.UnitId.ToString("D")}",
                        seal.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                        field,
                        a,
                        b
                    );
                }
            }
        }
    }

    private static (string Indicator, string Reading, Guid UnitId) Key(SealedFigure figure) =>
        (figure.Indicator, figure.Reading, figure.UnitId);

    /// <summary>
    /// What proofs are made from, where the figure itself holds: a wrong figure is named already, and its tree with it.
    /// </summary>
    private static IEnumerable<Finding> Trees(
        Seal seal,
        List<SealedTree> found,
        IReadOnlyList<SealedTree> expected,
        Dictionary<(string, string, Guid), SealedFigure> figures,
        Dictionary<(string, string, Guid), SealedFigure> counted,
        UnitTree tree
    )
    {
        var stands = found.ToDictionary(t => (t.Indicator, t.Reading, t.UnitId), t => t.Blocks);
        foreach (var should in expected)
        {
            var key = (should.Indicator, should.Reading, should.UnitId);
            var has = stands.GetValueOrDefault(key, []);
            if (
                figures.GetValueOrDefault(key) is { } figure
                && figure
                    .RecordsRoot.AsSpan()
                    .SequenceEqual(counted.GetValueOrDefault(key)?.RecordsRoot)
                && !has.AsSpan().SequenceEqual(should.Blocks)
            )
            {
                yield return new Finding(
                    "figure",
                    $"{should.Indicator}/{should.Reading} {tree.Find(should.UnitId)?.Key ?? should.UnitId.ToString("D")}",
                    seal.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                    "tree",
                    Convert.ToHexStringLower(SHA256.HashData(should.Blocks)),
                    Convert.ToHexStringLower(SHA256.HashData(has))
                );
            }
        }
    }

    /// <summary>
    /// The definitions of the month, each in the version that was sealed where the figures name another one.
    /// </summary>
    private IEnumerable<Definition> Used(Seal seal, List<SealedFigure> figures)
    {
        var named = figures
            .GroupBy(f => (f.Indicator, f.Reading))
            .ToDictionary(
                g => g.Key,
                g =>
                    g.Select(f => definitions.Find(f.Indicator, f.Reading, f.DefinitionVersion))
                        .FirstOrDefault(d => d is not null)
            );
        foreach (var definition in definitions.CountedIn(seal.Month))
        {
            // An indicator that was added after the closing has no figure in it.
            if (named.Remove((definition.Indicator, definition.Reading), out var old))
            {
                yield return old ?? definition;
            }
        }

        foreach (var old in named.Values.OfType<Definition>())
        {
            yield return old;
        }
    }

    private static IEnumerable<(string Field, string Expected, string Found)> Fields(
        SealedFigure? expected,
        SealedFigure? found
    )
    {
        if (expected is null || found is null)
        {
            yield return expected is null
                ? ("exists", "false", "true")
                : ("exists", "true", "false");
            yield break;
        }

        yield return ("version", expected.DefinitionVersion, found.DefinitionVersion);
        yield return (
            "definition",
            Convert.ToHexStringLower(expected.DefinitionHash),
            Convert.ToHexStringLower(found.DefinitionHash)
        );
        yield return ("month", Canonical.Day(expected.Month), Canonical.Day(found.Month));
        yield return ("numerator", Text(expected.Numerator), Text(found.Numerator));
        yield return ("denominator", Text(expected.Denominator), Text(found.Denominator));
        yield return ("record-count", Text(expected.RecordCount), Text(found.RecordCount));
        yield return (
            "records-root",
            Convert.ToHexStringLower(expected.RecordsRoot),
            Convert.ToHexStringLower(found.RecordsRoot)
        );

        static string Text(IFormattable value) =>
            value.ToString(null, CultureInfo.InvariantCulture);
    }

    /// <summary>Closings that history knows and of which no seal is left: seals taken away from the end.</summary>
    private async IAsyncEnumerable<Finding> MissingAsync(List<Seal> seals)
    {
        var closed = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.Chain == SealMonths.Chain && e.Type == SealMonths.Closed)
            .Select(e => new { e.SubjectId, e.Payload })
            .ToListAsync();
        var known = seals.Select(s => SealMonths.SubjectOf(s.Month)).ToHashSet();
        foreach (var e in closed.Where(e => !known.Contains(e.SubjectId)))
        {
            yield return new Finding("seal", e.Payload, "", "exists", "true", "false");
        }

        var events = closed.Select(e => e.SubjectId).ToHashSet();
        foreach (var seal in seals.Where(s => !events.Contains(SealMonths.SubjectOf(s.Month))))
        {
            yield return SealCheck.Finding(seal, "event", "true", "false");
        }
    }
}
