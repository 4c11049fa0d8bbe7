using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Cases;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Counter.HandOvers;

/// <summary>
/// Gives and takes sheets of dossiers. Taking a line is the hand-over of the dossier itself: the same act as by its own page,
/// with the clock, the facts and the history of it.
/// </summary>
public sealed class HandOverDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore dossiers,
    CaseLinks cases,
    UnitDirectory units,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "hand-over.refused.not-allowed";
    public const int MostLines = 200;

    /// <summary>The permissions with which a unit takes dossiers over.</summary>
    public static readonly IReadOnlyList<string> Takers =
    [
        Permissions.DossierAssign,
        Permissions.DossierProcess,
    ];

    /// <returns>The key of the sheet.</returns>
    public async Task<Outcome<Guid>> GiveAsync(
        string key,
        Guid fromUnitId,
        Guid toUnitId,
        IReadOnlyCollection<Guid> dossierIds,
        bool electronically,
        CancellationToken cancellation
    )
    {
        var tree = await units.GetAsync(cancellation);
        return await unitOfWork.RunAsync(
            new ActionKey(key, "hand-over.give", user.UserId),
            async token =>
            {
                if (
                    tree.Find(fromUnitId) is not { Identifier: not null } from
                    || !user.Can(Permissions.DossierReceive, fromUnitId)
                    || user.UserId is not { } giver
                )
                {
                    return Outcome<Guid>.Refused(NotAllowed);
                }

                if (dossierIds.Count is 0 or > MostLines)
                {
                    return Outcome<Guid>.Refused("hand-over.refused.none", MostLines);
                }

                var ready = await ReadyOf(db, fromUnitId)
                    .Where(d => d.UnitId == toUnitId && dossierIds.Contains(d.Id))
                    .Select(d => new { d.Id, d.Code })
                    .ToListAsync(token);
                if (ready.Count != dossierIds.Distinct().Count())
                {
                    return Outcome<Guid>.From(Outcome.Stale("hand-over.refused.not-ready"));
                }

                var (now, year) = (clock.Now, clock.Today.Year);
                var number = await dossiers.NextNumberAsync(
                    $"hand-over/{from.Identifier}",
                    new DateOnly(year, 1, 1),
                    token
                );
                var sheet = new HandOverSheet
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
                    Code = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{from.Identifier}-BG{year % 100:00}{number:00000}"
                    ),
                    FromUnitId = fromUnitId,
                    ToUnitId = toUnitId,
                    IsElectronic = electronically,
                    Items = ready.Count,
                    GivenBy = giver,
                    GivenAt = now,
                };
                db.Add(sheet);
                db.AddRange(
                    ready.Select(d => new HandOverLine
                    {
                        SheetId = sheet.Id,
                        DossierId = d.Id,
                        OpenDossierId = d.Id,
                        State = LineState.Offered,
                    })
                );
                db.Add(
                    new ChainedRow<HandOverSheet>(HandOverSheet.Fields, sheet).Record(
                        "given",
                        now,
                        giver,
                        ("dossiers", string.Join(',', ready.Select(d => d.Code).Order()))
                    )
                );
                return Outcome<Guid>.Of(sheet.Id);
            },
            cancellation
        );
    }

    /// <summary>The other side: every line is taken, or refused with a reason.</summary>
    /// <param name="key">Idempotency key of the form.</param>
    /// <param name="sheetId">The sheet.</param>
    /// <param name="seen">Its version on which was decided.</param>
    /// <param name="refused">Dossiers that are not taken, with the reason.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<Outcome> TakeAsync(
        string key,
        Guid sheetId,
        Guid seen,
        IReadOnlyDictionary<Guid, string> refused,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "hand-over.take", user.UserId),
            async token =>
            {
                var sheet = await db.Set<HandOverSheet>()
                    .FirstOrDefaultAsync(s => s.Id == sheetId, token);
                if (sheet is null || !MayTake(user, sheet) || user.UserId is not { } taker)
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (taker == sheet.GivenBy)
                {
                    return Outcome.Refused("hand-over.refused.same-person");
                }

                if (sheet.Version != seen || sheet.TakenAt is not null)
                {
                    return Outcome.Stale("hand-over.stale", sheet.Code);
                }

                var history = new ChainedRow<HandOverSheet>(HandOverSheet.Fields, sheet);
                var lines = await db.Set<HandOverLine>()
                    .Where(l => l.SheetId == sheetId)
                    .ToListAsync(token);
                var act = ActContext.Live(taker, clock.Now);
                var back = new List<string>();
                foreach (var line in lines)
                {
                    line.OpenDossierId = null;
                    var work = (await dossiers.LoadAsync(line.DossierId, token))!;
                    if (refused.GetValueOrDefault(line.DossierId) is { } reason)
                    {
                        if (string.IsNullOrWhiteSpace(reason))
                        {
                            return Outcome.Refused("hand-over.refused.reason", work.Dossier.Code);
                        }

                        (line.State, line.Reason) = (
                            LineState.Refused,
                            reason[..Math.Min(reason.Length, HandOverLine.ReasonMaxLength)]
                        );
                        back.Add(work.Dossier.Code);
                        continue;
                    }

                    // Assigned by its own page in the meantime: it is where it belongs.
                    var outcome =
                        work.Dossier.State == DossierState.InProgress
                            ? Outcome.Done
                            : work.Assign(null, sheet.IsElectronic, act, sheet.Code);
                    if (!outcome.Succeeded)
                    {
                        return Outcome.Refused(
                            "hand-over.refused.line",
                            work.Dossier.Code,
                            DossierStates.Of(work.Dossier.State).Name
                        );
                    }

                    line.State = LineState.Taken;
                    await cases.FollowAsync(work, act, token);
                    dossiers.Save(work);
                }

                (sheet.TakenBy, sheet.TakenAt, sheet.Refused) = (taker, act.At, back.Count);
                db.Add(
                    history.Record(
                        "taken",
                        act.At,
                        taker,
                        ("refused", string.Join(',', back.Order()))
                    )
                );
                return Outcome.Done;
            },
            cancellation
        );

    public static bool MayTake(ICurrentUser user, HandOverSheet sheet) =>
        Takers.Any(p => user.Can(p, sheet.ToUnitId));

    public static bool MaySee(ICurrentUser user, HandOverSheet sheet) =>
        user.Can(Permissions.DossierView, sheet.FromUnitId)
        || user.Can(Permissions.DossierView, sheet.ToUnitId);

    /// <summary>What an office has received and not yet put on a sheet.</summary>
    public static IQueryable<Dossier> ReadyOf(ThuocDoDb db, Guid unitId) =>
        db.Set<Dossier>()
            .Where(d =>
                d.ReceivingUnitId == unitId
                && d.State == DossierState.Received
                && d.ParentId == null
                && !db.Set<HandOverLine>().Any(l => l.OpenDossierId == d.Id)
            );
}
