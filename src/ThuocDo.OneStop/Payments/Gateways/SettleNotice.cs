using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Gateways;

/// <summary>
/// What a gateway tells is checked in this order: checksum, reference, merchant, amount, then whether it is news. Only a
/// genuine notice about the very payment we started changes anything, and it changes it once, however often and in
/// whatever order notices arrive. Money for a bill that is closed meanwhile is kept and listed for refund.
/// </summary>
public sealed class SettleNotice(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    BillStore bills,
    PaidDossier dossier,
    ReceivingAccounts accounts,
    IEnumerable<IPaymentGateway> gateways,
    Clock clock
)
{
    public IPaymentGateway? Gateway(string code) => gateways.FirstOrDefault(g => g.Code == code);

    /// <summary>A call-back as it came over the network.</summary>
    public async Task<NoticeVerdict> CallBackAsync(
        IPaymentGateway gateway,
        IReadOnlyDictionary<string, string> fields,
        CancellationToken cancellation
    )
    {
        // A merchant we do not know has no secret with us: what it signed proves nothing.
        if (accounts.OfMerchant(gateway.Code, gateway.MerchantOf(fields)) is not { } account)
        {
            return NoticeVerdict.WrongChecksum;
        }

        return await RunAsync(gateway.Read(account, fields), NoticeSource.CallBack, cancellation);
    }

    public async Task<NoticeVerdict> RunAsync(
        GatewayNotice notice,
        NoticeSource source,
        CancellationToken cancellation
    )
    {
        var outcome = await unitOfWork.RunAsync(
            // Whether it is news is seen from the attempt: the same notice may come by two ways.
            new ActionKey(Guid.CreateVersion7().ToString("N"), "payment.notice", null),
            async token => Outcome<NoticeVerdict>.Of(await OnceAsync(notice, source, token)),
            cancellation
        );
        return outcome.Value;
    }

    private async Task<NoticeVerdict> OnceAsync(
        GatewayNotice notice,
        NoticeSource source,
        CancellationToken cancellation
    )
    {
        var reference = notice.Reference;
        var attempt = reference is { Length: > 0 and <= PaymentAttempt.ReferenceMaxLength }
            ? await db.Set<PaymentAttempt>()
                .FirstOrDefaultAsync(a => a.Reference == reference, cancellation)
            : null;
        var verdict = Judge(notice, attempt);
        if (verdict == NoticeVerdict.Settled)
        {
            await SettleAsync(attempt!, notice, cancellation);
        }
        else if (verdict == NoticeVerdict.Failed)
        {
            attempt!.State = AttemptState.Failed;
            attempt.Version = Guid.CreateVersion7();
        }

        if (attempt is not null)
        {
            await KeepAsync(notice, source, verdict, cancellation);
        }

        return verdict;
    }

    /// <summary>What a notice means for the attempt it names; the rule alone, without doing anything.</summary>
    public static NoticeVerdict Judge(GatewayNotice notice, PaymentAttempt? attempt) =>
        !notice.IsGenuine ? NoticeVerdict.WrongChecksum
        : attempt is null ? NoticeVerdict.UnknownReference
        : attempt.Merchant != notice.Merchant ? NoticeVerdict.WrongMerchant
        : attempt.Amount != notice.Amount ? NoticeVerdict.WrongAmount
        : attempt.State == AttemptState.Paid ? NoticeVerdict.Repeated
        : notice.Result switch
        {
            GatewayResult.Paid => NoticeVerdict.Settled,
            GatewayResult.Pending => NoticeVerdict.Pending,
            _ when attempt.State == AttemptState.Failed => NoticeVerdict.Repeated,
            _ => NoticeVerdict.Failed,
        };

    private async Task SettleAsync(
        PaymentAttempt attempt,
        GatewayNotice notice,
        CancellationToken cancellation
    )
    {
        var act = ActContext.Live(null, clock.Now);
        attempt.State = AttemptState.Paid;
        attempt.Transaction = Short(notice.Transaction);
        attempt.Bank = notice.Bank;
        attempt.SettledAt = act.At;
        attempt.Version = act.NextId(act.At);
        var bill = (await bills.LoadAsync(attempt.BillId, cancellation))!;
        var pays = bill.WouldPay(notice.Amount);
        bill.TakeIn(
            new Money(
                PaymentMethod.Gateway,
                notice.Amount,
                attempt.Account,
                attempt.Reference,
                attempt.Transaction
            ),
            pays ? await bills.NextReceiptAsync(bill.Bill.UnitId, act.Day, cancellation) : null,
            act
        );
        bills.Save(bill);
        if (pays)
        {
            await dossier.FollowAsync(bill, act, cancellation);
        }
    }

    private async Task KeepAsync(
        GatewayNotice notice,
        NoticeSource source,
        NoticeVerdict verdict,
        CancellationToken cancellation
    )
    {
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{notice.IsGenuine}\n{notice.Text}"))
        );
        var known = await db.Set<PaymentNotice>()
            .FirstOrDefaultAsync(n => n.Hash == hash, cancellation);
        if (known is not null)
        {
            known.Times++;
            known.LastAt = clock.Now;
            return;
        }

        if (
            !notice.IsGenuine
            && await db.Set<PaymentNotice>()
                .CountAsync(
                    n =>
                        n.Reference == notice.Reference && n.Verdict == NoticeVerdict.WrongChecksum,
                    cancellation
                ) >= PaymentNotice.MostForgedKept
        )
        {
            return;
        }

        db.Add(
            new PaymentNotice
            {
                Id = ActContext.Live(null, clock.Now).NextId(clock.Now),
                Hash = hash,
                Source = source,
                Reference = notice.Reference!,
                Merchant = Short(notice.Merchant),
                Amount = notice.Amount,
                Transaction = notice.Transaction is { } number ? Short(number) : null,
                Verdict = verdict,
                FirstAt = clock.Now,
                LastAt = clock.Now,
                Times = 1,
            }
        );
    }

    private static string Short(string? text) =>
        text is null ? "" : text[..Math.Min(text.Length, 40)];
}
