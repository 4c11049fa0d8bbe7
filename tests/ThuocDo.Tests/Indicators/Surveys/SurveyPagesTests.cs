using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shouldly;
using ThuocDo.Indicators.Surveys;
using ThuocDo.Indicators.Surveys.Rules;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators.Receipts;
using ThuocDo.Tests.Organisation;
using Xunit;

namespace ThuocDo.Tests.Indicators.Surveys;

/// <summary>A survey from the questionnaire to its results, as officers and people see it, and what the database keeps of it.</summary>
public sealed partial class SurveyPagesTests
{
    [Theory, Engines]
    public async Task Satisfaction_FromQuestionnaireToResult_KeepsNobodysAnswer(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await OrganisationData.SeedAsync(database);
        await using var web = TestWeb.Over(
            database,
            services: s =>
                s.Replace(ServiceDescriptor.Scoped<ISurveyFrame, Frame>())
                    .Replace(ServiceDescriptor.Scoped<IMailer, Post>())
        );
        using var office = await web.SignInAsync("noivu");

        // The questionnaire: a draft grows, the published version stays as it is.
        var draft = await (await office.GetAsync(SurveyLinks.Questionnaires)).SubmitAsync(
            "main form",
            new Dictionary<string, string?>
            {
                ["TitleVi"] = "Phiếu hài lòng",
                ["TitleEn"] = "Satisfaction",
            }
        );
        draft = await draft.SubmitAsync("#add", Question("Scale", "Hài lòng?", "Satisfied?"));
        draft = await draft.SubmitAsync("#add", Question("Text", "Góp ý", "Words"));
        var published = await draft.SubmitAsync("form[action*='handler=Publish']");
        published.FindAll("#add").ShouldBeEmpty();
        (await draft.SubmitAsync("#add", Question("YesNo", "Muộn", "Late")))
            .TextOf("main")
            .ShouldContain("vừa được người khác thay đổi");
        // In the next version the key of a question that went is not given to another one.
        var next = await published.SubmitAsync("form[action*='handler=Copy']");
        next.TextOf("main").ShouldContain("phiên bản 2");
        next = await next.SubmitAsync(
            "form[action*='handler=Remove']",
            new Dictionary<string, string?> { ["Question"] = "q2" }
        );
        await next.SubmitAsync("#add", Question("Text", "Điều khác", "Something else"));
        (await database.UseAsync(db => db.Set<Questionnaire>().SingleAsync(q => q.Number == 2)))
            .Read()
            .Select(q => q.Key)
            .ShouldBe(["q1", "q3"]);

        // The round: the seed is bound before the draw and shown after it; the draw can be repeated by anybody.
        var questionnaire = await database.UseAsync(db =>
            db.Set<Questionnaire>().SingleAsync(q => q.Number == 1)
        );
        var run = await (await office.GetAsync(SurveyLinks.NewRound)).SubmitAsync(
            "main form",
            new Dictionary<string, string?>
            {
                ["Input.Questionnaire"] = questionnaire.Id.ToString("D"),
                ["Input.Name"] = "Hài lòng đầu năm",
                ["Input.From"] = "2024-01-01",
                ["Input.Last"] = "2024-02-29",
                ["Input.OpensOn"] = "2024-03-06",
                ["Input.ClosesOn"] = "2024-03-10",
                ["Input.SampleSize"] = "24",
            }
        );
        var planned = await database.UseAsync(db => db.Set<SurveyRound>().SingleAsync());
        run.Source.ShouldContain(planned.SeedCommitment);
        run.Source.ShouldNotContain(planned.Seed);
        run.TextOf("main").ShouldContain("40 hồ sơ; chia 4 tầng, sẽ rút 32 hồ sơ");
        (
            await database.UseAsync(db =>
                db.Set<HistoryEvent>().AnyAsync(e => e.Payload.Contains(planned.Seed))
            )
        ).ShouldBeFalse();
        await run.SubmitAsync("form[action*='handler=Draw']");
        var (round, asked) = await database.UseAsync(async db =>
            (
                await db.Set<SurveyRound>().SingleAsync(),
                await db.Set<SurveyInvitation>().ToListAsync()
            )
        );
        (await office.GetAsync(SurveyLinks.Round(round.Id))).Source.ShouldContain(round.Seed);
        asked
            .Select(a => a.CaseId!.Value)
            .ShouldBe(
                Sampling
                    .Draw(
                        Frame.All.Select(c => new FrameCase(c.Id, $"{c.UnitKey}|{c.Field}")),
                        24,
                        SurveySettings.LeastStratum,
                        Convert.FromHexString(round.Seed)
                    )
                    .SelectMany(s => s.Drawn),
                ignoreOrder: true
            );

        // People answer once, in words that say so.
        var keys = web.Services.GetRequiredService<SurveyKeys>();
        var own = asked
            .Where(a =>
                round
                    .ReadCells()
                    .Single(c => c.Number == a.Cell)
                    .Key.StartsWith("d587", StringComparison.Ordinal)
            )
            .ToList();
        var other = asked.Except(own).ToList();
        string[] steps = ["5", "2", "4", "5", "1", "4", "5"];
        var people = own.Take(6).Concat(other.Take(1)).ToList();
        using var visitor = web.NewVisitor();
        foreach (var (person, step) in people.Zip(steps))
        {
            var form = await visitor.GetAsync(SurveyLinks.Answer(keys.TokenOf(person.Id)));
            var done = await form.SubmitAsync("main form", Answer(step, $"lời {step}"));
            done.TextOf("main").ShouldContain("Đã nhận trả lời");
            // A second click of the same form is the same answer.
            (await form.SubmitAsync("main form", Answer(step, null)))
                .TextOf("main")
                .ShouldContain("Đã nhận trả lời");
        }

        (await visitor.GetAsync(SurveyLinks.Answer(keys.TokenOf(people[0].Id))))
            .TextOf("main")
            .ShouldContain("đã được dùng");
        var open = await visitor.GetAsync(SurveyLinks.Answer(keys.TokenOf(other[1].Id)));
        (await open.SubmitAsync("main form")).TextOf("main").ShouldContain("ít nhất một câu");
        var twice = await web.UseAsync<AnswerDesk, Outcome>(d =>
            d.AnswerAsync(
                "other-key",
                keys.TokenOf(people[0].Id),
                null,
                new Dictionary<string, string> { ["q1"] = "1" },
                default
            )
        );
        twice.Key.ShouldBe("survey.answer.once");
        (await visitor.GetAsync("/khao-sat/" + new string('A', 43)))
            .TextOf("main")
            .ShouldContain("không đúng");

        // The holder's own page leads to the answer, but not to a second one.
        foreach (var (one, link) in new[] { (other[1], keys.TokenOf(other[1].Id)), (own[0], null) })
        {
            (
                await web.UseAsync<ISurveyInvitations, string?>(s =>
                    s.LinkForAsync(one.CaseId!.Value, default)
                )
            ).ShouldBe(link is null ? null : SurveyLinks.Answer(link));
        }

        await ShowsNobodyAsync(database, round, people, keys);
        await using var scope = web.Services.CreateAsyncScope();
        (await ProofProvince.VerifyAsync(scope.ServiceProvider)).Code.ShouldBe(0);

        // A mark that is deleted, so that a token could answer again, is named.
        var mark = await database.UseAsync(db => db.Set<SurveyMark>().FirstAsync());
        await database.TamperAsync($"delete from survey_marks where mark = {mark.Mark}");
        (await ProofProvince.VerifyAsync(scope.ServiceProvider)).Lines.ShouldContain(l =>
            l.Contains("survey-round", StringComparison.Ordinal)
            && l.Contains("marks", StringComparison.Ordinal)
        );
        await database.UseAsync(async db =>
        {
            db.Add(mark);
            await db.SaveChangesAsync();
        });

        // After the last day nothing is taken, and what was typed stands in the form.
        web.Time.SetUtcNow(new DateTimeOffset(2024, 3, 11, 3, 0, 0, TimeSpan.Zero));
        var late = await open.SubmitAsync("main form", Answer("3", "muộn rồi"));
        late.TextOf("main").ShouldContain("đã đóng ngày 10/03/2024");
        late.Source.ShouldContain("muộn rồi");
        using var later = await web.SignInAsync("noivu");
        var closed = await (await later.GetAsync(SurveyLinks.Run(round.Id))).SubmitAsync(
            "form[action*='handler=Close']"
        );
        closed.TextOf("main").ShouldContain("Đã đóng");
        (await database.UseAsync(db => db.Set<SurveyMark>().CountAsync())).ShouldBe(0);
        (
            await database.UseAsync(db =>
                db.Set<CompletedAction>().CountAsync(a => a.Action == AnswerDesk.ActionOf(round.Id))
            )
        ).ShouldBe(0);

        // The result; the commune with one answer is not shown alone, and neither is the other one, from which it would follow.
        var result = await later.GetAsync(SurveyLinks.Round(round.Id));
        result.TextOf("main").ShouldContain("không phải Chỉ số SIPAS");
        var csv = (await later.Client.GetStringAsync(SurveyLinks.Csv(round.Id))).Split("\r\n");
        csv[1].ShouldStartWith("whole,,q1,40,32,7,0.");
        // Who was drawn is up to the seed, and so is how wide the interval of seven answers is.
        var upper = decimal.Parse(csv[1].Split(',')[8], CultureInfo.InvariantCulture);
        result.TextOf("main").ShouldContain(upper < 0.9m ? "Không đạt" : "Chưa thể kết luận");
        csv.Where(l => l.StartsWith("unit,", StringComparison.Ordinal))
            .ShouldAllBe(l => l.Contains(",,,,,,", StringComparison.Ordinal));

        // Whoever edits is named.
        (await ProofProvince.VerifyAsync(scope.ServiceProvider)).Code.ShouldBe(0);
        await database.TamperAsync(
            $"update survey_boxes set content = replace(content, 'q1=1', 'q1=5')"
        );
        await database.TamperAsync($"update survey_invitations set cell = cell + 1");
        await database.TamperAsync($"delete from survey_boxes where key = 'text'");
        var (code, lines) = await ProofProvince.VerifyAsync(scope.ServiceProvider);
        code.ShouldNotBe(0);
        lines.ShouldContain(l =>
            l.Contains("survey-box", StringComparison.Ordinal)
            && l.Contains("commitment", StringComparison.Ordinal)
        );
        lines.ShouldContain(l =>
            l.Contains("survey-round", StringComparison.Ordinal)
            && l.Contains("sample", StringComparison.Ordinal)
        );
        foreach (var (chain, field) in new[] { ("survey-box", "row"), ("survey-round", "boxes") })
        {
            lines.ShouldContain(l =>
                l.Contains(chain, StringComparison.Ordinal)
                && l.Contains(field, StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [InlineData(SurveyStrata.UnitField, 2024, 4, "survey.refused.period")]
    [InlineData(SurveyStrata.UnitFieldChannel, 2024, 3, "survey.refused.sample")]
    public async Task Draw_OfAPeriodThatGoesOn_OrOfTooMany_IsRefused(
        SurveyStrata strata,
        int year,
        int month,
        string refusal
    )
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await OrganisationData.SeedAsync(database);
        await using var web = TestWeb.Over(
            database,
            services: s => s.Replace(ServiceDescriptor.Scoped<ISurveyFrame, WideFrame>())
        );
        using var office = await web.SignInAsync("noivu");
        var questionnaire = new Questionnaire
        {
            Id = Guid.CreateVersion7(),
            SeriesId = Guid.CreateVersion7(),
            Number = 1,
            Kind = SurveyKind.Satisfaction,
            TitleVi = "Phiếu",
            TitleEn = "Form",
        };
        questionnaire.Publish(new DateOnly(2024, 3, 1));
        await database.UseAsync(async db =>
        {
            db.Add(questionnaire);
            await db.SaveChangesAsync();
        });
        var run = await (await office.GetAsync(SurveyLinks.NewRound)).SubmitAsync(
            "main form",
            new Dictionary<string, string?>
            {
                ["Input.Questionnaire"] = questionnaire.Id.ToString("D"),
                ["Input.Name"] = "Đợt",
                ["Input.From"] = "2024-01-01",
                ["Input.Last"] = new DateOnly(year, month, 1)
                    .AddDays(-1)
                    .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["Input.OpensOn"] = "2024-03-06",
                ["Input.ClosesOn"] = "2024-03-10",
                ["Input.Strata"] = strata.ToString(),
                ["Input.SampleSize"] = "24",
            }
        );

        // 700 units of eight cases, and one of five that is not asked.
        run.TextOf("main").ShouldContain("sẽ rút 5.600 hồ sơ. Không hỏi 5 hồ sơ");
        var refused = await run.SubmitAsync("form[action*='handler=Draw']");
        refused
            .TextOf("main")
            .ShouldContain(refusal == "survey.refused.period" ? "chưa hết" : "quá 5.000");
        (await database.UseAsync(db => db.Set<SurveyRound>().SingleAsync())).State.ShouldBe(
            SurveyState.Planned
        );
    }

    [Theory, Engines]
    public async Task Ddci_OfFirms_RanksWhomEnoughAnswered(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await OrganisationData.SeedAsync(database);
        await using var smtp = SmtpDouble.Start();
        await using var web = TestWeb.Over(database, settings: smtp.Settings);
        using var office = await web.SignInAsync("noivu");
        var draft = await (await office.GetAsync(SurveyLinks.Questionnaires)).SubmitAsync(
            "main form",
            new Dictionary<string, string?>
            {
                ["Kind"] = "Ddci",
                ["TitleVi"] = "Phiếu DDCI",
                ["TitleEn"] = "DDCI",
            }
        );
        (await draft.SubmitAsync("#add", Question("Scale", "Nhanh", "Fast")))
            .TextOf("main")
            .ShouldContain("cần tên thành phần");
        draft = await draft.SubmitAsync(
            "#add",
            new Dictionary<string, string?>(Question("Scale", "Nhanh", "Fast"))
            {
                ["Part"] = "Thời gian",
                ["Weight"] = "2",
            }
        );
        draft = await draft.SubmitAsync(
            "#add",
            new Dictionary<string, string?>(Question("Scale", "Tốn kém", "Costly"))
            {
                ["Part"] = "Chi phí",
                ["IsNegative"] = "true",
            }
        );
        await draft.SubmitAsync("form[action*='handler=Publish']");
        var questionnaire = await database.UseAsync(db => db.Set<Questionnaire>().SingleAsync());
        var run = await (await office.GetAsync(SurveyLinks.NewRound)).SubmitAsync(
            "main form",
            new Dictionary<string, string?>
            {
                ["Input.Questionnaire"] = questionnaire.Id.ToString("D"),
                ["Input.Name"] = "DDCI",
                ["Input.From"] = "2023-01-01",
                ["Input.Last"] = "2023-12-31",
                ["Input.OpensOn"] = "2024-03-06",
                ["Input.ClosesOn"] = "2024-03-10",
                ["Input.IsOpen"] = "true",
            }
        );
        run = await run.SubmitAsync("form[action*='handler=Draw']");
        var round = await database.UseAsync(db => db.Set<SurveyRound>().SingleAsync());
        var bodies = round.ReadCells();
        bodies.Count.ShouldBeGreaterThan(2);

        // Firms of a list, one of them twice.
        var form = new MultipartFormDataContent();
        foreach (
            var hidden in run.FindAll("form[enctype] input[type=hidden]")
                .Cast<AngleSharp.Html.Dom.IHtmlInputElement>()
        )
        {
            form.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        form.Add(
            new ByteArrayContent(
                Encoding.UTF8.GetBytes(
                    "name,mail\n"
                        + string.Concat(
                            Enumerable
                                .Range(0, SurveySettings.LeastRanked)
                                .Select(i => $"Công ty {i},a{i}@firm.vn\n")
                        )
                        + "A,A0@firm.vn\n"
                )
            ),
            "Firms",
            "firms.csv"
        );
        await office.SendAsync(
            new HttpRequestMessage(
                HttpMethod.Post,
                run.Find("form[enctype]").GetAttribute("action")
            )
            {
                Content = form,
            }
        );
        var firms = await database.UseAsync(db => db.Set<SurveyInvitation>().ToListAsync());
        firms.Count.ShouldBe(SurveySettings.LeastRanked);

        // Each is asked by mail once, with the address at which it answers.
        var keys = web.Services.GetRequiredService<SurveyKeys>();
        var outbox = web.Services.GetRequiredService<OutboxWorker>();
        await outbox.RunAsync(TestContext.Current.CancellationToken);

        smtp.Mails.Select(m => m.To).Order().ShouldBe(firms.Select(f => f.Mail!).Order());
        var first = smtp.Mails.Single(m => m.To == firms[0].Mail);
        first.Body.ShouldContain(
            "https://motcua.tinh.example" + SurveyLinks.Answer(keys.TokenOf(firms[0].Id))
        );
        smtp.Mails.Select(m => m.Body).Distinct().Count().ShouldBe(firms.Count);

        // Firms answer about two bodies, once each; others come by the open address. The group of communes is the greater one.
        var token = keys.TokenOf(firms[0].Id);
        var open = round.OpenCode.ShouldNotBeNull();
        run.Source.ShouldContain(open);
        (await office.GetAsync(SurveyLinks.Round(round.Id))).Source.ShouldNotContain(open);
        round.SeedCommitment.ShouldNotContain(open);
        var communes = await database.UseAsync(async db =>
        {
            var names = bodies.Select(b => b.Key).ToList();
            var units = await db.Set<ThuocDo.Organisation.Units.Unit>()
                .Where(u => names.Contains(u.Key))
                .ToListAsync();
            return units
                .GroupBy(u => SurveyBodies.GroupOf(u))
                .MaxBy(g => g.Count())!
                .Select(u => u.Key)
                .Order(StringComparer.Ordinal)
                .Take(3)
                .ToList();
        });
        var numbers = communes.Select(k => bodies.Single(b => b.Key == k).Number).ToList();
        (await AnswerAsync(token, numbers[0], 5, 1)).Key.ShouldBeNull();
        (await AnswerAsync(token, numbers[1], 2, 4)).Key.ShouldBeNull();
        (await AnswerAsync(token, numbers[0], 1, 5)).Key.ShouldBe("survey.answer.once");
        (await AnswerAsync(token, 9_999, 1, 5)).Key.ShouldBe("survey.answer.body");
        for (var i = 0; i < SurveySettings.LeastRanked - 1; i++)
        {
            var firm = keys.TokenOf(firms[i + 1].Id);
            (
                await AnswerAsync(firm, numbers[0], 4 + (i % 2), 1 + (i % 2))
            ).Succeeded.ShouldBeTrue();
            (
                await AnswerAsync(firm, numbers[1], 2 + (i % 3), 3 + (i % 2))
            ).Succeeded.ShouldBeTrue();
            // As many answers as would be ranked, by whoever has the open address.
            (await AnswerAsync(open, numbers[2], 5, 1)).Succeeded.ShouldBeTrue();
        }

        (await AnswerAsync(open, numbers[2], 5, 1)).Succeeded.ShouldBeTrue();
        (await AnswerAsync(open, numbers[1], 5, 1)).Succeeded.ShouldBeTrue();

        // Nobody closes it: the night after the last day does.
        await using var scope = web.Services.CreateAsyncScope();
        var job = scope.ServiceProvider.GetServices<IPeriodicJob>().OfType<CloseSurveysJob>();
        await job.Single().RunAsync(default);
        (await database.UseAsync(db => db.Set<SurveyMark>().CountAsync())).ShouldBe(60);
        web.Time.SetUtcNow(new DateTimeOffset(2024, 3, 10, 18, 0, 0, TimeSpan.Zero));
        await job.Single().RunAsync(default);
        (await database.UseAsync(db => db.Set<SurveyMark>().CountAsync())).ShouldBe(0);
        (await ProofProvince.VerifyAsync(scope.ServiceProvider)).Code.ShouldBe(0);
        using var later = await web.SignInAsync("noivu");

        var rows = (await later.Client.GetStringAsync(SurveyLinks.Csv(round.Id)))
            .Split("\r\n")
            .Select(l => l.Split(','))
            .ToLookup(c => c.Length > 1 ? c[1] : "");
        rows[communes[0]].Single()[2..8].ShouldBe(["30", "100", "1", "1", "1", "very-good"]);
        rows[communes[1]].Single()[2..8].ShouldBe(["30", "10", "2", "2", "2", "average"]);
        rows[communes[1]].Single()[9..11].ShouldBe(["1", ""]);
        rows[communes[2]].Single()[2..11].ShouldBe(["0", "", "", "", "", "", "", "30", "1"]);
        (await later.GetAsync(SurveyLinks.Round(round.Id)))
            .TextOf("main")
            .ShouldContain("chưa đủ trả lời");

        Task<Outcome> AnswerAsync(string by, int body, int fast, int costly) =>
            web.UseAsync<AnswerDesk, Outcome>(d =>
                d.AnswerAsync(
                    Guid.CreateVersion7().ToString("N"),
                    by,
                    body,
                    new Dictionary<string, string>
                    {
                        ["q1"] = fast.ToString(CultureInfo.InvariantCulture),
                        ["q2"] = costly.ToString(CultureInfo.InvariantCulture),
                    },
                    default
                )
            );
    }

    /// <summary>The whole database, row by row: no column, no order and no time leads from an answer to an invitation, a token or a dossier.</summary>
    private static async Task ShowsNobodyAsync(
        TestDatabase database,
        SurveyRound round,
        List<SurveyInvitation> people,
        SurveyKeys keys
    )
    {
        var rows = await database.UseAsync(DumpAsync);
        var boxes = await database.UseAsync(db => db.Set<SurveyBox>().ToListAsync());
        var events = await database.UseAsync(db =>
            db.Set<HistoryEvent>().Where(e => e.Chain == "survey-box").ToListAsync()
        );
        var marks = await database.UseAsync(db => db.Set<SurveyMark>().ToListAsync());

        // Answers stand in the boxes and nowhere else.
        rows.Where(r => r.Text.Contains("q1=", StringComparison.Ordinal))
            .Select(r => r.Table)
            .Distinct()
            .ShouldBe(["survey_boxes"]);
        boxes.Sum(b => b.Key == "text" ? 0 : b.Count).ShouldBe(people.Count);
        foreach (var person in people)
        {
            // Tokens are kept nowhere; an invitation and its dossier stand in the list of who was asked alone.
            rows.ShouldAllBe(r =>
                !r.Text.Contains(keys.TokenOf(person.Id), StringComparison.Ordinal)
            );
            foreach (var key in new[] { person.Id, person.CaseId!.Value })
            {
                // The outbox holds the invitations of all who were asked, whether they answered or not.
                rows.Where(r => Holds(r.Text, key))
                    .Select(r => r.Table)
                    .Distinct()
                    .Except(["outbox_messages"])
                    .ShouldBe(["survey_invitations"]);
            }

            // The mark is made with a key that is not in the database, and stands alone.
            rows.Count(r =>
                    r.Text.Contains(keys.MarkOf(person.Id, person.Cell), StringComparison.Ordinal)
                )
                .ShouldBe(1);
        }

        marks.Count.ShouldBe(people.Count);
        (
            await database.UseAsync(db =>
                db.Set<OutboxMessage>().CountAsync(m => m.Kind == SurveyMails.KindName)
            )
        ).ShouldBe(round.ReadCells().Sum(c => c.Asked));
        // No key with a time in it that an answer wrote says more than the day; the round's own key is older than all answers.
        var midnight = new DateTime(2024, 3, 5, 17, 0, 0, DateTimeKind.Utc);
        var midnightStamp = new DateTimeOffset(midnight).ToUnixTimeMilliseconds();
        var written = rows.Where(r =>
                r.Table is "survey_boxes" or "survey_marks"
                || r.Text.Contains("survey-box", StringComparison.Ordinal)
                || r.Text.Contains("survey.answer", StringComparison.Ordinal)
            )
            .ToList();
        written.Count.ShouldBeGreaterThan(3 * people.Count);
        written
            .SelectMany(r => TimedKey().Matches(r.Text))
            .Select(m => Guid.Parse(m.Value))
            .Where(k => k != round.Id)
            .Select(k => Convert.ToInt64(k.ToString("N")[..12], 16))
            // A hash may look like such a key by chance; it then tells a time of another millennium.
            .Where(time =>
                Math.Abs(time - midnightStamp) < TimeSpan.FromDays(3_650).TotalMilliseconds
            )
            .ShouldAllBe(time => time == midnightStamp);
        // The order of the lines is that of their text, whatever the order in which they came.
        boxes.ShouldAllBe(b => b.Lines.SequenceEqual(b.Lines.Order(StringComparer.Ordinal)));
        // Free words are kept apart from steps.
        boxes
            .Where(b => b.Key != "text")
            .ShouldAllBe(b => !b.Content.Contains("lời", StringComparison.Ordinal));
        // Of the time the day is kept: midnight in Viet Nam.
        events.ShouldAllBe(e => e.At == midnight && e.ActorId == null);
        (
            await database.UseAsync(db =>
                db.Set<CompletedAction>()
                    .Where(a => a.Action == AnswerDesk.ActionOf(round.Id))
                    .ToListAsync()
            )
        ).ShouldAllBe(a => a.At == midnight && a.ActorId == null && a.Key.Length == 64);
        // The hashes in the history do not tell which line came last: the salt they were made with is gone.
        foreach (var box in boxes)
        {
            var told = events.Where(e => e.SubjectId == box.Id).Select(e => e.Payload).ToList();
            told.Count(p =>
                    p.Contains(
                        Canonical.Commitment(box.Salt, box.Content),
                        StringComparison.Ordinal
                    )
                )
                .ShouldBe(1);
            for (var i = 0; i < box.Count; i++)
            {
                var without = string.Join('\n', box.Lines.Where((_, place) => place != i));
                var earlier = Canonical.Commitment(box.Salt, without);
                told.ShouldAllBe(p => !p.Contains(earlier, StringComparison.Ordinal));
            }
        }

        // A stratum was never so small that an answer of it names somebody.
        round.ReadCells().ShouldAllBe(c => c.Asked >= SurveySettings.LeastShown);
    }

    [GeneratedRegex(
        "(?<![0-9a-f])[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}(?![0-9a-f])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TimedKey();

    private static bool Holds(string row, Guid id) =>
        row.Contains(id.ToString("D"), StringComparison.OrdinalIgnoreCase)
        || row.Contains(id.ToString("N"), StringComparison.OrdinalIgnoreCase);

    private static async Task<List<(string Table, string Text)>> DumpAsync(ThuocDoDb db)
    {
        var rows = new List<(string, string)>();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync();
        foreach (
            var table in db
                .Model.GetEntityTypes()
                .Select(e => e.GetTableName())
                .OfType<string>()
                .Distinct()
        )
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = $"select * from \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add(
                    (
                        table,
                        string.Join(
                            '\u001f',
                            Enumerable
                                .Range(0, reader.FieldCount)
                                .Select(i => Text(reader.GetValue(i)))
                        )
                    )
                );
            }
        }

        return rows;

        static string Text(object value) =>
            value is byte[] bytes
                ? Convert.ToHexStringLower(bytes)
                : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
    }

    private static Dictionary<string, string?> Question(string kind, string vi, string en) =>
        new()
        {
            ["Kind"] = kind,
            ["Vi"] = vi,
            ["En"] = en,
        };

    private static Dictionary<string, string?> Answer(string step, string? words) =>
        new() { ["a-q1"] = step, ["a-q2"] = words };

    private sealed class Frame : ISurveyFrame
    {
        public static readonly IReadOnlyList<SurveyCase> All =
        [
            .. Enumerable
                .Range(0, 40)
                .Select(i => new SurveyCase(
                    ThuocDo.Shared.Reference.StableId.From($"survey-case-{i}"),
                    i % 2 == 0 ? "d587" : "d586",
                    i % 20 < 10 ? "Hộ tịch" : "Đất đai",
                    "Counter",
                    true
                )),
        ];

        public Task<IReadOnlyList<SurveyCase>> CasesAsync(
            DateOnly from,
            DateOnly to,
            CancellationToken cancellation
        ) => Task.FromResult(All);

        public Task<string?> MailOfAsync(Guid dossierId, CancellationToken cancellation) =>
            Task.FromResult<string?>(null);
    }

    private sealed class WideFrame : ISurveyFrame
    {
        public Task<IReadOnlyList<SurveyCase>> CasesAsync(
            DateOnly from,
            DateOnly to,
            CancellationToken cancellation
        ) =>
            Task.FromResult<IReadOnlyList<SurveyCase>>([
                .. Enumerable
                    .Range(0, 5_605)
                    .Select(i => new SurveyCase(
                        ThuocDo.Shared.Reference.StableId.From($"wide-case-{i}"),
                        $"w{i / 8}",
                        "Hộ tịch",
                        "Counter",
                        false
                    )),
            ]);

        public Task<string?> MailOfAsync(Guid dossierId, CancellationToken cancellation) =>
            Task.FromResult<string?>(null);
    }

    /// <summary>Mail is set up, so that invitations wait in the outbox.</summary>
    private sealed class Post : IMailer
    {
        public bool IsOn => true;

        public Task<Delivery> SendAsync(
            Guid id,
            string address,
            string subject,
            string body,
            CancellationToken cancellation
        ) =>
            throw new InvalidOperationException(
                "The test looks at the outbox; nothing of it is sent."
            );
    }
}
