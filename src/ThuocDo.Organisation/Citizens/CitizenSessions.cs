using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Citizens;

/// <summary>The sessions of the citizen behind the present request, and their end.</summary>
public sealed class CitizenSessions(
    ThuocDoDb db,
    UnitOfWork work,
    CitizenHistory history,
    CurrentCitizen current,
    Clock clock
)
{
    public async Task<IReadOnlyList<CitizenSession>> OpenAsync(CancellationToken cancellation)
    {
        var now = clock.Now;
        var since = now - CitizenSession.Longest;
        var idle = now - CitizenSession.Idle - CitizenSession.Grain;
        return await db.Set<CitizenSession>()
            .AsNoTracking()
            .Where(s =>
                s.CitizenId == current.CitizenId
                && s.EndedAt == null
                && s.StartedAt > since
                && s.SeenAt > idle
            )
            .OrderByDescending(s => s.StartedAt)
            .ToListAsync(cancellation);
    }

    /// <summary>Ends the session of this browser.</summary>
    public async Task EndThisAsync(CancellationToken cancellation)
    {
        using var turn = await db.Engine.EnterAsync(cancellation);
        var now = clock.Now;
        await db.Set<CitizenSession>()
            .Where(s => s.Id == current.SessionId && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), cancellation);
    }

    /// <summary>Ends all sessions but the one of this browser: for whoever left one open elsewhere.</summary>
    public Task<Outcome<int>> EndOthersAsync(string key, CancellationToken cancellation) =>
        work.RunAsync(
            new ActionKey(key, "citizen.end-sessions", current.CitizenId),
            async token =>
            {
                var citizen = await db.Set<Citizen>()
                    .SingleAsync(c => c.Id == current.CitizenId, token);
                var others = await db.Set<CitizenSession>()
                    .Where(s =>
                        s.CitizenId == citizen.Id && s.EndedAt == null && s.Id != current.SessionId
                    )
                    .ToListAsync(token);
                foreach (var session in others)
                {
                    session.EndedAt = clock.Now;
                }

                await history.AppendAsync(
                    citizen,
                    CitizenEvents.SessionsEnded,
                    citizen.Id,
                    [],
                    token
                );
                return Outcome<int>.Of(others.Count);
            },
            cancellation
        );
}
