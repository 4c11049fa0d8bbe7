using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Cash;
using ThuocDo.OneStop.Payments.Receipts;
using ThuocDo.OneStop.Payments.Refunds;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Payments;

public sealed class BillTests
{
    [Theory, Engines]
    public async Task Receive_ProcedureWithAFee_MakesItsBillAndNothingWithout(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var bill = await till.BillAsync();
        await till.Shop.ReceiveAsync();

        bill.State.ShouldBe(BillState.Issued);
        (bill.Total, bill.Due, bill.Paid).ShouldBe((8000m, 8000m, 0m));
        bill.Reference.Length.ShouldBe(32);
        bill.Lines.ShouldHaveSingleItem().Basis.ShouldNotBeNullOrEmpty();
        (await till.Shop.CountAsync(db => db.Set<Bill>().CountAsync())).ShouldBe(1);
        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Cash_ByThePageOfTheBill_WritesReceiptAndLeavesThePaymentTargetAlone(
        Engine engine
    )
    {
        await using var till = await Till.OpenAsync(engine);
        var bill = await till.BillAsync();
        using var counter = await till.Shop.SignedInAsync("motcua.xa");
        var page = await counter.GetAsync(PaymentLinks.Bill(bill.Number));

        var unticked = await page.SubmitAsync("form[action$='Cash']");
        unticked.TextOf(".error-summary").ShouldContain("đã nhận đủ");
        var paid = await page.SubmitAsync(
            "form[action$='Cash']",
            new Dictionary<string, string?> { ["Input.Received"] = "true" }
        );
        var again = await page.SubmitAsync(
            "form[action$='Cash']",
            new Dictionary<string, string?> { ["Input.Received"] = "true" }
        );

        paid.TextOf("main").ShouldContain("BL-2024 0000001");
        paid.TextOf("main").ShouldContain("Đã nộp");
        again.Status.ShouldBe(HttpStatusCode.OK);
        (await till.LedgerAsync(bill)).ShouldHaveSingleItem().Method.ShouldBe(PaymentMethod.Cash);
        (await till.FactsAsync(bill, FactTraits.FeeDue)).ShouldBe(1);
        (await till.FactsAsync(bill, FactTraits.PaidOnline)).ShouldBe(0);
        var receipt = await paid.FollowAsync("main a[href$='bien-lai']");
        receipt.TextOf("main").ShouldContain("8.000 đ");
        receipt.TextOf("main").ShouldContain("Người Mẫu");
        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Receipts_IssuedAtOnce_HaveNoGapAndNoDouble(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var bills = new List<Bill>();
        for (var i = 0; i < 8; i++)
        {
            bills.Add(await till.BillAsync());
        }

        // Each bill twice: one of the two is refused and must take no number with it.
        var outcomes = await Task.WhenAll(bills.Concat(bills).Select(b => till.PayCashAsync(b)));

        outcomes.Count(o => o.Succeeded).ShouldBe(8);
        (
            await till.Shop.CountAsync(db =>
                db.Set<FeeReceipt>().OrderBy(r => r.Number).Select(r => r.Number).ToListAsync()
            )
        ).ShouldBe(Enumerable.Range(1, 8));
        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Receipt_WrittenWrongly_KeepsItsNumberAndIsReplaced(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var bill = await till.BillAsync();
        await till.PayCashAsync(bill);

        var outcome = await till.Shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            async services =>
                await services
                    .GetRequiredService<ActOnBill>()
                    .ReplaceReceiptAsync(
                        "replace",
                        bill.Id,
                        (await till.AgainAsync(bill)).Version,
                        "name misspelt",
                        TestContext.Current.CancellationToken
                    )
        );

        outcome.Succeeded.ShouldBeTrue();
        (
            await till.Shop.CountAsync(db =>
                db.Set<FeeReceipt>().OrderBy(r => r.Number).ToListAsync()
            )
        )
            .Select(r => (r.Number, r.State, r.VoidReason))
            .ShouldBe([
                (1, FeeReceiptState.Voided, "name misspelt"),
                (2, FeeReceiptState.Valid, null),
            ]);
        (await till.FindingsAsync()).ShouldBeEmpty();
        await till.Shop.Database.TamperAsync($"delete from onestop_fee_receipts where number = 1");
        (await till.FindingsAsync())
            .Where(f => f.Kind == "receipt")
            .Select(f => f.Field)
            .ShouldContain("numbers");
    }

    [Theory, Engines]
    public async Task Refund_AskedApprovedAndPaidOut_NeedsTwoPeople(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var bill = await till.BillAsync();
        await till.PayCashAsync(bill);
        var head = Guid.CreateVersion7();

        (
            await till.ActAsync(
                Role.Receptionist,
                bill,
                BillActionKind.RequestRefund,
                (work, act) => work.RequestRefund(8001, false, PaymentMethod.Cash, "x", act)
            )
        ).Key.ShouldBe("bill.refused.refund-amount");
        (await RequestAsync(till, bill, 3000, head)).Succeeded.ShouldBeTrue();
        // What is asked for cannot be asked for again.
        (await RequestAsync(till, bill, 5001, head)).Key.ShouldBe("bill.refused.refund-amount");
        (await DecideAsync(till, bill, Role.Receptionist, null)).Key.ShouldBe(ActOnBill.NotAllowed);
        (await DecideAsync(till, bill, Role.UnitHead, head)).Key.ShouldBe(
            "bill.refused.refund-own"
        );
        (await PayOutAsync(till, bill)).Key.ShouldBe("bill.refused.refund-state");
        (await DecideAsync(till, bill, Role.UnitHead, null)).Succeeded.ShouldBeTrue();
        (await PayOutAsync(till, bill)).Succeeded.ShouldBeTrue();
        (await PayOutAsync(till, bill)).Key.ShouldBe("bill.refused.refund-state");

        var after = await till.AgainAsync(bill);
        (after.State, after.Paid, after.Refunded).ShouldBe(
            (BillState.PartlyRefunded, 8000m, 3000m)
        );
        (await till.LedgerAsync(bill)).Select(e => e.Amount).ShouldBe([8000m, -3000m]);
        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task CashDay_Closed_SumsTheLedgerAndTakesNothingMore(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var (first, second) = (await till.BillAsync(), await till.BillAsync());
        using var counter = await till.Shop.SignedInAsync("motcua.xa");
        await PayAsync(counter, first);
        var book = await counter.GetAsync(PaymentLinks.CashOf(Shop.AnHai));

        book.TextOf("main").ShouldContain("8.000 đ");
        var differs = await book.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["Counted"] = "7.000" }
        );
        differs.TextOf(".error-summary").ShouldContain("-1.000");
        var closed = await differs.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["Counted"] = "7.000", ["Reason"] = "trả lại nhầm" }
        );
        closed.TextOf("main").ShouldContain("trả lại nhầm");
        closed.FindAll("main form[method=post]").ShouldBeEmpty();

