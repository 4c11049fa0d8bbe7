using System.Linq.Expressions;
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

    /// <summary>Of all these what belongs to one programme.</summary>
    public ProgrammeItems Of(Guid programme)
    {
        var targets = Targets.Where(t => t.ProgrammeId == programme).ToList();
        var addressees = Addressees.Where(a => a.ProgrammeId == programme).ToList();
        var (lines, bodies) = (
            targets.Select(t => t.Id).ToHashSet(),
            addressees.Select(a => a.Id).ToHashSet()
        );
        return new ProgrammeItems
        {
            Targets = targets,
            Conditions = [.. Conditions.Where(c => lines.Contains(c.TargetId))],
            Tasks = [.. Tasks.Where(t => t.ProgrammeId == programme)],
            Addressees = addressees,
            Duties = [.. Duties.Where(d => bodies.Contains(d.AddresseeId))],
        };
    }

    /// <summary>Whatever stood in any version of a programme.</summary>
    public static Task<ProgrammeItems> EverAsync(
        ThuocDoDb db,
        Guid programme,
        CancellationToken cancellation
    ) => EverAsync(db, p => p.Id == programme, cancellation);

    /// <summary>Whatever stood in any version of some programmes.</summary>
    public static async Task<ProgrammeItems> EverAsync(
        ThuocDoDb db,
        Expression<Func<Programme, bool>> which,
        CancellationToken cancellation
    )
    {
        var ids = db.Set<Programme>().Where(which).Select(p => p.Id);
        var targets = db.Set<Target>().AsNoTracking().Where(t => ids.Contains(t.ProgrammeId));
        var addressees = db.Set<Addressee>().AsNoTracking().Where(a => ids.Contains(a.ProgrammeId));
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
                .Where(t => ids.Contains(t.ProgrammeId))
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
