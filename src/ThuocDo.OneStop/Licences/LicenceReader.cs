using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Licences;

/// <summary>A licence as a page shows it to the person behind the request.</summary>
/// <param name="Holder">Masked where this person does not work on the dossier; none if the particulars are erased.</param>
/// <param name="IsNamed">The name is shown in full.</param>
/// <param name="OpensDossier">This person may open the dossier.</param>
public sealed record LicenceRow(
    Licence Licence,
    LicenceState State,
    Procedure Kind,
    Unit Unit,
    string Dossier,
    string? Holder,
    bool IsNamed,
    bool OpensDossier
);

/// <summary>What is looked for in the registers.</summary>
/// <param name="Unit">One register; none: all that are open to the person.</param>
/// <param name="State">In this state today.</param>
/// <param name="WithinDays">In force, and over within so many days.</param>
/// <param name="Search">A number or a part of one; else what finds its dossier: code, name, numbers of the holder.</param>
public sealed record LicenceFilter(Unit? Unit, LicenceState? State, int? WithinDays, string? Search)
{
    public static readonly IReadOnlyList<int> Terms = [30, 60, 90];

    /// <summary>Reads the choice of the page: a state by its name, or a number of days.</summary>
    public static LicenceFilter Of(Unit? unit, string? show, string? search) =>
        int.TryParse(show, CultureInfo.InvariantCulture, out var days) && Terms.Contains(days)
            ? new(unit, null, days, search)
            : new(
                unit,
                Enum.TryParse<LicenceState>(show, out var state) && Enum.IsDefined(state)
                    ? state
                    : null,
                null,
                search
            );
}

/// <summary>Reads registers within the scope of the person behind the request.</summary>
public sealed class LicenceReader(
    ThuocDoDb db,
    LicenceScope scope,
    DossierSearch search,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>The licences that fit, last issued first; what expires soon, soonest first.</summary>
    public async Task<IQueryable<Licence>> FindAsync(
        LicenceFilter filter,
        CancellationToken cancellation
    )
    {
        var open = (await scope.UnitsAsync(Permissions.LicenceView, cancellation))
            .Select(u => u.Id)
            .Where(id => filter.Unit is null || id == filter.Unit.Id)
            .ToList();
        var today = clock.Today;
        var found = db.Set<Licence>().AsNoTracking().Where(l => open.Contains(l.UnitId));
        if (filter.State is { } state)
        {
            found = found.Being(state, today);
        }

        if (filter.WithinDays is { } days)
        {
            found = found.Expiring(days, today);
        }

        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var key = Licence.KeyOf(filter.Search);
            var all = found;
            var dossiers = await search.FindAsync(
                db.Set<Dossier>().AsNoTracking().Where(d => all.Any(l => l.DossierId == d.Id)),
                filter.Search,
                cancellation
            );
            found = found.Where(l =>
                l.NumberKey.Contains(key) || dossiers.Ids.Contains(l.DossierId)
            );
        }

        return filter.WithinDays is null
            ? found.OrderByDescending(l => l.IssuedOn).ThenByDescending(l => l.Id)
            : found.OrderBy(l => l.ValidTo).ThenBy(l => l.Id);
    }

    public async Task<IReadOnlyList<LicenceRow>> RowsAsync(
        IQueryable<Licence> licences,
        CancellationToken cancellation
    )
    {
        var chosen = await licences.ToListAsync(cancellation);
        var ids = chosen.Select(l => l.DossierId).ToList();
        var dossiers = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => ids.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, cancellation);
        var names = await db.Set<Applicant>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.DossierId))
            .ToDictionaryAsync(a => a.DossierId, a => a.Name, cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await units.GetAsync(cancellation);
        var today = clock.Today;
        return
        [
            .. chosen.Select(l =>
            {
                var dossier = dossiers[l.DossierId];
                var named = DossierScope.ShowsParticulars(
                    user,
                    dossier.UnitId,
                    dossier.ReceivingUnitId
                );
                return new LicenceRow(
                    l,
                    l.On(today),
                    catalogue[l.ProcedureId],
                    tree[l.UnitId],
                    dossier.Code,
                    names.TryGetValue(l.DossierId, out var name)
                        ? named
                            ? name
                            : Particulars.Initials(name)
                        : null,
                    named,
                    DossierScope.Allows(user, Permissions.DossierView, dossier)
                );
            }),
        ];
    }

    /// <summary>None where there is no such licence in an open register.</summary>
    public async Task<LicenceRow?> ReadAsync(
        Guid id,
        string permission,
        CancellationToken cancellation
    )
    {
        var one = db.Set<Licence>().AsNoTracking().Where(l => l.Id == id);
        return
            (await RowsAsync(one, cancellation)) is [var row]
            && await scope.AllowsAsync(permission, row.Licence.UnitId, cancellation)
            ? row
            : null;
    }

    public Task<Licence?> OfDossierAsync(Guid dossierId, CancellationToken cancellation) =>
        db.Set<Licence>()
            .AsNoTracking()
            .FirstOrDefaultAsync(l => l.DossierId == dossierId, cancellation);

    /// <summary>
    /// The number of the result if it is free, else the next running number of the year in the register of unit and kind.
    /// A proposal takes nothing: the number is taken when the licence is entered.
    /// </summary>
    public async Task<string> ProposeAsync(
        Dossier dossier,
        string? resultNumber,
        CancellationToken cancellation
    )
    {
        var register = db.Set<Licence>()
            .Where(l => l.UnitId == dossier.UnitId && l.ProcedureId == dossier.ProcedureId);
        if (
            resultNumber is { Length: > 0 and <= Licence.NumberMaxLength }
            && await IsFreeAsync(resultNumber)
        )
        {
            return resultNumber;
        }

        var year = clock.Today.Year;
        var (first, next) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        var running = await register.CountAsync(
            l => l.IssuedOn >= first && l.IssuedOn < next,
            cancellation
        );
        string number;
        do
        {
            running++;
            number = string.Create(CultureInfo.InvariantCulture, $"{running:00}/{year}/GP");
        } while (!await IsFreeAsync(number));

        return number;

        async Task<bool> IsFreeAsync(string wanted)
        {
            var key = Licence.KeyOf(wanted);
            return !await register.AnyAsync(l => l.NumberKey == key, cancellation);
        }
    }
}
