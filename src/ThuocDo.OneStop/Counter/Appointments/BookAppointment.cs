using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Counter.Appointments;

public sealed record BookRequest(string Key, Guid UnitId, string Group, DateOnly Day, int Hour);

/// <summary>
/// Books and cancels hours. The last place of an hour goes to one person: of two who press at the same moment the second
/// meets the unique place in the database, is run again and is told that the hour is full.
/// </summary>
public sealed class BookAppointment(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory units,
    Calendars calendars,
    ICurrentCitizen citizen,
    Clock clock
)
{
    /// <returns>The code of the booking.</returns>
    public async Task<Outcome<string>> RunAsync(BookRequest request, CancellationToken cancellation)
    {
        var tree = await units.GetAsync(cancellation);
        return await unitOfWork.RunAsync(
            new ActionKey(request.Key, "appointment.book", citizen.CitizenId),
            token => OnceAsync(request, tree, token),
            cancellation
        );
    }

    public Task<Outcome> CancelAsync(string key, Guid id, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "appointment.cancel", citizen.CitizenId),
            async token =>
            {
                if (
                    citizen.CitizenId is not { } me
                    || await db.Set<Appointment>()
                        .FirstOrDefaultAsync(a => a.Id == id && a.CitizenId == me, token)
                        is not { } booking
                )
                {
                    return Outcome.Refused("book.refused.not-found");
                }

                if (booking.State != AppointmentState.Booked)
                {
                    return Outcome.Refused("book.refused.not-open", booking.Code);
                }

                var history = new ChainedRow<Appointment>(Appointment.Fields, booking);
                booking.Cancel(clock.Now);
                db.Add(history.Record("cancelled", clock.Now, me));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>The days on which something can be booked, today included.</summary>
    public async Task<IReadOnlyList<DateOnly>> DaysAsync(
        Guid unitId,
        CancellationToken cancellation
    )
    {
        var today = clock.Today;
        var calendar = await calendars.ForAsync(unitId, cancellation);
        return
        [
            .. Enumerable
                .Range(0, CounterRules.On(today).BookingDaysAhead + 1)
                .Select(today.AddDays)
                .Where(d => d <= calendar.Last && calendar.IsWorkingDay(d)),
        ];
    }

    /// <summary>The hours of a day that are still to come, with the places left.</summary>
    public async Task<IReadOnlyList<Slot>> SlotsAsync(
        Guid unitId,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        if (await PlanAsync(unitId, day, cancellation) is not { } plan)
        {
            return [];
        }

        var taken = await db.Set<Appointment>()
            .Where(a => a.UnitId == unitId && a.Day == day && a.Place != null)
            .GroupBy(a => a.Hour)
            .Select(g => new { Hour = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Hour, g => g.Count, cancellation);
        var calendar = await calendars.ForAsync(unitId, cancellation);
        return
        [
            .. Slot.HoursOf(calendar, day)
                .Where(h => plan.ByHour.ContainsKey(h) && Slot.StartOf(day, h) > clock.Now)
                .Select(h => new Slot(
                    h,
                    plan.ByHour[h],
                    Math.Max(0, plan.ByHour[h] - taken.GetValueOrDefault(h))
                )),
        ];
    }

    /// <summary>The plan in force on a day.</summary>
    public async Task<BookingPlan?> PlanAsync(
        Guid unitId,
        DateOnly day,
        CancellationToken cancellation
    ) =>
        await db.Set<BookingPlan>()
            .AsNoTracking()
            .Where(p => p.UnitId == unitId && p.ValidFrom <= day)
            .OrderByDescending(p => p.ValidFrom)
            .FirstOrDefaultAsync(cancellation);

    private async Task<Outcome<string>> OnceAsync(
        BookRequest request,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        var today = clock.Today;
        if (
            citizen.CitizenId is not { } me
            || tree.Find(request.UnitId) is not { } office
            || !office.IsValidOn(request.Day)
        )
        {
            return Outcome<string>.Refused("book.refused.office");
        }

        if (ServiceGroup.Find(office, request.Group) is null)
        {
            return Outcome<string>.Refused("queue.refused.group");
        }

        var rules = CounterRules.On(today);
        if (!(await DaysAsync(office.Id, cancellation)).Contains(request.Day))
        {
            return Outcome<string>.Refused("book.refused.day", request.Day, rules.BookingDaysAhead);
        }

        var slot = (await SlotsAsync(office.Id, request.Day, cancellation)).FirstOrDefault(s =>
            s.Hour == request.Hour
        );
        if (slot is null || slot.Free == 0)
        {
            return Outcome<string>.Refused("book.refused.full", request.Hour, request.Day);
        }

        var open = await db.Set<Appointment>()
            .Where(a => a.CitizenId == me && a.State == AppointmentState.Booked && a.Day >= today)
            .ToListAsync(cancellation);
        if (open.Any(a => a.UnitId == office.Id && a.Day == request.Day))
        {
            return Outcome<string>.Refused("book.refused.same-day", request.Day);
        }

        if (open.Count >= rules.OpenBookings)
        {
            return Outcome<string>.Refused("book.refused.too-many", rules.OpenBookings);
        }

        var used = await db.Set<Appointment>()
            .Where(a =>
                a.UnitId == office.Id
                && a.Day == request.Day
                && a.Hour == request.Hour
                && a.Place != null
            )
            .Select(a => a.Place!.Value)
            .ToListAsync(cancellation);
        // Others book between two readings: the place is chosen from the last one alone.
        var place = Enumerable.Range(1, slot.Places).Except(used).FirstOrDefault();
        if (place == 0)
        {
            return Outcome<string>.Refused("book.refused.full", request.Hour, request.Day);
        }

        var booking = new Appointment
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
            Code = Appointment.NewCode(),
            CitizenId = me,
            UnitId = office.Id,
            Group = request.Group,
            Day = request.Day,
            Hour = request.Hour,
            Place = place,
            Claim = $"{me:N}:{office.Id:N}:{request.Day:yyyyMMdd}",
            State = AppointmentState.Booked,
            BookedAt = clock.Now,
        };
        db.Add(booking);
        db.Add(
            new ChainedRow<Appointment>(Appointment.Fields, booking).Record("booked", clock.Now, me)
        );
        return Outcome<string>.Of(booking.Code);
    }
}

/// <summary>Sets how many people an office receives by booking.</summary>
public sealed class PlanBooking(ThuocDoDb db, UnitOfWork unitOfWork, ICurrentUser user, Clock clock)
{
    /// <param name="key">Idempotency key of the form.</param>
    /// <param name="unitId">The office.</param>
    /// <param name="from">Its first day, tomorrow at the earliest: what can be booked today is not taken away from anybody.</param>
    /// <param name="byHour">Places by hour.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<Outcome> RunAsync(
        string key,
        Guid unitId,
        DateOnly from,
        IReadOnlyDictionary<int, int> byHour,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "booking.plan", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.CounterManage, unitId))
                {
                    return Outcome.Refused(Queue.QueueDesk.NotAllowed);
                }

                if (from <= clock.Today)
                {
                    return Outcome.Refused("booking.refused.from", clock.Today.AddDays(1));
                }

                if (byHour.Values.Any(p => p is < 0 or > BookingPlan.MostPlaces))
                {
                    return Outcome.Refused("booking.refused.places", BookingPlan.MostPlaces);
                }

                var plan = await db.Set<BookingPlan>()
                    .FirstOrDefaultAsync(p => p.UnitId == unitId && p.ValidFrom == from, token);
                var isNew = plan is null;
                plan ??= new BookingPlan
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                    UnitId = unitId,
                    ValidFrom = from,
                    Places = "",
                    MadeAt = clock.Now,
                };
                var history = new ChainedRow<BookingPlan>(BookingPlan.Fields, plan);
                (plan.Places, plan.MadeAt) = (BookingPlan.Write(byHour), clock.Now);
                if (isNew)
                {
                    db.Add(plan);
                }

                db.Add(history.Record("planned", clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );
}
