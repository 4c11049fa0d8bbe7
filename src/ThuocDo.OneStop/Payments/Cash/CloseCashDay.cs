using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Cash;

/// <summary>What the ledger says of one cashier's day.</summary>
public sealed record ExpectedCash(decimal In, decimal Out, int Entries)
{
    public decimal Total => In - Out;
}

/// <param name="Counted">Bank notes and coins in the till.</param>
/// <param name="Expected">What the page showed: another cashier's window may have taken money since.</param>
public sealed record CloseCashRequest(
    string Key,
    Guid UnitId,
    decimal Counted,
    decimal Expected,
    string? Reason
);

/// <summary>Closes a cashier's day: counts against the ledger, asks why they differ, signs and locks.</summary>
public sealed class CloseCashDay(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    BillStore store,
    ICurrentUser user,
    Clock clock
)
{
    public Task<Outcome> RunAsync(CloseCashRequest request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "cash.close", user.UserId),
            token => OnceAsync(request, token),
            cancellation
        );

    public async Task<ExpectedCash> ExpectedAsync(
        Guid unitId,
        Guid cashier,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var amounts = await db.Set<LedgerEntry>()
            .Where(e =>
                e.UnitId == unitId
                && e.ActorId == cashier
                && e.Day == day
                && e.Method == PaymentMethod.Cash
            )
            .Select(e => e.Amount)
            .ToListAsync(cancellation);
        return new ExpectedCash(
            amounts.Where(a => a > 0).Sum(),
            -amounts.Where(a => a < 0).Sum(),
            amounts.Count
        );
    }

    private async Task<Outcome> OnceAsync(CloseCashRequest request, CancellationToken cancellation)
    {
        if (user.UserId is not { } cashier || !user.Can(Permissions.MoneyCollect, request.UnitId))
        {
            return Outcome.Refused(ActOnBill.NotAllowed);
        }

        var day = clock.Today;
        await store.HoldCashAsync(request.UnitId, day, cancellation);
        if (
            await db.Set<CashDay>()
                .AnyAsync(
                    d => d.UnitId == request.UnitId && d.CashierId == cashier && d.Day == day,
                    cancellation
                )
        )
        {
            return Outcome.Refused("cash.refused.closed", day);
        }

        var expected = await ExpectedAsync(request.UnitId, cashier, day, cancellation);
        if (expected.Total != request.Expected)
        {
            return Outcome.Stale("cash.stale", expected.Total, request.Expected);
        }

        if (request.Counted != expected.Total && string.IsNullOrWhiteSpace(request.Reason))
        {
            return Outcome.Refused("cash.reason.missing", request.Counted - expected.Total);
        }

        var closed = new CashDay
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
            UnitId = request.UnitId,
            CashierId = cashier,
            Day = day,
            Expected = expected.Total,
            Counted = request.Counted,
            Entries = expected.Entries,
            Reason = request.Reason,
            SignedAt = clock.Now,
        };
        var signed = closed.Signed(
            Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero))
        );
        closed.ChainHash = signed.Hash;
        db.Add(closed);
        db.Add(signed);
        return Outcome.Done;
    }
}
