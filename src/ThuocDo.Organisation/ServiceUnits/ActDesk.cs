using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.People;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.ServiceUnits;

/// <summary>A new public service unit with the act that begins it.</summary>
/// <param name="Key">Idempotency key of the form.</param>
/// <param name="LeftOut">Why it is in no figure; none: it counts.</param>
/// <param name="From">The unit it was split from.</param>
public sealed record NewServiceUnit(
    string Key,
    string Name,
    string NameEn,
    string? LeftOut,
    Guid PlaceId,
    Guid? From,
    DateOnly EffectiveOn,
    string Document,
    DateOnly DocumentOn
);

/// <summary>An act as it is typed; texts are trimmed, an empty one is none.</summary>
/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Body">Of a move the service unit; where it goes is its place.</param>
public sealed record NewAct(
    string Key,
    ActKind Kind,
    BodyKey Body,
    DateOnly EffectiveOn,
    string Document,
    DateOnly DocumentOn
)
{
    public Guid? Place { get; init; }
    public Guid? OtherId { get; init; }
    public Guid? PersonId { get; init; }

    /// <summary>Name of somebody who is not yet known, on being recruited.</summary>
    public string? NewPerson { get; init; }
    public string? Position { get; init; }
    public string? Code { get; init; }
    public int? Year { get; init; }
    public int? Count { get; init; }
    public decimal? Amount { get; init; }
    public decimal? Second { get; init; }
    public DateOnly? Until { get; init; }
    public string? Note { get; init; }
}

