using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Absences;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Notices;

/// <summary>What one person is told in the morning.</summary>
/// <param name="WorstDays">Working days by which the latest is overdue.</param>
public sealed record DigestCounts(DateOnly Day, int Soon, int Overdue, int WorstDays);

public enum DigestWhen
{
    /// <summary>The limit ends within so many working days.</summary>
    DueWithin,

    /// <summary>The limit ended, by at least so many working days.</summary>
    Overdue,
}

public enum DigestRecipient
{
    Assignee,

    /// <summary>Head of the competent unit.</summary>
    Head,

    /// <summary>Heads of the units above it.</summary>
    Above,

    /// <summary>Leaders of the province.</summary>
    Leader,
}

/// <summary>One rung of the ladder in <c>data/onestop/escalation.csv</c>.</summary>
public sealed record EscalationRung(
    DigestWhen When,
    int WorkingDays,
    DigestRecipient Recipient,
    DateOnly ValidFrom,
    DateOnly? ValidTo
)
{
    private static readonly Lazy<IReadOnlyList<EscalationRung>> Ladder = new(() =>
        [
            .. ShippedData
                .Rows("onestop/escalation.csv")
                .Select(row => new EscalationRung(
                    row.Enum<DigestWhen>("when"),
                    row.Int("working_days"),
                    row.Enum<DigestRecipient>("recipient"),
                    row.Date("valid_from"),
                    row.OptionalDate("valid_to")
                )),
        ]
    );

    public static IEnumerable<EscalationRung> On(DateOnly day) =>
        Ladder.Value.Where(r => r.ValidFrom <= day && (r.ValidTo is null || day < r.ValidTo));

    /// <param name="late">Working days overdue; negative: working days left.</param>
    /// <param name="isOverdue">The due instant is past.</param>
    public bool Applies(int late, bool isOverdue) =>
        When == DigestWhen.Overdue
            ? isOverdue && late >= WorkingDays
            : !isOverdue && -late <= WorkingDays;
}

/// <summary>An open dossier whose clock runs, as far as the digest needs it.</summary>
public sealed record DueDossier(Guid Id, Guid UnitId, Guid? AssigneeId, DateTime DueAt);

/// <summary>Who is told what in the morning: a pure rule over the dossiers, the ladder and the holders of roles.</summary>
public static class DigestRule
{
    /// <param name="headsOf">Accounts of the heads of a unit.</param>
    /// <param name="aboveOf">Accounts of the heads of the units above it.</param>
    /// <param name="leaders">Accounts of the leaders of the province.</param>
    /// <param name="standInsOf">Who stands in today for an account in a unit; they are told beside it.</param>
    public static IReadOnlyDictionary<Guid, DigestCounts> Of(
        IEnumerable<DueDossier> dossiers,
        DateTime now,
        WorkCalendar calendar,
        Func<Guid, IEnumerable<Guid>> headsOf,
        Func<Guid, IEnumerable<Guid>> aboveOf,
        IReadOnlyCollection<Guid> leaders,
        Func<Guid, Guid, IEnumerable<Guid>> standInsOf
    )
    {
        var today = VietnamTime.DayOf(now);
        var ladder = EscalationRung.On(today).ToList();
        var counts = new Dictionary<Guid, DigestCounts>();
        foreach (var dossier in dossiers)
        {
            var day = VietnamTime.DayOf(dossier.DueAt);
            var isOverdue = dossier.DueAt < now;
            var late = isOverdue
                ? calendar.WorkingDaysBetween(day, today)
                : -calendar.WorkingDaysBetween(today, day);
            var people = ladder
                .Where(r => r.Applies(late, isOverdue))
                .SelectMany(r => PeopleOf(r.Recipient, dossier))
                .SelectMany(person => standInsOf(person, dossier.UnitId).Prepend(person))
                .Distinct();
            foreach (var person in people)
            {
                var before = counts.GetValueOrDefault(person) ?? new DigestCounts(today, 0, 0, 0);
                counts[person] = isOverdue
                    ? before with
                    {
                        Overdue = before.Overdue + 1,
                        WorstDays = Math.Max(before.WorstDays, late),
                    }
                    : before with
                    {
                        Soon = before.Soon + 1,
                    };
            }
        }

        return counts;

        IEnumerable<Guid> PeopleOf(DigestRecipient recipient, DueDossier dossier) =>
            recipient switch
            {
                // What nobody holds yet is the head's to assign.
                DigestRecipient.Assignee => dossier.AssigneeId is { } id
                    ? [id]
                    : headsOf(dossier.UnitId),
                DigestRecipient.Head => headsOf(dossier.UnitId),
                DigestRecipient.Above => aboveOf(dossier.UnitId),
                _ => leaders,
            };
    }
}

