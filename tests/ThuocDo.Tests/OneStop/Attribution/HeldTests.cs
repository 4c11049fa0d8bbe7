using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Attribution;

public sealed class HeldTests
{
    [Theory, Engines]
    public async Task Dossier_ForAHead_SaysWhoHeldItAndForHowLong(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        shop.Web.Time.Advance(TimeSpan.FromHours(25));
        using var head = await shop.SignedInAsync("lanhdao.xa");
        using var counter = await shop.SignedInAsync("motcua.xa");

        var page = await head.GetAsync(OneStopLinks.Dossier(code));

        page.FindAll("[data-held]").ShouldHaveSingleItem();
        page.FindAll("[data-held] a[href^='/trach-nhiem/']").Count.ShouldBe(2);
        page.TextOf("[aria-labelledby=held] tfoot").ShouldContain("1 ngày 1 giờ 0 phút");
        (await page.FollowAsync("[data-held] a")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        (await counter.GetAsync(OneStopLinks.Dossier(code))).FindAll("[data-held]").ShouldBeEmpty();
    }
}
