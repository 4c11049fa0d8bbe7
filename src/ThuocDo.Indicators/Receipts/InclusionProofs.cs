using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Folding;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Receipts;

/// <summary>
/// Makes proofs of inclusion. Of a figure with many records it reads the eight among which the record lies and the nodes that were
/// kept when the month was closed; of a small figure all records.
/// </summary>
public sealed class InclusionProofs(
    ThuocDoDb db,
    ReceiptCounter counter,
    DefinitionBook definitions,
    UnitDirectory directory,
    SealLeaves leaves
) : IInclusionProofs
{
    public async Task<IReadOnlyList<ProvableFigure>> FiguresOfAsync(
        Guid recordId,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var counted = await (
            from fact in db.Set<Fact>().AsNoTracking()
            where fact.SubjectId == recordId
            join e in db.Set<HistoryEvent>() on fact.EventId equals e.Id
            select new
            {
                fact.UnitId,
                fact.Day,
                fact.Kind,
                fact.Traits,
                fact.Count,
                e.Position,
            }
        ).ToListAsync(cancellation);
        var units = counted
            .SelectMany(f => Above(tree, f.UnitId))
            .Select(u => u.Id)
            .Distinct()
            .ToArray();
        var months = counted.Select(f => Periods.Month(f.Day)).Distinct().ToArray();
        var sealedFigures = await db.Set<SealedFigure>()
            .AsNoTracking()
            .Where(f => units.Contains(f.UnitId) && months.Contains(f.Month))
            .Join(
                db.Set<Seal>().AsNoTracking(),
                f => f.SealId,
                s => s.Id,
                (f, s) =>
                    new
                    {
                        f.Indicator,
                        f.Reading,
                        f.DefinitionVersion,
                        f.UnitId,
                        f.Month,
                        s.Number,
                        s.Horizon,
                    }
            )
            .ToListAsync(cancellation);
        var found = new List<(ProvableFigure Figure, int Depth)>();
        foreach (var figure in sealedFigures)
        {
            if (
                definitions.Find(figure.Indicator, figure.Reading, figure.DefinitionVersion)
                is not { Numerator: { } above, Denominator: { } below } definition
            )
            {
                continue;
            }

            var own = counted
                .Where(f =>
                    f.Position < figure.Horizon
                    && Periods.Month(f.Day) == figure.Month
                    && Above(tree, f.UnitId).Any(u => u.Id == figure.UnitId)
                    && (definition.Level is null || tree[f.UnitId].Level == definition.Level)
                )
                .ToList();
            var (n, d) = (
                own.Where(f => above.Counts(f.Kind, f.Traits)).Sum(f => f.Count),
                own.Where(f => below.Counts(f.Kind, f.Traits)).Sum(f => f.Count)
            );
            if ((n, d) == (0, 0))
            {
                continue;
            }

            var unit = tree[figure.UnitId];
            found.Add(
                (
                    new(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{figure.Number}~{figure.Indicator}~{figure.Reading}~{figure.UnitId:N}"
                        ),
                        figure.Month,
                        Both(definition.Name, definition.Indicator),
                        new(unit.NameIn("vi"), unit.NameIn("en")),
                        n,
                        d
                    ),
                    Above(tree, figure.UnitId).Count()
                )
            );
        }

        return
        [
            .. found
                .OrderBy(f => f.Figure.Month)
                .ThenByDescending(f => f.Depth)
                .ThenBy(f => f.Figure.Key, StringComparer.Ordinal)
                .Select(f => f.Figure),
        ];
    }

    public async Task<byte[]?> ProveAsync(Guid recordId, string key, CancellationToken cancellation)
    {
        var parts = key.Split('~');
        if (
            parts.Length != 4
            || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var number)
            || !Guid.TryParseExact(parts[3], "N", out var unitId)
        )
        {
            return null;
        }

        var (indicator, reading) = (parts[1], parts[2]);
        var found = await db.Set<SealedFigure>()
            .AsNoTracking()
            .Where(f => f.Indicator == indicator && f.Reading == reading && f.UnitId == unitId)
            .Join(
                db.Set<Seal>().AsNoTracking().Where(s => s.Number == number),
                f => f.SealId,
                s => s.Id,
                (f, s) => new { Figure = f, Seal = s }
            )
            .SingleOrDefaultAsync(cancellation);
        return
            found is not null
            && await ProveAsync(found.Figure, found.Seal, recordId, cancellation) is { } file
            ? ProofJson.Write(file)
            : null;
    }

    /// <returns>None where the figure does not count the record, or its records are no longer those that were sealed.</returns>
    public async Task<InclusionFile?> ProveAsync(
        SealedFigure figure,
        Seal seal,
        Guid recordId,
        CancellationToken cancellation
    )
    {
        if (
            definitions.Find(figure.Indicator, figure.Reading, figure.DefinitionVersion)
            is not { Numerator: { } above, Denominator: { } below } definition
        )
        {
            return null;
        }

        var question = new CutQuestion
        {
            Roots = [figure.UnitId],
            Numerator = [new(above)],
            Denominator = [new(below)],
            Days = new(figure.Month, figure.Month.AddMonths(1).AddDays(-1)),
            Cut = seal.Horizon,
            Level = definition.Level,
        };
        if (await WayAsync(figure, question, recordId, cancellation) is not { } way)
        {
            return null;
        }

        if (await leaves.WayAsync(db, figure, seal, cancellation) is not var (place, siblings))
        {
            return null;
        }

        var file = new InclusionFile(
            InclusionFile.Version1,
            seal.IsDemonstration,
            new(
                recordId.ToString("D"),
                way.Record.Numerator,
                way.Record.Denominator,
                Convert.ToHexStringLower(way.Record.Head)
            ),
            PathNote.Of(way.Index, way.Siblings),
            new(
                figure.Indicator,
                figure.Reading,
                figure.DefinitionVersion,
                Convert.ToHexStringLower(figure.DefinitionHash),
                (await directory.GetAsync(cancellation))[figure.UnitId].Key,
                figure.UnitId.ToString("D"),
                Canonical.Day(figure.Month),
                figure.Numerator,
                figure.Denominator,
                figure.RecordCount,
                Convert.ToHexStringLower(figure.RecordsRoot)
            ),
            PathNote.Of(place, siblings),
            SealNote.Of(seal)
        );
        // A path that leads nowhere is no proof: the records, or the nodes, were changed.
        return
            file.RecordPath.Leads(file.Record.Text(), file.Figure.RecordsRoot)
            && file.FigurePath.Leads(file.Figure.Text(), file.Seal.FigureRoot)
            ? file
            : null;
    }

    private async Task<(FigureRecord Record, int Index, IReadOnlyList<byte[]?> Siblings)?> WayAsync(
        SealedFigure figure,
        CutQuestion question,
        Guid recordId,
        CancellationToken cancellation
    )
    {
        var nodes =
            figure.RecordCount > SealedTree.FewRecords
                ? await db.Set<SealedTree>()
                    .AsNoTracking()
                    .SingleOrDefaultAsync(
                        t =>
                            t.SealId == figure.SealId
                            && t.Indicator == figure.Indicator
                            && t.Reading == figure.Reading
                            && t.UnitId == figure.UnitId,
                        cancellation
                    )
                : null;
        var block = nodes?.BlockOf(recordId) ?? 0;
        if (block < 0)
        {
            return null;
        }

        var records = await counter.CountAsync(
            nodes is null
                ? question
                : question with
                {
                    FirstSubject = nodes.First(block),
                    BeforeSubject = block + 1 < nodes.Count ? nodes.First(block + 1) : null,
                },
            cancellation
        );
        var at = records.ToList().FindIndex(r => r.SubjectId == recordId);
        if (at < 0)
        {
            return null;
        }

        byte[][] own = [.. records.Select(r => r.Leaf())];
        var siblings = Merkle.Proof(own, at).ToList();
        if (nodes is null)
        {
            return (records[at], at, siblings);
        }

        // The last block may be lower than the others: on the levels it lacks it has no sibling.
        while (siblings.Count < 3)
        {
            siblings.Add(null);
        }

        siblings.AddRange(
            Merkle.Proof([.. Enumerable.Range(0, nodes.Count).Select(nodes.Node)], block)
        );
        return (records[at], block * SealedTree.BlockSize + at, siblings);
    }

    private static IEnumerable<Unit> Above(UnitTree tree, Guid unitId)
    {
        for (
            var at = tree.Find(unitId);
            at is not null;
            at = at.ParentId is { } parent ? tree.Find(parent) : null
        )
        {
            yield return at;
        }
    }

    private static Bilingual Both(Bilingual name, string indicator) =>
        new($"{indicator} · {name.In("vi")}", $"{indicator} · {name.In("en")}");
}

