using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;

namespace ThuocDo.Organisation.ServiceUnits;

/// <summary>The acts as far as a question needs them, folded.</summary>
/// <param name="Units">Every service unit of the register.</param>
public sealed record ActBook(
    IReadOnlyList<ServiceUnit> Units,
    ServiceUnitFold Fold,
    StaffFold Staff,
    UnitTree Tree
)
{
    public Reduction Reduction { get; } = new(Units, Fold, Tree);

    public ServiceUnit? Find(Guid id) => Units.FirstOrDefault(u => u.Id == id);

    /// <summary>
    /// Whose rights decide over the acts of a body: of a service unit whoever has it today, or answers for its last place; of an agency whoever
    /// answers for it today.
    /// </summary>
    /// <param name="written">The unit of the act, for a body that has not begun and for one that nobody went on with.</param>
    public Guid HolderOf(BodyKey body, Guid written, DateOnly today) =>
        (
            body.ServiceUnit is { } unit ? Fold.PlaceOn(unit, today) : Tree.HeirOf(body.Unit, today)
        )?.Id
        ?? written;
}

/// <summary>Reads the register of acts.</summary>
public sealed class ActShelf(ThuocDoDb db, UnitDirectory directory)
{
    /// <summary>
    /// Acts that begin, move and end units, and those of the kinds asked for. A cancelling act has the kind of what it cancels, so that nothing is
    /// missed.
    /// </summary>
    public async Task<ActBook> ReadAsync(IEnumerable<ActKind> kinds, CancellationToken cancellation)
    {
        List<ActKind> wanted = [.. ActRules.OfLife.Union(kinds)];
        return await BookAsync(
            db.Set<OrganisationAct>().Where(a => wanted.Contains(a.Kind)),
            cancellation
        );
    }

    /// <summary>
    /// Acts that begin, move and end units, and every act of a body or of a person. Of those who left the body also where they were appointed,
    /// which may be a body that ended in this one: else nobody could tell that they were there.
    /// </summary>
    public async Task<ActBook> ReadAsync(
        BodyKey? body,
        Guid? person,
        CancellationToken cancellation
    )
    {
        List<ActKind> life = [.. ActRules.OfLife];
        var (serviceUnit, unit) = (
            body?.ServiceUnit,
            body is { ServiceUnit: null } b ? b.Unit : Guid.Empty
        );
        return await BookAsync(
            db.Set<OrganisationAct>()
                .Where(a =>
                    life.Contains(a.Kind)
                    || serviceUnit != null && a.ServiceUnitId == serviceUnit
                    || serviceUnit == null && a.ServiceUnitId == null && a.UnitId == unit
                    || person != null && a.PersonId == person
                    || (a.Kind == ActKind.Appointed || a.Kind == ActKind.Departed)
                        && a.PersonId != null
                        && db.Set<OrganisationAct>()
                            .Any(d =>
                                d.Kind == ActKind.Departed
                                && d.PersonId == a.PersonId
                                && (
                                    serviceUnit != null && d.ServiceUnitId == serviceUnit
                                    || serviceUnit == null
                                        && d.ServiceUnitId == null
                                        && d.UnitId == unit
                                )
                            )
                ),
            cancellation
        );
    }

    private async Task<ActBook> BookAsync(
        IQueryable<OrganisationAct> acts,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var units = await db.Set<ServiceUnit>().AsNoTracking().ToListAsync(cancellation);
        var fold = new ServiceUnitFold(await acts.AsNoTracking().ToListAsync(cancellation), tree);
        return new ActBook(
            [.. units.OrderBy(u => u.Name, StringComparer.Ordinal).ThenBy(u => u.Id)],
            fold,
            new StaffFold(fold, tree),
            tree
        );
    }
}
