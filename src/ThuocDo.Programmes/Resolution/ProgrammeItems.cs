using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;

namespace ThuocDo.Programmes.Resolution;

/// <summary>Everything that stands in one version of a programme, or today.</summary>
public sealed record ProgrammeItems
{
    public static readonly ProgrammeItems None = new()
    {
        Targets = [],
        Conditions = [],
        Tasks = [],
        Addressees = [],
        Duties = [],
    };

    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>In the order of the text.</summary>
    public required IReadOnlyList<Condition> Conditions { get; init; }
    public required IReadOnlyList<ProgrammeTask> Tasks { get; init; }
    public required IReadOnlyList<Addressee> Addressees { get; init; }
    public required IReadOnlyList<Duty> Duties { get; init; }

    public IReadOnlyList<Condition> ConditionsOf(Target target) =>
        [.. Conditions.Where(c => c.TargetId == target.Id)];

    public IReadOnlyList<Duty> DutiesOf(Addressee addressee) =>
        [.. Duties.Where(d => d.AddresseeId == addressee.Id)];

    /// <param name="version">None: what stands today.</param>
    public static async Task<ProgrammeItems> ReadAsync(
        ThuocDoDb db,
        Guid programme,
        int? version,
        CancellationToken cancellation
    )
    {
        var targets = db.Set<Target>().Where(t => t.ProgrammeId == programme);
        var addressees = db.Set<Addressee>().Where(a => a.ProgrammeId == programme);
        return new ProgrammeItems
        {
            Targets = await Of(targets).OrderBy(t => t.Line).ToListAsync(cancellation),
            Conditions = await Of(
                    db.Set<Condition>().Where(c => targets.Any(t => t.Id == c.TargetId))
                )
                .OrderBy(c => c.Order)
                .ThenBy(c => c.Key)
                .ToListAsync(cancellation),
            Tasks = await Of(db.Set<ProgrammeTask>().Where(t => t.ProgrammeId == programme))
                .OrderBy(t => t.Number)
                .ToListAsync(cancellation),
            Addressees = await Of(addressees).OrderBy(a => a.Number).ToListAsync(cancellation),
            Duties = await Of(db.Set<Duty>().Where(d => addressees.Any(a => a.Id == d.AddresseeId)))
                .OrderBy(d => d.Number)
                .ToListAsync(cancellation),
        };

        IQueryable<T> Of<T>(IQueryable<T> items)
            where T : class, IVersionedItem => items.AsNoTracking().In(version);
    }
}
