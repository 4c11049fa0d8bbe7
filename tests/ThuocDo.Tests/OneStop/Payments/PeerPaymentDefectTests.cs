using System.Net;
using Shouldly;
using ThuocDo.OneStop.Payments;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Payments;

/// <summary>Defects found in the incumbent's payments, each shown not to be here.</summary>
public sealed class PeerPaymentDefectTests
{
    /// <summary>There: confirming a payment without a bill updates nothing into being; an action alone closes a bill.</summary>
    [Fact]
    [Trait("Peer", "D24")]
    public async Task Confirm_WithoutBillOrMoney_ChangesNothing()
    {
        await using var till = await Till.OpenAsync(Engine.Sqlite);
        var bill = await till.BillAsync();

        (await till.ActOnUnknownAsync()).Key.ShouldBe("bill.refused.not-found");
        (await till.PayCashAsync(bill, amount: 0)).Key.ShouldBe("bill.refused.cash-exact");
        (await till.PayCashAsync(bill, amount: 7999)).Key.ShouldBe("bill.refused.cash-exact");

        (await till.AgainAsync(bill)).Version.ShouldBe(bill.Version);
        (await till.LedgerAsync(bill)).ShouldBeEmpty();
        // Nothing an official does to the dossier touches its bill.
        (
            await till.Shop.HandOverAsync((await till.DossierAsync(bill)).Code)
        ).Succeeded.ShouldBeTrue();
        (await till.AgainAsync(bill)).State.ShouldBe(BillState.Issued);
    }

    /// <summary>There: whoever knows two references may mark a bill as paid, without signing in and without the gateway.</summary>
    [Fact]
    [Trait("Peer", "S4")]
    public async Task References_KnownToAnybody_PayNothing()
    {
        await using var till = await Till.OpenAsync(Engine.Sqlite);
        var bill = await till.BillAsync();
        var attempt = await till.StartAsync(bill);
        using var stranger = till.Shop.Web.NewVisitor();

        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Post, HttpMethod.Patch })
        {
            using var answer = await stranger.Client.SendAsync(
                new HttpRequestMessage(method, PaymentLinks.PayOf(bill.Reference))
            );
            answer.StatusCode.ShouldBeOneOf(
                HttpStatusCode.BadRequest,
                HttpStatusCode.MethodNotAllowed,
                HttpStatusCode.NotFound
            );
        }

        var back = await stranger.GetAsync(
            $"{PaymentLinks.ReturnOf(bill.Reference)}?vnp_TxnRef={attempt.Reference}&vnp_ResponseCode=00&vnp_TransactionStatus=00"
        );
        back.TextOf("main").ShouldContain("Chưa nhận được xác nhận");
        (await till.CallBackAsync($"vnp_TxnRef={attempt.Reference}&vnp_ResponseCode=00")).ShouldBe(
            "97"
        );
        (await till.AgainAsync(bill)).State.ShouldBe(BillState.Issued);
    }

    /// <summary>There: a wrong checksum is noticed and ignored; another adapter changes state before asking for whom.</summary>
    [Fact]
    [Trait("Peer", "S5")]
    public async Task CallBack_OfAWrongChecksumOrMerchant_StopsThere()
    {
        await using var till = await Till.OpenAsync(Engine.Sqlite);
        var bill = await till.BillAsync();
        var attempt = await till.StartAsync(bill);

        (await till.CallBackAsync(till.Notice(attempt, secret: "guessed"))).ShouldBe("97");
        (await till.CallBackAsync(till.Notice(attempt, merchant: "SOMEBODY"))).ShouldBe("97");

        (await till.AgainAsync(bill)).Version.ShouldBe(bill.Version);
        (await till.DossierAsync(bill)).Events.ShouldBe(1);
    }
}
