using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Indicators.Sealing;

/// <summary>What the address of a receipt says, as both its pages read it.</summary>
public sealed record ReceiptQuestion(
    string Condition,
    string? Reading,
    string? Unit,
    string? Month,
    Guid? Record
);

/// <param name="Receipt">None while the month is not closed or the figure is not counted from dossiers.</param>
/// <param name="Proof">Of the record that was asked for, if the figure counts it.</param>
public sealed record ReceiptAnswer(
    BoardFrame Frame,
    BoardPlace Place,
    Receipt? Receipt,
    InclusionProof? Proof
);

/// <summary>Finds the sealed figure that an address means; by default the latest closed month of the widest scope.</summary>
public sealed class ReceiptFinder(
    ThuocDoDb db,
    BoardFrames frames,
    Receipts receipts,
    DefinitionBook definitions,
    ICurrentUser user
)
{
    /// <returns>None where there is no such indicator, unit or month.</returns>
    public async Task<ReceiptAnswer?> FindAsync(
        ReceiptQuestion question,
        CancellationToken cancellation
    )
    {
        if (definitions.All.All(d => d.Indicator != question.Condition))
        {
            return null;
        }

        DateOnly? month = null;
        if (question.Month is { } text)
        {
            if (
                !DateOnly.TryParseExact(
                    text + "-01",
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var first
                )
            )
            {
                return null;
            }

            month = first;
        }

        var frame = await frames.FindAsync(
            month?.AddMonths(1).AddDays(-1),
            question.Unit,
            joined: false,
            Permissions.BoardView,
            cancellation
        );
        if (frame is null)
        {
            return null;
        }

        var place = new BoardPlace
        {
            Unit = frame.Scope.Key,
            Reading = question.Reading,
            Month = question.Month,
        };
        var figure = frame.IsAllowed
            ? await FigureAsync(question, frame, month, cancellation)
            : null;
        if (figure is null)
        {
            return new ReceiptAnswer(frame, place, null, null);
        }

        place = place with { Reading = figure.Reading, Month = SealLinks.MonthText(figure.Month) };
        var proof =
            question.Record is { } record && user.Can(Permissions.BoardDrill, figure.UnitId)
                ? await receipts.ProveAsync(figure, record, cancellation)
                : null;
        return new ReceiptAnswer(
            frame,
            place,
            await receipts.ForAsync(figure, cancellation),
            proof
        );
    }

    /// <summary>A former province goes on as its area: whichever of the two has the figure of the month.</summary>
    private Task<SealedFigure?> FigureAsync(
        ReceiptQuestion question,
        BoardFrame frame,
        DateOnly? month,
        CancellationToken cancellation
    )
    {
        var roots = frame.Scope.Roots.Select(r => r.Id).ToArray();
        var reading =
            question.Reading
            ?? definitions
                .All.FirstOrDefault(d =>
                    d.Indicator == question.Condition && d.Source == FigureSource.Dossiers
                )
                ?.Reading;
        return db.Set<SealedFigure>()
            .AsNoTracking()
            .Where(f =>
                roots.Contains(f.UnitId)
                && f.Indicator == question.Condition
                && f.Reading == reading
                && (month == null || f.Month == month)
            )
            .OrderByDescending(f => f.Month)
            .FirstOrDefaultAsync(cancellation);
    }
}
