using Shouldly;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Procedures;
using Xunit;

namespace ThuocDo.Tests.OneStop.Payments;

/// <summary>What a version of a procedure charges, and how it stands on a bill.</summary>
public sealed class ChargeTests
{
    private static readonly IReadOnlyList<ProcedureVersion> Versions = ProcedureFacts.Versions();

    [Fact]
    public void ShippedItems_ThatEverybodyPays_AddUpToTheFeeOfTheirVersion()
    {
        var itemised = Versions.Where(v => v.FeeItems.Any(i => !i.OnRequest)).ToList();
        itemised.ShouldNotBeEmpty();
        foreach (var version in itemised)
        {
            version
                .FeeItems.Where(i => !i.OnRequest)
                .Sum(i => i.For(1))
                .ShouldBe(version.Fee, version.Id.ToString());
        }
    }

    [Fact]
    public void Items_WhereOnlyTheSumIsKnown_AreOneItemOfTheProceduresName()
    {
        var procedures = ProcedureFacts.Procedures();
        var plain = Versions.First(v => v.Fee > 0 && v.FeeItems.Count == 0);
        var procedure = procedures.Single(p => p.Id == plain.ProcedureId);
        var item = plain.ItemsOf(procedure).ShouldHaveSingleItem();
        item.Code.ShouldBe(procedure.Code);
        item.Amount.ShouldBe(plain.Fee);
        item.Basis.ShouldBe(plain.FeeBasis);

        var free = Versions.First(v => v.Fee == 0 && v.FeeItems.Count == 0);
        free.ItemsOf(procedures.Single(p => p.Id == free.ProcedureId)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, 8000, null, 1, 8000, 1)]
    [InlineData(null, 8000, null, 3, 8000, 1)]
    [InlineData("bản", 8000, null, 3, 8000, 3)]
    [InlineData("trang", 2000, 5000, 2, 2000, 2)]
    [InlineData("trang", 2000, 5000, 9, 5000, 1)]
    public void Line_OfAnItem_IsCountedOrFixedAndNeverAboveTheMost(
        string? per,
        int amount,
        int? most,
        int quantity,
        int price,
        int count
    )
    {
        var item = new FeeItem("x", "Lệ phí", "Fee", amount, "Nghị quyết", [])
        {
            PerVi = per,
            Most = most,
        };
        var line = PaidDossier.Line(new Charge(item, quantity));
        ((int)line.Price, line.Quantity).ShouldBe((price, count));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("0", 0)]
    [InlineData("2", 2)]
    [InlineData("-2", 0)]
    [InlineData("2.5", 0)]
    [InlineData("nhiều", 0)]
    [InlineData("99999", Charge.MostOfOneItem)]
    public void ChargesAtReceipt_OfAnAnswer_AreAsManyAsAskedFor(string? answer, int expected)
    {
        var birth = ProcedureFacts.Procedures().Single(p => p.Code == "1.001193");
        var version = Versions.Last(v => v.ProcedureId == birth.Id);

        var charges = version.ChargesAtReceipt(
            birth,
            new Dictionary<string, string?> { ["copies"] = answer }
        );

        charges.Sum(c => c.Count).ShouldBe(expected);
        charges.Sum(c => c.Due).ShouldBe(8000m * expected);
    }
}
