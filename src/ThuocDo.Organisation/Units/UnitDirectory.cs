using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Data;

namespace ThuocDo.Organisation.Units;

/// <summary>
/// The <see cref="UnitTree"/> of the database, read once and kept. Units change by legal act a few times a year;
/// whoever writes them calls <see cref="Forget"/>.
/// </summary>
public sealed class UnitDirectory(IServiceScopeFactory scopes)
{
    private volatile UnitTree? tree;

    public async ValueTask<UnitTree> GetAsync(CancellationToken cancellation = default)
    {
        if (tree is { } known)
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        return tree = await LoadAsync(db, cancellation);
    }

    public void Forget() => tree = null;

    public static async Task<UnitTree> LoadAsync(ThuocDoDb db, CancellationToken cancellation) =>
        new(
            await db.Set<Unit>().AsNoTracking().ToListAsync(cancellation),
            await db.Set<Succession>().AsNoTracking().ToListAsync(cancellation)
        );
}