/// <summary>Writes the register of acts: nothing is ever changed, a wrong act is cancelled.</summary>
public sealed class ActDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    ActShelf shelf,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "staff.refused.not-allowed";

    /// <returns>The id of the unit.</returns>
    public Task<Outcome<Guid>> EstablishAsync(
        NewServiceUnit request,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "organisation.establish", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.StaffApprove, request.PlaceId))
                {
                    return Outcome<Guid>.Refused(NotAllowed);
                }

                if (
                    request.Name.Length is 0 or > Unit.NameMaxLength
                    || request.NameEn.Length > Unit.NameMaxLength
                    || request.LeftOut?.Length > ServiceUnit.ReasonMaxLength
                )
                {
                    return Outcome<Guid>.Refused("staff.refused.name", Unit.NameMaxLength);
                }

                var unit = new ServiceUnit
                {
                    Id = NewId(),
                    Name = request.Name,
                    NameEn = request.NameEn.Length == 0 ? request.Name : request.NameEn,
                    PlaceId = request.PlaceId,
                    LeftOut = request.LeftOut,
                };
                var book = await shelf.ReadAsync(BodyKey.OfServiceUnit(unit.Id), null, token);
                var act = new OrganisationAct
                {
                    Id = NewId(),
                    Number = await NextAsync(token),
                    Kind = ActKind.Established,
                    ServiceUnitId = unit.Id,
                    UnitId = request.PlaceId,
                    OtherId = request.From,
                    EffectiveOn = request.EffectiveOn,
                    Document = request.Document,
                    DocumentOn = request.DocumentOn,
                };
                if (ActRules.FaultOf(act, book.Fold, book.Tree, clock.Today) is { } fault)
                {
                    return Outcome<Guid>.From(fault);
                }

                db.AddRecorded(ServiceUnit.Fields, unit, "entered", clock.Now, user.UserId);
                db.AddRecorded(OrganisationAct.Fields, act, "entered", clock.Now, user.UserId);
                return Outcome<Guid>.Of(unit.Id);
            },
            cancellation
        );

    public Task<Outcome> EnterAsync(NewAct request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "organisation.act", user.UserId),
            async token =>
            {
                if (request.Kind == ActKind.Established)
                {
                    return Outcome.Refused(NotAllowed);
                }

                var book = await shelf.ReadAsync(request.Body, request.PersonId, token);
                if (
                    Where(request, book) is not { } place
                    || !MayEnter(request.Kind, place, request.Body, book)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                var person = request.PersonId;
                if (person is { } known)
                {
                    if (!await db.Set<Person>().AnyAsync(p => p.Id == known, token))
                    {
                        return Outcome.Refused("staff.refused.person");
                    }

                    if (!IsOf(known, request, book))
                    {
                        return request.Kind == ActKind.Appointed
                            ? Outcome.Refused("staff.refused.elsewhere")
                            : Outcome.Refused("staff.refused.not-there", request.EffectiveOn);
                    }
                }
                else if (request is { Kind: ActKind.Appointed, NewPerson: { } name })
                {
                    if (name.Length is 0 or > Person.NameMaxLength)
                    {
                        return Outcome.Refused("staff.refused.name", Person.NameMaxLength);
                    }

                    var recruit = Person.Create(NewId(), name);
                    db.Add(recruit);
                    person = recruit.Id;
                }

                var act = new OrganisationAct
                {
                    Id = NewId(),
                    Number = await NextAsync(token),
                    Kind = request.Kind,
                    ServiceUnitId = request.Body.ServiceUnit,
                    UnitId = place,
                    OtherId = request.OtherId,
                    PersonId = person,
                    Position = request.Position,
                    Code = request.Code,
                    Law = request.Kind switch
                    {
                        ActKind.Autonomy => StaffLaw
                            .GroupOn(request.Code, request.EffectiveOn)
                            ?.Law,
                        ActKind.Evaluated => StaffLaw
                            .ClassOn(request.Code, request.EffectiveOn)
                            ?.Law,
                        _ => null,
                    },
                    Year = request.Year,
                    Count = request.Count,
                    Amount = request.Amount,
                    Second = request.Second,
                    EffectiveOn = request.EffectiveOn,
                    Until = request.Until,
                    Document = request.Document,
                    DocumentOn = request.DocumentOn,
                    Note = request.Note,
                };
                if (ActRules.FaultOf(act, book.Fold, book.Tree, clock.Today) is { } fault)
                {
                    return fault;
                }

                db.AddRecorded(OrganisationAct.Fields, act, "entered", clock.Now, user.UserId);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Cancels an act that was wrong; both stay in the register.</summary>
    public Task<Outcome> CounterAsync(
        string key,
        Guid id,
        string? reason,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "organisation.counter", user.UserId),
            async token =>
            {
                if (
                    await db.Set<OrganisationAct>()
                        .AsNoTracking()
                        .FirstOrDefaultAsync(a => a.Id == id, token)
                    is not { } wrong
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                var body = BodyKey.Of(wrong);
                var book = await shelf.ReadAsync(body, wrong.PersonId, token);
                if (!MayEnter(wrong.Kind, wrong.UnitId, body, book))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (
                    wrong.CounterOf is not null
                    || await db.Set<OrganisationAct>().AnyAsync(a => a.CounterOf == id, token)
                )
                {
                    return Outcome.Refused("staff.refused.countered");
                }

                if (
                    string.IsNullOrWhiteSpace(reason)
                    || reason.Length > OrganisationAct.NoteMaxLength
                )
                {
                    return Outcome.Refused("staff.refused.reason", OrganisationAct.NoteMaxLength);
                }

                if (
                    ActRules.FaultOfAll([.. book.Fold.Acts.Where(a => a.Id != id)], book.Tree) is
                    { } fault
                )
                {
                    return fault;
                }

                db.AddRecorded(
                    OrganisationAct.Fields,
                    new OrganisationAct
                    {
                        Id = NewId(),
                        Number = await NextAsync(token),
                        Kind = wrong.Kind,
                        ServiceUnitId = wrong.ServiceUnitId,
                        UnitId = wrong.UnitId,
                        PersonId = wrong.PersonId,
                        EffectiveOn = wrong.EffectiveOn,
                        Document = wrong.Document,
                        DocumentOn = wrong.DocumentOn,
                        Note = reason.Trim(),
                        CounterOf = id,
                    },
                    "countered",
                    clock.Now,
                    user.UserId
                );
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>
    /// Whether the body may act on the person: it has the person on the day; a mark may also come from whoever had the person. Somebody who sits
    /// elsewhere is appointed by those who keep the staff there too. The file of somebody who left stays with the last body; whoever is known
    /// but was never on the staff is taken on by Home Affairs.
    /// </summary>
    private bool IsOf(Guid person, NewAct request, ActBook book)
    {
        var seat = book.Staff.SeatOf(person, request.EffectiveOn);
        return request.Kind switch
        {
            ActKind.Appointed => seat is null
                ? Keeps(person, request, book)
                : PlaceOf(seat.Body, book) is { } place && user.Can(Permissions.StaffManage, place),
            ActKind.Evaluated => seat?.Body == request.Body
                || book.Fold.Acts.Any(a =>
                    a.Kind == ActKind.Appointed
                    && a.PersonId == person
                    && BodyKey.Of(a) == request.Body
                ),
            _ => seat?.Body == request.Body,
        };
    }

    private bool Keeps(Guid person, NewAct request, ActBook book) =>
        Where(request, book) is { } place
            && user.Can(Permissions.StaffApprove, book.HolderOf(request.Body, place, clock.Today))
        || book.Fold.Acts.LastOrDefault(a =>
            a.Kind is ActKind.Appointed or ActKind.Departed && a.PersonId == person
        )
            is { } last
            && user.Can(
                Permissions.StaffManage,
                book.HolderOf(BodyKey.Of(last), last.UnitId, clock.Today)
            );

    private Guid? PlaceOf(BodyKey body, ActBook book) =>
        body.ServiceUnit is { } unit
            ? book.Fold.PlaceOn(unit, clock.Today)?.Id
            : book.Tree.HeirOf(body.Unit, clock.Today)?.Id;

    /// <summary>The unit that the act is written for, as it was on the day.</summary>
    private static Guid? Where(NewAct request, ActBook book) =>
        request.Kind == ActKind.Moved ? request.Place
        : request.Body.ServiceUnit is { } unit ? book.Fold.PlaceOn(unit, request.EffectiveOn)?.Id
        : book.Tree.Find(request.Body.Unit)?.Id;

    /// <summary>
    /// Of a service unit for whoever has it today, whatever the day of the act: who had it before may no longer change its figures. Of an agency
    /// for itself, or whoever answers for it today. A move asks also where the unit goes.
    /// </summary>
    private bool MayEnter(ActKind kind, Guid place, BodyKey body, ActBook book)
    {
        var permission = ActRules.PermissionOf(kind);
        return May(body.ServiceUnit is null ? place : book.HolderOf(body, place, clock.Today))
            && (kind != ActKind.Moved || body.ServiceUnit is not null && May(place));

        bool May(Guid unit) =>
            user.Can(permission, unit)
            || book.Tree.HeirOf(unit, clock.Today) is { } heir && user.Can(permission, heir.Id);
    }

    private async Task<int> NextAsync(CancellationToken token) =>
        (await db.Set<OrganisationAct>().MaxAsync(a => (int?)a.Number, token) ?? 0) + 1;

    private Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));
}
