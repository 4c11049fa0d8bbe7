using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Dialogues;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Programmes.Dialogues;

public sealed class DialogueTests
{
    [Theory]
    [InlineData("Gọi 0901 234 567 nhé", "Gọi … nhé")]
    [InlineData("số +84901234567.", "số ….")]
    [InlineData("CCCD 058190001234", "CCCD …")]
    [InlineData("thư a.b@mau.vn, xin", "thư …, xin")]
    [InlineData("Ông Nguyễn Văn Mẫu hỏi", "Ông … hỏi")]
    [InlineData("bà Lê Thị B.", "bà ….")]
    [InlineData("phí 1.200.000.000 đồng", "phí 1.200.000.000 đồng")]
    [InlineData("Nghị quyết 123/2024, ngày 05/03/2024", "Nghị quyết 123/2024, ngày 05/03/2024")]
    [InlineData("gọi 090-123 45 67 nhé", "gọi … nhé")]
    [InlineData("số 0 9 1 2 3 4 5 6 7 8.", "số ….")]
    [InlineData("số (090) 123-45-67", "số (…")]
    [InlineData("số 0.901.234.567", "số …")]
    [InlineData("số 0901 – 234 – 567", "số …")]
    [InlineData("số 84.901.234.567", "số …")]
    [InlineData("đền bù 120.000.000 đồng", "đền bù 120.000.000 đồng")]
    [InlineData("từ 50.000.000 - 120.000.000", "từ 50.000.000 - 120.000.000")]
    [InlineData("nộp 1 200 000 000 đồng", "nộp 1 200 000 000 đồng")]
    [InlineData("tổng đài 1900 123 456", "tổng đài 1900 123 456")]
    [InlineData("trụ sở 0259 382 2222", "trụ sở …")]
    [InlineData("gọi (0905) 123.456 nhé", "gọi (… nhé")]
    [InlineData("gọi 0905/123.456", "gọi …")]
    [InlineData("gọi 0905,123,456", "gọi …")]
    [InlineData("gọi 0905\u2011123.456", "gọi …")]
    [InlineData("CMND 264.123.456", "CMND …")]
    [InlineData("thẻ 264.123.456", "thẻ …")]
    [InlineData("thẻ 264.123.456 đồng ý", "thẻ … đồng ý")]
    [InlineData("CMND 264123456 đồng thời là chủ hộ", "CMND … đồng thời là chủ hộ")]
    [InlineData("CMND số 264.123.000", "CMND số …")]
    [InlineData("CMND 190012345", "CMND …")]
    [InlineData("gọi 84 905 123 456", "gọi …")]
    [InlineData("thẻ 264.123.456 - 264.123.457", "thẻ …")]
    [InlineData("thu 264.123.456 đồng", "thu 264.123.456 đồng")]
    [InlineData("thu 120,000,000 VND", "thu 120,000,000 VND")]
    [InlineData("giai đoạn 2021-2025 (2026-2030)", "giai đoạn 2021-2025 (2026-2030)")]
    [InlineData("các năm 2023-2024-2025", "các năm 2023-2024-2025")]
    [InlineData("ngày 05/03/2024 - 15/03/2024", "ngày 05/03/2024 - 15/03/2024")]
    [InlineData("các thửa 123, 124, 125, 126", "các thửa 123, 124, 125, 126")]
    [InlineData("huyện Bác Ái", "huyện Bác Ái")]
    [InlineData("Thông Tư số 5, anh em nông dân", "Thông Tư số 5, anh em nông dân")]
    public void Mask_OfWords_TakesOutWhoSomebodyIs(string words, string masked) =>
        PublicMask.Of(words, PublicPart.Question).ShouldBe(masked);

    [Theory]
    [InlineData("Gọi 0259 382 2222.", "Gọi 0259 382 2222.")]
    [InlineData("Gọi (0259) 3822222.", "Gọi (0259) 3822222.")]
    [InlineData("Đường dây nóng: 0912 345 678.", "Đường dây nóng: 0912 345 678.")]
    [InlineData("Gọi 0912 345 678.", "Gọi ….")]
    [InlineData("Tổng đài số 0912 345 678.", "Tổng đài số 0912 345 678.")]
    [InlineData("Tổng đài đã gọi lại ông A 0905 123 456", "Tổng đài đã gọi lại ông … …")]
    [InlineData("CCCD 025919000123", "CCCD …")]
    public void Mask_OfAnAnswer_LeavesTheNumbersOfOffices(string words, string masked) =>
        PublicMask.Of(words, PublicPart.Answer).ShouldBe(masked);

