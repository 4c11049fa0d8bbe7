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

                if (request.Leads == programme.LeadsFrom is not null)
                {
                    return Outcome.Refused("programme.first.refused");
                }

                var history = new ChainedRow<ProgrammeVersion>(ProgrammeVersion.Fields, version);
                programme.LeadsFrom = request.Leads ? clock.Today : null;
                db.Add(
                    history.Record(
                        request.Leads ? "leads" : "leads-no-more",
                        clock.Now,
                        user.UserId,
                        ("from", request.Leads ? Canonical.Day(clock.Today) : null)
                    )
                );
                return Outcome.Done;
            },
            cancellation
        );
}
