using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Resolution;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Programme">Key of the programme.</param>
/// <param name="Seen">The last version as the person saw it.</param>
/// <param name="Leads">From today on the board shows it first; else it no longer does.</param>
public sealed record LeadRequest(string Key, string Programme, Guid Seen, bool Leads);

/// <summary>How the chain of a version tells from which day its programme leads.</summary>
internal static class LeadEvents
{
    public const string Begun = "leads";
    public const string Over = "leads-no-more";

    /// <summary>The particular with the day: of these events, and of the adoption of the first version.</summary>
    public const string From = "from";

    public static string? Day(DateOnly? from) => from is { } day ? Canonical.Day(day) : null;
}

/// <summary>Says which programme the board shows first, and takes that back: what was said at the adoption is not said for ever.</summary>
public sealed class LeadDesk(ThuocDoDb db, UnitOfWork unitOfWork, ICurrentUser user, Clock clock)
{
    public Task<Outcome> SetAsync(LeadRequest request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "programme.lead", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.ProgrammeManage))
                {
                    return Outcome.Refused("draft.refused.not-allowed");
                }

                var programme = await db.Set<Programme>()
                    .FirstOrDefaultAsync(p => p.Key == request.Programme, token);
                if (programme is not { CarriesOutId: null })
                {
                    return Outcome.Refused("adoption.refused.programme");
                }

                var version = await db.Set<ProgrammeVersion>()
                    .Where(v => v.ProgrammeId == programme.Id)
                    .OrderByDescending(v => v.Number)
                    .FirstAsync(token);
                if (version.Version != request.Seen)
                {
                    return Outcome.Stale("common.stale");
                }

                if (request.Leads == await LeadsAsync(programme, token))
                {
                    return Outcome.Refused("programme.first.refused");
                }

                if (request.Leads)
                {
                    await EndOthersAsync(programme.Id, token);
                }

                Set(programme, version, request.Leads ? clock.Today : null);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>
    /// Whether the board shows the programme first today, or will from a day that was announced. One that led before another does not
    /// lead, whatever was said of it.
    /// </summary>
    public async Task<bool> LeadsAsync(Programme programme, CancellationToken cancellation) =>
        programme.LeadsFrom is { } from
        && (
            from > clock.Today
            || (
                await db.Set<Programme>()
                    .AsNoTracking()
                    .Leading(clock.Today)
                    .Select(p => p.Id)
                    .FirstAsync(cancellation)
            ) == programme.Id
        );

    /// <summary>There is one that leads: a new one ends the lead of whichever led, in the transaction of the caller.</summary>
    /// <param name="leading">The new one.</param>
    public async Task EndOthersAsync(Guid leading, CancellationToken cancellation)
    {
        var today = clock.Today;
        var others = await db.Set<Programme>()
            .Where(p => p.Id != leading && p.LeadsFrom <= today)
            .ToListAsync(cancellation);
        foreach (var other in others)
        {
            var version = await db.Set<ProgrammeVersion>()
                .Where(v => v.ProgrammeId == other.Id)
                .OrderByDescending(v => v.Number)
                .FirstAsync(cancellation);
            Set(other, version, null);
        }
    }

    private void Set(Programme programme, ProgrammeVersion version, DateOnly? from)
    {
        var history = new ChainedRow<ProgrammeVersion>(ProgrammeVersion.Fields, version);
        programme.LeadsFrom = from;
        db.Add(
            history.Record(
                from is null ? LeadEvents.Over : LeadEvents.Begun,
                clock.Now,
                user.UserId,
                (LeadEvents.From, LeadEvents.Day(from))
            )
        );
    }
}
