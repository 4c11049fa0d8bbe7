using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Counter.Appointments;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Counter.Queue;

/// <summary>What an officer does with the ticket in hand.</summary>
public enum TicketAct
{
    CallAgain,
    Finish,
    NoShow,
    PassOn,
    PutBack,
}

/// <summary>
/// The queue of an office. Numbers are given out without gap; of two officers who call at the same moment each gets a
/// ticket of his or her own, because a ticket has a version and an officer can hold one only.
/// </summary>
public sealed class QueueDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore numbers,
    UnitDirectory units,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "queue.refused.not-allowed";

    /// <summary>Gives out the next number of a group.</summary>
    /// <param name="key">Idempotency key of the button that was pressed.</param>
    /// <param name="unitId">The office; whoever calls has checked that it is this kiosk's or this officer's.</param>
    /// <param name="group">Code of the service group.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The reference of the ticket.</returns>
    public async Task<Outcome<string>> IssueAsync(
        string key,
        Guid unitId,
        string group,
        CancellationToken cancellation
    )
    {
        var tree = await units.GetAsync(cancellation);
        return await unitOfWork.RunAsync(
            new ActionKey(key, "queue.issue", user.UserId),
            async token =>
                tree.Find(unitId) is { } office && ServiceGroup.Find(office, group) is not null
                    ? Outcome<string>.Of((await AddAsync(office, group, null, token)).Reference)
                    : Outcome<string>.Refused("queue.refused.group"),
            cancellation
        );
    }

    /// <summary>The ticket of somebody who booked and has come: by the code of the booking, on its day.</summary>
    public async Task<Outcome<string>> ArriveAsync(
        string key,
        Guid unitId,
        string? bookingCode,
        CancellationToken cancellation
    )
    {
        var tree = await units.GetAsync(cancellation);
        return await unitOfWork.RunAsync(
            new ActionKey(key, "queue.arrive", user.UserId),
            async token =>
            {
                var code = Appointment.Normal(bookingCode);
                var booking = await db.Set<Appointment>()
                    .FirstOrDefaultAsync(a => a.Code == code && a.UnitId == unitId, token);
                if (booking is null || tree.Find(unitId) is not { } office)
                {
                    return Outcome<string>.Refused("queue.refused.booking-unknown", code);
                }

                if (booking.Day != clock.Today)
                {
                    return Outcome<string>.Refused("queue.refused.booking-day", booking.Day);
                }

                if (booking.State == AppointmentState.Arrived)
                {
                    return Outcome<string>.Of(
                        await db.Set<QueueTicket>()
                            .Where(t => t.AppointmentId == booking.Id)
                            .Select(t => t.Reference)
                            .FirstAsync(token),
                        isRepeat: true
                    );
                }

                if (booking.State != AppointmentState.Booked)
                {
                    return Outcome<string>.Refused("queue.refused.booking-cancelled", code);
                }

                var history = new Shared.History.ChainedRow<Appointment>(
                    Appointment.Fields,
                    booking
                );
                booking.Arrive(clock.Now);
                db.Add(history.Record("arrived", clock.Now, user.UserId));
                return Outcome<string>.Of(
                    (await AddAsync(office, booking.Group, booking, token)).Reference
                );
            },
            cancellation
        );
    }

    /// <summary>
    /// Ends the ticket in hand as served and calls the next one. Nobody waiting is no error of the officer: the ticket in
    /// hand ends all the same.
    /// </summary>
    /// <param name="key">Idempotency key of the button.</param>
    /// <param name="unitId">The office.</param>
    /// <param name="group">Only this group; none: whoever is next.</param>
    /// <param name="desk">What the calling screen shows.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The label that was called; empty: nobody waits.</returns>
    public Task<Outcome<string>> CallNextAsync(
        string key,
        Guid unitId,
        string? group,
        string desk,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "queue.call", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.DossierReceive, unitId) || user.UserId is not { } officer)
                {
                    return Outcome<string>.Refused(NotAllowed);
                }

                var (now, today) = (clock.Now, clock.Today);
                var held = await db.Set<QueueTicket>()
                    .FirstOrDefaultAsync(t => t.HeldBy == officer, token);
                if (held is not null)
                {
                    var ending = History(held);
                    held.End(TicketState.Served, now);
                    db.Add(ending.Record("served", now, officer));
                    // The place in his or her hands must be free before the next one takes it.
                    await db.SaveChangesAsync(token);
                }

                var waiting = await db.Set<QueueTicket>()
                    .Where(t =>
                        t.UnitId == unitId && t.Day == today && t.State == TicketState.Waiting
                    )
                    .ToListAsync(token);
                var next = QueueOrder
                    .Of(
                        waiting.Where(t => group is null || t.Group == group),
                        now,
                        CounterRules.On(today).BookingGrace
                    )
                    .FirstOrDefault();
                if (next is null)
                {
                    return Outcome<string>.Of("");
                }

                var history = History(next);
                next.Call(officer, desk, now);
                db.Add(history.Record("called", now, officer));
                return Outcome<string>.Of(next.Label);
            },
            cancellation
        );

    public Task<Outcome> ActAsync(
        string key,
        Guid ticketId,
        Guid seen,
        TicketAct act,
        string? group,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "queue.act", user.UserId),
            async token =>
            {
                var ticket = await db.Set<QueueTicket>()
                    .FirstOrDefaultAsync(t => t.Id == ticketId, token);
                if (
                    ticket is null
                    || !user.Can(Permissions.DossierReceive, ticket.UnitId)
                    || user.UserId is not { } officer
                    || (await units.GetAsync(token)).Find(ticket.UnitId) is not { } office
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (ticket.Version != seen)
                {
                    return Outcome.Stale("queue.stale", ticket.Label);
                }

                var needed = act == TicketAct.PutBack ? TicketState.NoShow : TicketState.Called;
                if (ticket.State != needed || ticket.Day != clock.Today)
                {
                    return Outcome.Stale("queue.stale", ticket.Label);
                }

                if (needed == TicketState.Called && ticket.HeldBy != officer)
                {
                    return Outcome.Refused("queue.refused.other-officer", ticket.Label);
                }

                if (act == TicketAct.PassOn && ServiceGroup.Find(office, group) is null)
                {
                    return Outcome.Refused("queue.refused.group");
                }

                var (history, now) = (History(ticket), clock.Now);
                switch (act)
                {
                    case TicketAct.CallAgain:
                        ticket.Calls++;
                        ticket.CalledAt = now;
                        break;
                    case TicketAct.Finish:
                        ticket.End(TicketState.Served, now);
                        break;
                    case TicketAct.NoShow:
                        ticket.End(TicketState.NoShow, now);
                        break;
                    default:
                        ticket.WaitAgain(group ?? ticket.Group, now);
                        break;
                }

                db.Add(history.Record(TypeOf(act), now, officer));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>The ticket in the hands of the officer behind the request, at this office today.</summary>
    public async Task<QueueTicket?> InHandAsync(Guid unitId, CancellationToken cancellation)
    {
        var today = clock.Today;
        return user.UserId is { } officer
            ? await db.Set<QueueTicket>()
                .AsNoTracking()
                .FirstOrDefaultAsync(
                    t => t.HeldBy == officer && t.UnitId == unitId && t.Day == today,
                    cancellation
                )
            : null;
    }

    private async Task<QueueTicket> AddAsync(
        Unit office,
        string group,
        Appointment? booking,
        CancellationToken cancellation
    )
    {
        var (now, today) = (clock.Now, clock.Today);
        var number = await numbers.NextNumberAsync(
            $"queue:{office.Key[..Math.Min(office.Key.Length, 28)]}:{group}",
            today,
            cancellation
        );
        var ticket = new QueueTicket
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
            UnitId = office.Id,
            Day = today,
            Label = string.Create(CultureInfo.InvariantCulture, $"{group}{number:000}"),
            Group = group,
            Reference = QueueTicket.NewReference(),
            IssuedAt = now,
            WaitingSince = now,
            BookedFor = booking?.StartsAt,
            AppointmentId = booking?.Id,
            State = TicketState.Waiting,
        };
        db.Add(ticket);
        db.Add(History(ticket).Record("issued", now, user.UserId));
        return ticket;
    }

    private static Shared.History.ChainedRow<QueueTicket> History(QueueTicket ticket) =>
        new(QueueTicket.Fields, ticket);

    private static string TypeOf(TicketAct act) =>
        act switch
        {
            TicketAct.CallAgain => "called-again",
            TicketAct.Finish => "served",
            TicketAct.NoShow => "no-show",
            TicketAct.PassOn => "passed-on",
            _ => "put-back",
        };
}
