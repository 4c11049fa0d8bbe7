using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Filing;
using ThuocDo.OneStop.Notices;
using ThuocDo.OneStop.Ratings;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.Shared.Files;
using Xunit;

namespace ThuocDo.Tests.OneStop.Filing;

public sealed class FilingTests
{
    private const string Form = "main form[method=post]";

    [Theory, Engines]
    public async Task Submission_ReceivedByTheCounter_IsAnOnlineDossierOfTheSameDomain(
        Engine engine
    )
    {
        await using var shop = await Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        using var officer = await shop.SignedInAsync("motcua.xa");

        var id = await citizen.SendAsync();
        var sent = await shop.SubmissionAsync(id);
        sent.State.ShouldBe(SubmissionState.Submitted);
        sent.AnswerBy.ShouldNotBeNull();
        (await shop.CountAsync(db => db.Set<Dossier>().CountAsync())).ShouldBe(0);
        (await officer.GetAsync(FilingLinks.Inbox)).TextOf("main").ShouldContain(sent.Reference);

        var desk = await officer.GetAsync(FilingLinks.Desk(id));
        foreach (var box in desk.FindAll("input[name='Papers']"))
        {
            box.SetAttribute("checked", "checked");
        }

        var slip = await desk.SubmitAsync(Form);

        var received = await shop.SubmissionAsync(id);
        received.State.ShouldBe(SubmissionState.Received);
        var dossier = await shop.CountAsync(db => db.Set<Dossier>().AsNoTracking().SingleAsync());
        slip.Url.ShouldBe(OneStopLinks.ReceiptSlip(dossier.Code));
        received.DossierId.ShouldBe(dossier.Id);
        dossier.Channel.ShouldBe(Channel.Online);
        dossier.ElectronicIdentity.ShouldBeTrue();
        dossier.FirstOnlineOfYear.ShouldBeTrue();
        dossier.ReceivedAt.ShouldBeGreaterThanOrEqualTo(sent.SubmittedAt!.Value);
        (
            await shop.CountAsync(db =>
                db.Set<Attachment>()
                    .OrderBy(a => a.PaperNumber)
                    .Select(a => a.PaperNumber)
                    .ToListAsync()
            )
        ).ShouldBe([2, 3]);
        (await shop.CountAsync(db => db.Set<DossierAnswers>().CountAsync())).ShouldBe(1);
        var texts = await shop.CountAsync(db =>
            db.Set<HistoryEvent>().Select(e => e.Payload).ToListAsync()
        );
        texts.ShouldAllBe(t => !t.Contains("Mẫu Con") && !t.Contains("000000900001"));
        (await shop.FaultsAsync()).ShouldBeEmpty();

        (await citizen.GetAsync(FilingLinks.Submission(id))).Url.ShouldBe(
            FilingLinks.MyDossier(dossier.Code)
        );
        (await citizen.GetAsync(FilingLinks.Mine)).TextOf("main").ShouldContain(dossier.Code);
    }

    [Theory, Engines]
    public async Task Supplement_BeforeReceipt_IsAskedOnceAndAnswered(Engine engine)
    {
        await using var shop = await Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        using var officer = await shop.SignedInAsync("motcua.xa");
        var id = await citizen.SendAsync();

        await AskAsync(officer, id);
        var asked = await shop.SubmissionAsync(id);
        (asked.State, asked.Supplements, asked.AnswerBy).ShouldBe(
            (SubmissionState.SupplementAtIntake, 1, null)
        );
        (await citizen.GetAsync(FilingLinks.Submission(id)))
            .TextOf(".notice--warning")
            .ShouldContain("Ảnh mờ");
        await citizen.UploadAsync(
            FilingLinks.Step(id, FilingStep.Papers),
            ("giay-2", "rõ hơn.pdf", SampleFiles.Pdf())
        );
        var check = await citizen.GetAsync(FilingLinks.Step(id, FilingStep.Check));
        await check.SubmitAsync(Form);

        var again = await shop.SubmissionAsync(id);
        again.State.ShouldBe(SubmissionState.Submitted);
        again.AnswerBy.ShouldNotBeNull();
        (await officer.GetAsync(FilingLinks.Desk(id)))
            .FindAll($"a[href='{FilingLinks.DeskSupplement(id)}']")
            .ShouldBeEmpty();
        (await AskAsync(officer, id)).TextOf(".error-summary").ShouldContain("1 lần");
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    /// <summary>What nobody completes does not wait for ever: the last day is promised, told beforehand, and then it ends.</summary>
    [Theory, Engines]
    public async Task Supplement_ThatDoesNotCome_EndsAfterItsLastDayAndIsToldTwice(Engine engine)
    {
        await using var smtp = SmtpDouble.Start();
        await using var shop = await Portal.OpenAsync(engine, smtp.Settings);
        using var citizen = await shop.CitizenAsync();
        using var officer = await shop.SignedInAsync("motcua.xa");
        var id = await citizen.SendAsync();
        await AskAsync(officer, id);
        await shop.Database.UseAsync(db =>
            db.Set<SubmissionContent>()
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.Email, "nguoi@thu.example"))
        );
        (await shop.SubmissionAsync(id)).SupplementUntil.ShouldBe(new DateOnly(2024, 4, 5));
        (await citizen.GetAsync(FilingLinks.Submission(id)))
            .TextOf(".notice--warning")
            .ShouldContain("05/04/2024");

