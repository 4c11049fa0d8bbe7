extern alias sandbox;

using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using sandbox::ThuocDo.PaymentSandbox;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Reconciliation;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <summary>A bill of the scenario, with what its payer holds.</summary>
public sealed record SampleBill(string Code, string Secret, string Number, string Reference);

/// <summary>Bills, a receipt and a statement with a difference, for the pages of money.</summary>
public static class SampleMoney
{
    /// <summary>Copies from the civil-status register: 8,000 đồng, payable online.</summary>
    private const string Procedure = "2.000635";

    public static async Task<IReadOnlyDictionary<string, SampleBill>> MakeAsync(
        IServiceProvider services,
        string commune,
        string keys
    )
    {
        SandboxHost.Introduce(new KeysFolder(keys), SandboxHost.Address);
        var bills = new Dictionary<string, SampleBill>();
        foreach (var name in new[] { "billed", "paid", "payable" })
        {
            bills[name] = await ReceiveAsync(services, commune, name);
        }

        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        var db = provider.GetRequiredService<ThuocDoDb>();
        var number = bills["paid"].Number;
        var bill = await db.Set<Bill>().AsNoTracking().SingleAsync(b => b.Number == number);
        var paid = await provider
            .GetRequiredService<ActOnBill>()
            .PayCashAsync("sample-cash", bill.Id, bill.Version, bill.Total, default);
        var tree = await provider.GetRequiredService<UnitDirectory>().GetAsync();
        var day = provider.GetRequiredService<Clock>().Today;
        var (run, _) = await provider
            .GetRequiredService<ReconcileFile>()
            .RunAsync(
                new ReconcileRequest(
                    SandboxHost.Account,
                    tree.Find("ninh-thuan")!.Id,
                    "sample.csv",
                    Encoding.UTF8.GetBytes(
                        $"day,reference,transaction,amount\n{day:yyyy-MM-dd},{bills["billed"].Number},FT1,8000\n"
                    ),
                    null,
                    null,
                    null
                ),
                default
            );
        return paid.Succeeded && run.Value == 1
            ? bills
            : throw new InvalidOperationException($"No sample money: {paid.Key} {run.Key}");
    }

    private static async Task<SampleBill> ReceiveAsync(
        IServiceProvider services,
        string commune,
        string name
    )
    {
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        var tree = await provider.GetRequiredService<UnitDirectory>().GetAsync();
        var secret = TrackingSecret.New();
        var received = await provider
            .GetRequiredService<ReceiveDossier>()
            .RunAsync(
                new ReceiveRequest
                {
                    Key = "sample-money-" + name,
                    Secret = secret,
                    ReceivingUnitId = tree.Find(commune)!.Id,
                    ProcedureId = ThuocDo.OneStop.Procedures.Procedure.IdOf(Procedure),
                    Subject = "Mẫu",
                    ApplicantName = "Người nộp (mẫu)",
                    Channel = Channel.Counter,
                    Papers = [.. Enumerable.Range(1, 20)],
                },
                default
            );
        if (!received.Succeeded)
        {
            throw new InvalidOperationException($"No sample bill: {received.Key}");
        }

        var id = received.Value!.Id;
        var bill = await provider
            .GetRequiredService<ThuocDoDb>()
            .Set<Bill>()
            .AsNoTracking()
            .SingleAsync(b => b.DossierId == id);
        return new SampleBill(received.Value.Code, secret, bill.Number, bill.Reference);
    }
}
