using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Oversight.Inspections.Draw;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Oversight.Inspections;

/// <summary>
/// Runs every draw again from its row: frame and seed are in no chain before they are revealed, their hashes are. A row that was
/// edited to send the team elsewhere no longer fits them.
/// </summary>
public sealed class DrawAudit(ThuocDoDb db) : IAudit
{
    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        if (scope.Month is not null)
        {
            yield break;
        }

        var inspections = await db.Set<Inspection>()
            .AsNoTracking()
            .ToDictionaryAsync(i => i.Id, cancellation);
        foreach (
            var draw in await db.Set<InspectionDraw>()
                .AsNoTracking()
                .OrderBy(d => d.Id)
                .ToListAsync(cancellation)
        )
        {
            var name = DrawNames.Of(inspections[draw.InspectionId], draw.Number);
            foreach (var check in Checks(draw, inspections[draw.InspectionId]))
            {
                yield return new Finding(
                    "inspection-draw",
                    name,
                    "",
                    check.Part.ToString().ToLowerInvariant(),
                    check.Expected,
                    check.Found
                );
            }
        }
    }

    private static IEnumerable<DrawCheck> Checks(InspectionDraw draw, Inspection inspection)
    {
        DrawFile file;
        try
        {
            file = DrawNames.File(draw, inspection, "");
        }
        catch (FormatException)
        {
            return [new DrawCheck(DrawPart.Frame, draw.FrameHash, "–")];
        }

        return DrawRules
            .Check(file, null)
            .Where(c => !c.IsEqual && (c.Part != DrawPart.List || draw.RevealedOn is not null));
    }
}
