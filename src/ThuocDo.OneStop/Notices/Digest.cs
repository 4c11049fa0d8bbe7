using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Absences;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Notices;

/// <summary>What one person is told in the morning.</summary>
/// <param name="WorstDays">Working days by which the latest is overdue.</param>
public sealed record DigestCounts(DateOnly Day, int Soon, int Overdue, int WorstDays)
{
    /// <summary>Work that is no dossier; none where there is nothing to tell.</summary>
    public DueCount? Other { get; init; }
}

/// <summary>An open dossier whose clock runs, as far as the digest needs it.</summary>
public sealed record DueDossier(Guid Id, Guid UnitId, Guid? AssigneeId, DateTime DueAt);

/// <summary>Who is told what in the morning: a pure rule over the dossiers, the ladder and the holders of roles.</summary>
public static class DigestRule
{
    public static readonly EscalationLadder Ladder = new("onestop/escalation.csv");

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
        var ladder = Ladder.On(today);
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

        IEnumerable<Guid> PeopleOf(EscalationRecipient recipient, DueDossier dossier) =>
            recipient switch
            {
                // What nobody holds yet is the head's to assign.
                EscalationRecipient.Assignee => dossier.AssigneeId is { } id
                    ? [id]
                    : headsOf(dossier.UnitId),
                EscalationRecipient.Head => headsOf(dossier.UnitId),
                EscalationRecipient.Above => aboveOf(dossier.UnitId),
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
    IEnumerable<IDueWork> others,
    Clock clock
) : IPeriodicJob
{
    /// <summary>Local time: before the offices open.</summary>
    public static readonly TimeOnly Morning = new(6, 30);

    public string Name => "notice-digest";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        Daily.Next(Morning, lastFinished, now);

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

        var farthest = DigestRule
            .Ladder.On(today)
            .Where(r => r.When == EscalationWhen.DueWithin)
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
        var tree = await units.GetAsync(cancellation);
        var command = await ChainOfCommand.OnAsync(db, tree, today, cancellation);
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
            command.HeadsOf,
            command.HeadsAbove,
            command.Leaders,
            (person, unit) =>
                standIns[person].Where(d => d.Area.Contains(unit)).Select(d => d.StandInId)
        );
        var told = counts.ToDictionary();
        foreach (var other in others)
        {
            foreach (var (person, count) in await other.CountAsync(now, cancellation))
            {
                var before = told.GetValueOrDefault(person) ?? new DigestCounts(today, 0, 0, 0);
                told[person] = before with { Other = count.And(before.Other) };
            }
        }

        await WriteAsync(told.Where(c => accounts.Contains(c.Key)), today, cancellation);
    }

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
