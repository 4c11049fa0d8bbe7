using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Cash;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.OneStop.Payments.Pages;
using ThuocDo.OneStop.Payments.Reconciliation;
using ThuocDo.OneStop.Payments.Refunds;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Payments;

public static class PaymentServices
{
    private static readonly TimeSpan GatewayPatience = TimeSpan.FromSeconds(15);

    /// <summary>Money: bills, receipts, gateways, refunds, statements, cash.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services)
    {
        services.AddSingleton<ReceivingAccounts>();
        services.AddHttpClient(VnpayGateway.Protocol, client => client.Timeout = GatewayPatience);
        services.AddSingleton<IPaymentGateway, VnpayGateway>();
        services.AddScoped<BillStore>();
        services.AddScoped<PaidDossier>();
        services.AddScoped<ActOnBill>();
        services.AddScoped<IssueBill>();
        services.AddScoped<BillReader>();
        services.AddScoped<PayableReader>();
        services.AddScoped<StartPayment>();
        services.AddScoped<SettleNotice>();
        services.AddScoped<AskGateways>();
        services.AddScoped<IPeriodicJob>(provider => provider.GetRequiredService<AskGateways>());
        services.AddScoped<PayOutRefund>();
        services.AddScoped<ReconcileFile>();
        services.AddScoped<ResolveDifference>();
        services.AddScoped<CloseCashDay>();
        services.AddSingleton<INavigationSource, PaymentNavigation>();
        return services;
    }
}

public sealed class PaymentNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (
            user.Can(Permissions.MoneyCollect)
            || user.Can(Permissions.MoneyRefund)
            || user.Can(Permissions.MoneyReconcile)
        )
        {
            yield return new NavigationEntry("bill.list.title", PaymentLinks.Bills, 212)
            {
                DescriptionKey = "bill.nav.description",
                Icon = "document",
            };
        }

        if (user.Can(Permissions.MoneyCollect))
        {
            yield return new NavigationEntry("cash.title", PaymentLinks.Cash, 213)
            {
                DescriptionKey = "cash.nav.description",
                Icon = "check",
            };
        }

        if (user.Can(Permissions.MoneyReconcile))
        {
            yield return new NavigationEntry("reconcile.title", PaymentLinks.Reconciliation, 214)
            {
                DescriptionKey = "reconcile.nav.description",
                Icon = "board",
            };
            yield return new NavigationEntry("settlement.title", PaymentLinks.Settlement, 215)
            {
                DescriptionKey = "settlement.nav.description",
                Icon = "board",
            };
        }
    }
}
