using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Cash;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Bills;

public enum BillActionKind
{
    PayCash,
    Cancel,
    Waive,
    RequestRefund,
    DecideRefund,
    ExecuteRefund,
    ReplaceReceipt,
}

/// <summary>An act somebody wants to do on a bill he or she has in view.</summary>
/// <param name="Key">Idempotency key of the form.</param>
/// <param name="SeenVersion">The version on which the decision was made.</param>
public sealed record BillAct(string Key, BillActionKind Kind, Guid BillId, Guid SeenVersion);

/// <summary>Who may do what with a bill: one table for buttons and posts.</summary>
public static class BillActions
{
    public static string Name(BillActionKind kind) =>
        kind switch
        {
            BillActionKind.PayCash => "bill.pay-cash",
            BillActionKind.Cancel => "bill.cancel",
            BillActionKind.Waive => "bill.waive",
            BillActionKind.RequestRefund => "bill.refund-request",
            BillActionKind.DecideRefund => "bill.refund-decide",
            BillActionKind.ExecuteRefund => "bill.refund-execute",
            _ => "bill.receipt-replace",
        };

    /// <summary>Any of these, held for the collecting office.</summary>
    public static IReadOnlyList<string> Permissions(BillActionKind kind) =>
        kind switch
        {
            BillActionKind.DecideRefund => [Shared.Access.Permissions.MoneyRefund],
            BillActionKind.ExecuteRefund =>
            [
                Shared.Access.Permissions.MoneyRefund,
                Shared.Access.Permissions.MoneyReconcile,
            ],
            BillActionKind.RequestRefund =>
            [
                Shared.Access.Permissions.MoneyCollect,
                Shared.Access.Permissions.MoneyReconcile,
            ],
            _ => [Shared.Access.Permissions.MoneyCollect],
        };

    public static bool Allows(ICurrentUser user, BillActionKind kind, Bill bill) =>
        Permissions(kind).Any(p => user.Can(p, bill.UnitId));
}

/// <summary>
/// Carries an act on a bill out once: version check, permission, the rules, then row, event, ledger, receipt and what it
/// does to the dossier in one transaction.
/// </summary>
public sealed class ActOnBill(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    BillStore store,
    PaidDossier dossier,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "bill.refused.not-allowed";

    public Task<Outcome> RunAsync(
        BillAct request,
        Func<BillWork, ActContext, Outcome> act,
        CancellationToken cancellation
    ) => RunAsync(request, (work, context, _) => Task.FromResult(act(work, context)), cancellation);

    public Task<Outcome> RunAsync(
        BillAct request,
        Func<BillWork, ActContext, CancellationToken, Task<Outcome>> act,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, BillActions.Name(request.Kind), user.UserId),
            token => OnceAsync(request, act, token),
            cancellation
        );

    /// <summary>Cash against a receipt, unless the cashier has closed the day already.</summary>
    public Task<Outcome> PayCashAsync(
        string key,
        Guid billId,
        Guid seenVersion,
        decimal amount,
        CancellationToken cancellation
    ) =>
        RunAsync(
            new BillAct(key, BillActionKind.PayCash, billId, seenVersion),
            async (work, act, token) =>
                work.MayPayCash(amount) is { Succeeded: false } refused ? refused
                : await IsClosedAsync(work.Bill.UnitId, act, token)
                    ? Outcome.Refused("bill.refused.cash-closed", act.Day)
                : work.PayCash(
                    amount,
                    await store.NextReceiptAsync(work.Bill.UnitId, act.Day, token),
                    act
                ),
            cancellation
        );

    public Task<Outcome> ReplaceReceiptAsync(
        string key,
        Guid billId,
        Guid seenVersion,
        string reason,
        CancellationToken cancellation
    ) =>
        RunAsync(
            new BillAct(key, BillActionKind.ReplaceReceipt, billId, seenVersion),
            async (work, act, token) =>
                work.MayReplaceReceipt() is { Succeeded: false } refused
                    ? refused
                    : work.ReplaceReceipt(
                        reason,
                        await store.NextReceiptAsync(work.Bill.UnitId, act.Day, token),
                        act
                    ),
            cancellation
        );

    /// <summary>The pay-out; in cash it goes through the day's cash book of whoever pays out.</summary>
    public Task<Outcome> ExecuteRefundAsync(
        string key,
        Guid billId,
        Guid seenVersion,
        int number,
        string? account,
        string transaction,
        CancellationToken cancellation
    ) =>
        RunAsync(
            new BillAct(key, BillActionKind.ExecuteRefund, billId, seenVersion),
            async (work, act, token) =>
                work.MayExecuteRefund(number) is { Succeeded: false } refused ? refused
                : work.Refunds.First(r => r.Number == number).Method == PaymentMethod.Cash
                && await IsClosedAsync(work.Bill.UnitId, act, token)
                    ? Outcome.Refused("bill.refused.cash-closed", act.Day)
                : work.ExecuteRefund(number, account, transaction, act),
            cancellation
        );

    private async Task<Outcome> OnceAsync(
        BillAct request,
        Func<BillWork, ActContext, CancellationToken, Task<Outcome>> act,
        CancellationToken cancellation
    )
    {
        if (await store.LoadAsync(request.BillId, cancellation) is not { } work)
        {
            return Outcome.Refused("bill.refused.not-found");
        }

        if (!BillActions.Allows(user, request.Kind, work.Bill))
        {
            return Outcome.Refused(NotAllowed);
        }

        if (work.Bill.Version != request.SeenVersion)
        {
            return Outcome.Stale("bill.stale", BillTexts.Named(work.Bill.State));
        }

        var context = ActContext.Live(user.UserId, clock.Now);
        var outcome = await act(work, context, cancellation);
        if (outcome.Succeeded)
        {
            store.Save(work);
            if (
                request.Kind
                is BillActionKind.PayCash
                    or BillActionKind.Cancel
                    or BillActionKind.Waive
            )
            {
                await dossier.FollowAsync(work, context, cancellation);
            }
        }

        return outcome;
    }

    private async Task<bool> IsClosedAsync(
        Guid unitId,
        ActContext act,
        CancellationToken cancellation
    )
    {
        await store.HoldCashAsync(unitId, act.Day, cancellation);
        return await db.Set<CashDay>()
            .AnyAsync(
                d => d.UnitId == unitId && d.CashierId == act.ActorId && d.Day == act.Day,
                cancellation
            );
    }
}
