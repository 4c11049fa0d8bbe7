using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Cycle;
using ThuocDo.Programmes.Reports;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Programmes.Cycle;

/// <summary>A round of reports from the request to the merged draft.</summary>
public sealed class RoundPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Round_FromRequestToMergedDraft_KeepsWhoSaidWhat(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var officer = await shop.SignedInAsync("noivu");
        using var specialist = await shop.SignedInAsync("chuyenvien.huyen");
        var form = await officer.GetAsync(RoundLinks.Create + "?don-vi=ninh-thuan");
        var sent = await form.SubmitAsync(
            "#new-round",
            new Dictionary<string, string?> { ["Period"] = "2024/quarter-1", ["Agencies"] = "d587" }
        );
        sent.Url.ShouldStartWith(RoundLinks.List + "/", Case.Sensitive, sent.TextOf("main"));
        sent.TextOf("main").ShouldContain("12/03/2024");
        // A second click on the same form, and a second request for the period.
        (
            await form.SubmitAsync(
                "#new-round",
                new Dictionary<string, string?>
                {
                    ["Period"] = "2024/quarter-1",
                    ["Agencies"] = "d587",
                }
            )
        ).Url.ShouldBe(sent.Url);
        (await shop.CountAsync(db => db.Set<ReportRound>().CountAsync())).ShouldBe(1);

        var part = await PartAsync(shop);
        var page = await specialist.GetAsync(RoundLinks.Part(part));
        // 15/12/2023 – 14/03/2024: three in time of four; the one of 14/12 is another period's.
        page.TextOf("main").ShouldContain("75,00 % (3/4 hồ sơ)");
        var write = await specialist.GetAsync(RoundLinks.Write(part));
        var empty = await write.SubmitAsync("#write-part", Answers("", ""), "button[value=true]");
        empty.FindAll(".error-summary li").Count.ShouldBe(2);
        await write.SubmitAsync(
            "#write-part",
            Answers("Đã làm.", "{T10} tăng so với cùng kỳ\n# Không phải mục"),
            "button[value=false]"
        );
        var stale = await write.SubmitAsync(
            "#write-part",
            Answers("Khác.", "Khác."),
            "button[value=true]"
        );
        stale.FindAll(".error-summary").ShouldNotBeEmpty();
        var submitted = await (await specialist.GetAsync(RoundLinks.Write(part))).SubmitAsync(
            "#write-part",
            null,
            "button[value=true]"
        );
        submitted.TextOf("main").ShouldContain("Chờ xét");

        (await specialist.GetAsync(RoundLinks.Settle(part))).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        var returned = await (await officer.GetAsync(RoundLinks.Settle(part))).SubmitAsync(
            "#settle-part",
            new Dictionary<string, string?> { ["Reason"] = "Thiếu nguyên nhân." },
            "button[value=false]"
        );
        returned.TextOf("main").ShouldContain("Trả lại");
        page = await specialist.GetAsync(RoundLinks.Part(part));
        page.TextOf("main").ShouldContain("Thiếu nguyên nhân.");
        await (await specialist.GetAsync(RoundLinks.Write(part))).SubmitAsync(
            "#write-part",
            null,
            "button[value=true]"
        );
        var accepted = await (await officer.GetAsync(RoundLinks.Settle(part))).SubmitAsync(
            "#settle-part",
            null,
            "button[value=true]"
        );
        accepted.TextOf("main").ShouldContain("Đã nhận");

        var report = await accepted.SubmitAsync("#merge");
        report.Url.ShouldStartWith(ReportLinks.List + "/", Case.Sensitive, report.TextOf("main"));
        report.TextOf("main").ShouldContain("Huyện Ninh Phước: Đã làm.");
        report.TextOf("main").ShouldContain("Huyện Ninh Phước: (T10) tăng");
        report.FindAll("#faults").ShouldBeEmpty();
        report.FindAll("#reported li").ShouldHaveSingleItem("said by the agency, it stops nothing");
        // Once more: the sections are replaced, not added.
        var again = await (await officer.GetAsync(sent.Url)).SubmitAsync("#merge");
        again
            .FindAll("h2")
            .Count(h => h.TextContent.StartsWith("Tổng hợp", StringComparison.Ordinal))
            .ShouldBe(2);
        (await shop.CountAsync(db => db.Set<Report>().CountAsync())).ShouldBe(1);
        (await Lines(shop)).ShouldHaveSingleItem();
        await shop.Database.UseAsync(db =>
            db.Set<Contribution>().ExecuteUpdateAsync(u => u.SetProperty(c => c.Answers, "{}"))
        );
        (await Lines(shop)).ShouldContain(l =>
            l.Contains("report-contribution", StringComparison.Ordinal)
        );
    }

    [Theory, Engines]
    public async Task Agency_ThatIsLate_IsListedAndToldInTheMorning(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        await SendAsync(shop, "d587");
        // 12/03/2024 was the last day.
        shop.Web.Time.Advance(TimeSpan.FromDays(7));
        using var officer = await shop.SignedInAsync("noivu");
        var round = await shop.CountAsync(db => db.Set<ReportRound>().SingleAsync());
        var page = await officer.GetAsync(RoundLinks.Round(round.Id));
        page.TextOf("#late").ShouldContain("Ninh Phước");
        page.FindAll("#merge button[disabled]").ShouldNotBeEmpty();

        (await ToldAsync(shop)).ShouldBe(new DueCount(0, 1, 1));
    }

    /// <summary>The period ends on 14/03/2024 and agencies are in time until 12/03.</summary>
    [Theory, Engines]
    public async Task Part_SentBackAndSentOnTheLastDay_HasItsOwnDaysAndTheFiguresOfAllDays(
        Engine engine
    )
    {
        await using var shop = await ShopAsync(
            engine,
            new DateTime(2024, 3, 12, 3, 0, 0, DateTimeKind.Utc)
        );
        await SendAsync(shop, "d587");
        await WriteAsync(shop);
        await ReturnAsync(shop);
        shop.Web.Time.Advance(TimeSpan.FromDays(2));
        // 14/03: past the day of the round, and in time for what was sent back on 12/03.
        (await ToldAsync(shop)).ShouldBe(new DueCount(1, 0, 0));
        await WriteAsync(shop);
        await ReturnAsync(shop);
        shop.Web.Time.Advance(TimeSpan.FromDays(6));
        (await ToldAsync(shop)).ShouldBe(new DueCount(0, 1, 1));

        await WriteAsync(shop);
        var part = await shop.CountAsync(db => db.Set<Contribution>().SingleAsync());
        part.LateAgain.ShouldBe(1);
        using var officer = await shop.SignedInAsync("noivu");
        (await officer.GetAsync(RoundLinks.Part(part.Id))).TextOf("main").ShouldContain("Trễ hạn");
        (await Lines(shop)).ShouldHaveSingleItem();
    }

    [Theory, Engines]
    public async Task Figures_OfAPartSentOnTheLastDay_AreCompletedOnceByTheJob(Engine engine)
    {
        await using var shop = await ShopAsync(
            engine,
            new DateTime(2024, 3, 14, 3, 0, 0, DateTimeKind.Utc)
        );
        await SendAsync(shop, "d587", "d586");
        // What would be sent is what is shown: to the day before.
        await new FactSheet()
            .Many(2, "d586", "2024-03-13", FactKind.Closed, FactTraits.Resolved)
            .Many(2, "d586", "2024-03-14", FactKind.Closed, FactTraits.Resolved)
            .AddToAsync(shop.Database);
        using (var reader = await shop.SignedInAsync("noivu"))
        {
            var shown = await reader.GetAsync(RoundLinks.Part((await FindAsync(shop, "d586")).Id));
            shown.TextOf("main").ShouldContain("Tính đến hết ngày 13/03/2024");
            shown.TextOf("main").ShouldContain("(2/2 hồ sơ)");
        }

        await WriteAsync(shop, "d587");
        var sent = await FindAsync(shop, "d587");
        sent.FiguresTo.ShouldBe(new DateOnly(2024, 3, 13));
        // The afternoon of the last day.
        await new FactSheet()
            .Many(4, "d587", "2024-03-14", FactKind.Closed, FactTraits.Resolved)
            .AddToAsync(shop.Database);
        await CompleteAsync(shop);
        (await FindAsync(shop, "d587")).Figures.ShouldBe(sent.Figures, "the day is not over");

        shop.Web.Time.Advance(TimeSpan.FromDays(1));
        await CompleteAsync(shop);
        await CompleteAsync(shop);
        var done = await FindAsync(shop, "d587");
        done.FiguresTo.ShouldBe(new DateOnly(2024, 3, 14));
        done.Figures.ShouldNotBe(sent.Figures);
        done.Events.ShouldBe(sent.Events + 1);
        using var officer = await shop.SignedInAsync("noivu");
        (await officer.GetAsync(RoundLinks.Part(done.Id)))
            .TextOf("main")
            .ShouldContain("87,50 % (7/8 hồ sơ)");
        (await FindAsync(shop, "d586")).Figures.ShouldBeNull("it was never sent");
        (await Lines(shop)).ShouldHaveSingleItem();
    }

    /// <summary>Two wards go on in one on 1/11/2024: what they resolved before is the new ward's in its part.</summary>
    [Theory, Engines]
    public async Task Figures_OfABodyThatBeganWithinTheDays_AreThoseOfItsPredecessorsToo(
        Engine engine
    )
    {
        await using var shop = await ShopAsync(
            engine,
            new DateTime(2024, 11, 20, 3, 0, 0, DateTimeKind.Utc)
        );
        await new FactSheet()
            .Many(2, "c22747", "2024-10-10", FactKind.Closed, FactTraits.Resolved)
            .Many(1, "c22750", "2024-10-11", FactKind.Closed, FactTraits.Resolved | FactTraits.Late)
            .Many(1, "c22750-2024", "2024-11-05", FactKind.Closed, FactTraits.Resolved)
            .AddToAsync(shop.Database);
        await SendAsync(shop, "c22750-2024");
        await WriteAsync(shop, "c22750-2024");
        using var officer = await shop.SignedInAsync("noivu");
        (await officer.GetAsync(RoundLinks.Part((await FindAsync(shop, "c22750-2024")).Id)))
            .TextOf("main")
            .ShouldContain("75,00 % (3/4 hồ sơ)");
    }

    [Theory, Engines]
    public async Task Part_OfAnAgencyThatEnds_GoesToItsHeirOnce(Engine engine)
    {
        await using var shop = await ShopAsync(
            engine,
            new DateTime(2024, 10, 30, 3, 0, 0, DateTimeKind.Utc)
        );
        // Both wards go on in one: it owes one part, not two.
        await SendAsync(shop, "c22747", "c22750");
        shop.Web.Time.Advance(TimeSpan.FromDays(2));
        for (var i = 0; i < 2; i++)
        {
            await shop.Web.UseAsync<IEnumerable<IPeriodicJob>, bool>(async jobs =>
            {
                await jobs.OfType<RoundHeirsJob>().Single().RunAsync(Stop);
                return true;
            });
        }

        var parts = await shop.CountAsync(db => db.Set<Contribution>().ToListAsync());
        parts.Count(p => p.IsOpen).ShouldBe(1);
        parts.Single(p => p.IsOpen).UnitId.ShouldBe(Unit.IdOf("c22750-2024"));
        (await Lines(shop)).ShouldHaveSingleItem();
    }

    [Theory, Engines]
    public async Task Desk_OfWhoeverMayNot_Refuses(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        await SendAsync(shop, "d587");
        var part = await shop.CountAsync(db => db.Set<Contribution>().SingleAsync());
        var key = new ContributionKey("k", part.Id, part.Version);
        Task<Outcome> WriteAsync(Role role, string unit) =>
            shop.AsAsync(
                role,
                unit,
                s =>
                    s.GetRequiredService<RoundDesk>()
                        .WriteAsync(key, new Dictionary<string, string>(), false, Stop)
            );
        (await WriteAsync(Role.Specialist, "d586")).Key.ShouldBe(RoundDesk.NotAllowed);
        (await WriteAsync(Role.HomeAffairs, "ninh-thuan")).Key.ShouldBe(RoundDesk.NotAllowed);
        (
            await shop.AsAsync(
                Role.Specialist,
                "d587",
                s => s.GetRequiredService<RoundDesk>().AcceptAsync(key, Stop)
            )
        ).Key.ShouldBe(RoundDesk.NotAllowed);
        (
            await shop.AsAsync(
                Role.HomeAffairs,
                "ninh-thuan",
                s => s.GetRequiredService<RoundDesk>().AcceptAsync(key, Stop)
            )
        ).Key.ShouldBe("cycle.refused.state");
        (await WriteAsync(Role.Specialist, "d587")).Succeeded.ShouldBeTrue();
    }

    private static Dictionary<string, string?> Answers(string direction, string difficulties) =>
        new() { ["Rows[0].Text"] = direction, ["Rows[1].Text"] = difficulties };

    private static Task<Contribution> FindAsync(Shop shop, string unit) =>
        shop.CountAsync(db =>
            db.Set<Contribution>().AsNoTracking().SingleAsync(c => c.UnitId == Unit.IdOf(unit))
        );

    private static async Task WriteAsync(Shop shop, string unit = "d587")
    {
        var part = await FindAsync(shop, unit);
        var outcome = await shop.AsAsync(
            Role.Specialist,
            unit,
            s =>
                s.GetRequiredService<RoundDesk>()
                    .WriteAsync(
                        new ContributionKey($"{Guid.CreateVersion7():N}", part.Id, part.Version),
                        ContributionForm
                            .On(new DateOnly(2024, 3, 14))
                            .Where(f => !f.IsFigure)
                            .ToDictionary(f => f.Key, _ => "Đã làm."),
                        true,
                        Stop
                    )
        );
        outcome.Succeeded.ShouldBeTrue(outcome.Key);
    }

    private static async Task ReturnAsync(Shop shop)
    {
        var part = await FindAsync(shop, "d587");
        var outcome = await shop.AsAsync(
            Role.HomeAffairs,
            "ninh-thuan",
            s =>
                s.GetRequiredService<RoundDesk>()
                    .ReturnAsync(
                        new ContributionKey($"{Guid.CreateVersion7():N}", part.Id, part.Version),
                        "Thiếu nguyên nhân.",
                        Stop
                    )
        );
        outcome.Succeeded.ShouldBeTrue(outcome.Key);
    }

    private static Task<bool> CompleteAsync(Shop shop) =>
        shop.Web.UseAsync<IEnumerable<IPeriodicJob>, bool>(async jobs =>
        {
            await jobs.OfType<RoundFiguresJob>().Single().RunAsync(Stop);
            return true;
        });

    private static Task<DueCount?> ToldAsync(Shop shop) =>
        shop.Web.UseAsync<IEnumerable<IDueWork>, DueCount?>(async works =>
            (
                await works
                    .OfType<RoundDueWork>()
                    .Single()
                    .CountAsync(shop.Web.Time.GetUtcNow().UtcDateTime, Stop)
            ).GetValueOrDefault(DemonstrationAccounts.IdOf("lanhdao.huyen"))
        );

    private static async Task<Guid> PartAsync(Shop shop) =>
        await shop.CountAsync(db => db.Set<Contribution>().Select(c => c.Id).SingleAsync());

    private static async Task SendAsync(Shop shop, params string[] agencies)
    {
        var quarter = shop.Web.Time.GetUtcNow().Month > 6 ? "quarter-4" : "quarter-1";
        var outcome = await shop.AsAsync(
            Role.HomeAffairs,
            "ninh-thuan",
            s =>
                s.GetRequiredService<RoundDesk>()
                    .SendAsync(
                        new NewRound(
                            Guid.CreateVersion7().ToString("N"),
                            Unit.IdOf("ninh-thuan"),
                            quarter,
                            2024,
                            [.. agencies.Select(Unit.IdOf)]
                        ),
                        Stop
                    )
        );
        outcome.Succeeded.ShouldBeTrue(outcome.Key);
    }

    /// <summary>The facts of these tests are made by hand and have no dossiers; of that verify complains rightly.</summary>
    private static async Task<string[]> Lines(Shop shop) =>
        [
            .. (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines.Where(l =>
                !l.StartsWith("dossier,", StringComparison.Ordinal)
            ),
        ];

    private static async Task<Shop> ShopAsync(Engine engine, DateTime? utc = null)
    {
        const FactTraits late = FactTraits.Resolved | FactTraits.Late;
        var shop = await Shop.OpenAsync(engine, utc);
        await shop.Database.UseAsync(async db =>
        {
            await db.SeedProgrammeAsync();
            await new FactSheet()
                .Many(5, "d587", "2023-12-01", FactKind.Received)
                .Many(1, "d587", "2023-12-14", FactKind.Closed, late)
                .Many(1, "d587", "2023-12-15", FactKind.Closed, FactTraits.Resolved)
                .Many(2, "d587", "2024-02-12", FactKind.Closed, FactTraits.Resolved)
                .Many(1, "d587", "2024-02-13", FactKind.Closed, late)
                .WriteAsync(db, 8);
        });
        return shop;
    }
}
