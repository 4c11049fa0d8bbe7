using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Absences;
using ThuocDo.OneStop.Notices;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outbox;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Notices;

public sealed class NoticeTests
{
    [Theory, Engines]
    public async Task Notices_MailServerDownForAnHour_ArriveOnceEach(Engine engine)
    {
        await using var smtp = SmtpDouble.Start();
        await using var shop = await Shop.OpenAsync(engine, settings: smtp.Settings);
        await smtp.SwitchOffAsync();
        for (var i = 1; i <= 5; i++)
        {
            var received = await shop.ReceiveAsync(email: $"nguoi{i}@thu.example");
            (await shop.HandOverAsync(received.Value!.Code)).Succeeded.ShouldBeTrue();
        }

        for (var minute = 0; minute < 60; minute++)
        {
            await RunAsync(shop);
            shop.Web.Time.Advance(TimeSpan.FromMinutes(1));
        }

        smtp.Mails.ShouldBeEmpty();
        smtp.SwitchOn();
        for (var minute = 0; minute < 40; minute++)
        {
            await RunAsync(shop);
            shop.Web.Time.Advance(TimeSpan.FromMinutes(1));
        }

        smtp.Mails.Select(m => m.To)
            .Order()
            .ShouldBe(Enumerable.Range(1, 5).Select(i => $"nguoi{i}@thu.example"));
        smtp.Mails.Select(m => m.MessageId).Distinct().Count().ShouldBe(5);
        var deliveries = await shop.CountAsync(db => db.Set<NoticeDelivery>().ToListAsync());
        deliveries.Count.ShouldBe(5);
        deliveries.ShouldAllBe(d => d.State == DeliveryState.Delivered);
    }

    [Theory, Engines]
    public async Task Notice_ServerThatErrs_ArrivesUnderOneMessageId(Engine engine)
    {
        await using var smtp = SmtpDouble.Start();
        await using var shop = await Shop.OpenAsync(engine, settings: smtp.Settings);
        smtp.Fail(
            SmtpFault.Busy,
            SmtpFault.RecipientLater,
            SmtpFault.DropInData,
            SmtpFault.DropAfterData
        );
        await shop.ReceiveAsync(email: "nguoi@thu.example");

        for (var minute = 0; minute < 60; minute++)
        {
            await RunAsync(shop);
            shop.Web.Time.Advance(TimeSpan.FromMinutes(1));
        }

        // Taken twice, because the server hung up before it said so: the same key tells that it is one notice.
        smtp.Conversations.ShouldBe(5);
        smtp.Mails.Count.ShouldBe(2);
        smtp.Mails.Select(m => m.MessageId).Distinct().Count().ShouldBe(1);
        var message = await shop.CountAsync(db =>
            db.Set<OutboxMessage>().SingleAsync(m => m.Kind == EmailHandler.KindName)
        );
        message.State.ShouldBe(OutboxState.Sent);
        smtp.Mails[0].MessageId.ShouldStartWith(message.Id.ToString("N"));
    }

    [Theory, Engines]
    public async Task Notice_BoxThatDoesNotExist_FallsBackToSmsAndShowsBothWays(Engine engine)
    {
        await using var smtp = SmtpDouble.Start();
        var folder = Directory.CreateTempSubdirectory("thuocdo-test-sms-");
        await using var shop = await Shop.OpenAsync(
            engine,
            settings: new Dictionary<string, string>(smtp.Settings)
            {
                ["Notices:SmsFolder"] = folder.FullName,
            }
        );
        smtp.Fail(SmtpFault.RecipientNever);
        var code = (await shop.ReceiveAsync(email: "khong@thu.example", phone: "0900 000 001"))
            .Value!
            .Code;

        await RunAsync(shop);

        smtp.Mails.ShouldBeEmpty();
        var sms = await File.ReadAllTextAsync(folder.GetFiles().Single().FullName);
        sms.ShouldContain("0900000001");
        sms.ShouldContain(code);
        sms.ShouldNotContain("Mau", Case.Sensitive, "the applicant's name is nobody's need");
        using var officer = await shop.SignedInAsync("motcua.xa");
        var page = await officer.GetAsync(OneStopLinks.Dossier(code));
        var ways = page.Find("section[aria-labelledby=notices]").TextContent;
        ways.ShouldContain("Thư điện tử: không gửi được");
        ways.ShouldContain("SMS: đã gửi");
        folder.Delete(recursive: true);
    }

