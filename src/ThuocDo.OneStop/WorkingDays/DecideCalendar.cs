using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.WorkingDays;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="SeenNumber">The last decision when the effects were shown.</param>
public sealed record DecideCalendarRequest(
    string Key,
    int SeenNumber,
    Guid? UnitId,
    CalendarDecisionKind Kind,
    DateOnly From,
    DateOnly To,
    string? Sessions,
    string NameVi,
    string NameEn,
    string Act
);

/// <summary>
/// Enters a decision on the calendar, with its event. Open dossiers are derived anew by <see cref="ApplyCalendars"/>: a new
/// holiday may touch thousands, too many for one transaction.
/// </summary>
public sealed class DecideCalendar(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    Calendars calendars,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public const string Decided = "decided";
    public const string Applied = "applied";

    /// <summary>The decision as it would be entered now.</summary>
    public CalendarDecision DraftOf(DecideCalendarRequest request, int number) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Number = number,
            UnitId = request.UnitId,
            Kind = request.Kind,
            From = request.From,
            To = request.To,
            Sessions = request.Kind == CalendarDecisionKind.Closed ? null : request.Sessions,
            NameVi = request.NameVi,
            NameEn = request.NameEn,
            Act = request.Act,
            KnownOn = clock.Today,
            DecidedAt = clock.Now,
            DecidedBy = user.UserId,
        };

    /// <summary>Null if the request may be decided.</summary>
    public async Task<Outcome?> RefusalAsync(
        DecideCalendarRequest request,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var mayDecide = request.UnitId is { } unit
            ? tree.Find(unit)?.IsValidOn(clock.Today) == true
                && user.Can(Permissions.CalendarManage, unit)
            : tree.RootsOn(clock.Today).Any(r => user.Can(Permissions.CalendarManage, r.Id));
        var calendar = await calendars.NationalAsync(cancellation);
        return !mayDecide ? Outcome.Refused("dossier.refused.not-allowed")
            : request.From < clock.Today ? Outcome.Refused("calendar.refused.past", clock.Today)
            : request.To < request.From ? Outcome.Refused("calendar.refused.order")
            : request.To.DayNumber - request.From.DayNumber >= CalendarDecision.MostDays
                ? Outcome.Refused("calendar.refused.long", CalendarDecision.MostDays)
            : request.To > calendar.Last ? Outcome.Refused("calendar.refused.beyond", calendar.Last)
            : request.Kind != CalendarDecisionKind.Closed && !AreSessions(request.Sessions)
                ? Outcome.Refused("calendar.refused.sessions")
            : null;
    }

    public async Task<Outcome<int>> RunAsync(
        DecideCalendarRequest request,
        CancellationToken cancellation
    )
    {
        var outcome = await unitOfWork.RunAsync(
            new ActionKey(request.Key, "calendar.decide", user.UserId),
            token => OnceAsync(request, token),
            cancellation
        );
        calendars.Forget();
        return outcome;
    }

    private async Task<Outcome<int>> OnceAsync(
        DecideCalendarRequest request,
        CancellationToken cancellation
    )
    {
        if (await RefusalAsync(request, cancellation) is { } refused)
        {
            return Outcome<int>.From(refused);
        }

        var last =
            await db.Set<CalendarDecision>().MaxAsync(d => (int?)d.Number, cancellation) ?? 0;
        if (last != request.SeenNumber)
        {
            return Outcome<int>.From(Outcome.Stale("calendar.stale"));
        }

        var decision = DraftOf(request, last + 1);
        db.Add(decision);
        await CatalogueStamp.ChangeAsync(db, cancellation);
        db.Add(
            new ChainedRow<CalendarDecision>(CalendarDecision.Fields, decision).Record(
                Decided,
                decision.DecidedAt,
                user.UserId
            )
        );
        return Outcome<int>.Of(decision.Number);
    }

    private static bool AreSessions(string? text)
    {
        try
        {
            return text is not null
                && text.Length <= CalendarDecision.SessionsMaxLength
                && new OfficeHours([
                    .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Session.Parse),
                ])
                    .Weekday
                    .Count > 0;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