        // 30/03/2024: six days are left.
        await OnAsync(24, 0);
        await OnAsync(25, 0);
        (await NoticesAsync()).ShouldBe(["supplement-ending"]);
        await OnAsync(30, 0);
        (await shop.SubmissionAsync(id)).State.ShouldBe(SubmissionState.SupplementAtIntake);
        await OnAsync(31, 1);
        await OnAsync(32, 0);

        (await NoticesAsync()).ShouldBe(["supplement-ending", "submission-lapsed"]);
        var ended = await shop.SubmissionAsync(id);
        (ended.State, ended.Events).ShouldBe((SubmissionState.Lapsed, 4));
        using var later = await shop.CitizenAsync();
        var page = await later.GetAsync(FilingLinks.Submission(id));
        page.TextOf(".notice--warning").ShouldContain("đã kết thúc");
        page.TextOf("main").ShouldContain("sắp hết thời gian bổ sung");
        (await later.GetAsync(FilingLinks.Step(id, FilingStep.Papers))).Url.ShouldBe(
            FilingLinks.Submission(id)
        );
        for (var i = 0; i < 3; i++)
        {
            await shop
                .Web.Services.GetRequiredService<OutboxWorker>()
                .RunAsync(TestContext.Current.CancellationToken);
        }

        smtp.Mails.Select(m => m.To).Distinct().ShouldBe(["nguoi@thu.example"]);
        smtp.Mails.Count.ShouldBe(2);
        (await shop.FaultsAsync()).ShouldBeEmpty();

        async Task OnAsync(int days, int endedThen)
        {
            shop.Web.Time.SetUtcNow(
                new DateTimeOffset(TestWeb.UsualInstant.AddDays(days), TimeSpan.Zero)
            );
            (await EndAsync(shop)).ShouldBe(endedThen);
        }

