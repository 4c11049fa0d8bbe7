using Microsoft.EntityFrameworkCore;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Programmes.Steering;

/// <summary>A meeting in a list.</summary>
public sealed record MeetingLine(
    Guid Id,
    MeetingKind Kind,
    Guid UnitId,
    DateOnly HeldOn,
    string? Document,
    int Open,
    int Given,
    bool IsCancelled
);

/// <summary>A meeting with its conclusions and the tasks they became.</summary>
public sealed record MeetingFolder(
    Programme Programme,
    Meeting Meeting,
    IReadOnlyList<Conclusion> Conclusions,
    IReadOnlyDictionary<Guid, AssignedTask> Tasks
)
{
    public MeetingPack Pack { get; } = MeetingPack.FromJson(Meeting.Pack);
}

/// <summary>The meetings that a person may see: of the units whose board is open to them.</summary>
public sealed class MeetingShelf(ThuocDoDb db, ICurrentUser user)
{
    public const int MostListed = 100;

    /// <summary>A programme of its own; action plans have no meetings.</summary>
    public Task<Programme?> ProgrammeAsync(string key, CancellationToken cancellation) =>
        db.Set<Programme>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Key == key && p.CarriesOutId == null, cancellation);

    /// <summary>The last first.</summary>
    public async Task<IReadOnlyList<MeetingLine>> ListAsync(
        Guid programme,
        CancellationToken cancellation
    )
    {
        var meetings = db.Set<Meeting>().AsNoTracking().Where(m => m.ProgrammeId == programme);
        if (user.UnitsFor(Permissions.BoardView) is { } units)
        {
            Guid[] mine = [.. units];
            meetings = meetings.Where(m => EF.Parameter(mine).Contains(m.UnitId));
        }

        return await meetings
            .OrderByDescending(m => m.HeldOn)
            .ThenByDescending(m => m.Id)
            .Take(MostListed)
            .Select(m => new MeetingLine(
                m.Id,
                m.Kind,
                m.UnitId,
                m.HeldOn,
                m.Document,
                db.Set<Conclusion>()
                    .Count(c => c.MeetingId == m.Id && c.State == ConclusionState.Open),
                db.Set<Conclusion>()
                    .Count(c => c.MeetingId == m.Id && c.State == ConclusionState.Given),
                m.CancelledOn != null
            ))
            .ToListAsync(cancellation);
    }

    /// <returns>None where there is no such meeting, or not for this person.</returns>
    public async Task<MeetingFolder?> FindAsync(
        string programme,
        Guid id,
        CancellationToken cancellation
    )
    {
        if (
            await ProgrammeAsync(programme, cancellation) is not { } found
            || await db.Set<Meeting>()
                .AsNoTracking()
                .FirstOrDefaultAsync(m => m.Id == id && m.ProgrammeId == found.Id, cancellation)
                is not { } meeting
            || !user.Can(Permissions.BoardView, meeting.UnitId)
        )
        {
            return null;
        }

        return new MeetingFolder(
            found,
            meeting,
            await db.Set<Conclusion>()
                .AsNoTracking()
                .Where(c => c.MeetingId == id && c.State != ConclusionState.Replaced)
                .OrderBy(c => c.Number)
                .ToListAsync(cancellation),
            await db.Set<AssignedTask>()
                .AsNoTracking()
                .Where(t => t.Source == TaskSource.Meeting && t.SourceId == id)
                .ToDictionaryAsync(t => t.Id, cancellation)
        );
    }
}
