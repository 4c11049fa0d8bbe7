using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Glance;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Organisation;

public sealed class GlanceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Communes_InEachOrder_StandByAreasNameOrDay()
    {
        var units = UnitFacts
            .Units()
            .Where(GlanceReader.IsCommune)
            .Take(3)
            .OrderBy(u => u.Name, StringComparer.Ordinal)
            .ToList();
        var communes = new[]
        {
            new CommuneGlimpse(units[0], [Line(units[0], 60, new(2024, 3, 9))]),
            new CommuneGlimpse(
                units[1],
                [Line(units[1], 2, null), Line(units[1], 3, null, GlanceSection.Dossiers)]
            ),
            new CommuneGlimpse(units[2], [Line(units[2], 0, new(2024, 3, 1))]),
        };

        Of(CommuneOrder.Weak).ShouldBe([units[1], units[0], units[2]]);
        Of(CommuneOrder.Due).ShouldBe([units[2], units[0], units[1]]);

        List<Unit> Of(CommuneOrder order) =>
            [.. GlanceReader.Ordered(communes, order).Select(c => c.Unit)];

        static GlanceLine Line(
            Unit unit,
            decimal weight,
            DateOnly? due,
            GlanceSection section = GlanceSection.Tasks
        ) => new(unit.Id, section, "local.glance.tasks", 1) { Weight = weight, DueOn = due };
    }

    [Theory, Engines]
    public async Task Commune_OfARightHolder_ShowsItsHeadsAndWhatIsLate(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var entered = await shop.AsAsync(
            Role.Specialist,
            Shop.AnHai,
            s =>
                s.GetRequiredService<RegisterDesk>()
                    .RegisterAsync(
                        "k",
                        new NewDocument
                        {
                            UnitId = Unit.IdOf(Shop.AnHai),
                            Direction = DocumentDirection.Incoming,
                            Day = new DateOnly(2024, 2, 20),
                            Notation = "1/A",
                            Kind = "Công văn",
                            Subject = "Mẫu",
                            Electronic = "H56.06 Sở Mẫu",
                            DueOn = new DateOnly(2024, 3, 1),
                        },
                        Stop
                    )
        );
        entered.Succeeded.ShouldBeTrue(entered.Key);
        await shop.ReceiveAsync();
        shop.Web.Time.Advance(TimeSpan.FromDays(9));

        using var head = await shop.SignedInAsync("lanhdao.xa");
        var page = await head.GetAsync($"{GlanceLinks.Communes}/{Shop.AnHai}");
        page.TextOf("h1").ShouldBe("Xã An Hải");
        page.TextOf("main").ShouldContain("Cán bộ Mẫu 07", Case.Sensitive);
        page.TextOf("#papers + ul").ShouldContain("1 văn bản đến quá hạn xử lý");
        page.TextOf("#papers + ul").ShouldContain("hạn 01/03/2024");
        page.Find("#papers + ul a").GetAttribute("href")!.ShouldContain("tinh-trang=overdue");
        (await head.GetAsync(page.Find("#papers + ul a").GetAttribute("href")!))
            .FindAll("tbody tr")
            .ShouldHaveSingleItem();

        // Its own commune alone, and no other one.
        var list = await head.GetAsync(GlanceLinks.Communes);
        list.FindAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("Xã An Hải");
        (await head.GetAsync($"{GlanceLinks.Communes}/{Shop.PhuocDan}")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );

        using var leader = await shop.SignedInAsync("lanhdao");
        var all = await leader.GetAsync(GlanceLinks.Communes);
        all.FindAll("tbody tr").Count.ShouldBe(65);
        all.FindAll("tbody th")[0].TextContent.ShouldBe("Xã An Hải", "the weakest is first");
        (await leader.GetAsync($"{GlanceLinks.Communes}/d587")).Status.ShouldBe(
            HttpStatusCode.NotFound,
            "a district is no commune"
        );
    }
}
