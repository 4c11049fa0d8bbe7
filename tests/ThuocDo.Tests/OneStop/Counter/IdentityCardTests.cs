using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Receive;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Counter;

public sealed class IdentityCardTests
{
    private const string Card =
        "058199900001|264000001|Người Mẫu Thẻ|29021996|Nữ|Thôn Mẫu, An Hải, Ninh Phước, Ninh Thuận|10022021";

    private static readonly DateOnly Today = new(2024, 3, 6);

    [Theory, Engines]
    public async Task Scan_IntoTheIntakeForm_FillsTheApplicantAndReceivesNothing(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var form = await officer.GetAsync(OneStopLinks.ReceiveAt(null, Shop.MaritalStatus));

        var wrong = await form.SubmitAsync(
            IntakeForm.Selector,
            new Dictionary<string, string?> { ["Input.Card"] = "058199900001|x" }
        );
        wrong.TextOf(".error-summary").ShouldContain("thẻ căn cước");
        var filled = await wrong.SubmitAsync(
            IntakeForm.Selector,
            new Dictionary<string, string?> { ["Input.Card"] = Card }
        );

        Value("Input.Identity").ShouldBe("058199900001");
        Value("Input.Name").ShouldBe("Người Mẫu Thẻ");
        Value("Input.Address").ShouldBe("Thôn Mẫu, An Hải, Ninh Phước, Ninh Thuận");
        Value("Input.Card").ShouldBeNullOrEmpty();
        filled.Find("[name='Input.Phone']").HasAttribute("autofocus").ShouldBeTrue();
        (await shop.CountAsync(db => db.Set<Dossier>().CountAsync())).ShouldBe(0);
        await filled.SendAllPapersAsync("Người Mẫu Thẻ");
        var applicant = await shop.CountAsync(db => db.Set<Applicant>().SingleAsync());
        applicant.IdentityNumber.ShouldBe("058199900001");

        string? Value(string name) => filled.Find($"[name='{name}']").GetAttribute("value");
    }

    [Fact]
    public void Read_OfACard_GivesItsFields()
    {
        var card = IdentityCard.Read(Card + "|Cha Mẫu|Mẹ Mẫu\r", Today).ShouldNotBeNull();

        card.Number.ShouldBe("058199900001");
        card.EarlierNumber.ShouldBe("264000001");
        card.Birth.ShouldBe(new DateOnly(1996, 2, 29));
        card.Sex.ShouldBe("Nữ");
        IdentityCard
            .Read(Card.Replace("264000001", "", StringComparison.Ordinal), Today)!
            .EarlierNumber.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("058199900001")]
    [InlineData("05819990000|264000001|A|29021996|Nam|B|10022021")]
    [InlineData("058199900001|26400000x|A|29021996|Nam|B|10022021")]
    [InlineData("058199900001||A|30021996|Nam|B|10022021")]
    [InlineData("058199900001||A|07032024|Nam|B|10022021")]
    [InlineData("058199900001|||01011990|Nam|B|10022021")]
    [InlineData("058199900001||A1|01011990|Nam|B|10022021")]
    public void Read_OfAnythingElse_IsNoCard(string scanned) =>
        IdentityCard.Read(scanned, Today).ShouldBeNull();
}
