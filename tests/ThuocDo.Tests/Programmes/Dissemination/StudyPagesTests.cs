using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Dissemination;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Programmes.Dissemination;

public sealed class StudyPagesTests
{
    private const string Programme = "cchc-2025";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Study_OfBodiesAndCells_IsAcknowledgedDownToTheLowest(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        using var district = await shop.SignedInAsync("chuyenvien.huyen");
        var form = await office.GetAsync(StudyLinks.Create(Programme));
        var set = await form.SubmitAsync(
            "#new-study",
            new Dictionary<string, string?>
            {
                ["Name"] = "Quán triệt nghị quyết",
                ["Due"] = "2024-03-08",
                ["Bodies"] = "d587",
            }
        );
        set.Url.ShouldBe(StudyLinks.Of(Programme), set.TextOf("main"));
        set.TextOf("main").ShouldContain("chưa xác nhận");

        var body = await shop.CountAsync(db => db.Set<StudyPart>().Select(p => p.Id).SingleAsync());
        var page = await district.GetAsync(StudyLinks.Part(body));
        // The address keeps the act that was refused; the other form of the page goes where it says.
        var refused = await page.SubmitAsync(
            "#cells",
            new Dictionary<string, string?>
            {
                ["Names"] = new string('x', StudyPart.CellMaxLength + 1),
            }
        );
        refused.Url.ShouldContain("handler=Cells");
        refused.Find("#acknowledge").GetAttribute("action").ShouldBe(StudyLinks.Part(body));
        var cells = await page.SubmitAsync(
            "#cells",
            new Dictionary<string, string?>
            {
                ["Names"] = "Chi bộ Văn phòng\n\nChi bộ Một cửa\nchi bộ một cửa",
            }
        );
        cells.FindAll("main ul.plain-list li").Count.ShouldBe(2);
        var future = await cells.SubmitAsync(
            "#acknowledge",
            new Dictionary<string, string?> { ["Held"] = "2024-03-07", ["Participants"] = "12" }
        );
        future.TextOf(".error-summary").ShouldContain("07/03/2024");
        var done = await future.SubmitAsync(
            "#acknowledge",
            new Dictionary<string, string?> { ["Held"] = "2024-03-05", ["Participants"] = "12" }
        );
        done.TextOf("main").ShouldContain("3 nơi, 1 đã xác nhận, 12 lượt người dự");
        using var commune = await shop.SignedInAsync("chuyenvien.xa");
        (await commune.GetAsync(StudyLinks.Part(body))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await commune.GetAsync(StudyLinks.Of(Programme))).FindAll("section.card").ShouldBeEmpty();

        // 08/03 was the last day; two cells still owe it.
        shop.Web.Time.Advance(TimeSpan.FromDays(7));
        var told = await shop.Web.UseAsync<IEnumerable<IDueWork>, DueCount?>(async works =>
            (
                await works
                    .OfType<StudyDueWork>()
                    .Single()
                    .CountAsync(shop.Web.Time.GetUtcNow().UtcDateTime, Stop)
            ).GetValueOrDefault(DemonstrationAccounts.IdOf("lanhdao.huyen"))
        );
        told!.Overdue.ShouldBe(2);
        (await Lines(shop)).ShouldHaveSingleItem();
        await shop.Database.UseAsync(db =>
            db.Set<StudyPart>().ExecuteUpdateAsync(u => u.SetProperty(p => p.Participants, 500))
        );
        (await Lines(shop)).ShouldContain(l => l.Contains("study-part", StringComparison.Ordinal));
    }

    /// <summary>Where the districts ended, the communes stand right below the province and are asked themselves.</summary>
    [Theory]
    [InlineData("2024-03-06", false)]
    [InlineData("2025-07-15", true)]
    public async Task Study_OnceDistrictsEnded_IsAskedOfCommunes(string day, bool asked)
    {
        await using var shop = await Shop.OpenAsync(
            Engine.Sqlite,
            DateOnly.Parse(day, null).ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc)
        );
        await shop.Database.UseAsync(db => db.SeedProgrammeAsync());
        using var office = await shop.SignedInAsync("vanphong.tinhuy");

        var form = await office.GetAsync(StudyLinks.Create(Programme));

