using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Voices.Complaints;
using ThuocDo.Oversight.Voices.Denunciations;
using ThuocDo.Oversight.Voices.Feedbacks;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices;

/// <summary>
/// Tells in the digest of the morning of what the public waits for: heads of feedback to their bodies, whoever is named of complaints and
/// denunciations. It counts and names nothing.
/// </summary>
public sealed class VoiceWork(ThuocDoDb db, UnitDirectory directory, INationalCalendar calendars)
    : IDueWork
{
    private const int Soon = 2;

    public async Task<IReadOnlyDictionary<Guid, DueCount>> CountAsync(
        DateTime now,
        CancellationToken cancellation
    )
    {
        var today = VietnamTime.DayOf(now);
        var told = new Dictionary<Guid, DueCount>();
        var tree = await directory.GetAsync(cancellation);
        var command = await ChainOfCommand.OnAsync(db, tree, today, cancellation);
        var settlers = await ComplaintHeads.OnAsync(db, tree, today, cancellation);
        var calendar = await calendars.NationalAsync(cancellation);
        var until = calendar.AddWorkingDays(today, Soon);
        foreach (
            var one in await db.Set<Feedback>()
                .AsNoTracking()
                .Where(f => f.DueOn <= until)
                .Select(f => new { f.UnitId, f.DueOn })
                .ToListAsync(cancellation)
        )
        {
            Tell(HeadsOf(one.UnitId), one.DueOn!.Value);
        }

        foreach (
            var one in await db.Set<Complaint>()
                .AsNoTracking()
                .Where(c =>
                    c.State == ComplaintState.Received || c.State == ComplaintState.Accepted
                )
                .ToListAsync(cancellation)
        )
        {
            if (one.DueOn is { } due && due <= until)
            {
                Tell(settlers.Of(Body(one.UnitId)).Concat(Accounts(one.Named)), due);
            }
        }

        foreach (
            var one in await db.Set<Denunciation>()
                .AsNoTracking()
                .Where(d => d.EndedOn == null)
                .ToListAsync(cancellation)
        )
        {
            if (one.DueOn(calendar) is { } due && due <= until)
            {
                Tell(Accounts(one.Named), due);
            }
        }

        return told;

        Guid Body(Guid unit) => (tree.HeirOf(unit, today) ?? tree[unit]).Id;

        IEnumerable<Guid> HeadsOf(Guid unit) => command.HeadsOf(Body(unit));

        void Tell(IEnumerable<Guid> people, DateOnly due)
        {
            foreach (var person in people.Distinct())
            {
                told[person] = told.GetValueOrDefault(person, DueCount.None)
                    .With(due < today, due < today ? calendar.WorkingDaysBetween(due, today) : 0);
            }
        }
    }

    private static IEnumerable<Guid> Accounts(string named) =>
        named.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse);
}
