using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Absences;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="LastDay">The last day away.</param>
public sealed record AbsenceRequest(
    string Key,
    Guid AccountId,
    DateOnly From,
    DateOnly LastDay,
    AbsenceReason Reason
);

/// <summary>Limits of the periods that absences and delegations have in common.</summary>
public static class Periods
{
    /// <summary>Longer than a year nobody stands in for anybody: then the post is filled anew.</summary>
    public const int MostDays = 366;

    public static Outcome Check(DateOnly from, DateOnly lastDay) =>
        lastDay < from ? Outcome.Refused("absence.refused.period", lastDay, from)
        : lastDay.DayNumber - from.DayNumber >= MostDays || lastDay.Year > 2100
            ? Outcome.Refused("absence.refused.long", MostDays)
        : Outcome.Done;
}

/// <summary>
/// Enters and ends absences: everybody the own, whoever assigns in a unit those of its people. Nobody else learns the reason.
/// </summary>
public sealed class AbsenceDesk(ThuocDoDb db, UnitOfWork unitOfWork, ICurrentUser user, Clock clock)
{
    public Task<Outcome> EnterAsync(AbsenceRequest request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "absence.enter", user.UserId),
            async token =>
            {
                if (!await MayEnterForAsync(request.AccountId, token))
                {
                    return Outcome.Refused(ActOnDossier.NotAllowed);
                }

                if (Periods.Check(request.From, request.LastDay) is { Succeeded: false } wrong)
                {
                    return wrong;
                }

                if (request.LastDay < clock.Today)
                {
                    return Outcome.Refused("absence.refused.past", request.LastDay);
                }

                var to = request.LastDay.AddDays(1);
                await db.Engine.LockAsync(db, $"absence:{request.AccountId:N}", token);
                if (
                    await db.Set<Absence>()
                        .AsNoTracking()
                        .Where(a =>
                            a.AccountId == request.AccountId
                            && a.From < to
                            && request.From < a.To
                            && a.From < a.To
                        )
                        .OrderBy(a => a.From)
                        .FirstOrDefaultAsync(token) is
                    { } other
                )
                {
                    return Outcome.Refused("absence.refused.overlap", other.From, other.LastDay);
                }

                var absence = new Absence
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                    AccountId = request.AccountId,
                    From = request.From,
                    To = to,
                    Reason = request.Reason,
                };
                db.Add(absence);
                db.Add(
                    new ChainedRow<Absence>(Absence.Fields, absence).Record(
                        "entered",
                        clock.Now,
                        user.UserId
                    )
                );
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Back earlier, or not away at all.</summary>
    public Task<Outcome> EndAsync(string key, Guid id, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "absence.end", user.UserId),
            async token =>
            {
                var absence = await db.Set<Absence>().FirstOrDefaultAsync(a => a.Id == id, token);
                if (absence is null || !await MayEnterForAsync(absence.AccountId, token))
                {
                    return Outcome.Refused(ActOnDossier.NotAllowed);
                }

                if (absence.To <= clock.Today || absence.To <= absence.From)
                {
                    return Outcome.Refused("absence.refused.over");
                }

                var history = new ChainedRow<Absence>(Absence.Fields, absence);
                absence.End(clock.Today);
                db.Add(history.Record("ended", clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>The people whose absences the present person may enter, by account, with their names.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> PeopleAsync(CancellationToken cancellation)
    {
        var people = await Holders()
            .Join(
                db.Set<Account>().Where(a => !a.IsLocked),
                id => id,
                a => a.Id,
                (_, a) => new { a.Id, a.DisplayName }
            )
            .Distinct()
            .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellation);
        if (user.UserId is { } me)
        {
            people[me] = user.DisplayName;
        }

        return people;
    }

    /// <summary>Who of these is away today, and the last day of it.</summary>
    public async Task<IReadOnlyDictionary<Guid, DateOnly>> UntilAsync(
        IReadOnlyCollection<Guid> people,
        CancellationToken cancellation
    )
    {
        var today = clock.Today;
        var away = await db.Set<Absence>()
            .Where(a => people.Contains(a.AccountId) && a.From <= today && today < a.To)
            .Select(a => new { a.AccountId, a.To })
            .ToListAsync(cancellation);
        return away.GroupBy(a => a.AccountId)
            .ToDictionary(g => g.Key, g => g.Max(a => a.To).AddDays(-1));
    }

    private async Task<bool> MayEnterForAsync(Guid account, CancellationToken cancellation) =>
        user.UserId == account || await Holders().AnyAsync(id => id == account, cancellation);

    /// <summary>Whoever holds a post today in a unit in which the present person assigns.</summary>
    private IQueryable<Guid> Holders()
    {
        var today = clock.Today;
        var held = db.Set<RoleAssignment>()
            .Where(r => r.From <= today && (r.To == null || today < r.To));
        return (
            user.UnitsFor(Permissions.DossierAssign) is { } units
                ? held.Where(r => units.Contains(r.UnitId))
                : held
        ).Select(r => r.AccountId);
    }
}
