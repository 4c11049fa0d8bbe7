using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.Absences;
using ThuocDo.OneStop.Dossiers.WorkList;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>What somebody has in hand, over all units.</summary>
/// <param name="Open">Dossiers in hand, with those whose clock stands still.</param>
/// <param name="Due">Of these, overdue or due within <see cref="TimeLeft.SoonDays"/> working days.</param>
public readonly record struct Load(int Open, int Due);

/// <summary>Somebody who may be given a step.</summary>
/// <param name="AbsentUntil">The last day away of somebody who is away today.</param>
public sealed record Candidate(Guid Id, string Name, Load Load, DateOnly? AbsentUntil);

/// <summary>
/// Who may be given a step: the open accounts that hold its role for the competent unit today, whoever has least in hand
/// first, so that the first name is a suggestion; whoever is away comes last and is named only where all are away. Nobody is
/// chosen without an officer.
/// </summary>
public sealed class Candidates(
    ThuocDoDb db,
    UnitDirectory units,
    Calendars calendars,
    AbsenceDesk absences,
    Texts texts,
    Clock clock
)
{
    /// <summary>The choices of a form; the first is "nobody by name".</summary>
    public IReadOnlyList<SelectListItem> Items(IReadOnlyList<Candidate> people) =>
        [
            new SelectListItem(texts["act.assignee.unit"], ""),
            .. people.Select(p => new SelectListItem(InWords(p), p.Id.ToString("D"))
            {
                Disabled = !MayBeNamed(people, p),
            }),
        ];

    /// <summary>Why this person cannot be named; done if so, or if nobody is named.</summary>
    public static Outcome Check(IReadOnlyList<Candidate> people, Guid? id) =>
        id is null ? Outcome.Done
        : people.FirstOrDefault(p => p.Id == id) is not { } chosen
            ? Outcome.Refused("act.assignee.wrong")
        : MayBeNamed(people, chosen) ? Outcome.Done
        : Outcome.Refused("absence.refused.assignee", chosen.Name, chosen.AbsentUntil);

    private static bool MayBeNamed(IReadOnlyList<Candidate> people, Candidate chosen) =>
        chosen.AbsentUntil is null || people.All(p => p.AbsentUntil is not null);

    private string InWords(Candidate person)
    {
        var words = texts["act.assignee.load", person.Name, person.Load.Open, person.Load.Due];
        return person.AbsentUntil is { } until ? texts["absence.candidate", words, until] : words;
    }

    public async Task<IReadOnlyList<Candidate>> OfAsync(
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
        List<Guid> ids = [.. people.Select(p => p.Id)];
        var loads = await LoadsAsync(ids, today, cancellation);
        var away = await absences.UntilAsync(ids, cancellation);
        return
        [
            .. people
                .Select(p => new Candidate(
                    p.Id,
                    p.DisplayName,
                    loads.GetValueOrDefault(p.Id),
                    away.TryGetValue(p.Id, out var until) ? until : null
                ))
                .OrderBy(p => p.AbsentUntil is not null)
                .ThenBy(p => p.Load.Open)
                .ThenBy(p => p.Load.Due)
                .ThenBy(p => p.Name, StringComparer.Create(Formats.Sorting, false)),
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
