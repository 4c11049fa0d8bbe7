using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Indicators.SelfScoring;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.Programmes;
using Xunit;

namespace ThuocDo.Tests.Indicators.SelfScoring;

/// <summary>A round from the opening to the published ranks; evidence, warnings, heirs.</summary>
public sealed class ParRoundTests
{
    private static readonly DateTime January = new(2025, 1, 15, 3, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What the department puts in; 1.1 and 4.1 by the page; nobody recorded 1.5, due on 15 December.</summary>
    private static readonly (string Code, ScoreInput Input)[] Inputs =
    [
        ("1.2", new() { Numerator = 9, Denominator = 10 }),
        ("1.3", new() { Count = 1 }),
        ("1.4", new() { Count = 1 }),
        ("2.1", new() { Count = 0 }),
        ("2.2", new() { NoCase = true }),
        ("3.1", new() { Numerator = 100, Denominator = 100 }),
        ("3.2", new() { NoCase = true }),
        ("3.3", new() { Count = 0 }),
        ("3.4", new() { NoCase = true }),
        ("4.2", new() { Numerator = 4, Denominator = 5 }),
        ("5.1", new() { Parts = [1, 1, 0.7m] }),
        ("5.2", new() { Count = 0 }),
        ("6.1", new() { Numerator = 95, Denominator = 100 }),
        ("6.2", new() { NoCase = true }),
        ("7.1", new() { Numerator = 40, Denominator = 100 }),
        ("7.2", new() { Numerator = 30, Denominator = 100 }),
        ("7.3", new() { Numerator = 9, Denominator = 10 }),
    ];

    [Theory, Engines]
    public async Task Round_FromTheOpeningToTheRanks_KeepsEveryWord(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, January);
        using var standing = await shop.SignedInAsync("noivu");
        using var head = await shop.SignedInAsync("lanhdao.so");

        // A table that is not known needs a file; then a round, clicked twice.
        var form = await standing.GetAsync(ParLinks.Open);
        var wanted = new Dictionary<string, string?>
        {
            ["Set"] = "par-2636",
            ["Year"] = "2020",
            ["Name"] = "Đợt 2024",
            ["Due"] = "2025-01-31",
            ["Bodies"] = "so-tu-phap",
        };
        (await form.SubmitAsync("#open-round", wanted))
            .TextOf(".error-summary")
            .ShouldContain("kèm tệp");
        (wanted["Set"], wanted["Year"]) = ("so-nganh", "2024");
        var desk = await form.SubmitAsync("#open-round", wanted);
        desk.Url.ShouldStartWith("/chi-so/par/tham-dinh/", Case.Sensitive, desk.TextOf("main"));
        (await form.SubmitAsync("#open-round", wanted)).Url.ShouldBe(desk.Url);
        var sheet = await shop.CountAsync(db => db.Set<ParSheet>().AsNoTracking().SingleAsync());
        var round = sheet.RoundId;

        // By the page: the plan was late by a day. Two officers: the second form is stale.
        var first = await head.GetAsync(ParLinks.Criterion(sheet.Id, "1.1"));
        first.TextOf("#lost").ShouldBe("3,00");
        var other = await head.GetAsync(ParLinks.Criterion(sheet.Id, "1.1"));
        var late = await first.SubmitAsync(
            "#fill",
            new Dictionary<string, string?> { ["Fill.DoneOn"] = "2024-02-01" }
        );
        late.TextOf("#words").ShouldContain("trễ, 0 điểm");
        (
            await other.SubmitAsync(
                "#fill",
                new Dictionary<string, string?> { ["Fill.DoneOn"] = "2024-01-10" }
            )
        )
            .TextOf(".error-summary")
            .ShouldNotBeEmpty();
        var judged = await head.GetAsync(ParLinks.Criterion(sheet.Id, "4.1"));
        (
            await judged.SubmitAsync(
                "#fill",
                new Dictionary<string, string?> { ["Fill.Stated"] = "6,5" }
            )
        )
            .TextOf(".error-summary")
            .ShouldContain("từ 0 đến 6");
        (
            await judged.SubmitAsync(
                "#fill",
                new Dictionary<string, string?> { ["Fill.Stated"] = "5,5" }
            )
        )
            .TextOf("#self")
            .ShouldBe("5,50");
        var evidence = await (await head.GetAsync(ParLinks.Criterion(sheet.Id, "1.1"))).SubmitAsync(
            "#document",
            new Dictionary<string, string?>
            {
                ["Document.Number"] = "08/KH-STP",
                ["Document.IssuedOn"] = "2024-02-01",
                ["Document.Issuer"] = "Sở Tư pháp",
                ["Document.Title"] = "Kế hoạch năm 2024",
            }
        );
        evidence.TextOf("main").ShouldContain("08/KH-STP");

        // Whoever runs the round fills no body's sheet; another body neither.
        (await FillAsync(shop, sheet.Id, Inputs[0], Role.HomeAffairs, "ninh-thuan")).Key.ShouldBe(
            ParDesk.NotAllowed
        );
        (await FillAsync(shop, sheet.Id, Inputs[0], Role.UnitHead, "so-noi-vu")).Key.ShouldBe(
            ParDesk.NotAllowed
        );
        foreach (var input in Inputs[..^1])
        {
            (await FillAsync(shop, sheet.Id, input, Role.UnitHead, "so-tu-phap")).Key.ShouldBeNull(
                input.Code
            );
        }

        var page = await head.GetAsync(ParLinks.Sheet(sheet.Id));
        (await page.SubmitAsync("#submit-sheet")).TextOf(".error-summary").ShouldContain("7.3");
        var filler = Guid.CreateVersion7();
        (
            await ByAsync(
                shop,
                filler,
                (Role.UnitHead, "so-tu-phap"),
                desk =>
                    desk.FillAsync(
                        new ParScoreKey("last", sheet.Id, Inputs[^1].Code, null),
                        Inputs[^1].Input,
                        null,
                        Stop
                    )
            )
        ).Key.ShouldBeNull();
        // Numbers changed after the page was read: whoever sends it is told.
        (await page.SubmitAsync("#submit-sheet"))
            .FindAll(".error-summary")
            .ShouldNotBeEmpty();
        page = await head.GetAsync(ParLinks.Sheet(sheet.Id));
        // 8 + 10 + 20 + 7.5 + 9.5 + 10 + 13.4; all but the survey is settled.
        page.TextOf("#self").ShouldBe("78,40");
        (page.TextOf("#left"), page.TextOf("#lost")).ShouldBe(("10,00", "11,60"));
        (await page.SubmitAsync("#submit-sheet"))
            .TextOf("main")
            .ShouldContain("Chờ thẩm định lần 1");

        // First appraisal, answer, second appraisal.
        var judge = await standing.GetAsync(ParLinks.Criterion(sheet.Id, "4.1"));
        (await judge.SubmitAsync("#judge", Words("Judge", "Vượt cấp phó.", "7")))
            .TextOf(".error-summary")
            .ShouldContain("từ 0 đến 6");
        await judge.SubmitAsync("#judge", Words("Judge", "Vượt cấp phó.", "4"));
        // Whoever filled a criterion in appraises none; the body sees no draft.
        (
            await ByAsync(
                shop,
                filler,
                (Role.HomeAffairs, "ninh-thuan"),
                own =>
                    own.JudgeAsync(new ParScoreKey("own", sheet.Id, "7.1", null), 1, "Sample", Stop)
            )
        ).Key.ShouldBe("par.refused.own");
        var draft = await head.GetAsync(ParLinks.Criterion(sheet.Id, "4.1"));
        draft.TextOf("#counted").ShouldBe("5,50");
        draft.TextOf("main").ShouldNotContain("Vượt cấp phó.");
        draft.TextOf("#history").ShouldNotContain("thẩm định");
        await ActAsync(standing, round, sheet.Id, "Propose");
        page = await head.GetAsync(ParLinks.Sheet(sheet.Id));
        (await page.SubmitAsync("#explained")).TextOf(".error-summary").ShouldContain("4.1");
        await (await head.GetAsync(ParLinks.Criterion(sheet.Id, "4.1"))).SubmitAsync(
            "#reply",
            Words("Reply", "Đã giảm một cấp phó.")
        );
        await (await head.GetAsync(ParLinks.Sheet(sheet.Id))).SubmitAsync("#explained");
        await (await standing.GetAsync(ParLinks.Criterion(sheet.Id, "4.1"))).SubmitAsync(
            "#judge",
            Words("Judge", "Chấp nhận một phần.", "5")
        );
        await ActAsync(standing, round, sheet.Id, "Settle");

        var announce = new Dictionary<string, string?> { ["ProtestUntil"] = "2025-01-16" };
        (await (await standing.GetAsync(ParLinks.Desk(round))).SubmitAsync("#announce", announce))
            .TextOf(".error-summary")
            .ShouldContain("8.1");

        // A survey comes with its document.
        var survey = await standing.GetAsync(ParLinks.Criterion(sheet.Id, "8.1"));
        (
            await survey.SubmitAsync(
                "#fill",
                new Dictionary<string, string?> { ["Fill.Stated"] = "0,9" }
            )
        )
            .FindAll(".error-summary")
            .ShouldNotBeEmpty();
        await survey.SubmitAsync(
            "#fill",
            new Dictionary<string, string?>
            {
                ["Fill.Stated"] = "0,9",
                ["Fill.Note"] = "Báo cáo 12/BC-BCĐ",
            }
        );

        // Announced, protested, answered, published.
        (await head.GetAsync(ParLinks.Ranking(round)))
            .TextOf("main")
            .ShouldContain("Kết quả chưa công bố");
        desk = await standing.GetAsync(ParLinks.Desk(round));
        desk = await desk.SubmitAsync("#announce", announce);
        (await standing.GetAsync(ParLinks.Criterion(sheet.Id, "8.1")))
            .FindAll("#fill")
            .ShouldBeEmpty();
        await (await head.GetAsync(ParLinks.Criterion(sheet.Id, "1.3"))).SubmitAsync(
            "#reply",
            Words("Reply", "Báo cáo gửi đúng hạn.")
        );
        await (await head.GetAsync(ParLinks.Criterion(sheet.Id, "4.1"))).SubmitAsync(
            "#reply",
            Words("Reply", "Đã đúng số lượng.")
        );
        (await (await standing.GetAsync(ParLinks.Desk(round))).SubmitAsync("#publish"))
            .TextOf(".error-summary")
            .ShouldContain("16/01/2025");
        shop.Web.Time.Advance(TimeSpan.FromDays(2));
        using var later = await shop.SignedInAsync("noivu");
        using var headLater = await shop.SignedInAsync("lanhdao.so");
        (await (await later.GetAsync(ParLinks.Desk(round))).SubmitAsync("#publish"))
            .TextOf(".error-summary")
            .ShouldContain("2");
        // Another officer looks again at what this one judged.
        (
            await (await later.GetAsync(ParLinks.Criterion(sheet.Id, "4.1"))).SubmitAsync(
                "#recheck",
                Words("Judge", "Giữ nguyên.")
            )
        )
            .TextOf(".error-summary")
            .ShouldContain("người khác");
        var version = await shop.CountAsync(db =>
            db.Set<ParScore>().Where(s => s.Code == "4.1").Select(s => s.Version).SingleAsync()
        );
        (
            await ByAsync(
                shop,
                Guid.CreateVersion7(),
                (Role.HomeAffairs, "ninh-thuan"),
                second =>
                    second.RecheckAsync(
                        new ParScoreKey("again", sheet.Id, "4.1", version),
                        null,
                        "Giữ nguyên.",
                        Stop
                    )
            )
        ).Key.ShouldBeNull();
        await (await later.GetAsync(ParLinks.Criterion(sheet.Id, "1.3"))).SubmitAsync(
            "#recheck",
            Words("Judge", "Sổ văn thư ghi đúng ngày.", "3")
        );
        await (await later.GetAsync(ParLinks.Desk(round))).SubmitAsync("#publish");

        // 78.4 − 0.5 (4.1) + 0.5 (1.3) + 9 (survey).
        var ranks = await headLater.GetAsync(ParLinks.Ranking(round));
        ranks.TextOf("tbody").ShouldContain("87,40");
        ranks.TextOf("tbody").ShouldContain("Nhóm B");
        var history = (await headLater.GetAsync(ParLinks.Criterion(sheet.Id, "4.1"))).TextOf(
            "#history"
        );
        foreach (var said in new[] { "tự chấm 5,50", "lần 1 4,00", "giải trình", "lần 2 5,00" })
        {
            history.ShouldContain(said);
        }

        (await Lines(shop)).ShouldHaveSingleItem();
        await shop.Database.UseAsync(async db =>
        {
            await db.Set<ParRound>().ExecuteUpdateAsync(u => u.SetProperty(r => r.Name, "Khác"));
            await db.Set<ParSheet>().ExecuteUpdateAsync(u => u.SetProperty(s => s.Reason, "Khác"));
            await db.Set<ParScore>()
                .Where(s => s.Code == "4.1")
                .ExecuteUpdateAsync(u => u.SetProperty(s => s.Decided, 6m));
            await db.Set<ParEvidence>()
                .ExecuteUpdateAsync(u => u.SetProperty(e => e.Withdrawn, "Khác"));
        });
        var lines = await Lines(shop);
        foreach (var field in new[] { "par-round,", "par-sheet,", "par-score,", "par-evidence," })
        {
            lines.Count(l => l.StartsWith(field, StringComparison.Ordinal)).ShouldBe(1, field);
        }
    }

