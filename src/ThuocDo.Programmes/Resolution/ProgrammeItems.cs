using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;

namespace ThuocDo.Programmes.Resolution;

/// <summary>Targets, conditions, tasks, addressees and duties of a programme: of one version, of today, or of all.</summary>
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

    /// <summary>Of all these what stands in a version, or today.</summary>
    public ProgrammeItems In(int? version)
    {
        return new ProgrammeItems
        {
            Targets = Of(Targets),
            Conditions = Of(Conditions),
            Tasks = Of(Tasks),
            Addressees = Of(Addressees),
            Duties = Of(Duties),
        };

        IReadOnlyList<T> Of<T>(IReadOnlyList<T> items)
            where T : class, IVersionedItem => [.. items.AsQueryable().In(version)];
    }

    /// <summary>Whatever stood in any version of a programme.</summary>
    public static async Task<ProgrammeItems> EverAsync(
        ThuocDoDb db,
        Guid programme,
        CancellationToken cancellation
    )
    {
        var targets = db.Set<Target>().AsNoTracking().Where(t => t.ProgrammeId == programme);
        var addressees = db.Set<Addressee>().AsNoTracking().Where(a => a.ProgrammeId == programme);
        return new ProgrammeItems
        {
            Targets = await targets.OrderBy(t => t.Line).ToListAsync(cancellation),
            Conditions = await db.Set<Condition>()
                .AsNoTracking()
                .Where(c => targets.Any(t => t.Id == c.TargetId))
                .OrderBy(c => c.Order)
                .ThenBy(c => c.Key)
                .ToListAsync(cancellation),
            Tasks = await db.Set<ProgrammeTask>()
                .AsNoTracking()
                .Where(t => t.ProgrammeId == programme)
                .OrderBy(t => t.Number)
                .ToListAsync(cancellation),
            Addressees = await addressees.OrderBy(a => a.Number).ToListAsync(cancellation),
            Duties = await db.Set<Duty>()
                .AsNoTracking()
                .Where(d => addressees.Any(a => a.Id == d.AddresseeId))
                .OrderBy(d => d.Number)
                .ToListAsync(cancellation),
        };
    }
}