/// <summary>
/// The leaves of the figures of a seal, kept only where they lead to the root that the seal signs: a seal never changes.
/// </summary>
public sealed class SealLeaves
{
    /// <summary>Seals that are kept: some hundred figures of 32 bytes each.</summary>
    private const int Most = 128;

    private readonly System.Collections.Concurrent.ConcurrentDictionary<
        Guid,
        (IReadOnlyList<(string, string, Guid)> Keys, IReadOnlyList<byte[]> Leaves)
    > kept = new();

    /// <summary>The place of a figure among those of its seal and the way up from there.</summary>
    /// <returns>None where the seal has no such figure.</returns>
    public async Task<(int Index, IReadOnlyList<byte[]?> Siblings)?> WayAsync(
        ThuocDoDb db,
        SealedFigure figure,
        Seal seal,
        CancellationToken cancellation
    )
    {
        if (!kept.TryGetValue(figure.SealId, out var all))
        {
            var figures = SealedFigure
                .Ordered(
                    await db.Set<SealedFigure>()
                        .AsNoTracking()
                        .Where(f => f.SealId == figure.SealId)
                        .ToListAsync(cancellation)
                )
                .ToList();
            all = (
                [.. figures.Select(f => (f.Indicator, f.Reading, f.UnitId))],
                [.. figures.Select(f => f.Leaf())]
            );
            // What was changed in the database is read again, until it is what the seal signs.
            if (Merkle.Root(all.Leaves).AsSpan().SequenceEqual(seal.FigureRoot))
            {
                if (kept.Count >= Most)
                {
                    kept.Clear();
                }

                kept[figure.SealId] = all;
            }
        }

        var index = all.Keys.ToList().IndexOf((figure.Indicator, figure.Reading, figure.UnitId));
        return index < 0 ? null : (index, Merkle.Proof(all.Leaves, index));
    }
}
