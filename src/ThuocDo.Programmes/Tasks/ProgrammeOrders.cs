using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Tasks;

/// <summary>A task or duty of a programme with what it would give to whom.</summary>
/// <param name="Units">To whom it is still to be given; bodies that ended are there as their heirs.</param>
/// <param name="IsWithoutLead">The text names nobody who could be charged with it.</param>
public sealed record ProposedTask(
    TaskOrigin Origin,
    int Number,
    Bilingual Name,
    DateOnly? DueOn,
    DueRule? Rule,
    IReadOnlyList<Unit> Units,
    bool IsWithoutLead
)
{
    public int? Axis { get; init; }
    public string? Product { get; init; }

    /// <summary>Its name in a form.</summary>
    public string Slug =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Origin == TaskOrigin.Programme ? 't' : 'd')}{Number}"
        );

    /// <param name="due">As the person sets it; that of the programme if it is left.</param>
    public IEnumerable<TaskOrder> Orders(Guid programme, DateOnly? due) =>
        Units.Select(unit => new TaskOrder
        {
            ProgrammeId = programme,
            Origin = Origin,
            OriginNumber = Number,
            Axis = Axis,
            Name = Name.Vi,
            NameEn = Name.En,
            Product = Product,
            UnitId = unit.Id,
            DueOn = due ?? DueOn,
            IsYearly = Rule == DueRule.Yearly,
        });
}

/// <summary>What a programme gives its bodies to do: each task to its lead, each duty to each unit of its addressee.</summary>
public static class ProgrammeOrders
{
    /// <summary>What of a programme, as it stands, is still to be given on a day.</summary>
    public static async Task<IReadOnlyList<ProposedTask>> ReadAsync(
        ThuocDoDb db,
        Guid programme,
        UnitTree tree,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var items = (await ProgrammeItems.EverAsync(db, programme, cancellation)).In(null);
        var addressees = items.Addressees.Select(a => a.Id).ToArray();
        var units = (
            await db.Set<AddresseeUnit>()
                .AsNoTracking()
                .Where(a => EF.Parameter(addressees).Contains(a.AddresseeId))
                .ToListAsync(cancellation)
        ).ToLookup(a => a.AddresseeId, a => a.UnitId);
        var given = (
            await db.Set<AssignedTask>()
                .AsNoTracking()
                .Where(t =>
                    t.ProgrammeId == programme
                    && t.OriginNumber != null
                    && t.State != TaskState.Withdrawn
                )
                .Select(t => new
                {
                    t.Origin,
                    t.OriginNumber,
                    t.UnitId,
                    t.FirstDueOn,
                })
                .ToListAsync(cancellation)
        ).ToLookup(
            t => (t.Origin, t.OriginNumber!.Value),
            t => (Unit: tree.HeirOf(t.UnitId, today)?.Id, t.FirstDueOn?.Year)
        );
        var planDuties = await PlanDuties.Of(db, programme).ToListAsync(cancellation);
        var planned = (
            await db.Set<Programme>()
                .Where(p => p.CarriesOutId == programme && p.IssuerId != null)
                .Select(p => p.IssuerId!.Value)
                .ToListAsync(cancellation)
        )
            .Select(issuer => tree.HeirOf(issuer, today)?.Id)
            .ToHashSet();
        return Of(
            items,
            id => units[id],
            (origin, number, unit, year) =>
                origin == TaskOrigin.Duty && planDuties.Contains(number) && planned.Contains(unit)
                || given[(origin, number)]
                    .Any(g =>
                        origin == TaskOrigin.Programme
                        || g.Unit == unit && (year is null || g.Year == year)
                    ),
            tree,
            today
        );
    }

    /// <param name="unitsOf">The units of an addressee.</param>
    /// <param name="isGiven">Whether it was given before, to the unit or whoever it goes on for; of a yearly duty whether for this year.</param>
    public static IReadOnlyList<ProposedTask> Of(
        ProgrammeItems items,
        Func<Guid, IEnumerable<Guid>> unitsOf,
        Func<TaskOrigin, int, Guid, int?, bool> isGiven,
        UnitTree tree,
        DateOnly today
    )
    {
        var tasks = items.Tasks.Select(task =>
        {
            var unit = task.LeadId is { } lead ? tree.HeirOf(lead, today) : null;
            return new ProposedTask(
                TaskOrigin.Programme,
                task.Number,
                new Bilingual(task.NameVi, task.NameEn),
                task.Deadline,
                null,
                [.. Open(TaskOrigin.Programme, task.Number, unit is null ? [] : [unit], null)],
                unit is null
            )
            {
                Axis = task.Axis,
                Product = task.Product,
            };
        });
        var duties = items.Addressees.SelectMany(addressee =>
            items
                .DutiesOf(addressee)
                .Select(duty =>
                {
                    var units = unitsOf(addressee.Id)
                        .Select(id => tree.HeirOf(id, today))
                        .OfType<Unit>()
                        .DistinctBy(u => u.Id)
                        .OrderBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                        .ToList();
                    return new ProposedTask(
                        TaskOrigin.Duty,
                        duty.Number,
                        new Bilingual(duty.NameVi, duty.NameEn),
                        duty.DueOn,
                        duty.Rule,
                        [
                            .. Open(
                                TaskOrigin.Duty,
                                duty.Number,
                                units,
                                duty.Rule == DueRule.Yearly ? today.Year : null
                            ),
                        ],
                        units.Count == 0
                    );
                })
        );
        return [.. tasks.Concat(duties).Where(p => p.Units.Count > 0 || p.IsWithoutLead)];

        IEnumerable<Unit> Open(TaskOrigin origin, int number, IEnumerable<Unit> units, int? year) =>
            units.Where(u => !isGiven(origin, number, u.Id, year));
    }
}
