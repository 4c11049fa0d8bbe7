using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.WorkList;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>What somebody has in hand, over all units.</summary>
/// <param name="Open">Dossiers in hand, with those whose clock stands still.</param>
/// <param name="Due">Of these, overdue or due within <see cref="TimeLeft.SoonDays"/> working days.</param>
public readonly record struct Load(int Open, int Due);

/// <summary>
/// Who may be given a step: the open accounts that hold its role for the competent unit today, whoever has least in hand
/// first, so that the first name is a suggestion. Nobody is chosen without an officer.
/// </summary>
public sealed class Candidates(
    ThuocDoDb db,
    UnitDirectory units,
    Calendars calendars,
    Texts texts,
    Clock clock
)
{
    public async Task<IReadOnlyList<SelectListItem>> OfAsync(
        Guid unitId,
        Role role,
        CancellationToken cancellation
    )
    {
        var today = clock.Today;
        var tree = await units.GetAsync(cancellation);
        var held = await db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r => r.Role == role && r.From <= today && (r.To == null || today < r.To))
            .Join(
                db.Set<Account>().Where(a => !a.IsLocked),
                r => r.AccountId,
                a => a.Id,
                (r, a) =>
                    new
                    {
                        r.UnitId,
                        a.Id,
                        a.DisplayName,
                    }
            )
            .ToListAsync(cancellation);
        var people = held.Where(h => Grants.Area(tree, h.UnitId, today).Contains(unitId))
            .DistinctBy(h => h.Id)
            .ToList();
        var loads = await LoadsAsync([.. people.Select(p => p.Id)], today, cancellation);
        return
        [
            .. people
                .Select(p => (Person: p, Load: loads.GetValueOrDefault(p.Id)))
                .OrderBy(p => p.Load.Open)
                .ThenBy(p => p.Load.Due)
                .ThenBy(p => p.Person.DisplayName, StringComparer.Create(Formats.Sorting, false))
                .Select(p => new SelectListItem(
                    texts["act.assignee.load", p.Person.DisplayName, p.Load.Open, p.Load.Due],
                    p.Person.Id.ToString("D")
                )),
        ];
    }

    private async Task<Dictionary<Guid, Load>> LoadsAsync(
        IReadOnlyCollection<Guid> people,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var calendar = await calendars.NationalAsync(cancellation);
        var soon = WorkDays.Of(today, calendar).AfterSoon;
        return await db.Set<Dossier>()
            .Where(d =>
                d.AssigneeId != null
                && people.Contains(d.AssigneeId.Value)
                && (
                    d.State == DossierState.Received
                    || d.State == DossierState.InProgress
                    || d.State == DossierState.SupplementInProcess
                    || d.State == DossierState.AwaitingPayment
                )
            )
            .GroupBy(d => d.AssigneeId!.Value)
            .Select(g => new
            {
                g.Key,
                Open = g.Count(),
                Due = g.Count(d => d.DueAt < soon),
            })
            .ToDictionaryAsync(g => g.Key, g => new Load(g.Open, g.Due), cancellation);
    }
}
