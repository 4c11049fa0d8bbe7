using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.Data;

namespace ThuocDo.Indicators.Book;

/// <summary>What closed months hold.</summary>
public sealed class SealedFigures(ThuocDoDb db)
{
    /// <summary>A former province goes on as its area: whichever of the two has the figure of the month.</summary>
    public async Task<Share?> FindAsync(Asked asked, CancellationToken cancellation)
    {
        var roots = asked.Scope.Roots.Select(r => r.Id).ToArray();
        var definition = asked.Indicator.Readings[0].Definition;
        var found = await db.Set<SealedFigure>()
            .AsNoTracking()
            .Where(f =>
                roots.Contains(f.UnitId)
                && f.Indicator == definition.Indicator
                && f.Reading == definition.Reading
                && f.Month == asked.Question.From
            )
            .Select(f => new { f.Numerator, f.Denominator })
            .FirstOrDefaultAsync(cancellation);
        return found is null ? null : new Share(found.Numerator, found.Denominator);
    }
}
