using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;

namespace ThuocDo.Indicators.Indices.Prints;

/// <summary>The book of published indices with the prints that were taken in.</summary>
public sealed class IndexLibrary(ThuocDoDb db)
{
    private IndexBook? book;

    /// <summary>Read once for each request.</summary>
    public async Task<IndexBook> BookAsync(CancellationToken cancellation) =>
        book ??= IndexBook.Shipped.With(
            await db.Set<IndexPrint>()
                .AsNoTracking()
                .Where(p => p.Withdrawn == null)
                .OrderBy(p => p.ImportedAt)
                .ThenBy(p => p.Id)
                .ToListAsync(cancellation)
        );
}
