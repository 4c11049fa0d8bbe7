using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Accountability;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using ThuocDo.Tests.Organisation;
using Xunit;

namespace ThuocDo.Tests.Programmes.Accountability;

/// <summary>The cards of a commune whose chair was replaced in 2023; it is March 2024.</summary>
public sealed class AccountabilityTests
{
    private const string Commune = "c22888";
    private const FactTraits Late = FactTraits.Resolved | FactTraits.Late;
    private static readonly ScorePeriod Year = ScorePeriod.OfYear(2023);

    [Theory, Engines]
    public async Task Card_OfAHeadReplacedInTheYear_HoldsWhatFellIntoTheOwnDays(Engine engine)
    {
        await using var place = await OpenAsync(engine);
        var (old, next) = place.Chairs;
        using var officer = await place.Web.SignInAsync("noivu");

        var before = await officer.GetAsync(AccountabilityLinks.Card(old.Id, Year));
        var after = await officer.GetAsync(AccountabilityLinks.Card(next.Id, Year));

        Counts(before, "in-time").ShouldBe(["4", "5"]);
        Counts(before, "late").ShouldBe(["1", "5"]);
        Counts(before, "overdue").ShouldBe(["2"]);
        Counts(after, "in-time").ShouldBe(["2", "4"]);
        Counts(after, "late").ShouldBe(["2", "4"]);
        // One of the two was closed by the next chair.
        Counts(after, "overdue").ShouldBe(["1"]);
        // The secretary, who held the post all year, answers for the whole.
        var secretary = await officer.GetAsync(AccountabilityLinks.Card(place.Secretary.Id, Year));
        Counts(secretary, "in-time").ShouldBe(["6", "9"]);
        // Each figure opens as many records.
        foreach (
            var (page, line) in new[] { (before, "late"), (before, "overdue"), (after, "overdue") }
        )
        {
            var records = await page.FollowAsync($"[data-line={line}] a");
            records.Status.ShouldBe(HttpStatusCode.OK);
            records.Source.ShouldContain($"{Counts(page, line)[0]} hồ sơ được tính");
        }

        var list = await officer.GetAsync(AccountabilityLinks.Of(Year));
        list.FindAll($"a[href*='{old.Id:D}']").ShouldHaveSingleItem();
        list.FindAll($"a[href*='{next.Id:D}']").ShouldHaveSingleItem();
        (await officer.GetAsync(AccountabilityLinks.Of(ScorePeriod.OfYear(2024))))
            .FindAll($"a[href*='{old.Id:D}']")
            .ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Reply_ByTheHead_IsKeptInItsChainAndOnlyTheHeadMayGiveIt(Engine engine)
    {
        await using var place = await OpenAsync(engine);
        var (old, next) = place.Chairs;
        using var head = await place.Web.SignInAsync("lanhdao.xa");
        var card = await head.GetAsync(AccountabilityLinks.Card(next.Id, Year));

        var answered = await card.SubmitAsync("#reply", Reply("late", "Thiếu người từ tháng 9."));
        // The same click twice is one answer; another form is another one, after the first.
        await card.SubmitAsync("#reply", Reply("late", "Thiếu người từ tháng 9."));
        place.Web.Time.Advance(TimeSpan.FromMinutes(1));
        var again = await answered.SubmitAsync("#reply", Reply("late", "Đã bổ sung từ tháng 12."));

        again
            .FindAll("[data-reply=late] .prewrap")
            .Select(p => p.TextContent)
            .ShouldBe(["Thiếu người từ tháng 9.", "Đã bổ sung từ tháng 12."]);
        again.TextOf("[data-reply=late]").ShouldContain("2 trên 4");
        // A running year has no form, nor has the card of somebody else.
        (await head.GetAsync(AccountabilityLinks.Card(next.Id, ScorePeriod.OfYear(2024))))
            .FindAll("#reply")
            .ShouldBeEmpty();
        (await head.GetAsync(AccountabilityLinks.Card(old.Id, Year)))
            .FindAll("#reply")
            .ShouldBeEmpty();
        using var officer = await place.Web.SignInAsync("noivu");
        (await officer.GetAsync(AccountabilityLinks.Card(next.Id, Year)))
            .FindAll("#reply")
            .ShouldBeEmpty();
        (
            await place.DeskAsync(
                "noivu",
                d => d.ReplyAsync(new("k1", next.Id, Year, "late", "x"), default)
            )
        ).Key.ShouldBe("head.refused.not-own");
        (
            await place.DeskAsync(
                "lanhdao.xa",
                d => d.ReplyAsync(new("k2", old.Id, Year, "late", "x"), default)
            )
        ).Key.ShouldBe("head.refused.not-own");
        (
            await place.DeskAsync(
                "lanhdao.xa",
                d =>
                    d.ReplyAsync(new("k3", next.Id, ScorePeriod.OfYear(2024), "late", "x"), default)
            )
        ).Key.ShouldBe("head.refused.running");
        (
            await place.DeskAsync(
                "lanhdao.xa",
                d => d.ReplyAsync(new("k4", next.Id, Year, "best", "x"), default)
            )
        ).Key.ShouldBe("head.refused.line");
        (
            await place.DeskAsync(
                "lanhdao.xa",
                d =>
                    d.ReplyAsync(new("k5", next.Id, ScorePeriod.OfYear(2021), "late", "x"), default)
            )
        ).Key.ShouldBe("head.refused.no-days");

        (await place.FindAsync(ScoreReply.Fields)).ShouldBeEmpty();
        var first = await place.Database.UseAsync(db =>
            db.Set<ScoreReply>().OrderBy(r => r.At).ThenBy(r => r.Id).FirstAsync()
        );
        await place.Database.TamperAsync(
            $"update programme_score_replies set text = 'Không có' where id = {first.Id}"
        );
        var finding = (await place.FindAsync(ScoreReply.Fields)).ShouldHaveSingleItem();
        (finding.Subject, finding.Field).ShouldBe(($"{first.Id:D}", "text"));
    }

    /// <summary>Whoever was replaced has no role in the unit any more, and still answers for the own days.</summary>
    [Theory, Engines]
    public async Task Reply_ByAFormerHeadWithoutARoleInTheUnit_IsTaken(Engine engine)
    {
        await using var place = await OpenAsync(engine);
        var (old, next) = place.Chairs;
        await place.Database.UseAsync(async db =>
        {
            var elsewhere = await db.Set<Account>().SingleAsync(a => a.UserName == "lanhdao.so");
            elsewhere.PersonId = old.PersonId;
            await db.SaveChangesAsync();
        });
        using var former = await place.Web.SignInAsync("lanhdao.so");

        (await former.GetAsync(AccountabilityLinks.Card(next.Id, Year))).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        var list = await former.GetAsync(AccountabilityLinks.Of(Year));
        var card = await list.FollowAsync($"a[href*='{old.Id:D}']");
        var answered = await card.SubmitAsync("#reply", Reply("late", "Một hồ sơ chờ xác minh."));

        answered.FindAll("[data-reply=late]").ShouldHaveSingleItem();
    }

    /// <summary>Every post has ended: the own card opens by the own account alone, and nobody else's does.</summary>
    [Theory, Engines]
    public async Task Card_OfAFormerHeadWithoutAnyRole_OpensForTheHeadAlone(Engine engine)
    {
        await using var place = await OpenAsync(engine);
        var (old, next) = place.Chairs;
        using var former = await place.Web.SignInAsync("lanhdao.so");
        await place.Database.UseAsync(async db =>
        {
            var account = await db.Set<Account>().SingleAsync(a => a.UserName == "lanhdao.so");
            account.PersonId = old.PersonId;
            await db.SaveChangesAsync();
            await db.Set<RoleAssignment>()
                .Where(r => r.AccountId == account.Id)
                .ExecuteDeleteAsync();
        });

        (await former.GetAsync("/tai-khoan"))
            .FindAll("main a[href='/trach-nhiem']")
            .ShouldHaveSingleItem();
        var list = await former.GetAsync(AccountabilityLinks.Of(Year));
        list.FindAll("main tbody tr").ShouldHaveSingleItem();
        var card = await list.FollowAsync($"main a[href*='{old.Id:D}']");
        card.TextOf("[data-line=late]").ShouldContain("1");
        card.FindAll("[data-line] a").ShouldBeEmpty("the records are the unit's");
        var answered = await card.SubmitAsync("#reply", Reply("late", "Một hồ sơ chờ xác minh."));
        answered.FindAll("[data-reply=late]").ShouldHaveSingleItem();
        foreach (var other in new[] { next.Id, place.Secretary.Id })
        {
            (await former.GetAsync(AccountabilityLinks.Card(other, Year))).Status.ShouldBe(
                HttpStatusCode.NotFound
            );
        }

        // Whoever has a role without the right sees no head either.
        using var receptionist = await place.Web.SignInAsync("motcua.xa");
        (await receptionist.GetAsync("/tai-khoan"))
            .FindAll("main a[href='/trach-nhiem']")
            .ShouldBeEmpty();
        (await receptionist.GetAsync(AccountabilityLinks.Card(old.Id, Year))).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await receptionist.GetAsync(AccountabilityLinks.Of(Year)))
            .FindAll("main tbody tr")
            .ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Proposal_FromGroundsToDecision_KeepsTheFiguresItWasMadeOn(Engine engine)
    {
        await using var place = await OpenAsync(engine);
        var next = place.Chairs.Next;
        using var officer = await place.Web.SignInAsync("noivu");
        var form = await officer.GetAsync(AccountabilityLinks.Propose(next.Id, Year));

        (
            await form.SubmitAsync(
                "#propose",
                new Dictionary<string, string?> { ["Kind"] = "Criticise", ["Words"] = "x" }
            )
        )
            .FindAll(".error-summary")
            .ShouldNotBeEmpty();
        var made = await form.SubmitAsync(
            "#propose",
            new Dictionary<string, string?>
            {
                ["Kind"] = "Criticise",
                ["Grounds"] = "late",
                ["Words"] = "Một nửa số hồ sơ quá hạn.",
            }
        );
        made.TextOf("[data-ground=late]").ShouldContain("2 trên 4");
        await new FactSheet()
            .Add(Commune, "2023-12-20", FactKind.Closed, Late, -1)
            .Add(Commune, "2023-12-20", FactKind.Closed, FactTraits.Resolved)
            .AddToAsync(place.Database);
        var other = await officer.GetAsync(made.Url);
        other.TextOf("[data-ground=late]").ShouldContain("2 trên 4");
        Counts(await officer.GetAsync(AccountabilityLinks.Card(next.Id, Year)), "late")
            .ShouldBe(["1", "4"]);

        // The head reads it and decides nothing.
        using var head = await place.Web.SignInAsync("lanhdao.xa");
        var seen = await head.GetAsync(made.Url);
        seen.Status.ShouldBe(HttpStatusCode.OK);
        seen.FindAll("#decide, #withdraw").ShouldBeEmpty();
        var proposal = await place.Database.UseAsync(db => db.Set<HeadProposal>().SingleAsync());
        (
            await place.DeskAsync(
                "lanhdao.xa",
                d => d.WithdrawAsync(new("k", proposal.Id, proposal.Version, "x"), default)
            )
        ).Key.ShouldBe("head.refused.not-allowed");
        (
            await place.DeskAsync(
                "lanhdao.xa",
                d =>
                    d.ProposeAsync(
                        new("k", next.Id, Year, ProposalKind.Commend, ["late"], "x"),
                        default
                    )
            )
        ).Key.ShouldBe("head.refused.not-allowed");

        (await made.SubmitAsync("#decide", Decision("2024-03-07")))
            .FindAll(".error-summary")
            .ShouldNotBeEmpty();
        var decided = await made.SubmitAsync("#decide", Decision("2024-03-06"));
        decided.Source.ShouldContain("15/QĐ-UBND");
        decided.FindAll("#decide, #withdraw").ShouldBeEmpty();
        var stale = await other.SubmitAsync(
            "#withdraw",
            new Dictionary<string, string?> { ["Reason"] = "Nhầm" }
        );
        stale.FindAll(".error-summary").ShouldNotBeEmpty();

        (await place.FindAsync(HeadProposal.Fields)).ShouldBeEmpty();
        await place.Database.TamperAsync(
            $"update programme_head_proposals set ruling = 'Khác' where id = {proposal.Id}"
        );
        (await place.FindAsync(HeadProposal.Fields))
            .ShouldHaveSingleItem()
            .Field.ShouldBe("ruling");
    }

    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Pack_OfAPeriod_HoldsCardsAnswersAndProposalsAndSaysThatItIsADemonstration(
        Engine engine
    )
    {
        await using var place = await OpenAsync(engine);
        var (old, next) = place.Chairs;
        await place.DeskAsync(
            "lanhdao.xa",
            d => d.ReplyAsync(new("k1", next.Id, Year, "late", "Trả lời."), default)
        );
        await place.DeskAsync(
            "noivu",
            d =>
                d.ProposeAsync(
                    new("k2", old.Id, Year, ProposalKind.Commend, ["in-time", "late"], "Tốt."),
                    default
                )
        );
        using var officer = await place.Web.SignInAsync("noivu");

        using var response = await officer.Client.GetAsync(AccountabilityLinks.Pack(Year));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var file = new MemoryStream(await response.Content.ReadAsByteArrayAsync());

        file.GetSheetNames().ShouldBe(["Giới thiệu", "Số liệu", "Giải trình", "Kiến nghị"]);
        Rows(file, "Giải trình").ShouldHaveSingleItem()["Giải trình"].ShouldBe("Trả lời.");
        Rows(file, "Kiến nghị").Count.ShouldBe(2);
        var cards = Rows(file, "Số liệu");
        cards.ShouldAllBe(r => r.ContainsKey("Lưu ý"));
        cards
            .Where(r => (string)r["Người đứng đầu"]! == old.PersonName)
            .Select(r => r["Số đếm"])
            .Take(3)
            .ShouldBe([4d, 1d, 2d]);

        // A commune's head gets the cards of the own commune and no others.
        using var head = await place.Web.SignInAsync("lanhdao.xa");
        using var own = await head.Client.GetAsync(AccountabilityLinks.Pack(Year));
        using var part = new MemoryStream(await own.Content.ReadAsByteArrayAsync());
        Rows(part, "Số liệu").Select(r => r["Đơn vị"]).Distinct().Count().ShouldBe(1);
    }

    private static List<IDictionary<string, object?>> Rows(Stream file, string sheet) =>
        [.. file.Query(useHeaderRow: true, sheetName: sheet).Cast<IDictionary<string, object?>>()];

    private static Dictionary<string, string?> Reply(string line, string text) =>
        new() { ["Line"] = line, ["Text"] = text };

    private static Dictionary<string, string?> Decision(string day) =>
        new()
        {
            ["Number"] = "15/QĐ-UBND",
            ["DecidedOn"] = day,
            ["Authority"] = "Chủ tịch UBND huyện",
            ["Ruling"] = "Phê bình trước hội nghị.",
        };

    private static string[] Counts(WebPage page, string line) =>
        [.. page.FindAll($"[data-line={line}] a").Select(a => a.LastChild!.TextContent.Trim())];

    private static async Task<Place> OpenAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        var terms = await database.UseAsync(db =>
            new HeadTerms(db).OfAsync([Unit.IdOf(Commune)], default)
        );
        var secretary = terms.Single(t => t.Post.Rank == 1);
        var chairs = terms.Where(t => t.Post.Rank == 2).ToList();
        chairs.Count.ShouldBe(2);
        var change = chairs[1].From;
        string Day(int days) => Canonical.Day(change.AddDays(days));
        var (solved, stuck) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.UseAsync(db =>
            new FactSheet()
                .Many(4, Commune, Day(-5), FactKind.Closed, FactTraits.Resolved)
                // The last day of the one and the first of the other.
                .Add(Commune, Day(-1), FactKind.Closed, Late)
                .Add(Commune, Day(0), FactKind.Closed, Late)
                .Many(2, Commune, "2023-12-20", FactKind.Closed, FactTraits.Resolved)
                .Add(Commune, "2023-12-20", FactKind.Closed, Late)
                .Add(Commune, Day(-20), FactKind.Received, subject: solved)
                .Add(Commune, Day(-20), FactKind.Received, subject: stuck)
                .Add(Commune, Day(-1), FactKind.Due, subject: solved)
                .Add(Commune, Day(-3), FactKind.Due, subject: stuck)
                .TakeBack(Commune, Day(-1), FactKind.Due, solved, on: Day(0))
                .WriteAsync(db, 6)
        );
        return new Place(database, TestWeb.Over(database), secretary, (chairs[0], chairs[1]));
    }

