using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Refunds;

/// <param name="Transaction">Number of the pay-out voucher or transfer; a gateway gives its own.</param>
public sealed record PayOutRequest(
    string Key,
    string Bill,
    Guid SeenVersion,
    int Refund,
    string? Transaction
);

/// <summary>
/// Pays an approved refund out. Through a gateway the gateway is asked first, outside the transaction: if it says no,
/// nothing changes; if the answer is lost, the statement shows it as missing here.
/// </summary>
public sealed class PayOutRefund(
    ThuocDoDb db,
    BillStore bills,
    ActOnBill acts,
    ReceivingAccounts accounts,
    SettleNotice gateways,
    UnitDirectory units,
    ICurrentUser user,
    Clock clock
)
{
    public async Task<Outcome> RunAsync(PayOutRequest request, CancellationToken cancellation)
    {
        var work = await bills.LoadAsync(request.Bill, cancellation);
        db.ChangeTracker.Clear();
        if (work is null || !BillActions.Allows(user, BillActionKind.ExecuteRefund, work.Bill))
        {
            return Outcome.Refused(ActOnBill.NotAllowed);
        }

        if (work.MayExecuteRefund(request.Refund) is { Succeeded: false } refused)
        {
            return refused;
        }

        var refund = work.Refunds.First(r => r.Number == request.Refund);
        return refund is { Method: PaymentMethod.Gateway, State: RefundState.Approved }
                ? await ThroughGatewayAsync(request, work, refund, cancellation)
            : string.IsNullOrWhiteSpace(request.Transaction)
                ? Outcome.Refused("bill.transaction.missing")
            : await acts.ExecuteRefundAsync(
                request.Key,
                work.Bill.Id,
                request.SeenVersion,
                request.Refund,
                refund.Method == PaymentMethod.Cash
                    ? null
                    : await AccountOfAsync(work, cancellation),
                request.Transaction,
                cancellation
            );
    }

    private async Task<Outcome> ThroughGatewayAsync(
        PayOutRequest request,
        BillWork work,
        Refund refund,
        CancellationToken cancellation
    )
    {
        if (
            await PaymentOfAsync(work, refund, cancellation) is not { } attempt
            || accounts.Find(attempt.Account) is not { TakesOnline: true } account
            || gateways.Gateway(attempt.Gateway) is not { } gateway
        )
        {
            return Outcome.Refused("bill.refused.no-gateway");
        }

        var sent = await acts.RunAsync(
            new BillAct(
                request.Key + "-send",
                BillActionKind.ExecuteRefund,
                work.Bill.Id,
                request.SeenVersion
            ),
            (bill, act) => bill.SendRefund(refund.Number, act),
            cancellation
        );
        if (!sent.Succeeded)
        {
            return sent;
        }

        if (sent.IsRepeat)
        {
            return Outcome.Refused("bill.refused.gateway-silent");
        }

        var answer = await gateway.RefundAsync(
            account,
            attempt,
            refund.Amount,
            $"refund-{refund.Number}",
            clock.Now,
            cancellation
        );
        var seen = await db.Set<Bill>()
            .Where(b => b.Id == work.Bill.Id)
            .Select(b => b.Version)
            .SingleAsync(cancellation);
        if (answer.IsDone)
        {
            return await acts.ExecuteRefundAsync(
                request.Key,
                work.Bill.Id,
                seen,
                refund.Number,
                account.Code,
                answer.Transaction ?? attempt.Reference,
                cancellation
            );
        }

        if (answer.Code is null)
        {
            return Outcome.Refused("bill.refused.gateway-silent");
        }

        await acts.RunAsync(
            new BillAct(request.Key + "-back", BillActionKind.ExecuteRefund, work.Bill.Id, seen),
            (bill, act) => bill.ReturnRefund(refund.Number, act),
            cancellation
        );
        return Outcome.Refused("bill.refused.gateway-no", answer.Code);
    }

    private Task<PaymentAttempt?> PaymentOfAsync(
        BillWork work,
        Refund refund,
        CancellationToken cancellation
    )
    {
        var kind = refund.FromSurplus ? LedgerKind.Surplus : LedgerKind.Payment;
        var references = work
            .Ledger.Where(e => e.Kind == kind && e.Method == PaymentMethod.Gateway)
            .Select(e => e.Reference)
            .ToList();
        return db.Set<PaymentAttempt>()
            .AsNoTracking()
            .Where(a => references.Contains(a.Reference))
            .OrderByDescending(a => a.SettledAt)
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Money goes out of the account it came to; cash that is given back by transfer, of the office's own.</summary>
    private async Task<string?> AccountOfAsync(BillWork work, CancellationToken cancellation) =>
        work.Ledger.Where(e => e.Account is not null).Select(e => e.Account).LastOrDefault()
        ?? accounts.For((await units.GetAsync(cancellation))[work.Bill.UnitId])?.Code;
}
