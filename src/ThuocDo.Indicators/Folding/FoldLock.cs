using System.Data;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;

namespace ThuocDo.Indicators.Folding;

/// <summary>
/// The one transaction at a time that may write cells, in whatever process it runs. What a repetition may cure is
/// repeated from the start with a clean context.
/// </summary>
internal static class FoldLock
{
    private const int Attempts = 8;

    /// <returns>What the work returned, or <paramref name="busy"/> if another holds the lock.</returns>
    public static async Task<T> RunAsync<T>(
        ThuocDoDb db,
        IsolationLevel isolation,
        Func<Task<T>> work,
        T busy,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var turn = await db.Engine.EnterAsync(cancellation);
                await using var transaction = await db.Database.BeginTransactionAsync(
                    isolation,
                    cancellation
                );
                if (!await db.Engine.TryLockAsync(db, "fold", cancellation))
                {
                    return busy;
                }

                var result = await work();
                await transaction.CommitAsync(cancellation);
                return result;
            }
            catch (Exception exception)
                when (attempt < Attempts
                    && (db.Engine.IsTransient(exception) || db.Engine.IsUniqueViolation(exception))
                )
            {
                db.ChangeTracker.Clear();
            }

            await Task.Delay(
                TimeSpan.FromMilliseconds(Random.Shared.Next(5, 50 * attempt)),
                cancellation
            );
        }
    }
}
