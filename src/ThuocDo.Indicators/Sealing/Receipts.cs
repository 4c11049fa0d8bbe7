using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>
/// What a published figure rests on: the version of its definition, the cut of the data, the hash of each record in
/// order, and their root, which the seal signs.
/// </summary>
/// <param name="Leaves">The hashes of the records in the order of their ids; they do not tell the records.</param>
public sealed record Receipt(
    SealedFigure Figure,
    Seal Seal,
    Definition Definition,
    IReadOnlyList<byte[]> Leaves
)
{
    /// <summary>Whether the records counted now are those that were sealed.</summary>
    public bool Holds => Merkle.Root(Leaves).AsSpan().SequenceEqual(Figure.RecordsRoot);
}

/// <summary>Shows that one record is among those of a figure without showing the others.</summary>
public sealed record InclusionProof(
    FigureRecord Record,
    int Index,
    IReadOnlyList<byte[]?> Siblings,
    byte[] Root
)
{
    public bool Holds => Merkle.Includes(Root, Record.Leaf(), Index, Siblings);
}

public sealed class Receipts(ThuocDoDb db, DefinitionBook definitions)
{
    /// <summary>The receipt; none if the definition's version is not known to this build.</summary>
    public async Task<Receipt?> ForAsync(SealedFigure figure, CancellationToken cancellation)
    {
        var seal = await SealOfAsync(figure, cancellation);
        return DefinitionOf(figure) is { } definition
            ? new Receipt(
                figure,
                seal,
                definition,
                [
                    .. (await RecordsAsync(figure, seal, definition, cancellation)).Select(r =>
                        r.Leaf()
                    ),
                ]
            )
            : null;
    }

    /// <summary>The proof for one record; none if the figure does not count it.</summary>
    public async Task<InclusionProof?> ProveAsync(
        SealedFigure figure,
        Guid subjectId,
        CancellationToken cancellation
    )
    {
        if (DefinitionOf(figure) is not { } definition)
        {
            return null;
        }

        var seal = await SealOfAsync(figure, cancellation);
        var records = await RecordsAsync(figure, seal, definition, cancellation);
        for (var i = 0; i < records.Count; i++)
        {
            if (records[i].SubjectId == subjectId)
            {
                return new InclusionProof(
                    records[i],
                    i,
                    Merkle.Proof([.. records.Select(r => r.Leaf())], i),
                    figure.RecordsRoot
                );
            }
        }

        return null;
    }

    private Definition? DefinitionOf(SealedFigure figure) =>
        definitions.Find(figure.Indicator, figure.Reading, figure.DefinitionVersion);

    private Task<Seal> SealOfAsync(SealedFigure figure, CancellationToken cancellation) =>
        db.Set<Seal>().AsNoTracking().SingleAsync(s => s.Id == figure.SealId, cancellation);

    private async Task<IReadOnlyList<FigureRecord>> RecordsAsync(
        SealedFigure figure,
        Seal seal,
        Definition definition,
        CancellationToken cancellation
    )
    {
        var tree = await UnitDirectory.LoadAsync(db, cancellation);
        var facts = await MonthFacts.LoadAsync(db, figure.Month, seal.Horizon, cancellation);
        return FigureCounter
                .Count(facts, definition, tree)
                .FirstOrDefault(f => f.UnitId == figure.UnitId)
                ?.Records
            ?? [];
    }
}
