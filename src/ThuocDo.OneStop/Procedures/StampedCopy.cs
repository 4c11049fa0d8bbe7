using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Procedures;

/// <summary>
/// Keeps what is read from the database while the <see cref="CatalogueStamp"/> stands. Whoever changes it changes the stamp in
/// the same transaction and calls <see cref="Forget"/>: the own node sees the change at once, the others within seconds.
/// </summary>
public abstract class StampedCopy<T>(IServiceScopeFactory scopes, CatalogueStamps stamps)
    where T : class
{
    private volatile Kept? kept;

    public async ValueTask<T> GetAsync(CancellationToken cancellation = default)
    {
        var stamp = await stamps.CurrentAsync(cancellation);
        if (kept is { } known && known.Stamp == stamp)
        {
            return known.Value;
        }

        await using var scope = scopes.CreateAsyncScope();
        var value = await LoadAsync(
            scope.ServiceProvider.GetRequiredService<ThuocDoDb>(),
            cancellation
        );
        kept = new Kept(stamp, value);
        return value;
    }

    /// <summary>The next question is answered by the database.</summary>
    public void Forget()
    {
        kept = null;
        stamps.Forget();
    }

    protected abstract Task<T> LoadAsync(ThuocDoDb db, CancellationToken cancellation);

    private sealed record Kept(Guid Stamp, T Value);
}