    private sealed record Place(
        TestDatabase Database,
        TestWeb Web,
        HeadTerm Secretary,
        (HeadTerm Old, HeadTerm Next) Chairs
    ) : IAsyncDisposable
    {
        /// <summary>Uses the desk as one of the demonstration's people.</summary>
        public async Task<T> DeskAsync<T>(string userName, Func<AccountabilityDesk, Task<T>> use)
        {
            await using var scope = Web.Services.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var db = services.GetRequiredService<ThuocDoDb>();
            var account = await db.Set<Account>()
                .AsNoTracking()
                .SingleAsync(a => a.UserName == userName);
            var roles = await db.Set<RoleAssignment>()
                .Where(r => r.AccountId == account.Id)
                .ToListAsync();
            services
                .GetRequiredService<CurrentUser>()
                .Become(
                    account,
                    Grants.Of(
                        roles.Select(r => (r.Role, r.UnitId)),
                        await services.GetRequiredService<UnitDirectory>().GetAsync(),
                        new DateOnly(2024, 3, 6)
                    ),
                    null
                );
            return await use(services.GetRequiredService<AccountabilityDesk>());
        }

        public Task<List<Finding>> FindAsync<T>(ChainedFields<T> fields)
            where T : class, IChained =>
            Database.UseAsync(db => new ChainedAudit<T>(db, fields).FindAsync());

        public async ValueTask DisposeAsync()
        {
            await Web.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
