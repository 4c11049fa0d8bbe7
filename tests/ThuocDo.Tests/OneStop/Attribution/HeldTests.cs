using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Attribution;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Dossiers.Takeover;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;
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

    /// <summary>The communes of the old province end on 1 July 2025; the successor takes over two days later.</summary>
    [Theory, Engines]
    public async Task Dossier_TakenOverLate_IsTheSuccessorsFromTheDayOfTheEnd(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            new(2025, 6, 27, 2, 0, 0, DateTimeKind.Utc)
        );
        var dossier = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);
        shop.Web.Time.Advance(TimeSpan.FromDays(6));
        var tree = await shop.Database.UseAsync(db => UnitDirectory.LoadAsync(db, default));
        var from = tree[dossier.UnitId];
        var to = TakeoverRules.SuccessorsOf(from, tree)[0].To;
        var root = tree.RootsOn(new(2025, 7, 3)).Single(r => tree.IsWithin(to.Id, r.Id));

        Task<AttributedTime> TimeAsync() =>
            shop.AsAsync(
                Role.Leader,
                "ninh-thuan",
                async services =>
                {
                    var file = await services
                        .GetRequiredService<DossierReader>()
                        .ReadAsync(dossier.Code, default);
                    return (
                        await services
                            .GetRequiredService<AttributeDossier>()
                            .OfAsync(file!, default)
                    )!;
                }
            );

        // Before the take-over the days since the end are nobody's.
        var before = await TimeAsync();
        before.Pieces[^1].Piece.UnitId.ShouldBe(from.Id);
        before.Pieces[^1].Heads.ShouldBeEmpty();
        var taken = await shop.AsAsync(
            Role.ProcedureControl,
            root.Key,
            services =>
                services
                    .GetRequiredService<TakeOver>()
                    .RunAsync(new("k", from.Id, to.Id, [dossier.Id]), default)
        );
        taken.Value.ShouldBe(new TakenOver(1, 0));
        var time = await TimeAsync();

        time.Pieces.Select(p => p.Piece.UnitId).ShouldBe([from.Id, to.Id]);
        VietnamTime.ToLocal(time.Pieces[1].Piece.From).ShouldBe(new DateTime(2025, 7, 1));
        time.Pieces.ShouldAllBe(p =>
            p.Heads.All(h => h.UnitId == p.Piece.UnitId) && p.Heads.Count > 0
        );
        time.Pieces.Sum(p => p.Piece.WorkingMinutes).ShouldBe(time.WorkingMinutes);
        TimeSpan.FromTicks(time.Pieces.Sum(p => p.Piece.Elapsed.Ticks)).ShouldBe(time.Elapsed);
    }
}