    [Theory, Engines]
    public async Task Figure_OfTheBoard_IsTakenWithItsCut(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            new DateTime(2024, 3, 5, 3, 0, 0, DateTimeKind.Utc)
        );
        await shop.Database.UseAsync(async db =>
        {
            await db.SeedProgrammeAsync();
            await new FactSheet()
                .Many(19, Shop.AnHai, "2024-02-12", FactKind.Closed, FactTraits.Resolved)
                .Many(
                    1,
                    Shop.AnHai,
                    "2024-02-13",
                    FactKind.Closed,
                    FactTraits.Resolved | FactTraits.Late
                )
                .WriteAsync(db, 8);
        });
        var sheet = await OpenAsync(shop, "cap-xa", 2024, new DateOnly(2024, 12, 31), Shop.AnHai);
        var outcome = await shop.AsAsync(
            Role.UnitHead,
            Shop.AnHai,
            s =>
                s.GetRequiredService<ParDesk>()
                    .TakeFigureAsync(new ParScoreKey("figure", sheet, "2.1", null), Stop)
        );

        outcome.Key.ShouldBeNull();
        var evidence = await shop.CountAsync(db => db.Set<ParEvidence>().SingleAsync());
        (evidence.Numerator, evidence.Denominator, evidence.CutOn).ShouldBe(
            (19, 20, new DateOnly(2024, 3, 4))
        );
        evidence.Address.ShouldNotBeNull().ShouldStartWith("/");
        (await shop.CountAsync(db => db.Set<ParScore>().SingleAsync())).Self.ShouldBe(19);
        (await Lines(shop)).ShouldHaveSingleItem();
    }

    /// <summary>The plan is due on 31 January: told 30 days before, in the last week, and the day after.</summary>
    [Theory, Engines]
    public async Task Duty_BeforeItsDay_IsToldAndThenLost(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            new DateTime(2025, 1, 6, 3, 0, 0, DateTimeKind.Utc)
        );
        await OpenAsync(shop, "so-nganh", 2025, new DateOnly(2025, 6, 1), "so-tu-phap");
        (await ToldAsync(shop)).ShouldBeNull();
        shop.Web.Time.Advance(TimeSpan.FromDays(18));
        (await ToldAsync(shop)).ShouldBe(new DueCount(1, 0, 0));
        shop.Web.Time.Advance(TimeSpan.FromDays(8));
        (await ToldAsync(shop)).ShouldBe(new DueCount(0, 1, 1));
        shop.Web.Time.Advance(TimeSpan.FromDays(1));
        (await ToldAsync(shop)).ShouldBeNull();
    }

    /// <summary>
    /// Two wards go on in one on 1/11/2024: it has a sheet of its own for 2024 and sees theirs, which are closed. For 2023, when they
    /// stood, it acts for them.
    /// </summary>
    [Theory, Engines]
    public async Task Sheet_OfBodiesThatGoOnInOne_IsClosedForOneOfItsOwn(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            new DateTime(2024, 10, 30, 3, 0, 0, DateTimeKind.Utc)
        );
        var before = await OpenAsync(shop, "cap-xa", 2023, new DateOnly(2024, 12, 31), "c22747");
        await OpenAsync(shop, "cap-xa", 2024, new DateOnly(2025, 1, 31), "c22747", "c22750");
        shop.Web.Time.Advance(TimeSpan.FromDays(2));
        for (var i = 0; i < 2; i++)
        {
            await shop.Web.UseAsync<IEnumerable<IPeriodicJob>, bool>(async jobs =>
            {
                await jobs.OfType<ParHeirsJob>().Single().RunAsync(Stop);
                return true;
            });
        }

        var sheets = await shop.CountAsync(db => db.Set<ParSheet>().ToListAsync());
        sheets.Count.ShouldBe(4);
        sheets.Count(s => s.State == ParSheetState.Dropped).ShouldBe(2);
        sheets
            .Single(s => s.State == ParSheetState.Scoring && s.Id != before)
            .UnitId.ShouldBe(Unit.IdOf("c22750-2024"));
        sheets.Single(s => s.Id == before).UnitId.ShouldBe(Unit.IdOf("c22747"));
        (
            await FillAsync(
                shop,
                before,
                ("1.3", new() { Count = 0 }),
                Role.UnitHead,
                "c22750-2024"
            )
        ).Key.ShouldBeNull();
        var seen = await shop.AsAsync(
            Role.UnitHead,
            "c22750-2024",
            s => s.GetRequiredService<ParShelf>().ListAsync(Stop)
        );
        seen.Select(f => f.Sheets.Count).ShouldBe([3, 1]);
        (await Lines(shop)).ShouldHaveSingleItem();
    }

    /// <summary>Equal totals as printed share a place; who has no survey has none.</summary>
    [Fact]
    public void Rank_OfEqualTotals_IsShared()
    {
        var round = new ParRound
        {
            Id = Guid.CreateVersion7(),
            UnitId = Guid.CreateVersion7(),
            Kind = ParKind.Department,
            Year = 2024,
            Name = "Sample",
            Criteria = "code,name_vi,max,rule\n1,A,90,stated\n2,B,10,survey\n",
            DueOn = new DateOnly(2024, 12, 31),
        };
        ParBook Book(decimal points, decimal? survey)
        {
            var sheet = ParSheet.Open(Guid.CreateVersion7(), round.Id, Guid.CreateVersion7());
            sheet.Submit(January, new DateOnly(2025, 1, 1), null);
            foreach (
                var to in new[]
                {
                    ParSheetState.Proposed,
                    ParSheetState.Explained,
                    ParSheetState.Final,
                }
            )
            {
                sheet.Move(to);
            }

            ParScore Score(string code, decimal? value)
            {
                var score = new ParScore
                {
                    Id = Guid.CreateVersion7(),
                    SheetId = sheet.Id,
                    Code = code,
                };
                score.Fill(
                    new() { Stated = value },
                    new StatedRule().Apply(
                        90,
                        new() { Stated = value },
                        WhenNone.NotSaid,
                        ScoreDays.Of(new DateOnly(2025, 1, 1), 2024, null)
                    ),
                    null
                );
                return score;
            }

            return new(
                round,
                sheet,
                [Score("1", points), Score("2", survey)],
                [],
                [],
                new DateOnly(2025, 1, 1)
            );
        }

        ParBook[] books =
        [
            Book(70.004m, 10),
            Book(85, 9),
            Book(69.996m, 10),
            Book(60, 9.99m),
            Book(90, null),
        ];
        ParShelf
            .Rank(books, id => id.ToString("D"))
            .Select(p => (p.Points, p.Rank, p.Group?.Key))
            .ShouldBe([
                (94m, 1, "a"),
                (80m, 2, "b"),
                (80m, 2, "b"),
                (69.99m, 4, "d"),
                (null, null, null),
            ]);
    }

    private static Dictionary<string, string?> Words(
        string form,
        string words,
        string? points = null
    )
    {
        var fields = new Dictionary<string, string?> { [form + ".Words"] = words };
        if (points is not null)
        {
            fields[form + ".Points"] = points;
        }

        return fields;
    }

    private static async Task ActAsync(WebUser standing, Guid round, Guid sheet, string act)
    {
        var page = await standing.GetAsync(ParLinks.Desk(round));
        var choice = page.FindAll("#sheet-act option")
            .Select(o => o.GetAttribute("value")!)
            .Single(v => v.StartsWith($"{sheet:D}:", StringComparison.Ordinal));
        var done = await page.SubmitAsync(
            "#sheet-act",
            new Dictionary<string, string?> { ["Chosen"] = choice },
            $"button[value={act}]"
        );
        done.FindAll(".error-summary").ShouldBeEmpty();
    }

    /// <summary>By a person who may come back in another role.</summary>
    private static Task<Outcome> ByAsync(
        Shop shop,
        Guid person,
        (Role Role, string Unit) role,
        Func<ParDesk, Task<Outcome>> act
    ) =>
        shop.AsAsync(
            role.Role,
            role.Unit,
            async s =>
            {
                var tree = await s.GetRequiredService<UnitDirectory>().GetAsync(Stop);
                s.GetRequiredService<CurrentUser>()
                    .Become(
                        new Account { Id = person, DisplayName = "Sample" },
                        Grants.Of(
                            [(role.Role, Unit.IdOf(role.Unit))],
                            tree,
                            s.GetRequiredService<Clock>().Today
                        ),
                        null
                    );
                return await act(s.GetRequiredService<ParDesk>());
            }
        );

    private static Task<Outcome> FillAsync(
        Shop shop,
        Guid sheet,
        (string Code, ScoreInput Input) one,
        Role role,
        string unit
    ) =>
        shop.AsAsync(
            role,
            unit,
            s =>
                s.GetRequiredService<ParDesk>()
                    .FillAsync(
                        new ParScoreKey($"{Guid.CreateVersion7():N}", sheet, one.Code, null),
                        one.Input,
                        null,
                        Stop
                    )
        );

    private static async Task<Guid> OpenAsync(
        Shop shop,
        string set,
        int year,
        DateOnly due,
        params string[] bodies
    )
    {
        var outcome = await shop.AsAsync(
            Role.HomeAffairs,
            "ninh-thuan",
            s =>
                s.GetRequiredService<ParDesk>()
                    .OpenAsync(
                        new NewParRound(
                            $"open-{year}",
                            Unit.IdOf("ninh-thuan"),
                            set,
                            null,
                            year,
                            "Sample",
                            null,
                            due,
                            [.. bodies.Select(Unit.IdOf)]
                        ),
                        Stop
                    )
        );
        outcome.Succeeded.ShouldBeTrue(outcome.Key);
        return await shop.CountAsync(db =>
            db.Set<ParSheet>().OrderBy(s => s.Id).Select(s => s.Id).FirstAsync()
        );
    }

    private static Task<DueCount?> ToldAsync(Shop shop) =>
        shop.Web.UseAsync<IEnumerable<IDueWork>, DueCount?>(async works =>
            (
                await works
                    .OfType<ParDueWork>()
                    .Single()
                    .CountAsync(shop.Web.Time.GetUtcNow().UtcDateTime, Stop)
            ).GetValueOrDefault(DemonstrationAccounts.IdOf("lanhdao.so"))
        );

    private static async Task<string[]> Lines(Shop shop) =>
        [
            .. (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines.Where(l =>
                !l.StartsWith("dossier,", StringComparison.Ordinal)
            ),
        ];
}
