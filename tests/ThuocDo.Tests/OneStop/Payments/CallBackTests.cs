using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.OneStop.Payments.Receipts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Payments;

/// <summary>
/// Call-backs that are wrong, repeated, in the wrong order or for somebody else: the bill is unchanged or changed once.
/// Every test ends with the check that ledger, history and sums agree.
/// </summary>
public sealed class CallBackTests
{
    [Theory, Engines]
    public async Task CallBack_OfAPayment_PaysOnceHoweverOftenItComes(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var bill = await till.BillAsync();
        var attempt = await till.StartAsync(bill);
        var notice = till.Notice(attempt);

        (await till.CallBackAsync(notice)).ShouldBe("00");
        var after = await till.AgainAsync(bill);
        (await till.CallBackAsync(notice)).ShouldBe("02");
        (await till.CallBackAsync(till.Notice(attempt, transaction: "14000002"))).ShouldBe("02");

        after.State.ShouldBe(BillState.Paid);
        after.Paid.ShouldBe(8000);
        (await till.AgainAsync(bill)).Version.ShouldBe(after.Version);
        (await till.LedgerAsync(bill)).ShouldHaveSingleItem().Amount.ShouldBe(8000);
        (await ReceiptsAsync(till)).ShouldBe([1]);
        (await till.DossierAsync(bill)).PaidOnline.ShouldBeTrue();
        (await till.FactsAsync(bill, FactTraits.FeeDue | FactTraits.PaidOnline)).ShouldBe(1);
        (await till.FactsAsync(bill, FactTraits.FeeDue)).ShouldBe(1);
        var kept = await till.Shop.CountAsync(db => db.Set<PaymentNotice>().ToListAsync());
        kept.Select(n => (n.Verdict, n.Times))
            .Order()
            .ShouldBe([(NoticeVerdict.Settled, 2), (NoticeVerdict.Repeated, 1)]);
        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task CallBack_ThatIsWrong_LeavesTheBillAsItIs(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var bill = await till.BillAsync();
        var attempt = await till.StartAsync(bill);

        // Wrong checksum: altered after signing, signed with another key, none at all, said twice.
        var good = till.Notice(attempt);
        (await till.CallBackAsync(good.Replace("vnp_Amount=800000", "vnp_Amount=800001"))).ShouldBe(
            "97"
        );
        (await till.CallBackAsync(till.Notice(attempt, secret: "another"))).ShouldBe("97");
        (
            await till.CallBackAsync(
                good[..good.IndexOf("&vnp_SecureHash", StringComparison.Ordinal)]
            )
        ).ShouldBe("97");
        (await till.CallBackAsync(good + "&vnp_Amount=800000")).ShouldBe("97");
        // Another merchant: unknown here, so nobody's signature counts.
        (await till.CallBackAsync(till.Notice(attempt, merchant: "OTHER001"))).ShouldBe("97");
        // Signed by our gateway, but not about what we asked for.
        (await till.CallBackAsync(till.Notice(attempt, amount: 7999))).ShouldBe("04");
        (
            await till.CallBackAsync(till.Notice(attempt, reference: "TDAAAAAAAAAAAAAAAAAA"))
        ).ShouldBe("01");

        var after = await till.AgainAsync(bill);
        after.Version.ShouldBe(bill.Version);
        after.State.ShouldBe(BillState.Issued);
        (await till.LedgerAsync(bill)).ShouldBeEmpty();
        (await till.DossierAsync(bill)).PaidOnline.ShouldBeFalse();
        (await till.FindingsAsync()).ShouldBeEmpty();
        (await till.CallBackAsync(good)).ShouldBe("00");
    }

    /// <summary>Two merchants of one installation: what one's secret signed pays no bill of the other.</summary>
    [Fact]
    public void Judge_NoticeOfAnotherMerchant_IsRefusedThoughGenuine()
    {
        var attempt = Attempt(AttemptState.Open);

        SettleNotice
            .Judge(Notice() with { Merchant = "OTHER" }, attempt)
            .ShouldBe(NoticeVerdict.WrongMerchant);
    }

    [Theory]
    [InlineData(AttemptState.Open, GatewayResult.Paid, NoticeVerdict.Settled)]
    [InlineData(AttemptState.Open, GatewayResult.Failed, NoticeVerdict.Failed)]
    [InlineData(AttemptState.Open, GatewayResult.Pending, NoticeVerdict.Pending)]
    [InlineData(AttemptState.Failed, GatewayResult.Paid, NoticeVerdict.Settled)]
    [InlineData(AttemptState.Failed, GatewayResult.Failed, NoticeVerdict.Repeated)]
    [InlineData(AttemptState.Paid, GatewayResult.Paid, NoticeVerdict.Repeated)]
    [InlineData(AttemptState.Paid, GatewayResult.Failed, NoticeVerdict.Repeated)]
    public void Judge_GenuineNotice_ByStateAndResult(
        AttemptState state,
        GatewayResult result,
        NoticeVerdict verdict
    )
    {
        var notice = Notice() with { Result = result };

        SettleNotice.Judge(notice, Attempt(state)).ShouldBe(verdict);
        SettleNotice
            .Judge(notice with { IsGenuine = false }, Attempt(state))
            .ShouldBe(NoticeVerdict.WrongChecksum);
        SettleNotice.Judge(notice, null).ShouldBe(NoticeVerdict.UnknownReference);
        SettleNotice
            .Judge(notice with { Amount = 1 }, Attempt(state))
            .ShouldBe(NoticeVerdict.WrongAmount);
    }

    [Theory, Engines]
    public async Task CallBack_OutOfOrder_CountsTheMoneyOnce(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var (first, second) = (await till.BillAsync(), await till.BillAsync());
        var (late, early) = (await till.StartAsync(first), await till.StartAsync(second));

        // A failure that arrives after the success, and one that arrives before it.
        (await till.CallBackAsync(till.Notice(late))).ShouldBe("00");
        (await till.CallBackAsync(till.Notice(late, "24"))).ShouldBe("02");
        (await till.CallBackAsync(till.Notice(early, "24"))).ShouldBe("00");
        (await till.AgainAsync(second)).State.ShouldBe(BillState.Issued);
        (await till.CallBackAsync(till.Notice(early, transaction: "14000009"))).ShouldBe("00");

        foreach (var bill in new[] { first, second })
        {
            (await till.AgainAsync(bill)).State.ShouldBe(BillState.Paid);
            (await till.LedgerAsync(bill)).ShouldHaveSingleItem();
        }

        (await till.FindingsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task CallBack_ForABillCancelledOrPaidMeanwhile_KeepsTheMoneyForRefund(
        Engine engine
    )
    {
        await using var till = await Till.OpenAsync(engine);
        var (cancelled, paid) = (await till.BillAsync(), await till.BillAsync());
        var (one, two) = (await till.StartAsync(cancelled), await till.StartAsync(paid));
        (
            await till.ActAsync(
                Role.Receptionist,
                cancelled,
                BillActionKind.Cancel,
                (work, act) => work.Cancel("wrong item", act)
            )
        ).Succeeded.ShouldBeTrue();
        (await till.PayCashAsync(paid)).Succeeded.ShouldBeTrue();

        (await till.CallBackAsync(till.Notice(one))).ShouldBe("00");
        (await till.CallBackAsync(till.Notice(two, transaction: "14000002"))).ShouldBe("00");

        var after = await till.AgainAsync(cancelled);
        (after.State, after.Paid, after.Surplus).ShouldBe((BillState.Cancelled, 0m, 8000m));
        after = await till.AgainAsync(paid);
        (after.State, after.Paid, after.Surplus).ShouldBe((BillState.Paid, 8000m, 8000m));
        after.Method.ShouldBe(PaymentMethod.Cash);
        // Paid in cash: the money that came online pays nothing and counts for no target.
        (await till.DossierAsync(paid)).PaidOnline.ShouldBeFalse();
        (await till.FactsAsync(paid, FactTraits.PaidOnline)).ShouldBe(0);
        (await till.FindingsAsync()).ShouldBeEmpty();
        using var counter = await till.Shop.SignedInAsync("motcua.xa");
        var list = await counter.GetAsync("/mot-cua/thu-phi?trang-thai=cho-hoan");
        list.TextOf("main").ShouldContain(cancelled.Number);
        list.TextOf("main").ShouldContain(paid.Number);
    }

    [Theory, Engines]
    public async Task CallBacks_AtTheSameMoment_SettleOnce(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var bill = await till.BillAsync();
        var attempt = await till.StartAsync(bill);
        var notice = till.Notice(attempt);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => till.CallBackAsync(notice))
        );

        answers.Count(a => a == "00").ShouldBe(1);
        answers.Count(a => a == "02").ShouldBe(5);
        (await till.LedgerAsync(bill)).ShouldHaveSingleItem();
        (await ReceiptsAsync(till)).ShouldBe([1]);
    }

    /// <summary>Whoever does not know the secret cannot fill the table of notices.</summary>
    [Fact]
    public async Task CallBacks_ForgedInNumbers_AreKeptOnlyToALimit()
    {
        await using var till = await Till.OpenAsync(Engine.Sqlite);
        var attempt = await till.StartAsync(await till.BillAsync());

        for (var i = 0; i < PaymentNotice.MostForgedKept + 10; i++)
        {
            await till.CallBackAsync(till.Notice(attempt, transaction: $"{i}", secret: "x"));
            await till.CallBackAsync(till.Notice(attempt, reference: $"TD{i}", secret: "x"));
        }

        (await till.Shop.CountAsync(db => db.Set<PaymentNotice>().CountAsync())).ShouldBe(
            PaymentNotice.MostForgedKept
        );
    }

    private static Task<List<int>> ReceiptsAsync(Till till) =>
        till.Shop.CountAsync(db =>
            db.Set<FeeReceipt>().OrderBy(r => r.Number).Select(r => r.Number).ToListAsync()
        );

    private static GatewayNotice Notice() =>
        new(true, "r", "m", 8000, "t", "b", GatewayResult.Paid, "text");

    private static PaymentAttempt Attempt(AttemptState state) =>
        new()
        {
            Id = Guid.Empty,
            Reference = "r",
            BillId = Guid.Empty,
            Account = "a",
            Gateway = "vnpay",
            Merchant = "m",
            Amount = 8000,
            State = state,
            CreatedAt = TestWeb.UsualInstant,
            ExpiresAt = TestWeb.UsualInstant,
        };
}
