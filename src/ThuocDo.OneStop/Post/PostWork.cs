using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Filing;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Post;

/// <summary>
/// Everything that happens to items of the post. What a carrier or an officer says of an item changes the item, and what
/// follows for the dossier and the bill is done in the same transaction: delivered, the result is returned; priced, the
/// charge stands on a bill.
/// </summary>
public sealed class PostWork(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore dossiers,
    BillStore bills,
    UnitDirectory units,
    HolderActs holder,
    PostSettings settings,
    ICurrentUser user,
    ICurrentCitizen citizen,
    Clock clock
)
{
    public const string NotAllowed = "post.refused.not-allowed";

    /// <summary>Puts results into a bag of today and orders their carriage; all or none.</summary>
    /// <returns>The key of the bag.</returns>
    public async Task<Outcome<Guid>> PackAsync(
        string key,
        Guid unitId,
        IReadOnlyCollection<Guid> dossierIds,
        CancellationToken cancellation
    )
    {
        var tree = await units.GetAsync(cancellation);
        return await unitOfWork.RunAsync(
            new ActionKey(key, "post.pack", user.UserId),
            async token =>
            {
                if (
                    tree.Find(unitId) is not { Identifier: not null } office
                    || !user.Can(Permissions.DossierReturn, unitId)
                )
                {
                    return Outcome<Guid>.Refused(NotAllowed);
                }

                if (dossierIds.Count == 0)
                {
                    return Outcome<Guid>.Refused("post.refused.none");
                }

                var (now, today) = (clock.Now, clock.Today);
                var ready = await ReadyOf(db, unitId)
                    .Where(d => dossierIds.Contains(d.Id))
                    .ToListAsync(token);
                var addressed = await db.Set<Applicant>()
                    .Where(a => dossierIds.Contains(a.DossierId) && a.Address != null)
                    .Select(a => a.DossierId)
                    .ToListAsync(token);
                if (ready.Count != dossierIds.Distinct().Count())
                {
                    return Outcome<Guid>.From(Outcome.Stale("post.refused.not-ready"));
                }

                if (ready.FirstOrDefault(d => !addressed.Contains(d.Id)) is { } without)
                {
                    return Outcome<Guid>.Refused("post.refused.no-address", without.Code);
                }

                var bag = new PostBag
                {
                    Id = NewId(now),
                    UnitId = unitId,
                    Day = today,
                    Number = await dossiers.NextNumberAsync(
                        $"bag/{office.Identifier}",
                        today,
                        token
                    ),
                    Items = ready.Count,
                };
                foreach (var dossier in ready.OrderBy(d => d.Code, StringComparer.Ordinal))
                {
                    await OrderAsync(dossier, office, ShipmentDirection.ToCitizen, bag.Id, token);
                }

                db.Add(bag);
                db.Add(
                    new ChainedRow<PostBag>(PostBag.Fields, bag).Record("packed", now, user.UserId)
                );
                return Outcome<Guid>.Of(bag.Id);
            },
            cancellation
        );
    }

    /// <summary>The postman has taken the bag against signature: from here its items are in the hands of the post.</summary>
    public Task<Outcome> HandOverAsync(
        string key,
        Guid bagId,
        Guid seen,
        string postman,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "post.hand-over", user.UserId),
            async token =>
            {
                var bag = await db.Set<PostBag>().FirstOrDefaultAsync(b => b.Id == bagId, token);
                if (bag is null || !user.Can(Permissions.DossierReturn, bag.UnitId))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (bag.Version != seen || bag.HandedAt is not null)
                {
                    return Outcome.Stale("post.stale");
                }

                var now = clock.Now;
                var history = new ChainedRow<PostBag>(PostBag.Fields, bag);
                (bag.Postman, bag.HandedAt, bag.HandedBy) = (postman, now, user.UserId);
                db.Add(history.Record("handed-over", now, user.UserId));
                foreach (
                    var item in await db.Set<Shipment>()
                        .Where(s => s.BagId == bagId)
                        .ToListAsync(token)
                )
                {
                    if (ShipmentMoves.Allows(item.State, ShipmentState.Collected))
                    {
                        Move(
                            new ChainedRow<Shipment>(Shipment.Fields, item),
                            ShipmentState.Collected,
                            now,
                            user.UserId,
                            null,
                            null
                        );
                    }
                }

                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>The applicant asks the post to fetch papers of an own dossier.</summary>
    public async Task<Outcome> OrderToOfficeAsync(
        string key,
        string dossierCode,
        CancellationToken cancellation
    )
    {
        var tree = await units.GetAsync(cancellation);
        return await unitOfWork.RunAsync(
            new ActionKey(key, "post.order", citizen.CitizenId),
            async token =>
            {
                var code = DossierCode.Normal(dossierCode);
                var dossier = await holder.Own().FirstOrDefaultAsync(d => d.Code == code, token);
                if (dossier is null)
                {
                    return Outcome.Refused("dossier.refused.not-found");
                }

                if (!TakesPapers(dossier))
                {
                    return Outcome.Refused(
                        "dossier.refused.state",
                        DossierStates.Of(dossier.State).Name
                    );
                }

                if (!dossier.PostEligible)
                {
                    return Outcome.Refused("dossier.refused.post-not-eligible");
                }

                var open = await db.Set<Shipment>()
                    .Where(s =>
                        s.DossierId == dossier.Id && s.Direction == ShipmentDirection.ToOffice
                    )
                    .ToListAsync(token);
                if (open.FirstOrDefault(s => s.IsOpen) is { } under)
                {
                    return Outcome.Refused("post.refused.under-way", under.Code);
                }

                if (
                    !await db.Set<Applicant>()
                        .AnyAsync(a => a.DossierId == dossier.Id && a.Address != null, token)
                )
                {
                    return Outcome.Refused("post.refused.no-address", dossier.Code);
                }

                await OrderAsync(
                    dossier,
                    tree[dossier.ReceivingUnitId],
                    ShipmentDirection.ToOffice,
                    null,
                    token
                );
                return Outcome.Done;
            },
            cancellation
        );
    }

    /// <summary>What an officer says of an item, where the carrier has no system of its own or papers arrive at the counter.</summary>
    public Task<Outcome> SayAsync(
        string key,
        Guid shipmentId,
        Guid seen,
        ShipmentState state,
        decimal? cost,
        string? note,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "post.say", user.UserId),
            async token =>
            {
                var item = await db.Set<Shipment>()
                    .FirstOrDefaultAsync(s => s.Id == shipmentId, token);
                if (item is null || !user.Can(Permissions.DossierReturn, item.UnitId))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (item.Version != seen)
                {
                    return Outcome.Stale("post.stale");
                }

                if (!ShipmentMoves.Allows(item.State, state))
                {
                    return Outcome.Refused("post.refused.move", PostTexts.Named(item.State));
                }

                if (cost < 0)
                {
                    return Outcome.Refused("post.refused.cost");
                }

                var history = new ChainedRow<Shipment>(Shipment.Fields, item);
                item.Cost ??= cost;
                Move(history, state, clock.Now, user.UserId, null, note);
                await FollowAsync(item, clock.Now, token);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>
    /// What a carrier says, once however often it says it. What is unknown here or older than what is known changes
    /// nothing and is told to whoever reads the report of the exchange.
    /// </summary>
    public Task<Outcome> ApplyAsync(
        string carrier,
        PostEvent told,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(KeyOf(carrier, told.Id), "post.event", null),
            async token =>
            {
                var item = await db.Set<Shipment>()
                    .FirstOrDefaultAsync(s => s.Code == told.Shipment, token);
                if (item is null)
                {
                    return Outcome.Refused("post.refused.unknown", told.Shipment);
                }

                if (told.Cost < 0)
                {
                    return Outcome.Refused("post.refused.cost");
                }

                // The carrier's clock is not ours: nothing happens before it was ordered or in the future.
                var at =
                    told.At > clock.Now ? clock.Now
                    : told.At < item.OrderedAt ? item.OrderedAt
                    : told.At;
                var moves = ShipmentMoves.Allows(item.State, told.State);
                var priced = item.Cost is null && told.Cost is not null;
                var named = item.Tracking is null && told.Tracking is not null;
                if (!moves && !priced && !named)
                {
                    return Outcome.Done;
                }

                var history = new ChainedRow<Shipment>(Shipment.Fields, item);
                item.Cost ??= told.Cost;
                item.Tracking ??= told.Tracking;
                Move(history, moves ? told.State : item.State, at, null, told.Id, told.Note);
                await FollowAsync(item, at, token);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>The results of an office that wait for the post: resolved, wanted by post, and on no way yet.</summary>
    public static IQueryable<Dossier> ReadyOf(ThuocDoDb db, Guid unitId) =>
        db.Set<Dossier>()
            .Where(d =>
                d.ReceivingUnitId == unitId
                && d.State == DossierState.Resolved
                && d.ReturnByPost
                && d.PostEligible
                && d.ParentId == null
                && !db.Set<Shipment>()
                    .Any(s =>
                        s.DossierId == d.Id
                        && s.Direction == ShipmentDirection.ToCitizen
                        && s.State != ShipmentState.Cancelled
                        && s.State != ShipmentState.SentBack
                        && s.State != ShipmentState.Lost
                    )
            );

    /// <summary>Papers may still be added to it.</summary>
    public static bool TakesPapers(Dossier dossier) =>
        dossier.State
            is DossierState.Received
                or DossierState.InProgress
                or DossierState.SupplementInProcess;

    private async Task OrderAsync(
        Dossier dossier,
        Unit office,
        ShipmentDirection direction,
        Guid? bag,
        CancellationToken cancellation
    )
    {
        var (now, year) = (clock.Now, clock.Today.Year);
        var number = await dossiers.NextNumberAsync(
            $"post/{office.Identifier}",
            new DateOnly(year, 1, 1),
            cancellation
        );
        var item = new Shipment
        {
            Id = NewId(now),
            Code = string.Create(
                CultureInfo.InvariantCulture,
                $"{office.Identifier}-BC{year % 100:00}{number:00000}"
            ),
            DossierId = dossier.Id,
            UnitId = office.Id,
            Direction = direction,
            State = ShipmentState.Ordered,
            StateAt = now,
            OrderedAt = now,
            BagId = bag,
        };
        db.Add(item);
        db.Add(
            new ChainedRow<Shipment>(Shipment.Fields, item).Record(
                "ordered",
                now,
                user.UserId ?? citizen.CitizenId
            )
        );
        if (settings.IsOn)
        {
            db.Add(
                new OutboxMessage
                {
                    Id = NewId(now),
                    Kind = PostOrderHandler.KindName,
                    Subject = item.Code,
                    Payload = JsonSerializer.Serialize(new PostOrderNote(item.Id)),
                    DueAt = now,
                    CreatedAt = now,
                }
            );
        }
    }

    private void Move(
        ChainedRow<Shipment> history,
        ShipmentState state,
        DateTime at,
        Guid? actor,
        string? message,
        string? note
    )
    {
        var item = history.Row;
        if (state != item.State)
        {
            (item.State, item.StateAt) = (state, at);
        }

        db.Add(
            history.Record(
                PostTexts.EventOf(state),
                clock.Now,
                actor,
                ("message", message),
                (
                    "note",
                    note is null ? null : note[..Math.Min(note.Length, Shipment.NoteMaxLength)]
                )
            )
        );
    }

    private async Task FollowAsync(Shipment item, DateTime at, CancellationToken cancellation)
    {
        if (
            await dossiers.LoadAsync(item.DossierId, cancellation) is not { } work
            || item is { Cost: null, State: not ShipmentState.Delivered }
        )
        {
            return;
        }

        var act = ActContext.Live(user.UserId, clock.Now);
        if (item is { Cost: > 0, Bill: null })
        {
            var bill = BillWork.Issue(
                work.Dossier,
                item.Direction == ShipmentDirection.ToCitizen
                    ? CollectionMoment.Return
                    : CollectionMoment.Supplement,
                [PostCharge.Line(item.Cost.Value)],
                pauses: false,
                act
            );
            bills.Save(bill, isNew: true);
            var history = new ChainedRow<Shipment>(Shipment.Fields, item);
            item.Bill = bill.Bill.Number;
            db.Add(history.Record("charged", clock.Now, user.UserId));
        }

        if (
            item is { Direction: ShipmentDirection.ToCitizen, State: ShipmentState.Delivered }
            && work.Dossier.State == DossierState.Resolved
            && work.Return(byPost: true, act, at).Succeeded
        )
        {
            dossiers.Save(work);
        }
    }

    /// <summary>Carriers' keys may be long; ours has its length.</summary>
    private static string KeyOf(string carrier, string id) =>
        "post:"
        + Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes($"{carrier}\n{id}")
            )
        );

    private static Guid NewId(DateTime at) =>
        Guid.CreateVersion7(new DateTimeOffset(at, TimeSpan.Zero));
}