    [Theory, Engines]
    [Trait("Peer", "D29")]
    public async Task Sms_ThatFailed_IsTriedAgainAndNeverCountedAsSent(Engine engine)
    {
        var folder = Path.Combine(
            Directory.CreateTempSubdirectory("thuocdo-test-sms-").FullName,
            "gateway"
        );
        // A file stands where the folder should be: the gateway does not work.
        await File.WriteAllTextAsync(folder, "");
        await using var shop = await Shop.OpenAsync(
            engine,
            settings: new Dictionary<string, string> { ["Notices:SmsFolder"] = folder }
        );
        await shop.ReceiveAsync(phone: "0900000002");

        await RunAsync(shop);
        var delivery = await shop.CountAsync(db => db.Set<NoticeDelivery>().SingleAsync());
        delivery.State.ShouldBe(DeliveryState.Waiting);

        File.Delete(folder);
        shop.Web.Time.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(shop);
        delivery = await shop.CountAsync(db => db.Set<NoticeDelivery>().SingleAsync());
        delivery.State.ShouldBe(DeliveryState.Delivered);
        Directory.GetFiles(folder).Length.ShouldBe(1);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    [Theory, Engines]
    public async Task Notice_EveryEventOfALife_IsToldOnceInBothLanguages(Engine engine)
    {
        await using var smtp = SmtpDouble.Start();
        await using var shop = await Shop.OpenAsync(engine, settings: smtp.Settings);
        var code = (await shop.ReceiveAsync(email: "nguoi@thu.example")).Value!.Code;
        await shop.HandOverAsync(code);
        await shop.ActAsync(
            Role.Specialist,
            code,
            DossierActionKind.RequestSupplement,
            (w, a) => w.RequestSupplement("absent", null, a, "1")
        );
        await shop.ActAsync(
            Role.Receptionist,
            code,
            DossierActionKind.ReceiveSupplement,
            (w, a) => w.ReceiveSupplement(a)
        );

        await RunAsync(shop);
        await RunAsync(shop);

        smtp.Mails.Count.ShouldBe(3);
        var notices = await shop.CountAsync(db =>
            db.Set<Notice>().OrderBy(n => n.CreatedAt).ToListAsync()
        );
        notices
            .Select(n => n.Template)
            .Order()
            .ShouldBe(["received", "supplement-asked", "supplement-received"]);
        smtp.Mails.ShouldAllBe(m => m.Text.Contains("Auto-Submitted: auto-generated"));
    }

    [Theory, Engines]
    public async Task Digest_RunTwiceInAMorning_TellsEachPersonOnceAndStandsAboveTheWorkList(
        Engine engine
    )
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await shop.HandOverAsync(code);
        // Next morning the dossier of two working days has one left: the head is told.
        shop.Web.Time.Advance(TimeSpan.FromHours(21));

        await RunDigestAsync(shop);
        await RunDigestAsync(shop);

        var head = DemonstrationAccounts.IdOf("lanhdao.xa");
        var notices = await shop.CountAsync(db =>
            db.Set<Notice>().Where(n => n.AccountId == head).ToListAsync()
        );
        notices.ShouldHaveSingleItem().Read().Digest!.Soon.ShouldBe(1);
        using var user = await shop.SignedInAsync("lanhdao.xa");
        var list = await user.GetAsync(OneStopLinks.WorkList);
        var own = await list.FollowAsync($"main a[href='{NoticeLinks.Own}']");
        own.TextOf(".timeline").ShouldContain("1 hồ sơ sắp đến hạn");
        var read = await own.SubmitAsync($"main form[method=post]");
        read.Document.QuerySelector("main form[method=post]").ShouldBeNull();
    }

    /// <summary>The principal heads two communes and has lent the post in one of them.</summary>
    [Theory, Engines]
    public async Task Digest_OfAStandIn_CountsNothingOfAPostThatWasNotLent(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.ReceiveAsync();
        await shop.ReceiveAsync(Shop.PhuocDan);
        var (head, standIn) = (Staff.IdOf("lanhdao.xa"), Staff.IdOf("ky.xa"));
        var today = new DateOnly(2024, 3, 6);
        await shop.Database.UseAsync(async db =>
        {
            db.Add(
                RoleAssignment.Create(
                    Guid.CreateVersion7(),
                    head,
                    Role.UnitHead,
                    Unit.IdOf(Shop.PhuocDan),
                    today
                )
            );
            db.Add(
                new StandingDelegation
                {
                    Id = Guid.CreateVersion7(),
                    PrincipalId = head,
                    PrincipalRoleId = Staff.RoleOf("lanhdao.xa"),
                    StandInId = standIn,
                    StandInRoleId = Staff.RoleOf("ky.xa"),
                    UnitId = Unit.IdOf(Shop.AnHai),
                    From = today,
                    To = today.AddDays(5),
                }
            );
            await db.SaveChangesAsync();
        });
        shop.Web.Time.Advance(TimeSpan.FromHours(21));

        await RunDigestAsync(shop);

        var told = await shop.CountAsync(db =>
            db.Set<Notice>()
                .Where(n => n.AccountId == head || n.AccountId == standIn)
                .ToDictionaryAsync(n => n.AccountId!.Value)
        );
        told[head].Read().Digest!.Soon.ShouldBe(2);
        told[standIn].Read().Digest!.Soon.ShouldBe(1);
    }

    private static Task<bool> RunDigestAsync(Shop shop) =>
        shop.Web.UseAsync<IEnumerable<IPeriodicJob>, bool>(async jobs =>
        {
            await jobs.OfType<DigestJob>().Single().RunAsync(TestContext.Current.CancellationToken);
            return true;
        });

    private static Task<int> RunAsync(Shop shop) =>
        shop
            .Web.Services.GetRequiredService<OutboxWorker>()
            .RunAsync(TestContext.Current.CancellationToken);
}
