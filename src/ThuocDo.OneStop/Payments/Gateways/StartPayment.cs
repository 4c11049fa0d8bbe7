using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Gateways;

/// <param name="Reference">The capability of the payment link.</param>
/// <param name="ReturnUrl">Where the gateway sends the browser afterwards.</param>
public sealed record StartPaymentRequest(
    string Key,
    string Reference,
    Uri ReturnUrl,
    string PayerAddress
);

/// <summary>
/// Sends a payer to the gateway. Each start is an attempt of its own, so that somebody who went back may try again; if two
/// of them succeed, the second is kept as surplus.
/// </summary>
public sealed class StartPayment(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory units,
    ReceivingAccounts accounts,
    IEnumerable<IPaymentGateway> gateways,
    Clock clock
)
{
    /// <summary>How long the gateway holds its page open.</summary>
    public const int Minutes = 15;

    /// <summary>Whoever needs more than this plays with the link.</summary>
    public const int MostOpenAttempts = 10;

    public async Task<Outcome<Uri>> RunAsync(
        StartPaymentRequest request,
        CancellationToken cancellation
    )
    {
        var started = await unitOfWork.RunAsync<Guid>(
            new ActionKey(request.Key, "payment.start", null),
            token => OnceAsync(request, token),
            cancellation
        );
        if (!started.Succeeded)
        {
            return Outcome<Uri>.From(started);
        }

        var attempt = await db.Set<PaymentAttempt>()
            .AsNoTracking()
            .SingleAsync(a => a.Id == started.Value, cancellation);
        var (account, gateway) = Way(accounts.Find(attempt.Account));
        return gateway is null
            ? Outcome<Uri>.Refused("pay.refused.not-online")
            : Outcome<Uri>.Of(
                gateway.PayAddress(
                    account!,
                    new PayRequest(
                        attempt.Reference,
                        attempt.Amount,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Le phi {attempt.Reference[..10]}"
                        ),
                        request.ReturnUrl,
                        request.PayerAddress,
                        Texts.CurrentLanguage,
                        attempt.CreatedAt,
                        attempt.ExpiresAt
                    )
                )
            );
    }

    /// <summary>The account through which this office's fees can be paid online now; none if there is none.</summary>
    public async Task<ReceivingAccount?> OnlineAccountAsync(
        Guid unitId,
        CancellationToken cancellation
    )
    {
        var (account, gateway) = Way(accounts.For((await units.GetAsync(cancellation))[unitId]));
        return gateway is null ? null : account;
    }

    private (ReceivingAccount? Account, IPaymentGateway? Gateway) Way(ReceivingAccount? account) =>
        account is { TakesOnline: true }
            ? (account, gateways.FirstOrDefault(g => g.Code == account.Gateway))
            : (account, null);

    private async Task<Outcome<Guid>> OnceAsync(
        StartPaymentRequest request,
        CancellationToken cancellation
    )
    {
        var bill = await db.Set<Bill>()
            .AsNoTracking()
            .FirstOrDefaultAsync(b => b.Reference == request.Reference, cancellation);
        if (bill is null)
        {
            return Outcome<Guid>.Refused("bill.refused.not-found");
        }

        if (bill.State != BillState.Issued)
        {
            return Outcome<Guid>.Refused("bill.refused.state", BillTexts.Named(bill.State));
        }

        if (await OnlineAccountAsync(bill.UnitId, cancellation) is not { } account)
        {
            return Outcome<Guid>.Refused("pay.refused.not-online");
        }

        var now = clock.Now;
        var open = await db.Set<PaymentAttempt>()
            .CountAsync(
                a => a.BillId == bill.Id && a.State == AttemptState.Open && a.ExpiresAt > now,
                cancellation
            );
        if (open >= MostOpenAttempts)
        {
            return Outcome<Guid>.Refused("pay.refused.too-many", Minutes);
        }

        var id = ActContext.Live(null, now).NextId(now);
        db.Add(
            new PaymentAttempt
            {
                Id = id,
                Reference =
                    bill.Number
                    + RandomNumberGenerator.GetString("ABCDEFGHJKMNPQRSTUVWXYZ23456789", 10),
                BillId = bill.Id,
                Account = account.Code,
                Gateway = account.Gateway!,
                Merchant = account.Merchant!,
                Amount = bill.Due,
                State = AttemptState.Open,
                CreatedAt = now,
                ExpiresAt = now.AddMinutes(Minutes),
                Version = id,
            }
        );
        return Outcome<Guid>.Of(id);
    }
}
