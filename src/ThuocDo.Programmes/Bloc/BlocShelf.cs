using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Plans;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Bloc;

/// <summary>A body of the bloc with everything that its reform consists of; what its predecessors left is its own.</summary>
public sealed record BlocLine
{
    public required Unit Unit { get; init; }
    public required BlocPart Part { get; init; }

    /// <summary>Its plans and those of the bodies it follows; empty: nothing binds it and it issued none.</summary>
    public required IReadOnlyList<PlanLine> Plans { get; init; }

    /// <summary>Those it leads, without the withdrawn ones; the nearest day first.</summary>
    public required IReadOnlyList<AssignedTask> Tasks { get; init; }
    public required IReadOnlyList<InternalProcedure> Procedures { get; init; }

    /// <summary>Of meetings, that name the body or became its tasks.</summary>
    public required IReadOnlyList<Conclusion> Conclusions { get; init; }

    public int Open => Tasks.Count(t => t.IsOpen);
    public int Done => Tasks.Count(t => t.State == TaskState.Done);

    public int Overdue(DateOnly today) => Tasks.Count(t => t.IsOverdue(today));

    /// <summary>Procedures that stand, abolished ones left out.</summary>
    public int Standing => Procedures.Count(p => !p.IsAbolished);

    public int Reviewed(DateOnly today) =>
        Procedures.Count(p => !p.IsAbolished && p.IsReviewedBy(today));

    /// <summary>Of those that stand.</summary>
    public int Simplified => Procedures.Count(p => !p.IsAbolished && p.IsSimplified);
    public int Abolished => Procedures.Count(p => p.IsAbolished);

    /// <summary>The meetings of <see cref="Conclusions"/> that the reader may open.</summary>
    public IReadOnlySet<Guid> Meetings { get; init; } = new HashSet<Guid>();
}

/// <summary>
/// The reform of the bloc as far as a person may see it. It reads plans, tasks, conclusions and internal procedures and nothing of the board: what
/// stands here is in the denominator of no figure of the one-stop units.
/// </summary>
public sealed class BlocShelf(
    ThuocDoDb db,
    PlanShelf plans,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>Every body of today, by part and name.</summary>
    public async Task<IReadOnlyList<BlocLine>> ReadAsync(
        Programme programme,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var today = clock.Today;
        var bodies = PartyBloc
            .On(tree, today)
            .Where(b => user.Can(Permissions.BlocView, b.Unit.Id))
            .OrderBy(b => b.Part)
            .ThenBy(b => b.Unit.Level)
            .ThenBy(b => b.Unit.Name, StringComparer.Create(Formats.Sorting, false))
            .ToList();
        if (bodies.Count == 0)
        {
            return [];
        }

        var book = await plans.ReadAsync(programme, cancellation);
        var lines = new PlanLines(tree, today).Of(book.Bound, book.Plans);
        var tasks = await db.Set<AssignedTask>()
            .AsNoTracking()
            .Where(t => t.ProgrammeId == programme.Id && t.State != TaskState.Withdrawn)
            .ToListAsync(cancellation);
        var leads = tasks.ToDictionary(t => t.Id, t => t.UnitId);
        var tasksOf = tasks.ToLookup(t => Now(t.UnitId));
        var procedures = (
            await db.Set<InternalProcedure>()
                .AsNoTracking()
                .OrderBy(p => p.Number)
                .ToListAsync(cancellation)
        ).ToLookup(p => Now(p.UnitId));
        var conclusions = (
            await db.Set<Conclusion>()
                .AsNoTracking()
                .Where(c =>
                    c.State != ConclusionState.Replaced
                    && db.Set<Meeting>()
                        .Any(m =>
                            m.Id == c.MeetingId
                            && m.ProgrammeId == programme.Id
                            && m.CancelledOn == null
                        )
                )
                .ToListAsync(cancellation)
        )
            .Select(c => (Conclusion: c, Unit: BodyOf(c)))
            .Where(c => c.Unit is not null)
            .ToLookup(c => Now(c.Unit!.Value), c => c.Conclusion);
        var meetings = (
            await db.Set<Meeting>()
                .AsNoTracking()
                .Where(m => m.ProgrammeId == programme.Id)
                .Select(m => new { m.Id, m.UnitId })
                .ToListAsync(cancellation)
        )
            .Where(m => user.Can(Permissions.BoardView, m.UnitId))
            .Select(m => m.Id)
            .ToHashSet();
        return
        [
            .. bodies.Select(b => new BlocLine
            {
                Unit = b.Unit,
                Part = b.Part,
                Plans = [.. lines.Where(l => Now(l.Body.Id) == b.Unit.Id)],
                Tasks =
                [
                    .. tasksOf[b.Unit.Id]
                        .OrderBy(t => t.IsOpen ? 0 : 1)
                        .ThenBy(t => t.DueOn ?? DateOnly.MaxValue)
                        .ThenBy(t => t.Number),
                ],
                Procedures = [.. procedures[b.Unit.Id]],
                Meetings = meetings,
                Conclusions = [.. conclusions[b.Unit.Id].OrderBy(c => c.Number)],
            }),
        ];

        Guid? Now(Guid unit) => tree.HeirOf(unit, today)?.Id;

        // Whoever got the task answers for the conclusion, whatever name the notice bore.
        Guid? BodyOf(Conclusion conclusion) =>
            conclusion.TaskId is { } task && leads.TryGetValue(task, out var lead)
                ? lead
                : conclusion.UnitId;
    }
}