/// <summary>
/// Writes one digest a person on the morning of each working day. Run again on the same day it finds its notices and
/// writes none.
/// </summary>
public sealed class DigestJob(
    ThuocDoDb db,
    UnitDirectory units,
    Calendars calendars,
    NoticeDispatch dispatch,
    Clock clock
) : IPeriodicJob
{
    /// <summary>Local time: before the offices open.</summary>
    public static readonly TimeOnly Morning = new(6, 30);

    public string Name => "notice-digest";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now)
    {
        var today = VietnamTime.DayOf(now);
        var day =
            lastFinished is { } last && VietnamTime.DayOf(last) >= today
                ? VietnamTime.DayOf(last).AddDays(1)
                : today;
        return VietnamTime.ToUtc(day.ToDateTime(Morning));
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.Now;
        var today = VietnamTime.DayOf(now);
        var calendar = await calendars.NationalAsync(cancellation);
        if (
            today < calendar.First
            || today.AddDays(30) > calendar.Last
            || !calendar.IsWorkingDay(today)
        )
        {
            return;
        }

        var farthest = EscalationRung
            .On(today)
            .Where(r => r.When == DigestWhen.DueWithin)
            .Select(r => r.WorkingDays)
            .DefaultIfEmpty(0)
            .Max();
        var until = VietnamTime.ToUtc(
            calendar.AddWorkingDays(today, farthest).AddDays(1).ToDateTime(TimeOnly.MinValue)
        );
        var dossiers = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d =>
                (d.State == DossierState.Received || d.State == DossierState.InProgress)
                && d.DueAt < until
            )
            .Select(d => new DueDossier(d.Id, d.UnitId, d.AssigneeId, d.DueAt!.Value))
            .ToListAsync(cancellation);
        var roles = await RolesAsync(today, cancellation);
        var tree = await units.GetAsync(cancellation);
        var heads = roles
            .Where(r => r.Role == Role.UnitHead)
            .SelectMany(r => Led(tree, r.UnitId, today).Select(unit => (unit, r.AccountId)))
            .Distinct()
            .ToLookup(h => h.unit, h => h.AccountId);
        var accounts = await db.Set<Account>()
            .Where(a => !a.IsLocked)
            .Select(a => a.Id)
            .ToHashSetAsync(cancellation);
        // Of a post that was not lent, for instance in another unit, a stand-in does nothing and is told nothing.
        var standIns = (
            await db.InEffect(today)
                .Join(
                    db.Set<RoleAssignment>(),
                    d => d.PrincipalRoleId,
                    r => r.Id,
                    (d, r) =>
                        new
                        {
                            d.PrincipalId,
                            d.StandInId,
                            r.UnitId,
                        }
                )
                .ToListAsync(cancellation)
        ).ToLookup(
            d => d.PrincipalId,
            d => (d.StandInId, Area: Grants.Area(tree, d.UnitId, today))
        );
        var counts = DigestRule.Of(
            dossiers,
            now,
            calendar,
            Heads,
            unit => AncestorsOf(tree, unit).SelectMany(Heads),
            [.. roles.Where(r => r.Role == Role.Leader).Select(r => r.AccountId)],
            (person, unit) =>
                standIns[person].Where(d => d.Area.Contains(unit)).Select(d => d.StandInId)
        );
        await WriteAsync(counts.Where(c => accounts.Contains(c.Key)), today, cancellation);

        IEnumerable<Guid> Heads(Guid unit) => heads[unit];
    }

    /// <summary>The unit a head was appointed for, and once it has ended the units of its level that went on with its work.</summary>
    private static HashSet<Guid> Led(UnitTree tree, Guid unitId, DateOnly today)
    {
        var led = new HashSet<Guid>();
        var open = new Stack<Guid>([unitId]);
        while (open.TryPop(out var next))
        {
            if (!led.Add(next) || tree.Find(next) is not { ValidTo: { } end } unit || end > today)
            {
                continue;
            }

            foreach (var edge in tree.SuccessionsFrom(next).Where(e => e.EffectiveOn <= today))
            {
                if (tree.Find(edge.ToUnitId) is { } successor && successor.Level == unit.Level)
                {
                    open.Push(successor.Id);
                }
            }
        }

        return led;
    }

    private static IEnumerable<Guid> AncestorsOf(UnitTree tree, Guid unit)
    {
        for (
            var parent = tree.Find(unit)?.ParentId;
            parent is { } id;
            parent = tree.Find(id)?.ParentId
        )
        {
            yield return id;
        }
    }

    private async Task<List<RoleAssignment>> RolesAsync(
        DateOnly today,
        CancellationToken cancellation
    ) =>
        await db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r =>
                (r.Role == Role.UnitHead || r.Role == Role.Leader)
                && r.From <= today
                && (r.To == null || today < r.To)
            )
            .ToListAsync(cancellation);

    private async Task WriteAsync(
        IEnumerable<KeyValuePair<Guid, DigestCounts>> counts,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        using var turn = await db.Engine.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var keys = counts
            .OrderBy(c => c.Key)
            .Select(c => (Person: c.Key, Counts: c.Value, Event: KeyOf(c.Key, today)))
            .ToList();
        var all = keys.Select(k => k.Event).ToList();
        var known = await db.Set<Notice>()
            .Where(n => all.Contains(n.EventId))
            .Select(n => n.EventId)
            .ToHashSetAsync(cancellation);
        foreach (var (person, digest, key) in keys.Where(k => !known.Contains(k.Event)))
        {
            var notice = new Notice
            {
                Id = Guid.CreateVersion7(),
                EventId = key,
                Recipient = Notice.OfAccount(person),
                AccountId = person,
                Template = "digest",
                Facts = new NoticeFacts { Digest = digest }.Write(),
                CreatedAt = clock.Now,
            };
            db.Add(notice);
            await dispatch.NextAsync(db, notice, [NoticeChannel.Email], cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    /// <summary>The same for a person and a day, whoever writes it: the second writer meets the first one's row.</summary>
    private static Guid KeyOf(Guid person, DateOnly day) =>
        StableId.From(
            string.Create(CultureInfo.InvariantCulture, $"digest:{person:N}:{day:yyyy-MM-dd}")
        );
}
