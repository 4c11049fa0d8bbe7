using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Procedures.OfficeLimits;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures;

/// <summary>All procedures and their versions, read once: the catalogue changes by decision, not by the minute.</summary>
public sealed class Catalogue(
    IReadOnlyList<Procedure> procedures,
    IReadOnlyList<ProcedureVersion> versions,
    IReadOnlyList<OfficeLimit>? officeLimits = null
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

    private readonly ILookup<Guid, OfficeLimit> officeLimitsOf = (officeLimits ?? []).ToLookup(l =>
        l.ProcedureId
    );

    public IReadOnlyList<Procedure> Procedures => procedures;

    public IReadOnlyList<ProcedureVersion> Versions => versions;

    public Procedure this[Guid id] => byId[id];

    public Procedure? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    public ProcedureVersion Version(Guid id) => versionById[id];

    public bool Knows(Guid versionId) => versionById.ContainsKey(versionId);

    public IEnumerable<ProcedureVersion> VersionsOf(Guid procedureId) =>
        versionsOf[procedureId].OrderBy(v => v.ValidFrom);

    /// <summary>The version in force on a day; null if the procedure did not exist then.</summary>
    public ProcedureVersion? VersionOn(Guid procedureId, DateOnly day) =>
        versionsOf[procedureId].FirstOrDefault(v => v.IsValidOn(day));

    /// <summary>Newest first.</summary>
    public IEnumerable<OfficeLimit> OfficeLimitsOf(Guid procedureId) =>
        officeLimitsOf[procedureId].OrderByDescending(l => l.ValidFrom);

    /// <summary>The shorter limit of the office that decides; none where it keeps to that of the province.</summary>
    public Limit? OfficeLimitOn(Guid procedureId, Guid unitId, DateOnly day) =>
        officeLimitsOf[procedureId].FirstOrDefault(l => l.UnitId == unitId && l.IsValidOn(day))
            is { } found
        && VersionOn(procedureId, day) is { } version
        && !LimitOrder.IsLonger(found.Limit, version.PromisedLimit)
            ? found.Limit
            : null;

    public static async Task<Catalogue> LoadAsync(ThuocDoDb db, CancellationToken cancellation) =>
        new(
            await db.Set<Procedure>().AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancellation),
            await db.Set<ProcedureVersion>()
                .AsNoTracking()
                .OrderBy(v => v.Number)
                .ToListAsync(cancellation),
            await db.Set<OfficeLimit>().AsNoTracking().ToListAsync(cancellation)
        );
}

/// <summary>The <see cref="Catalogue"/> of this node.</summary>
public sealed class CatalogueDirectory(IServiceScopeFactory scopes, CatalogueStamps stamps)
    : StampedCopy<Catalogue>(scopes, stamps)
{
    /// <summary>The catalogue that knows this version, read anew if another node has just published it.</summary>
    public async ValueTask<Catalogue> WithVersionAsync(
        Guid versionId,
        CancellationToken cancellation
    )
    {
        var catalogue = await GetAsync(cancellation);
        if (catalogue.Knows(versionId))
        {
            return catalogue;
        }

        Forget();
        return await GetAsync(cancellation);
    }

    protected override Task<Catalogue> LoadAsync(ThuocDoDb db, CancellationToken cancellation) =>
        Catalogue.LoadAsync(db, cancellation);
}
