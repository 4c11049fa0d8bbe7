using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Reconciliation;

/// <param name="Book">Enters the money in the ledger of its bill: a transfer is known from the statement alone.</param>
public sealed record ResolveRequest(string Key, int Run, int Sequence, string Note, bool Book);

/// <summary>Explains a difference under one's name; a payment that was only missing here is booked at once.</summary>
public sealed class ResolveDifference(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    BillStore bills,
    PaidDossier dossier,
    ICurrentUser user,
    Clock clock
)
{
    public Task<Outcome> RunAsync(ResolveRequest request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "money.resolve", user.UserId),
            token => OnceAsync(request, token),
            cancellation
        );

    private async Task<Outcome> OnceAsync(ResolveRequest request, CancellationToken cancellation)
    {
        var run = await db.Set<ReconciliationRun>()
            .AsNoTracking()
            .FirstOrDefaultAsync(r => r.Number == request.Run, cancellation);
        if (run is null || !user.Can(Permissions.MoneyReconcile, run.UnitId))
        {
            return Outcome.Refused(ActOnBill.NotAllowed);
        }

        var difference = await db.Set<ReconciliationDifference>()
            .FirstOrDefaultAsync(
                d => d.RunId == run.Id && d.Sequence == request.Sequence,
                cancellation
            );
        if (difference is null || difference.ResolvedAt is not null || run.IsSuperseded)
        {
            return Outcome.Stale("reconcile.stale");
        }

        if (string.IsNullOrWhiteSpace(request.Note))
        {
            return Outcome.Refused("reconcile.note.missing");
        }

        if (request.Book)
        {
            var booked = await BookAsync(run, difference, cancellation);
            if (!booked.Succeeded)
            {
                return booked;
            }

            difference.IsBooked = true;
        }

        difference.Note = request.Note.Trim();
        difference.ResolvedAt = clock.Now;
        difference.ResolvedBy = user.UserId;
        return Outcome.Done;
    }

    private async Task<Outcome> BookAsync(
        ReconciliationRun run,
        ReconciliationDifference difference,
        CancellationToken cancellation
    )
    {
        var number = difference.Reference[..Math.Min(difference.Reference.Length, 10)];
        if (
            difference.Kind is not (DifferenceKind.MissingHere or DifferenceKind.Double)
            || difference.Theirs is not > 0
            || await bills.LoadAsync(number, cancellation) is not { } bill
        )
        {
            return Outcome.Refused("reconcile.refused.no-bill");
        }

        var act = ActContext.Live(user.UserId, clock.Now);
        var reference = difference.Reference;
        var attempt = await db.Set<PaymentAttempt>()
            .FirstOrDefaultAsync(a => a.Reference == reference, cancellation);
        if (attempt is { State: not AttemptState.Paid })
        {
            attempt.State = AttemptState.Paid;
            attempt.Transaction = difference.Transaction;
            attempt.SettledAt = act.At;
            attempt.Version = act.NextId(act.At);
        }

        var pays = bill.WouldPay(difference.Theirs.Value);
        bill.TakeIn(
            new Money(
                attempt is null ? PaymentMethod.Transfer : PaymentMethod.Gateway,
                difference.Theirs.Value,
                run.Account,
                reference,
                difference.Transaction
            ),
            pays ? await bills.NextReceiptAsync(bill.Bill.UnitId, act.Day, cancellation) : null,
            act
        );
        bills.Save(bill);
        if (pays)
        {
            await dossier.FollowAsync(bill, act, cancellation);
        }

        return Outcome.Done;
    }
}
