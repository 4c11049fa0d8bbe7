using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Procedures;

/// <summary>All procedures and their versions, read once: the catalogue changes by decision, not by the minute.</summary>
public sealed class Catalogue(
    IReadOnlyList<Procedure> procedures,
    IReadOnlyList<ProcedureVersion> versions
)
{
    private readonly Dictionary<Guid, Procedure> byId = procedures.ToDictionary(p => p.Id);
    private readonly Dictionary<string, Procedure> byCode = procedures.ToDictionary(p => p.Code);
    private readonly Dictionary<Guid, ProcedureVersion> versionById = versions.ToDictionary(v =>
        v.Id
    );
    private readonly ILookup<Guid, ProcedureVersion> versionsOf = versions.ToLookup(v =>
        v.ProcedureId
    );

    public IReadOnlyList<Procedure> Procedures => procedures;

    public IReadOnlyList<ProcedureVersion> Versions => versions;

    public Procedure this[Guid id] => byId[id];

    public Procedure? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    public ProcedureVersion Version(Guid id) => versionById[id];

    public IEnumerable<ProcedureVersion> VersionsOf(Guid procedureId) =>
        versionsOf[procedureId].OrderBy(v => v.ValidFrom);

    /// <summary>The version in force on a day; null if the procedure did not exist then.</summary>
    public ProcedureVersion? VersionOn(Guid procedureId, DateOnly day) =>
        versionsOf[procedureId].FirstOrDefault(v => v.IsValidOn(day));

    public static async Task<Catalogue> LoadAsync(ThuocDoDb db, CancellationToken cancellation) =>
        new(
            await db.Set<Procedure>().AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancellation),
            await db.Set<ProcedureVersion>()
                .AsNoTracking()
                .OrderBy(v => v.Number)
                .ToListAsync(cancellation)
        );
}

/// <summary>Keeps the <see cref="Catalogue"/>; whoever publishes a version calls <see cref="Forget"/>.</summary>
public sealed class CatalogueDirectory(IServiceScopeFactory scopes)
{
    private volatile Catalogue? catalogue;

    public async ValueTask<Catalogue> GetAsync(CancellationToken cancellation = default)
    {
        if (catalogue is { } known)
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        return catalogue = await Catalogue.LoadAsync(
            scope.ServiceProvider.GetRequiredService<ThuocDoDb>(),
            cancellation
        );
    }

    public void Forget() => catalogue = null;
}
