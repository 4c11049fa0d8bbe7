using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop.Counter;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Notices;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.OneStop.Filing;
using Xunit;

namespace ThuocDo.Tests.OneStop.Counter;

public sealed class UncollectedTests
{
    [Theory, Engines]
    public async Task List_OfResultsThatLie_RemindsOnceInTheDaysOfTheRules(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var old = await ResolvedAsync(shop);
        shop.Web.Time.Advance(TimeSpan.FromDays(6));
        var young = await ResolvedAsync(shop);
        using var officer = await shop.SignedInAsync("motcua.xa");

        var list = await officer.GetAsync(CounterLinks.Uncollected);
        list.TextOf("table").ShouldContain(old);
        list.TextOf("table").ShouldNotContain(young);
        (await list.SubmitAsync("form:has([name=Chosen])"))
            .TextOf(".error-summary")
            .ShouldContain("ít nhất một hồ sơ");
        list.Find("[name=Chosen]").SetAttribute("checked", "checked");
        var reminded = await list.SubmitAsync("form:has([name=Chosen])");
        var again = await list.SubmitAsync("form:has([name=Chosen])");

        reminded.Source.ShouldContain("Đã gửi lời nhắc cho 1 hồ sơ");
        reminded.Find("[name=Chosen]").HasAttribute("disabled").ShouldBeTrue();
        again.Source.ShouldContain("Đã gửi lời nhắc cho 1 hồ sơ");
        (await RemindersAsync(shop)).ShouldBe(1);
        var dossier = await shop.DossierAsync(old);
        dossier.State.ShouldBe(DossierState.Resolved);
        NoticeRules
            .For(DossierWork.CollectReminded, new DateOnly(2024, 3, 6))
            .ShouldNotBeNull()
            .Template.ShouldBe("collect");
        shop.Web.Time.Advance(TimeSpan.FromDays(8));
        using var later = await shop.SignedInAsync("motcua.xa");
        (await later.GetAsync(CounterLinks.Uncollected))
            .FindAll("[name=Chosen]:not([disabled])")
            .Count.ShouldBe(2);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    private static Task<int> RemindersAsync(Shop shop) =>
        shop.CountAsync(db =>
            db.Set<HistoryEvent>().CountAsync(e => e.Type == DossierWork.CollectReminded)
        );

    private static async Task<string> ResolvedAsync(Shop shop)
    {
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await shop.HandOverAsync(code);
        await shop.ActAsync(
            Role.Specialist,
            code,
            DossierActionKind.Forward,
            (w, a) => w.Forward(null, null, a)
        );
        await shop.ActAsync(
            Role.UnitHead,
            code,
            DossierActionKind.Forward,
            (w, a) => w.Forward(null, null, a)
        );
        var outcome = await shop.ActAsync(
            Role.Signer,
            code,
            DossierActionKind.Finish,
            (w, a) => w.Finish("1", false, a)
        );
        outcome.Succeeded.ShouldBeTrue(outcome.Key);
        return code;
    }
}
