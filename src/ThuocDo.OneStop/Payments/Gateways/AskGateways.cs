using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Gateways;

/// <summary>
/// Asks the gateway about payments whose call-back has not come: who closes the browser after paying has paid. Asked after
/// two minutes, then ever more rarely for some days.
/// </summary>
public sealed class AskGateways(
    ThuocDoDb db,
    SettleNotice settle,
    ReceivingAccounts accounts,
    Clock clock
) : IPeriodicJob
{
    public const int MostAsked = 12;
    private const int AtOnce = 50;

    public string Name => "ask-gateways";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        lastFinished?.AddMinutes(1) ?? now;

    Task IPeriodicJob.RunAsync(CancellationToken cancellation) => RunAsync(cancellation);

    /// <summary>All that are due now.</summary>
    /// <returns>How many were settled.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (now, first) = (clock.Now, clock.Now.AddMinutes(-2));
        var open = await db.Set<PaymentAttempt>()
            .AsNoTracking()
            .Where(a => a.State != AttemptState.Paid && a.Asked < MostAsked)
            .Where(a => a.CreatedAt <= first)
            .OrderBy(a => a.CreatedAt)
            .ToListAsync(cancellation);
        var settled = 0;
        foreach (var attempt in open.Where(a => IsDue(a, now)).Take(AtOnce))
        {
            settled += await AskAsync(attempt, cancellation) == NoticeVerdict.Settled ? 1 : 0;
        }

        return settled;
    }

    /// <summary>All open attempts of one bill, at once: the payer wants to know.</summary>
    public async Task AskAboutAsync(Guid billId, CancellationToken cancellation)
    {
        var open = await db.Set<PaymentAttempt>()
            .AsNoTracking()
            .Where(a => a.BillId == billId && a.State != AttemptState.Paid)
            .OrderByDescending(a => a.CreatedAt)
            .Take(StartPayment.MostOpenAttempts)
            .ToListAsync(cancellation);
        foreach (var attempt in open)
        {
            await AskAsync(attempt, cancellation);
        }
    }

    /// <summary>After 2, 4, 8 … minutes.</summary>
    public static bool IsDue(PaymentAttempt attempt, DateTime now) =>
        attempt.AskedAt is not { } last || last.AddMinutes(2 << attempt.Asked) <= now;

    private async Task<NoticeVerdict?> AskAsync(
        PaymentAttempt attempt,
        CancellationToken cancellation
    )
    {
        if (
            accounts.Find(attempt.Account) is not { TakesOnline: true } account
            || settle.Gateway(attempt.Gateway) is not { } gateway
        )
        {
            return null;
        }

        var now = clock.Now;
        var notice = await gateway.AskAsync(account, attempt, now, cancellation);
        using (await db.Engine.EnterAsync(cancellation))
        {
            await db.Set<PaymentAttempt>()
                .Where(a => a.Id == attempt.Id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(a => a.AskedAt, now)
                            .SetProperty(a => a.Asked, a => a.Asked + 1),
                    cancellation
                );
        }

        return notice is null
            ? null
            : await settle.RunAsync(notice, NoticeSource.Query, cancellation);
    }
}