    [Fact]
    public void Names_AfterAFormOfAddress_AreForAPersonToDecide() =>
        PublicMask
            .Names("Ông Trần Mẫu trả lời bà Lê Thị B, xã Phước Dân.")
            .ShouldBe(["Ông Trần Mẫu", "bà Lê Thị B"]);

    [Fact]
    public void Mask_OfAnyText_LeavesNothingThatStopsThePublishing() =>
        Gen.OneOf(
                Gen.Char["0123456789 .-+@ab,"].Select(c => c.ToString()),
                Gen.Const("0901234567"),
                Gen.Const("x@y")
            )
            .Array[0, 30]
            .Select(parts => string.Concat(parts))
            .Sample(text =>
                PublicMask.Found(PublicMask.Of(text, PublicPart.Question), PublicPart.Question)
                    is null
            );

    [Theory, Engines]
    public async Task Question_AnsweredLateAndPublished_ShowsToEverybodyWithoutWhoAsked(
        Engine engine
    )
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var head = await shop.SignedInAsync("lanhdao.xa");
        var form = await head.GetAsync(DialogueLinks.Create);
        var typed = new Dictionary<string, string?>
        {
            ["Topic"] = "Bộ phận một cửa, hỏi 0901234567",
            ["Unit"] = Shop.AnHai,
            ["HeldOn"] = "2024-03-05",
            ["Place"] = "Nhà văn hóa đường Ông Ích Khiêm",
            ["Audience"] = "Citizens",
        };
        var page = await form.SubmitAsync("main form[method=post]", typed);
        page.TextOf(".error-summary").ShouldContain("0901234567");
        typed["Topic"] = "Bộ phận một cửa";
        page = await page.SubmitAsync("main form[method=post]", typed);
        page.TextOf(".error-summary").ShouldContain("Chủ đề hoặc địa điểm còn tên: Ông Ích Khiêm");
        page.TextOf("main fieldset:has(input[name=KeptNames])")
            .ShouldContain("Tên người trong chủ đề và địa điểm");
        typed["KeptNames"] = "Ông Ích Khiêm";
        page = await page.SubmitAsync("main form[method=post]", typed);
        page.Url.ShouldStartWith(DialogueLinks.Desk + "/", customMessage: page.TextOf("main"));
        page = await page.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?>
            {
                ["Text"] = "Bà Lê Thị Mẫu, số 0901234567: thứ bảy có nhận hồ sơ không?",
                ["OwnerKey"] = Shop.AnHai,
                ["Due"] = "2024-03-08",
            }
        );
        var question = await shop.CountAsync(db => db.Set<DialogueQuestion>().SingleAsync());
        // A commune charges itself or whoever is above it, not the commune beside it.
        Task<Outcome<int>> Charge(string key, string owner) =>
            shop.AsAsync(
                Role.UnitHead,
                Shop.AnHai,
                s =>
                    s.GetRequiredService<DialogueDesk>()
                        .AskAsync(
                            new NewQuestion(
                                key,
                                question.DialogueId,
                                "Khi nào?",
                                Unit.IdOf(owner),
                                new DateOnly(2024, 3, 8)
                            ),
                            TestContext.Current.CancellationToken
                        )
            );
        (await Charge("c1", Shop.PhuocDan)).Key.ShouldBe("dialogue.refused.charge");
        (await Charge("c2", "so-tu-phap")).Key.ShouldBe("dialogue.refused.charge");
        (await Charge("c3", "d587")).Value.ShouldBe(2);
        shop.Web.Time.Advance(TimeSpan.FromDays(5));
        using var visitor = shop.Web.NewVisitor();
        var seen = await visitor.GetAsync(DialogueLinks.Public(question.DialogueId));
        seen.TextOf("main").ShouldContain("Quá hạn 3 ngày");
        seen.TextOf("main").ShouldNotContain("thứ bảy");

        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        var address = DialogueLinks.Question(question.DialogueId, 1);
        page = await (await specialist.GetAsync(address)).SubmitAsync(
            "form[action*=Answer]",
            new Dictionary<string, string?> { ["Answer"] = "Có, sáng thứ bảy đầu tháng." }
        );
        (await specialist.GetAsync(address)).FindAll("form[action*=Publish]").ShouldBeEmpty();
        using var later = await shop.SignedInAsync("lanhdao.xa");
        var publishing = await later.GetAsync(address);
        publishing
            .Find("#PublicText")
            .TextContent.Trim()
            .ShouldBe("Bà …, số …: thứ bảy có nhận hồ sơ không?");
        (
            await publishing.SubmitAsync(
                "form[action*=Publish]",
                new Dictionary<string, string?> { ["PublicAnswer"] = "Gọi 0901234567." }
            )
        )
            .TextOf(".error-summary")
            .ShouldContain("0901234567");
        await (await later.GetAsync(address)).SubmitAsync("form[action*=Publish]");

        seen = await visitor.GetAsync(DialogueLinks.Public(question.DialogueId));
        seen.TextOf("main").ShouldContain("Trả lời ngày 11/03/2024, muộn 3 ngày");
        seen.TextOf("main").ShouldContain("Có, sáng thứ bảy đầu tháng.");
        seen.TextOf("main").ShouldNotContain("Lê Thị");
        (await visitor.GetAsync(DialogueLinks.Of(question.DialogueId))).Url.ShouldContain(
            "dang-nhap"
        );
        var told = await shop.CountAsync(db =>
            db.Set<ThuocDo.Shared.History.HistoryEvent>()
                .Where(e => e.SubjectId == question.Id)
                .Select(e => e.Payload)
                .ToListAsync()
        );
        told.ShouldAllBe(t => !t.Contains("0901234567"), "the chain holds a commitment");
        using var manager = await shop.SignedInAsync("lanhdao.xa");
        var published = await manager.GetAsync(address);
        (await published.SubmitAsync("form[action*=Withdraw]"))
            .TextOf(".error-summary")
            .ShouldContain("lý do");
        (
            await (await manager.GetAsync(address)).SubmitAsync(
                "form[action*=Withdraw]",
                new Dictionary<string, string?> { ["Reason"] = "Lộ tên bà Lê Thị Mẫu." }
            )
        )
            .TextOf(".error-summary")
            .ShouldContain("bà Lê Thị Mẫu");
        await (await manager.GetAsync(address)).SubmitAsync(
            "form[action*=Withdraw]",
            new Dictionary<string, string?> { ["Reason"] = "Sai thủ tục." }
        );
        (await FirstAsync(shop)).PublicSalt.ShouldBeNull();
        (
            await shop.CountAsync(db =>
                db.Set<ThuocDo.Shared.History.HistoryEvent>()
                    .Where(e => e.SubjectId == question.Id)
                    .Select(e => e.Payload)
                    .ToListAsync()
            )
        ).ShouldAllBe(
            t => !t.Contains("thứ bảy") && !t.Contains("th\\u1EE9 b"),
            "words that were public leave a commitment without salt"
        );
        (await visitor.GetAsync(DialogueLinks.Public(question.DialogueId)))
            .TextOf("main")
            .ShouldNotContain("sáng thứ bảy");
        var again = await manager.GetAsync(address);
        again.TextOf("main").ShouldContain("Sai thủ tục.");
        var named = new Dictionary<string, string?>
        {
            ["PublicAnswer"] = "Ông Trần Mẫu trả lời bà Lê Thị Mẫu: có.",
        };
        var refused = await again.SubmitAsync("form[action*=Publish]", named);
        refused.TextOf(".error-summary").ShouldContain("Ông Trần Mẫu, bà Lê Thị Mẫu");
        refused.FindAll("input[name=KeptNames]").Count.ShouldBe(2, "each has its own box");
        // One name that was looked at says nothing of the other, nor of one that is typed later.
        named["KeptNames"] = "Ông Trần Mẫu";
        refused = await refused.SubmitAsync("form[action*=Publish]", named);
        refused
            .TextOf(".error-summary")
            .ShouldContain("còn tên: bà Lê Thị Mẫu", Case.Sensitive, "only what is not confirmed");
        named["PublicAnswer"] = "Ông Trần Mẫu trả lời: có.";
        await refused.SubmitAsync("form[action*=Publish]", named);
        (await FirstAsync(shop)).State.ShouldBe(QuestionState.Published);
        (await VerifyAsync(shop)).ShouldHaveSingleItem();
        await shop.Database.UseAsync(db =>
            db.Set<DialogueQuestion>()
                .ExecuteUpdateAsync(s => s.SetProperty(q => q.Answer, "Không."))
        );
        (await VerifyAsync(shop)).ShouldContain(line => line.Contains("dialogue-question"));
    }

    [Theory, Engines]
    public async Task Question_OfAWardThatWasMerged_IsAnsweredByItsHeirAndNobodyElse(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            new DateTime(2024, 10, 30, 3, 0, 0, DateTimeKind.Utc)
        );
        var dialogue = await shop.AsAsync(
            Role.HomeAffairs,
            "ninh-thuan",
            s =>
                s.GetRequiredService<DialogueDesk>()
                    .OpenAsync(
                        new NewDialogue(
                            "d1",
                            Unit.IdOf("ninh-thuan"),
                            new DateOnly(2024, 10, 29),
                            "Hội trường",
                            "Đất đai",
                            DialogueAudience.Everybody
                        ),
                        TestContext.Current.CancellationToken
                    )
        );
        Task<Outcome<int>> Ask(string key, Role role) =>
            shop.AsAsync(
                role,
                "ninh-thuan",
                s =>
                    s.GetRequiredService<DialogueDesk>()
                        .AskAsync(
                            new NewQuestion(
                                key,
                                dialogue.Value,
                                "Khi nào cấp sổ?",
                                Unit.IdOf("c22747"),
                                new DateOnly(2024, 11, 15)
                            ),
                            TestContext.Current.CancellationToken
                        )
            );
        (await Ask("a0", Role.Leader)).Key.ShouldBe(DialogueDesk.NotAllowed);
        (await Ask("a1", Role.HomeAffairs)).Value.ShouldBe(1);
        shop.Web.Time.Advance(TimeSpan.FromDays(3));
        var question = await shop.CountAsync(db => db.Set<DialogueQuestion>().SingleAsync());
        Task<Outcome> Answer(string key, string unit) =>
            shop.AsAsync(
                Role.UnitHead,
                unit,
                s =>
                    s.GetRequiredService<DialogueDesk>()
                        .AnswerAsync(
                            new QuestionAct(key, question.Id, question.Version),
                            "Trong tháng 12.",
                            TestContext.Current.CancellationToken
                        )
            );
        (await Answer("k1", Shop.AnHai)).Key.ShouldBe(DialogueDesk.NotAllowed);
        (await Answer("k2", "c22750-2024")).Succeeded.ShouldBeTrue();
        (await Answer("k3", "c22750-2024")).IsStale.ShouldBeTrue();
        (
            await shop.AsAsync(
                Role.HomeAffairs,
                "d587",
                s =>
                    s.GetRequiredService<DialogueDesk>()
                        .PublishAsync(
                            new QuestionAct("p1", question.Id, question.Version),
                            "x",
                            "y",
                            [],
                            TestContext.Current.CancellationToken
                        )
            )
        ).Key.ShouldBe(DialogueDesk.NotAllowed);
    }

    /// <summary>Two wards became one: the new one answers and publishes what was asked in the dialogue of the old one.</summary>
    [Theory, Engines]
    public async Task Dialogue_OfAWardThatWasMerged_IsPublishedByItsHeir(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            new DateTime(2024, 10, 30, 3, 0, 0, DateTimeKind.Utc)
        );
        Task<T> As<T>(string unit, Func<DialogueDesk, Task<T>> act) =>
            shop.AsAsync(Role.UnitHead, unit, s => act(s.GetRequiredService<DialogueDesk>()));
        var stop = TestContext.Current.CancellationToken;
        var (old, heir) = ("c22747", "c22750-2024");
        var dialogue = await As(
            old,
            desk =>
                desk.OpenAsync(
                    new NewDialogue(
                        "d",
                        Unit.IdOf(old),
                        new DateOnly(2024, 10, 29),
                        "Hội trường",
                        "Một cửa",
                        DialogueAudience.Everybody
                    ),
                    stop
                )
        );
        await As(
            old,
            desk =>
                desk.AskAsync(
                    new NewQuestion(
                        "q",
                        dialogue.Value,
                        "Khi nào?",
                        Unit.IdOf(old),
                        new DateOnly(2024, 11, 15)
                    ),
                    stop
                )
        );
        shop.Web.Time.Advance(TimeSpan.FromDays(3));
        async Task<QuestionAct> ActAsync(string key) =>
            await FirstAsync(shop) is var question
                ? new QuestionAct(key, question.Id, question.Version)
                : null!;
        var answer = await ActAsync("a");
        (
            await As(heir, desk => desk.AnswerAsync(answer, "Tháng 12.", stop))
        ).Succeeded.ShouldBeTrue();
        foreach (var (unit, may) in new[] { (Shop.AnHai, false), (heir, true) })
        {
            var act = await ActAsync("p-" + unit);
            var outcome = await As(
                unit,
                desk => desk.PublishAsync(act, "Khi nào?", "Tháng 12.", [], stop)
            );
            outcome.Succeeded.ShouldBe(may, outcome.Key);
        }

        (await FirstAsync(shop)).State.ShouldBe(QuestionState.Published);
    }

    [Theory, Engines]
    public async Task Answer_OfAStalePage_StandsBesideWhatSomebodyElseSaved(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var stop = TestContext.Current.CancellationToken;
        var dialogue = await shop.AsAsync(
            Role.UnitHead,
            Shop.AnHai,
            async s =>
            {
                var desk = s.GetRequiredService<DialogueDesk>();
                var made = await desk.OpenAsync(
                    new NewDialogue(
                        "d",
                        Unit.IdOf(Shop.AnHai),
                        new DateOnly(2024, 3, 5),
                        "Hội trường",
                        "Một cửa",
                        DialogueAudience.Everybody
                    ),
                    stop
                );
                await desk.AskAsync(
                    new NewQuestion(
                        "q",
                        made.Value,
                        "Khi nào?",
                        Unit.IdOf(Shop.AnHai),
                        new DateOnly(2024, 3, 8)
                    ),
                    stop
                );
                return made.Value;
            }
        );
        var address = DialogueLinks.Question(dialogue, 1);
        using var one = await shop.SignedInAsync("chuyenvien.xa");
        using var other = await shop.SignedInAsync("lanhdao.xa");
        var (first, second) = (await one.GetAsync(address), await other.GetAsync(address));
        static Dictionary<string, string?> Words(string answer) => new() { ["Answer"] = answer };
        await first.SubmitAsync("form[action*=Answer]", Words("Sáng thứ hai."));

        var late = await second.SubmitAsync("form[action*=Answer]", Words("Chiều thứ ba."));

        late.FindAll(".notice")
            .ShouldContain(n => n.TextContent.Contains("Sáng thứ hai.", StringComparison.Ordinal));
        late.Find("#Answer").TextContent.Trim().ShouldBe("Chiều thứ ba.");
        late.Find("#PublicAnswer").TextContent.Trim().ShouldBe("Sáng thứ hai.");
        (await FirstAsync(shop)).Answer.ShouldBe("Sáng thứ hai.");
        // Having seen it, the second may still replace it.
        await late.SubmitAsync("form[action*=Answer]", Words("Chiều thứ ba."));
        (await FirstAsync(shop)).Answer.ShouldBe("Chiều thứ ba.");
    }

    private static Task<DialogueQuestion> FirstAsync(Shop shop) =>
        shop.CountAsync(db => db.Set<DialogueQuestion>().SingleAsync(q => q.Number == 1));

    private static async Task<string[]> VerifyAsync(Shop shop) =>
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines;
}
