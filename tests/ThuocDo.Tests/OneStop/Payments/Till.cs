extern alias sandbox;

using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using sandbox::ThuocDo.PaymentSandbox;
using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Payments;

/// <summary>A shop that takes fees: with a receiving account, bills to pay, and a gateway whose words the test writes.</summary>
public sealed class Till : IAsyncDisposable
{
    /// <summary>Copies from the civil-status register at a commune: 8,000 đồng, payable online since 2022.</summary>
    public const string CivilStatusCopy = "2.000635";

    /// <summary>Its one fee item.</summary>
    public const string CopyItem = "copy";

    private Till(Shop shop) => Shop = shop;

    public Shop Shop { get; }

    private KeysFolder Keys => Shop.Web.Services.GetRequiredService<KeysFolder>();

    public string Secret =>
        File.ReadAllText(Path.Combine(ReceivingAccounts.FolderOf(Keys), "sandbox.secret"));

    /// <param name="address">Of the gateway; one that answers is started by the test itself.</param>
    public static async Task<Till> OpenAsync(Engine engine, string address = "http://127.0.0.1:9")
    {
        var till = new Till(await Shop.OpenAsync(engine));
        SandboxHost.Introduce(till.Keys, address);
        return till;
    }

    public void Introduce(string address) => SandboxHost.Introduce(Keys, address);

    /// <summary>A dossier with a fee, and its bill.</summary>
    public async Task<Bill> BillAsync(string unit = Shop.AnHai)
    {
        var received = await Shop.ReceiveAsync(unit: unit, procedure: CivilStatusCopy);
        received.Key.ShouldBeNull();
        var id = received.Value!.Id;
        return await Shop.Database.UseAsync(db =>
            db.Set<Bill>().AsNoTracking().SingleAsync(b => b.DossierId == id)
        );
    }

    public Task<Bill> AgainAsync(Bill bill) =>
        Shop.Database.UseAsync(db =>
            db.Set<Bill>().AsNoTracking().SingleAsync(b => b.Id == bill.Id)
        );

    public Task<Dossier> DossierAsync(Bill bill) =>
        Shop.Database.UseAsync(db =>
            db.Set<Dossier>().AsNoTracking().SingleAsync(d => d.Id == bill.DossierId)
        );

    public Task<List<LedgerEntry>> LedgerAsync(Bill bill) =>
        Shop.Database.UseAsync(db =>
            db.Set<LedgerEntry>()
                .AsNoTracking()
                .Where(e => e.BillId == bill.Id)
                .OrderBy(e => e.Sequence)
                .ToListAsync()
        );

    /// <summary>Net count of facts of the dossier's receipt that carry a trait.</summary>
    public Task<int> FactsAsync(Bill bill, FactTraits traits) =>
        Shop.Database.UseAsync(async db =>
            (
                await db.Set<Fact>()
                    .Where(f => f.SubjectId == bill.DossierId && f.Kind == FactKind.Received)
                    .ToListAsync()
            )
                .Where(f => (f.Traits & (long)traits) == (long)traits)
                .Sum(f => f.Count)
        );

    /// <summary>The payer goes to the gateway; what he would see there is the answer.</summary>
    public async Task<PaymentAttempt> StartAsync(Bill bill)
    {
        var started = await Shop.Web.UseAsync<StartPayment, Outcome<Uri>>(start =>
            start.RunAsync(
                new StartPaymentRequest(
                    Guid.CreateVersion7().ToString("N"),
                    bill.Reference,
                    new Uri("https://localhost" + PaymentLinks.ReturnOf(bill.Reference)),
                    "127.0.0.1"
                ),
                TestContext.Current.CancellationToken
            )
        );
        started.Key.ShouldBeNull();
        var reference = QueryHelpers.ParseQuery(started.Value!.Query)["vnp_TxnRef"].ToString();
        return await Shop.Database.UseAsync(db =>
            db.Set<PaymentAttempt>().AsNoTracking().SingleAsync(a => a.Reference == reference)
        );
    }