        (await PayAsync(counter, second)).TextOf(".error-summary").ShouldContain("đã khóa");
        (await till.AgainAsync(second)).State.ShouldBe(BillState.Issued);
        var day = await till.Shop.CountAsync(db => db.Set<CashDay>().SingleAsync());
        (day.Expected, day.Counted, day.Difference).ShouldBe((8000m, 7000m, -1000m));
        (await till.FindingsAsync()).ShouldBeEmpty();
        await till.Shop.Database.TamperAsync($"update onestop_cash_days set reason = null");
        (await till.FindingsAsync()).ShouldHaveSingleItem().Field.ShouldBe("signature");
    }

    [Theory, Engines]
    public async Task Waive_WithItsProvision_TakesTheDossierOutOfThePaymentTargets(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var bill = await till.BillAsync();

        (
            await till.ActAsync(
                Role.Receptionist,
                bill,
                BillActionKind.Waive,
                (work, act) => work.Waive(WaiverGround.Find("poor-household")!, "book 12", act)
            )
        ).Succeeded.ShouldBeTrue();

        (await till.AgainAsync(bill)).State.ShouldBe(BillState.Waived);
        (await till.DossierAsync(bill)).FeeWaived.ShouldBeTrue();
        (await till.FactsAsync(bill, FactTraits.FeeDue)).ShouldBe(0);
        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Bill_ThatTheProcessWaitsFor_StopsTheClockUntilItIsPaid(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var (code, bill) = await AppraisedAsync(till);

        var waiting = await till.Shop.DossierAsync(code);
        waiting.State.ShouldBe(DossierState.AwaitingPayment);
        DossierStates.Of(waiting.State).NationalCode.ShouldBe(6);
        waiting.DueAt.ShouldBeNull();
        till.Shop.Web.Time.Advance(TimeSpan.FromDays(1));
        (await till.PayCashAsync(bill, unit: District)).Succeeded.ShouldBeTrue();

        var after = await till.Shop.DossierAsync(code);
        after.State.ShouldBe(DossierState.InProgress);
        after.DueAt.ShouldNotBeNull();
        var entries = await till.Shop.CountAsync(db =>
            db.Set<ClockEntry>()
                .Where(e => e.DossierId == after.Id)
                .OrderBy(e => e.Sequence)
                .Select(e => e.Kind)
                .ToListAsync()
        );
        entries.ShouldBe([ClockEntryKind.Started, ClockEntryKind.Stopped, ClockEntryKind.Resumed]);
        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    /// <summary>Where the process does not wait for payments, no bill can make it.</summary>
    [Fact]
    public async Task Bill_AtAStepThatDoesNotWait_IsRefused()
    {
        await using var till = await Till.OpenAsync(Engine.Sqlite);
        var bill = await till.BillAsync();
        var code = (await till.DossierAsync(bill)).Code;
        await till.Shop.HandOverAsync(code);

        (await IssueAsync(till, code, Shop.AnHai, Till.CopyItem)).Key.ShouldBe(
            "bill.refused.no-pause"
        );
        (await till.Shop.DossierAsync(code)).State.ShouldBe(DossierState.InProgress);
    }

    public static readonly TheoryData<string, string, string> Tamperings = new()
    {
        { "update onestop_bills set state = 'Cancelled'", "bill", "state" },
        { "update onestop_bills set paid = '0'", "bill", "paid" },
        { "update onestop_ledger_entries set amount = '9000'", "ledger", "entry" },
        { "delete from onestop_ledger_entries", "ledger", "entry" },
        { "update onestop_fee_receipts set amount = '1'", "receipt", "row" },
        { "delete from history_events where chain = 'bill' and sequence = 2", "bill", "chain" },
        {
            "update history_events set payload = replace(payload, '8000', '7000') where chain = 'bill' and sequence = 2",
            "event",
            "hash"
        },
    };

    [Theory, MemberData(nameof(Tamperings))]
    public async Task Audit_RecordChanged_NamesIt(string sql, string kind, string field)
    {
        await using var till = await Till.OpenAsync(Engine.Sqlite);
        var bill = await till.BillAsync();
        await till.PayCashAsync(bill);

        await till.Shop.Database.UseAsync(db => db.Database.ExecuteSqlRawAsync(sql));

        (await till.FindingsAsync()).ShouldContain(f => f.Kind == kind && f.Field == field);
    }

    private const string District = "d587";

    private static async Task<(string Code, Bill Bill)> AppraisedAsync(Till till)
    {
        // Establishment of a household business, district level, 100,000 đồng.
        const string business = "1.001612";
        var received = await till.Shop.ReceiveAsync(unit: District, procedure: business);
        received.Key.ShouldBeNull();
        var code = received.Value!.Code;
        await till.Shop.ActAsync(
            Role.Receptionist,
            code,
            DossierActionKind.Assign,
            (work, act) => work.Assign(null, true, act),
            District
        );
        var forwarded = await till.Shop.ActAsync(
            Role.UnitHead,
            code,
            DossierActionKind.Forward,
            (work, act) => work.Forward(null, null, act),
            District
        );
        forwarded.Key.ShouldBeNull();
        var issued = await IssueAsync(till, code, District, business);
        issued.Key.ShouldBeNull();
        return (
            code,
            await till.Shop.Database.UseAsync(db =>
                db.Set<Bill>().AsNoTracking().SingleAsync(b => b.Number == issued.Value)
            )
        );
    }

    private static Task<Outcome<string>> IssueAsync(
        Till till,
        string code,
        string unit,
        string item
    ) =>
        till.Shop.AsAsync(
            Role.Specialist,
            unit,
            services =>
                services
                    .GetRequiredService<IssueBill>()
                    .RunAsync(
                        new IssueBillRequest(
                            Guid.CreateVersion7().ToString("N"),
                            code,
                            CollectionMoment.Supplement,
                            new Dictionary<string, int> { [item] = 1 },
                            Pauses: true
                        ),
                        TestContext.Current.CancellationToken
                    )
        );

    private static Task<Outcome> RequestAsync(Till till, Bill bill, decimal amount, Guid by) =>
        till.ActAsync(
            Role.Receptionist,
            bill,
            BillActionKind.RequestRefund,
            (work, act) =>
                work.RequestRefund(
                    amount,
                    false,
                    PaymentMethod.Cash,
                    "paid for nothing",
                    act with
                    {
                        ActorId = by,
                    }
                )
        );

    private static Task<Outcome> DecideAsync(Till till, Bill bill, Role role, Guid? by) =>
        till.ActAsync(
            role,
            bill,
            BillActionKind.DecideRefund,
            (work, act) => work.DecideRefund(1, true, by is null ? act : act with { ActorId = by })
        );

    private static Task<Outcome> PayOutAsync(Till till, Bill bill) =>
        till.Shop.AsAsync(
            Role.Accountant,
            Shop.AnHai,
            async services =>
                await services
                    .GetRequiredService<PayOutRefund>()
                    .RunAsync(
                        new PayOutRequest(
                            Guid.CreateVersion7().ToString("N"),
                            bill.Number,
                            (await till.AgainAsync(bill)).Version,
                            1,
                            "PC-1"
                        ),
                        TestContext.Current.CancellationToken
                    )
        );

    private static async Task<WebPage> PayAsync(WebUser counter, Bill bill) =>
        await (await counter.GetAsync(PaymentLinks.Bill(bill.Number))).SubmitAsync(
            "form[action$='Cash']",
            new Dictionary<string, string?> { ["Input.Received"] = "true" }
        );
}
