using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Payments;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.OneStop.Payments.Reconciliation;
using ThuocDo.Shared.Data;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Payments;

/// <summary>A day's statement with one difference of each kind planted: all are listed, explained by name, and stay so.</summary>
public sealed class ReconciliationTests
{
    [Theory, Engines]
    public async Task Statement_WithEveryDifferencePlanted_ListsThemAll(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var paid = await PaidAsync(till, 5);
        var unpaid = await till.BillAsync();
        var file = string.Join(
            '\n',
            "day,reference,transaction,amount,account",
            // 0 agrees, 1 has another amount, 2 stands twice, 3 is of another day, 4 is missing there.
            $"2024-03-06,{paid[0].Reference},{paid[0].Transaction},8000,sandbox",
            $"2024-03-06,{paid[1].Reference},{paid[1].Transaction},9000,sandbox",
            $"2024-03-06,{paid[2].Reference},{paid[2].Transaction},8000,sandbox",
            $"2024-03-06,{paid[2].Reference},{paid[2].Transaction},8000,sandbox",
            $"2024-03-05,{paid[3].Reference},{paid[3].Transaction},8000,other",
            $"2024-03-06,CT {unpaid.Number} le phi,FT001,8000,sandbox",
            "2024-03-06,unknown,FT002,5000,sandbox",
            ""
        );
        using var accountant = await till.Shop.SignedInAsync("ketoan");

        var run = await UploadAsync(accountant, file);

        var found = await till.Shop.CountAsync(db =>
            db.Set<ReconciliationDifference>().OrderBy(d => d.Sequence).ToListAsync()
        );
        found
            .Select(d => (d.Kind, d.Reference))
            .Order()
            .ShouldBe(
                new[]
                {
                    (DifferenceKind.Amount, paid[1].Reference),
                    (DifferenceKind.Double, paid[2].Reference),
                    (DifferenceKind.OtherDay, paid[3].Reference),
                    (DifferenceKind.OtherAccount, paid[3].Reference),
                    (DifferenceKind.MissingThere, paid[4].Reference),
                    (DifferenceKind.MissingHere, unpaid.Number),
                    (DifferenceKind.MissingHere, "unknown"),
                }.Order()
            );
        run.Url.ShouldBe(PaymentLinks.Run(1));
        run.FindAll("article").Count.ShouldBe(7);
        // The same file again is the same comparison.
        (await UploadAsync(accountant, file)).Url.ShouldBe(PaymentLinks.Run(1));
        (await till.Shop.CountAsync(db => db.Set<ReconciliationRun>().CountAsync())).ShouldBe(1);

        await ExplainAndBookAsync(till, accountant, run, unpaid, found);
        await CorrectedAsync(till, accountant, file, found);
        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    /// <summary>A transfer by QR code is known from the statement alone; booking it pays the bill, not online.</summary>
    private static async Task ExplainAndBookAsync(
        Till till,
        WebUser accountant,
        WebPage run,
        Bill unpaid,
        List<ReconciliationDifference> found
    )
    {
        var transfer = found.Single(d => d.Reference == unpaid.Number).Sequence;
        var unknown = found.Single(d => d.Reference == "unknown").Sequence;
        var form = $"article[aria-labelledby='difference-{transfer}'] form";

        var silent = await run.SubmitAsync(form, button: "button[name=Book]");
        silent.TextOf(".error-summary").ShouldContain("giải trình");
        var booked = await run.SubmitAsync(
            form,
            new Dictionary<string, string?> { ["Note"] = "transfer by QR code" },
            "button[name=Book]"
        );
        booked.TextOf("main").ShouldContain("Đã ghi sổ");
        booked.TextOf("main").ShouldContain("Cán bộ Mẫu 19");
        await booked.SubmitAsync(
            $"article[aria-labelledby='difference-{unknown}'] form",
            new Dictionary<string, string?> { ["Note"] = "not for us" }
        );

        var bill = await till.AgainAsync(unpaid);
        (bill.State, bill.Method).ShouldBe((BillState.Paid, PaymentMethod.Transfer));
        (await till.DossierAsync(unpaid)).PaidOnline.ShouldBeFalse();
    }

    /// <summary>A corrected file takes the place of the first; what was explained and is still there stays explained.</summary>
    private static async Task CorrectedAsync(
        Till till,
        WebUser accountant,
        string file,
        List<ReconciliationDifference> found
    )
    {
        var corrected = file.Replace(",9000,", ",8000,", StringComparison.Ordinal);

        (await UploadAsync(accountant, corrected)).Url.ShouldBe(PaymentLinks.Run(2));

        var (first, second) = await till.Shop.CountAsync(async db =>
        {
            var runs = await db.Set<ReconciliationRun>().OrderBy(r => r.Number).ToListAsync();
            return (runs[0], runs[1]);
        });
        (first.IsSuperseded, second.IsSuperseded).ShouldBe((true, false));
        var now = await till.Shop.CountAsync(db =>
            db.Set<ReconciliationDifference>().Where(d => d.RunId == second.Id).ToListAsync()
        );
        now.ShouldNotContain(d => d.Kind == DifferenceKind.Amount);
        now.Single(d => d.Reference == "unknown").Note.ShouldBe("not for us");
        now.Count(d => d.ResolvedAt is null).ShouldBe(found.Count - 3);
    }

    [Theory, Engines]
    public async Task Command_OnAFile_PrintsWhatIsNotExplained(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var paid = await PaidAsync(till, 1);
        var keys = till.Shop.Web.Services.GetRequiredService<KeysFolder>().Path;
        var file = Path.Combine(keys, "statement.csv");
        await File.WriteAllTextAsync(
            file,
            $"day,reference,transaction,amount\n2024-03-06,{paid[0].Reference},{paid[0].Transaction},8000\n",
            TestContext.Current.CancellationToken
        );

        var good = await RunAsync("sandbox");
        await File.AppendAllTextAsync(
            file,
            "2024-03-06,nobody,FT9,1\n",
            TestContext.Current.CancellationToken
        );
        var bad = await RunAsync("sandbox");
        var again = await RunAsync("sandbox");

        good.Code.ShouldBe(0);
        bad.Code.ShouldBe(1);
        bad.Lines.ShouldBe([
            "kind,reference,transaction,day,theirs,ours,detail",
            "MissingHere,nobody,FT9,2024-03-06,1,,",
        ]);
        again.Lines.ShouldBe(bad.Lines);
        (await RunAsync("elsewhere")).Code.ShouldBe(2);

        Task<(int Code, string[] Lines, string Error)> RunAsync(string account) =>
            CommandLine.RunAsync(
                "reconcile",
                file,
                "--account",
                account,
                "--keys",
                keys,
                "--db",
                till.Shop.Database.Name
            );
    }

    /// <summary>Bills paid through the gateway today.</summary>
    private static async Task<List<PaymentAttempt>> PaidAsync(Till till, int count)
    {
        var paid = new List<PaymentAttempt>();
        for (var i = 0; i < count; i++)
        {
            var attempt = await till.StartAsync(await till.BillAsync());
            var number = $"1400{i}";
            (await till.CallBackAsync(till.Notice(attempt, transaction: number))).ShouldBe("00");
            paid.Add(
                await till.Shop.CountAsync(db =>
                    db.Set<PaymentAttempt>().AsNoTracking().SingleAsync(a => a.Id == attempt.Id)
                )
            );
        }

        return paid;
    }

    private static async Task<WebPage> UploadAsync(WebUser accountant, string file)
    {
        var page = await accountant.GetAsync(PaymentLinks.Reconciliation);
        var content = new MultipartFormDataContent();
        foreach (var input in page.FindAll("main form input[type=hidden]"))
        {
            content.Add(
                new StringContent(input.GetAttribute("value") ?? ""),
                input.GetAttribute("name")!
            );
        }

        content.Add(new StringContent("sandbox"), "Account");
        content.Add(new StringContent("2024-03-06"), "From");
        content.Add(new StringContent("2024-03-06"), "To");
        content.Add(
            new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(file)),
            "Statement",
            "statement.csv"
        );
        return await accountant.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, PaymentLinks.Reconciliation)
            {
                Content = content,
            }
        );
    }
}