        Task<List<string>> NoticesAsync() =>
            shop.CountAsync(db =>
                db.Set<Notice>()
                    .Where(n => n.SubmissionId == id)
                    .OrderBy(n => n.CreatedAt)
                    .Select(n => n.Template)
                    .ToListAsync()
            );
    }

    /// <summary>The declaration may have been changed meanwhile and not sent: what was left is what the chain commits to.</summary>
    [Theory]
    [Engines(true)]
    [Engines(false)]
    public async Task Submission_EndedWhileItsSupplementWasMade_AgreesWithItsChain(
        Engine engine,
        bool byCitizen
    )
    {
        await using var shop = await Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        using var officer = await shop.SignedInAsync("motcua.xa");
        var id = await citizen.SendAsync();
        await AskAsync(officer, id);
        var form = await citizen.GetAsync(FilingLinks.Step(id, FilingStep.Form));
        await form.SubmitAsync(
            Form,
            new Dictionary<string, string?> { ["Answers[childName]"] = "Nguyễn Văn Mẫu Khác" }
        );

        if (byCitizen)
        {
            await (await citizen.GetAsync(FilingLinks.TakeBack(id))).SubmitAsync(Form);
        }
        else
        {
            shop.Web.Time.Advance(TimeSpan.FromDays(31));
            (await EndAsync(shop)).ShouldBe(1);
        }

        (await shop.SubmissionAsync(id)).State.ShouldBe(
            byCitizen ? SubmissionState.Withdrawn : SubmissionState.Lapsed
        );
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    /// <summary>Who completes it in time is not ended, however long the office then takes.</summary>
    [Theory, Engines]
    public async Task Supplement_ThatCameInTime_IsNotEnded(Engine engine)
    {
        await using var shop = await Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        using var officer = await shop.SignedInAsync("motcua.xa");
        var id = await citizen.SendAsync();
        await AskAsync(officer, id);
        await citizen.UploadAsync(
            FilingLinks.Step(id, FilingStep.Papers),
            ("giay-2", "rõ hơn.pdf", SampleFiles.Pdf())
        );
        await (await citizen.GetAsync(FilingLinks.Step(id, FilingStep.Check))).SubmitAsync(Form);
        shop.Web.Time.Advance(TimeSpan.FromDays(60));

        (await EndAsync(shop)).ShouldBe(0);

        (await shop.SubmissionAsync(id)).State.ShouldBe(SubmissionState.Submitted);
    }

    [Theory, Engines]
    public async Task Submission_OfSomebodyElse_IsFoundByNobodyElse(Engine engine)
    {
        await using var shop = await Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        using var other = await shop.CitizenAsync("congdan.02");
        using var stranger = shop.Web.NewVisitor();
        var (draft, _) = await citizen.PrepareAsync();
        var link = (await citizen.GetAsync(FilingLinks.Step(draft, FilingStep.Papers)))
            .Find("a[href^='/tep/']")
            .GetAttribute("href")!;

        foreach (var step in Enum.GetValues<FilingStep>())
        {
            using var answer = await other.Client.GetAsync(FilingLinks.Step(draft, step));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        using var mine = await citizen.Client.GetAsync(link);
        mine.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var visitor in new[] { other, stranger })
        {
            using var file = await visitor.Client.GetAsync(link);
            file.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        // A draft is nobody's business but the citizen's.
        using var officer = await shop.SignedInAsync("motcua.xa");
        using var desk = await officer.Client.GetAsync(FilingLinks.Desk(draft));
        desk.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task Form_WithWrongAnswers_KeepsThemAndIsNotSent(Engine engine)
    {
        await using var shop = await Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        var (id, step) = await citizen.BeginAsync();
        step = await step.SubmitAsync(
            Form,
            new Dictionary<string, string?> { ["Unit"] = Shop.AnHai }
        );
        var wrong = new Dictionary<string, string?>(Portal.BirthAnswers)
        {
            ["Answers[childBirthDate]"] = "2030-01-01",
            ["Answers[fatherRecorded]"] = "yes",
        };

        var page = await step.SubmitAsync(Form, wrong);

        page.FindAll(".error-summary li").Count.ShouldBe(3);
        page.Find("[name='Answers[childName]']")
            .GetAttribute("value")
            .ShouldBe("Nguyễn Văn Mẫu Con");
        var check = await citizen.GetAsync(FilingLinks.Step(id, FilingStep.Check));
        check.FindAll("main form button[type=submit]").ShouldBeEmpty();
        check.FindAll(".notice--warning li").Count.ShouldBe(3);
        (await shop.SubmissionAsync(id)).State.ShouldBe(SubmissionState.Draft);
    }

    [Theory, Engines]
    public async Task Send_TwiceOrOfAnOldPage_IsOneSubmission(Engine engine)
    {
        await using var shop = await Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        var (id, check) = await citizen.PrepareAsync();

        await check.SubmitAsync(Form);
        await check.SubmitAsync(Form);

        (await shop.SubmissionAsync(id)).Events.ShouldBe(1);
        (
            await shop.CountAsync(db =>
                db.Set<HistoryEvent>().CountAsync(e => e.Chain == SubmissionWork.Chain)
            )
        ).ShouldBe(1);
        var back = await (await citizen.GetAsync(FilingLinks.TakeBack(id))).SubmitAsync(Form);
        back.Url.ShouldBe(FilingLinks.Mine);
        (await shop.SubmissionAsync(id)).State.ShouldBe(SubmissionState.Withdrawn);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Rejection_WithReason_IsToldToTheApplicant(Engine engine)
    {
        await using var shop = await Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        using var officer = await shop.SignedInAsync("motcua.xa");
        var id = await citizen.SendAsync();

        var page = await officer.GetAsync(FilingLinks.DeskReject(id));
        await page.SubmitAsync(
            Form,
            new Dictionary<string, string?>
            {
                ["Reason"] = "wrong-agency",
                ["Details"] = "Nộp tại nơi cư trú của mẹ",
            }
        );

        (await shop.SubmissionAsync(id)).State.ShouldBe(SubmissionState.RejectedAtIntake);
        (await citizen.GetAsync(FilingLinks.Submission(id)))
            .TextOf(".notice--danger")
            .ShouldContain("Nộp tại nơi cư trú của mẹ");
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Drafts_NotTouchedForLong_AreErasedAndWhatWasSentStays(Engine engine)
    {
        await using var shop = await Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        var sent = await citizen.SendAsync();
        var (draft, _) = await citizen.PrepareAsync();
        (await shop.Web.UseAsync<ExpireDrafts, int>(d => d.RunAsync(default))).ShouldBe(0);
        shop.Web.Time.Advance(TimeSpan.FromDays(31));

        (await shop.Web.UseAsync<ExpireDrafts, int>(d => d.RunAsync(default))).ShouldBe(1);

        (
            await shop.CountAsync(db => db.Set<Submission>().Select(s => s.Id).ToListAsync())
        ).ShouldBe([sent]);
        (
            await shop.CountAsync(db =>
                db.Set<SubmissionFile>().CountAsync(f => f.SubmissionId == draft)
            )
        ).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Audit_OfChangedContentOrRating_NamesIt(Engine engine)
    {
        await using var shop = await Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        var id = await citizen.SendAsync();
        var reference = (await shop.SubmissionAsync(id)).Reference;

        await shop.Database.TamperAsync(
            $"update onestop_submission_contents set name = 'Other' where submission_id = {id}"
        );
        (await shop.FaultsAsync())
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                f => f.Subject.ShouldBe(reference),
                f => f.Field.ShouldBe("content")
            );
    }

    [Theory, Engines]
    public async Task Rating_OfOneDossier_IsOneAndOnlyAfterTheResult(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        using var citizen = shop.Web.NewVisitor();
        var (code, secret, _) = await Shop.ReceiveByPageAsync(officer);
        (await TrackAsync(citizen, code, secret)).FindAll("a[href^='/danh-gia']").ShouldBeEmpty();
        await shop.HandOverAsync(code);
        foreach (var role in new[] { Role.Specialist, Role.UnitHead })
        {
            await shop.ActAsync(
                role,
                code,
                DossierActionKind.Forward,
                (work, act) => work.Forward(null, null, act)
            );
        }

        (
            await shop.ActAsync(
                Role.Signer,
                code,
                DossierActionKind.Finish,
                (work, act) => work.Finish("01/KQ", false, act)
            )
        ).Succeeded.ShouldBeTrue();

        var link = (await TrackAsync(citizen, code, secret))
            .Find("a[href^='/danh-gia']")
            .GetAttribute("href")!;
        var page = await citizen.GetAsync(link);
        (await page.SubmitAsync(Form)).FindAll(".error-summary li").Count.ShouldBe(1);
        await page.SubmitAsync(
            Form,
            new Dictionary<string, string?>
            {
                ["Level"] = nameof(Satisfaction.NotSatisfied),
                ["Chosen"] = "time",
            }
        );
        var second = await (await citizen.GetAsync(link)).SubmitAsync(
            Form,
            new Dictionary<string, string?> { ["Level"] = nameof(Satisfaction.VerySatisfied) }
        );

        second.TextOf(".error-summary").ShouldContain("đã được đánh giá");
        var rating = await shop.CountAsync(db => db.Set<Rating>().SingleAsync());
        (rating.Level, rating.Reasons).ShouldBe((Satisfaction.NotSatisfied, "time"));
        (await shop.FaultsAsync()).ShouldBeEmpty();
        await shop.Database.TamperAsync($"delete from onestop_ratings");
        (await shop.FaultsAsync()).ShouldHaveSingleItem().Kind.ShouldBe("rating");
    }

    private static Task<int> EndAsync(Shop shop) =>
        shop.Web.UseAsync<EndSupplements, int>(job =>
            job.RunAsync(TestContext.Current.CancellationToken)
        );

    private static async Task<WebPage> AskAsync(WebUser officer, Guid id)
    {
        var page = await officer.GetAsync(FilingLinks.DeskSupplement(id));
        return await page.SubmitAsync(
            Form,
            new Dictionary<string, string?>
            {
                ["Papers"] = "2",
                ["Reason"] = "illegible",
                ["Details"] = "Ảnh mờ, hãy chụp lại",
            }
        );
    }

    private static async Task<WebPage> TrackAsync(WebUser citizen, string code, string secret)
    {
        var page = await citizen.GetAsync(OneStopLinks.Track);
        return await page.SubmitAsync(
            Form,
            new Dictionary<string, string?> { ["ma"] = code, ["Secret"] = secret }
        );
    }
}