        var bodies = form.FindAll("[name=Bodies]").Select(b => b.GetAttribute("value")).ToList();
        bodies.Contains("c22834-2025").ShouldBe(asked, form.TextOf("main"));
        bodies.Contains("d587").ShouldBe(!asked);
        bodies.ShouldNotContain("c22888", "a commune below a district is asked by it");
    }

    [Theory, Engines]
    public async Task Acknowledgement_OfAStaleFormOrAStranger_IsRefused(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        var programme = await shop.CountAsync(db => db.Set<Programme>().SingleAsync());
        (
            await shop.AsAsync(
                Role.PartyOffice,
                "ninh-thuan",
                s =>
                    s.GetRequiredService<StudyDesk>()
                        .SetAsync(
                            new NewStudyRound(
                                "a",
                                programme.Id,
                                "Đợt một",
                                new DateOnly(2024, 3, 29),
                                [Unit.IdOf("d587")]
                            ),
                            Stop
                        )
            )
        ).Succeeded.ShouldBeTrue();
        var part = await shop.CountAsync(db => db.Set<StudyPart>().SingleAsync());
        Task<Outcome> AcknowledgeAsync(string unit, string key, Guid version, int count = 3) =>
            shop.AsAsync(
                Role.Specialist,
                unit,
                s =>
                    s.GetRequiredService<StudyDesk>()
                        .AcknowledgeAsync(
                            new StudyReport(
                                key,
                                part.Id,
                                version,
                                new DateOnly(2024, 3, 5),
                                count,
                                null
                            ),
                            Stop
                        )
            );
        (await AcknowledgeAsync("d586", "b", part.Version)).Key.ShouldBe(StudyDesk.NotAllowed);
        (await AcknowledgeAsync("d587", "c", Guid.CreateVersion7())).IsStale.ShouldBeTrue();
        (await AcknowledgeAsync("d587", "d", part.Version, 0)).Key.ShouldBe(
            "study.refused.participants"
        );
        (await AcknowledgeAsync("d587", "e", part.Version)).Succeeded.ShouldBeTrue();
    }

    [Theory, Engines]
    public async Task Opinion_PassedOn_BecomesATaskAndIsPassedOnce(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var address = StudyLinks.Outreach(Programme);
        var page = await (await office.GetAsync(address)).SubmitAsync(
            "#add-note",
            new Dictionary<string, string?>
            {
                ["Input.Kind"] = "Opinion",
                ["Input.Day"] = "2024-03-05",
                ["Input.Where"] = "Xã An Hải",
                ["Input.What"] = "Cử tri",
                ["Input.Text"] = "Chờ lâu ở quầy.",
            }
        );
        page.Url.ShouldBe(address, page.TextOf("main"));
        var passed = await page.SubmitAsync(
            "form[action$='PassOn']",
            new Dictionary<string, string?> { ["Unit"] = "c22888", ["Day"] = "2024-03-20" }
        );
        passed
            .TextOf("main")
            .ShouldContain("Đã chuyển: nhiệm vụ số 1", Case.Sensitive, passed.TextOf("main"));
        // The form that was open before.
        await page.SubmitAsync(
            "form[action$='PassOn']",
            new Dictionary<string, string?> { ["Unit"] = "c22888", ["Day"] = "2024-03-20" }
        );
        var task = await shop.CountAsync(db => db.Set<AssignedTask>().SingleAsync());
        (task.Name, task.DueOn).ShouldBe(("Chờ lâu ở quầy.", new DateOnly(2024, 3, 20)));
        var item = await (await office.GetAsync(address)).SubmitAsync(
            "#add-note",
            new Dictionary<string, string?>
            {
                ["Input.Kind"] = "Communication",
                ["Input.Day"] = "2024-03-20",
                ["Input.Where"] = "Đài tỉnh",
                ["Input.What"] = "Phóng sự",
            }
        );
        var finished = await item.SubmitAsync(
            "form[action$='Finish']",
            new Dictionary<string, string?>
            {
                ["Day"] = "2024-03-06",
                ["Evidence"] = "Bản tin 19 giờ",
            }
        );
        finished.TextOf("main").ShouldContain("Bản tin 19 giờ");
        (await Lines(shop)).ShouldHaveSingleItem();
    }

    private static async Task<string[]> Lines(Shop shop) =>
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines;

    private static async Task<Shop> ShopAsync(Engine engine)
    {
        var shop = await Shop.OpenAsync(engine);
        await shop.Database.UseAsync(db => db.SeedProgrammeAsync());
        return shop;
    }
}