    /// <summary>A call-back as the gateway would sign it, with whatever the test wants changed.</summary>
    public string Notice(
        PaymentAttempt attempt,
        string code = "00",
        decimal? amount = null,
        string? merchant = null,
        string? reference = null,
        string transaction = "14000001",
        string? secret = null
    )
    {
        var text = VnpaySignature.Text(
            new Dictionary<string, string>
            {
                ["vnp_Amount"] = $"{(amount ?? attempt.Amount) * 100:0}",
                ["vnp_BankCode"] = "NCB",
                ["vnp_OrderInfo"] = "Le phi " + attempt.Reference[..10],
                ["vnp_PayDate"] = "20240306100500",
                ["vnp_ResponseCode"] = code,
                ["vnp_TmnCode"] = merchant ?? attempt.Merchant,
                ["vnp_TransactionNo"] = transaction,
                ["vnp_TransactionStatus"] = code == "00" ? "00" : "02",
                ["vnp_TxnRef"] = reference ?? attempt.Reference,
            }
        );
        return $"{text}&{VnpaySignature.Field}={VnpaySignature.Sign(secret ?? Secret, text)}";
    }

    /// <summary>Calls back over the network; gives the protocol's answer code.</summary>
    public async Task<string> CallBackAsync(string query)
    {
        using var gateway = Shop.Web.NewVisitor();
        var text = await gateway.Client.GetStringAsync($"{CallBackEndpoint.Route}/vnpay?{query}");
        using var answer = System.Text.Json.JsonDocument.Parse(text);
        return answer.RootElement.GetProperty("RspCode").GetString()!;
    }

    public Task<Outcome> ActAsync(
        Role role,
        Bill bill,
        BillActionKind kind,
        Func<BillWork, ActContext, Outcome> act,
        string unit = Shop.AnHai
    ) =>
        Shop.AsAsync(
            role,
            unit,
            async services =>
                await services
                    .GetRequiredService<ActOnBill>()
                    .RunAsync(
                        new BillAct(
                            Guid.CreateVersion7().ToString("N"),
                            kind,
                            bill.Id,
                            (await AgainAsync(bill)).Version
                        ),
                        act,
                        TestContext.Current.CancellationToken
                    )
        );

    public Task<Outcome> PayCashAsync(
        Bill bill,
        decimal? amount = null,
        string unit = Shop.AnHai
    ) =>
        Shop.AsAsync(
            Role.Receptionist,
            unit,
            async services =>
                await services
                    .GetRequiredService<ActOnBill>()
                    .PayCashAsync(
                        Guid.CreateVersion7().ToString("N"),
                        bill.Id,
                        (await AgainAsync(bill)).Version,
                        amount ?? bill.Total,
                        TestContext.Current.CancellationToken
                    )
        );

    /// <summary>Confirms cash for a bill that does not exist.</summary>
    public Task<Outcome> ActOnUnknownAsync() =>
        Shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            services =>
                services
                    .GetRequiredService<ActOnBill>()
                    .PayCashAsync(
                        Guid.CreateVersion7().ToString("N"),
                        Guid.CreateVersion7(),
                        Guid.CreateVersion7(),
                        8000,
                        TestContext.Current.CancellationToken
                    )
        );

    /// <summary>What <c>verify</c> says about money and dossiers: nothing, if all is well.</summary>
    public Task<List<Finding>> FindingsAsync() =>
        Shop.Web.UseAsync<IServiceProvider, List<Finding>>(async services =>
        {
            var findings = new List<Finding>();
            foreach (
                var audit in services
                    .GetServices<IAudit>()
                    .Where(a => a.GetType().Namespace == "ThuocDo.OneStop.Audit")
            )
            {
                await foreach (
                    var finding in audit.FindAsync(
                        new AuditScope(null),
                        TestContext.Current.CancellationToken
                    )
                )
                {
                    findings.Add(finding);
                }
            }

            return findings;
        });

    public Task<Unit> UnitAsync(string key) =>
        Shop.Database.UseAsync(db => db.Set<Unit>().SingleAsync(u => u.Key == key));

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}
