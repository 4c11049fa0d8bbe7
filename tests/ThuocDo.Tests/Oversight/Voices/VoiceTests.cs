using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Voices;
using ThuocDo.Oversight.Voices.Complaints;
using ThuocDo.Oversight.Voices.Denunciations;
using ThuocDo.Oversight.Voices.Feedbacks;
using ThuocDo.Oversight.Voices.Praise;
using ThuocDo.Oversight.Voices.Scoring;
using ThuocDo.Oversight.Voices.Supervision;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.Shared.Files;
using Xunit;

namespace ThuocDo.Tests.Oversight.Voices;

/// <summary>What the public says, walked through by pages; one host for each engine.</summary>
public sealed class VoiceTests
{
    private const string Passphrase = "một mật khẩu dài";

    [Theory, Engines]
    public async Task Denunciation_SentByTheForm_IsReadByThoseNamedAndLeavesNoTraceElsewhere(
        Engine engine
    )
    {
        var log = new Heard();
        await using var shop = await Shop.OpenAsync(
            engine,
            services: s =>
                s.AddSingleton(new EnvelopeStrength(1000))
                    .AddLogging(b => b.AddProvider(log).AddFilter<Heard>(_ => true))
        );
        using var inspector = await shop.SignedInAsync("thanhtra");
        using var above = await shop.SignedInAsync("lanhdao.huyen");
        using var head = await shop.SignedInAsync("lanhdao.xa");
        using var administrator = await shop.SignedInAsync("quantri");
        using var visitor = shop.Web.NewVisitor();

        // Nobody receives yet: the form says so and takes nothing in.
        (await visitor.GetAsync($"{VoiceLinks.Denounce}?Unit={Shop.AnHai}"))
            .FindAll(Sending)
            .ShouldBeEmpty("no address chooses a body");
        var page = await ChooseAsync(visitor);
        page.FindAll(Sending).ShouldBeEmpty();
        await MakeKeyAsync(inspector, receives: true);
        page = await ChooseAsync(visitor);
        page.TextOf("main").ShouldContain("Cán bộ Mẫu 17");
        var form = (IHtmlFormElement)page.Find(Sending);
        var fields = WebForm.Fields(
            form,
            new Dictionary<string, string?>
            {
                ["About"] = "Zebrafisch Bemerkenswert",
                ["Text"] = "Quokkaweide nahm Umschlaege an.",
                ["Name"] = "Wombatmann Unauffaellig",
                ["Contact"] = "0987006005",
            },
            null
        );
        var picture = LargePicture();
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Where(f => f.Key != "Documents"))
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(picture), "Documents", "xerusbild.png");
        page = await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, VoiceLinks.Denounce) { Content = content }
        );
        page.Status.ShouldBe(HttpStatusCode.OK);
        var codes = page.FindAll("main dd.code").Select(e => e.TextContent).ToList();
        codes.Count.ShouldBe(2, page.TextOf("main"));

        var id = await shop.CountAsync(db =>
            db.Set<Denunciation>().Select(d => d.Id).SingleAsync()
        );
        var address = VoiceLinks.DenunciationOf(id);
        // A head above, the head itself and an administrator: nothing, and no word of it.
        await MakeKeyAsync(above, receives: false);
        foreach (var other in new[] { above, head, administrator })
        {
            var seen = await other.GetAsync(address);
            ((int)seen.Status).ShouldBeOneOf(403, 404);
            seen.Source.ShouldNotContain(codes[0]);
            (await other.GetAsync(VoiceLinks.Denunciations)).Source.ShouldNotContain(codes[0]);
        }

        (await above.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await above.GetAsync(VoiceLinks.DenunciationOf(Guid.CreateVersion7()))).Status.ShouldBe(
            HttpStatusCode.NotFound
        );

        page = await inspector.GetAsync(address);
        page.Source.ShouldNotContain("Quokkaweide");
        (await OpenAsync(page, "falsch falsch falsch")).Source.ShouldNotContain("Quokkaweide");
        var opened = await OpenAsync(page, Passphrase);
        opened.TextOf("main").ShouldContain("Quokkaweide nahm Umschlaege an.");
        opened.TextOf("main").ShouldContain("Wombatmann");
        opened.TextOf("main").ShouldContain("xerusbild.png");
        opened.Document.Title!.ShouldNotContain("Zebrafisch");
        page = await page.SubmitAsync(
            "form[action*='handler=Note']",
            new Dictionary<string, string?>
            {
                ["Note"] = "Okapinotiz dazu.",
                ["NotePassphrase"] = Passphrase,
            }
        );
        page.TextOf("main").ShouldContain("Đã ghi", Case.Sensitive, page.TextOf("main"));
        var person = page.FindAll("#Person option")
            .First(o => o.TextContent.StartsWith("Cán bộ Mẫu", StringComparison.Ordinal))
            .GetAttribute("value");
        page = await page.SubmitAsync(
            "form[action*='handler=Name']",
            new Dictionary<string, string?> { ["Person"] = person, ["NamePassphrase"] = Passphrase }
        );
        opened = await OpenAsync(await above.GetAsync(address), Passphrase);
        opened.TextOf("main").ShouldContain("Quokkaweide");
        opened.TextOf("main").ShouldContain("Okapinotiz");
        (
            await page.SubmitAsync(
                "form[action*='handler=Move']",
                new Dictionary<string, string?> { ["MovePassphrase"] = "falsch falsch falsch" },
                button: "button[value=Accepted]"
            )
        )
            .TextOf("main")
            .ShouldNotContain("Đã thụ lý", Case.Sensitive, "a session alone decides nothing");
        page = await page.SubmitAsync(
            "form[action*='handler=Move']",
            new Dictionary<string, string?> { ["MovePassphrase"] = Passphrase },
            button: "button[value=Accepted]"
        );
        page.TextOf("main").ShouldContain("Đã thụ lý");
        var tracked = await (await visitor.GetAsync(VoiceLinks.TrackDenunciation)).SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["Code"] = codes[0], ["Secret"] = codes[1] }
        );
        tracked.TextOf("main").ShouldContain("Đã thụ lý");
        (
            await (await visitor.GetAsync(VoiceLinks.TrackDenunciation)).SubmitAsync(
                "main form[method=post]",
                new Dictionary<string, string?> { ["Code"] = codes[0], ["Secret"] = "AAAABBBBCCCC" }
            )
        )
            .TextOf("main")
            .ShouldNotContain("Đã thụ lý");

        // Every table, every log line, and on SQLite the very file.
        byte[][] needles =
        [
            .. new[]
            {
                "Zebrafisch",
                "Quokkaweide",
                "Wombatmann",
                "0987006005",
                "xerusbild",
                "Okapinotiz",
                Passphrase,
                "một mật",
                codes[1],
            }.SelectMany(w => new[] { Encoding.UTF8.GetBytes(w), Encoding.Unicode.GetBytes(w) }),
            picture[3000..3064],
            Encoding.UTF8.GetBytes(System.Convert.ToBase64String(picture)[4000..4064]),
        ];
        var dump = await DumpAsync(shop);
        dump.Length.ShouldBeGreaterThan(10_000);
        needles
            .Where(n => dump.AsSpan().IndexOf(n) >= 0)
            .Select(n => Encoding.UTF8.GetString(n))
            .ShouldBeEmpty("in the tables");
        if (shop.Database.Target.SqlitePath is { } file)
        {
            foreach (
                var part in Directory.GetFiles(
                    Path.GetDirectoryName(file)!,
                    Path.GetFileName(file) + "*"
                )
            )
            {
                await using var stream = new FileStream(
                    part,
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.ReadWrite
                );
                using var bytes = new MemoryStream();
                await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
                var whole = bytes.ToArray();
                needles
                    .Where(n => whole.AsSpan().IndexOf(n) >= 0)
                    .Select(n => Encoding.UTF8.GetString(n))
                    .ShouldBeEmpty("in the file of the database");
            }
        }

        var heard = Encoding.UTF8.GetBytes(log.Text);
        log.Text.ShouldContain("voice_denunciations", Case.Sensitive, "the log is a full one");
        needles
            .Where(n => heard.AsSpan().IndexOf(n) >= 0)
            .Select(n => Encoding.UTF8.GetString(n))
            .ShouldBeEmpty("in the log");

        // One gives the own seat up; the last who can open it stays.
        var left = await (await above.GetAsync(address)).SubmitAsync(
            "form[action*='handler=Leave']",
            new Dictionary<string, string?> { ["LeavePassphrase"] = Passphrase }
        );
        left.Url.ShouldEndWith(VoiceLinks.Denunciations);
        (await above.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (
            await (await inspector.GetAsync(address)).SubmitAsync(
                "form[action*='handler=Leave']",
                new Dictionary<string, string?> { ["LeavePassphrase"] = Passphrase }
            )
        )
            .TextOf(".error-summary")
            .ShouldContain("Phải còn ít nhất một người");
        (await VerifyAsync(shop)).ShouldHaveSingleItem();

        // A spoilt seat opens nothing, is no wrong guess, and is named.
        await shop.Database.UseAsync(db =>
            db.Set<DenunciationSeat>()
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Wrapped, new byte[200]))
        );
        (await OpenAsync(await inspector.GetAsync(address), Passphrase))
            .TextOf(".error-summary")
            .ShouldContain("bị thay đổi");
        (await VerifyAsync(shop)).ShouldContain(line => line.Contains("seats"));

        // A public key put into the row by another hand is nobody's: nothing is sealed for it.
        var strange = Envelope.Make("someone else entirely", 1000).Public;
        await shop.Database.UseAsync(db =>
            db.Set<DenunciationKey>()
                .ExecuteUpdateAsync(s => s.SetProperty(k => k.PublicKey, strange))
        );
        (await ChooseAsync(visitor)).FindAll(Sending).ShouldBeEmpty();
        (await VerifyAsync(shop)).ShouldContain(line => line.Contains("denunciation-key"));
    }

    /// <summary>Larger than what a form keeps in memory by itself.</summary>
    private static byte[] LargePicture()
    {
        var small = SampleFiles.Png();
        var data = new byte[200_000];
        new Random(54).NextBytes(data);
        byte[] length = [0, 3, 13, 64];
        return [.. small[..^12], .. length, .. "IDAT"u8, .. data, 0, 0, 0, 0, .. small[^12..]];
    }

    private const string Sending = "main form[enctype]";

    private static async Task<WebPage> ChooseAsync(WebUser visitor) =>
        await (await visitor.GetAsync(VoiceLinks.Denounce)).SubmitAsync(
            "main form[action*='handler=Choose']",
            new Dictionary<string, string?> { ["Unit"] = Shop.AnHai }
        );

    [Theory, Engines]
    public async Task Voices_OfThePublic_AreHandledByTheirClocksAndKeptFromOthers(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await FeedbackAsync(shop);
        await ComplaintAsync(shop);
        await OthersAsync(shop);
        await SecondComplaintAsync(shop, "so-tu-phap", "Ninh Thuận");
        (await VerifyAsync(shop)).ShouldHaveSingleItem();
        await shop.Database.UseAsync(db =>
            db.Set<Feedback>().ExecuteUpdateAsync(s => s.SetProperty(f => f.Answer, "Không."))
        );
        (await VerifyAsync(shop)).ShouldContain(line => line.Contains("feedback"));
        // Above the commune stands a reporting area, which has no authority.
        shop.Web.Time.Advance(TimeSpan.FromDays(480));
        await SecondComplaintAsync(shop, "c22888-2025", "Khánh Hòa");
    }

    private static async Task FeedbackAsync(Shop shop)
    {
        var dossier = (await shop.ReceiveAsync()).Value!;
        using var visitor = shop.Web.NewVisitor();
        var form = await visitor.GetAsync(VoiceLinks.Send);
        var typed = new Dictionary<string, string?>
        {
            ["Kind"] = "Conduct",
            ["Unit"] = Shop.AnHai,
            ["Text"] = "Bà Lê Thị Mẫu đến ba lần, gọi 0901234567 không ai nghe.",
            ["Name"] = "Lê Thị Mẫu",
            ["Contact"] = "0901234567",
            ["Dossier"] = dossier.Code,
        };
        var page = await form.SubmitAsync("main form[method=post]", typed);
        var codes = page.FindAll("main dd.code").Select(e => e.TextContent).ToList();
        codes.Count.ShouldBe(2, page.TextOf("main"));
        // The second click on the same form is the first one.
        (await form.SubmitAsync("main form[method=post]", typed))
            .FindAll("main dd.code")
            .Select(e => e.TextContent)
            .ShouldBe(codes);
        var matter = await shop.CountAsync(db => db.Set<Feedback>().SingleAsync());
        matter.DueOn.ShouldBe(new DateOnly(2024, 3, 8));
        matter.ResolveBy.ShouldBe(new DateOnly(2024, 3, 27));

        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        (await specialist.GetAsync(VoiceLinks.FeedbackDesk)).TextOf("main").ShouldContain(codes[0]);
        (await specialist.GetAsync(VoiceLinks.FeedbackDesk)).Source.ShouldNotContain("Lê Thị");
        using var other = await shop.SignedInAsync("lanhdao.so");
        var address = VoiceLinks.FeedbackOf(matter.Id);
        (await other.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        page = await specialist.GetAsync(address);
        page = await page.SubmitAsync(Form("Check"));
        page = await page.SubmitAsync(Form("Process"));
        // What is said of conduct the head judges, and whoever holds the dossier does not even see it.
        page.FindAll(Form("Judge")).ShouldBeEmpty();
        await HoldAsync(shop, dossier.Id, "chuyenvien.xa");
        (await specialist.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await specialist.GetAsync(VoiceLinks.FeedbackDesk)).Source.ShouldNotContain(codes[0]);
        await HoldAsync(shop, dossier.Id, null);
        using var head = await shop.SignedInAsync("lanhdao.xa");
        page = await (await head.GetAsync(address)).SubmitAsync(
            Form("Judge"),
            button: "button[value=true]"
        );
        page.TextOf("main").ShouldContain("Phản ánh đúng.");
        page = await specialist.GetAsync(address);
        page = await page.SubmitAsync(
            Form("Answer"),
            new Dictionary<string, string?> { ["Answer"] = "Xã đã nhắc nhở." }
        );
        page.Find("#PublicText").TextContent.ShouldNotContain("Mẫu");
        var refused = await page.SubmitAsync(
            Form("Publish"),
            new Dictionary<string, string?> { ["PublicText"] = "Bà Lê Thị Mẫu đến ba lần." }
        );
        refused.TextOf(".error-summary").ShouldContain("Lê Thị Mẫu");
        refused = await page.SubmitAsync(
            Form("Publish"),
            new Dictionary<string, string?>
            {
                ["PublicAnswer"] = "Kính gửi lê thị mẫu, xã đã nhắc nhở.",
            }
        );
        refused.TextOf(".error-summary").ShouldContain("lê thị mẫu");
        page = await page.SubmitAsync(Form("Publish"));
        var seen = await visitor.GetAsync(VoiceLinks.Feedback);
        seen.TextOf("main").ShouldContain("Xã đã nhắc nhở.");
        seen.Source.ShouldNotContain("Lê Thị");
        seen.Source.ShouldNotContain(codes[0]);
        (
            await shop.CountAsync(db =>
                db.Set<VoiceAccess>().CountAsync(a => a.RecordId == matter.Id)
            )
        ).ShouldBeGreaterThan(0);

        page = await (await visitor.GetAsync(VoiceLinks.Track)).SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["Code"] = codes[0], ["Secret"] = codes[1] }
        );
        page = await page.SubmitAsync(
            "form[action*='handler=Like']",
            button: "button[formaction*=Dislike]"
        );
        page.TextOf("main").ShouldContain("không hài lòng");
        page = await page.SubmitAsync(
            "form[action*='handler=Reopen']",
            new Dictionary<string, string?> { ["More"] = "Chưa ai gọi lại." }
        );
        page.TextOf("main").ShouldContain("Đang xử lý", Case.Sensitive, page.TextOf("main"));
        (await visitor.GetAsync(VoiceLinks.Feedback)).Source.ShouldNotContain("nhắc nhở");
        (
            await shop.CountAsync(db =>
                db.Set<HistoryEvent>()
                    .Where(e => e.SubjectId == matter.Id)
                    .Select(e => e.Payload)
                    .ToListAsync()
            )
        ).ShouldAllBe(p => !p.Contains("0901234567") && !p.Contains("nhắc"));

        // Open past its day it is told to the head, and counts against the unit.
        shop.Web.Time.Advance(TimeSpan.FromDays(40));
        var told = await shop.Web.UseAsync<IEnumerable<IDueWork>, int>(async works =>
        {
            var all = 0;
            foreach (var work in works.OfType<VoiceWork>())
            {
                all += (
                    await work.CountAsync(shop.Web.Time.GetUtcNow().UtcDateTime, default)
                ).Values.Sum(c => c.Overdue);
            }

            return all;
        });
        told.ShouldBeGreaterThan(0);
        var unit = Unit.IdOf(Shop.AnHai);
        var scores = await shop.Web.UseAsync<NineScores, IReadOnlyList<UnitScore>>(s =>
            s.UnitsAsync(
                new ScoringPeriod(2024, 1),
                new HashSet<Guid> { unit },
                new DateOnly(2024, 4, 15),
                TestContext.Current.CancellationToken
            )
        );
        scores.Single().Score.Indices[8].ShouldBe(0);
        scores.Single().Score.Total.ShouldBeNull("no dossier was finished");
        // No stranger learns from the form which codes of dossiers there are.
        typed["Dossier"] = "không có";
        (
            await (await visitor.GetAsync(VoiceLinks.Send)).SubmitAsync(
                "main form[method=post]",
                typed
            )
        )
            .FindAll("main dd.code")
            .Count.ShouldBe(2);
    }

    private static Task HoldAsync(Shop shop, Guid dossier, string? account) =>
        shop.Database.UseAsync(async db =>
        {
            var holder = account is null
                ? null
                : await db.Set<Account>()
                    .Where(a => a.UserName == account)
                    .Select(a => (Guid?)a.Id)
                    .SingleAsync();
            await db.Set<Dossier>()
                .Where(d => d.Id == dossier)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.AssigneeId, holder));
        });

    private static async Task ComplaintAsync(Shop shop)
    {
        using var head = await shop.SignedInAsync("lanhdao.xa");
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        using var above = await shop.SignedInAsync("lanhdao.huyen");
        var page = await (await head.GetAsync(VoiceLinks.NewComplaint)).SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?>
            {
                ["Unit"] = Shop.AnHai,
                ["Name"] = "Người khiếu nại (mẫu)",
                ["Contact"] = "thôn 1",
                ["About"] = "Quyết định 12",
                ["Text"] = "Xử phạt không đúng.",
                ["KnownOn"] = "2024-03-01",
                ["ReceivedOn"] = "2024-04-10",
            }
        );
        page.Url.ShouldStartWith(VoiceLinks.Complaints + "/", customMessage: page.TextOf("main"));
        var address = page.Url;
        foreach (var other in new[] { specialist, above })
        {
            (await other.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
            (await other.GetAsync(VoiceLinks.Complaints)).Source.ShouldNotContain(address);
        }

        page.TextOf("main").ShouldContain("20/04/2024");
        page = await page.SubmitAsync(Form("accept"));
        page.TextOf("main").ShouldContain("15/05/2024");
        var person = page.FindAll("#Person option").First(o => o.TextContent == "Cán bộ Mẫu 13");
        page = await page.SubmitAsync(
            Form("name"),
            new Dictionary<string, string?> { ["Person"] = person.GetAttribute("value") }
        );
        page = await specialist.GetAsync(address);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page = await page.SubmitAsync(
            Form("settle"),
            new Dictionary<string, string?>
            {
                ["Result"] = "PartlyRight",
                ["Decision"] = "5/QĐ-UBND",
                ["Reason"] = "Có căn cứ.",
            }
        );
        page.TextOf("main").ShouldContain("Đúng một phần");
        page = await page.SubmitAsync(
            Form("again"),
            new Dictionary<string, string?> { ["Again"] = "Vẫn chưa đúng." }
        );
        page.TextOf("main").ShouldContain("Đã ghi", Case.Sensitive, page.TextOf("main"));
        // The second settlement is the matter of the head above, not of those of the first.
        var second = await shop.CountAsync(db =>
            db.Set<Complaint>().Where(c => c.Round == 2).Select(c => c.Id).SingleAsync()
        );
        (await above.GetAsync(VoiceLinks.ComplaintOf(second))).Status.ShouldBe(HttpStatusCode.OK);
        (await specialist.GetAsync(VoiceLinks.ComplaintOf(second))).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    /// <summary>From a department, and since 2025 from a commune under a reporting area, it goes to the leaders of the province.</summary>
    private static async Task SecondComplaintAsync(Shop shop, string unit, string above)
    {
        var none = TestContext.Current.CancellationToken;
        var today = DateOnly.FromDateTime(shop.Web.Time.GetUtcNow().UtcDateTime);
        var second = await shop.AsAsync(
            Role.UnitHead,
            unit,
            async s =>
            {
                var desk = s.GetRequiredService<ComplaintDesk>();
                NewComplaint New(string key, DateOnly known) =>
                    new(
                        key,
                        Unit.IdOf(unit),
                        "Người khiếu nại (mẫu)",
                        "thôn 1",
                        "Quyết định 7",
                        "Không đúng.",
                        known,
                        0,
                        today,
                        false
                    );
                (
                    await desk.EnterAsync(New($"old-{unit}", new DateOnly(2012, 5, 1)), none)
                ).Key.ShouldBe("complaint.refused.days");
                var first = (await desk.EnterAsync(New($"c-{unit}", today), none)).Value;
                async Task<VoiceKey> SeenAsync(string key) =>
                    new(key, first, (await desk.FindAsync(first, none))!.Version);
                await desk.AcceptAsync(await SeenAsync($"a-{unit}"), false, none);
                (
                    await desk.SettleAsync(
                        await SeenAsync($"s-{unit}"),
                        ComplaintResult.Wrong,
                        "7/QĐ",
                        "Không có căn cứ.",
                        none
                    )
                ).Succeeded.ShouldBeTrue();
                var again = await desk.AgainAsync($"g-{unit}", first, "Vẫn chưa đúng.", none);
                again.Succeeded.ShouldBeTrue(again.Key);
                return again.Value;
            }
        );
        using var leader = await shop.SignedInAsync("lanhdao");
        var page = await leader.GetAsync(VoiceLinks.ComplaintOf(second));
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.TextOf("main").ShouldContain(above);
    }

    private static async Task OthersAsync(Shop shop)
    {
        var none = TestContext.Current.CancellationToken;
        NewSupervision New(string key, SupervisionKind kind, string by, string? document) =>
            new(
                key,
                kind,
                Unit.IdOf(by),
                Unit.IdOf("so-tu-phap"),
                "Công khai thủ tục",
                document,
                new DateOnly(2024, 4, 15)
            );
        await shop.AsAsync(
            Role.PartyOffice,
            "ninh-thuan",
            async s =>
            {
                var desk = s.GetRequiredService<SupervisionDesk>();
                (
                    await desk.OpenAsync(New("s1", SupervisionKind.Council, "mttq", null), none)
                ).Key.ShouldBe(VoiceActs.NotAllowed);
                (
                    await desk.OpenAsync(New("s2", SupervisionKind.Criticism, "mttq", null), none)
                ).Key.ShouldBe("oversee.refused.document");
                var opened = await desk.OpenAsync(
                    New("s3", SupervisionKind.Criticism, "mttq", "05/DT"),
                    none
                );
                await desk.FindAsync("f1", opened.Value, "Ghi rõ ai chịu trách nhiệm.", null, none);
                await desk.OpenAsync(New("s4", SupervisionKind.Party, "tinh-uy", null), none);
                (await desk.ListAsync(true, none)).Count.ShouldBe(1);
                return true;
            }
        );
        await shop.AsAsync(
            Role.UnitHead,
            "so-tu-phap",
            async s =>
            {
                var desk = s.GetRequiredService<SupervisionDesk>();
                (await desk.ListAsync(true, none)).ShouldBeEmpty(
                    "what the Party inspects is apart"
                );
                var finding = (await desk.ListAsync(false, none)).Single().Findings.Single();
                (
                    await desk.ReplyAsync(
                        new VoiceKey("r1", finding.Id, finding.Version),
                        false,
                        "Đã có ở Điều 5.",
                        none
                    )
                ).Succeeded.ShouldBeTrue();
                return true;
            }
        );
        await shop.AsAsync(
            Role.HomeAffairs,
            "ninh-thuan",
            async s =>
            {
                var desk = s.GetRequiredService<PraiseDesk>();
                NewPraise Of(string key, GroundKind kind, string ground) =>
                    new(
                        key,
                        PraiseKind.Commendation,
                        Unit.IdOf("so-tu-phap"),
                        "Bộ phận một cửa",
                        "Làm tốt",
                        kind,
                        ground
                    );
                (
                    await desk.ProposeAsync(Of("p1", GroundKind.Dossier, "không có"), none)
                ).Key.ShouldBe("praise.refused.ground");
                (await desk.ProposeAsync(Of("p2", GroundKind.Figure, "T99"), none)).Key.ShouldBe(
                    "praise.refused.ground"
                );
                (
                    await desk.ProposeAsync(Of("p3", GroundKind.Figure, "T11b"), none)
                ).Succeeded.ShouldBeTrue();
                var proposal = (await desk.ListAsync(none)).Single();
                (
                    await desk.DecideAsync(
                        new VoiceKey("d1", proposal.Id, proposal.Version),
                        true,
                        "12/QĐ",
                        none
                    )
                ).Succeeded.ShouldBeTrue();
                return true;
            }
        );
    }

    private static string Form(string act) => $"form:has(input[name=Act][value={act}])";

    private static async Task MakeKeyAsync(WebUser user, bool receives)
    {
        var page = await (await user.GetAsync(VoiceLinks.Denunciations)).SubmitAsync(
            "form[action*='handler=Key']",
            new Dictionary<string, string?> { ["Passphrase"] = Passphrase, ["Again"] = Passphrase }
        );
        if (receives)
        {
            await page.SubmitAsync("form[action*='handler=Receive']");
        }
    }

    private static Task<WebPage> OpenAsync(WebPage page, string passphrase) =>
        page.SubmitAsync(
            "form[action*='handler=Open']",
            new Dictionary<string, string?> { ["Passphrase"] = passphrase }
        );

    private static async Task<string[]> VerifyAsync(Shop shop) =>
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines;

    /// <summary>Every value of every table, as bytes.</summary>
    private static Task<byte[]> DumpAsync(Shop shop) =>
        shop.Database.UseAsync(async db =>
        {
            using var all = new MemoryStream();
            await db.Database.OpenConnectionAsync();
            foreach (
                var table in db
                    .Model.GetEntityTypes()
                    .Select(t => t.GetTableName())
                    .OfType<string>()
                    .Distinct()
            )
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = "select * from \"?\"".Replace(
                    "?",
                    table,
                    StringComparison.Ordinal
                );
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    for (var i = 0; i < reader.FieldCount; i++)
                    {
                        all.Write(
                            reader.GetValue(i) switch
                            {
                                byte[] bytes => bytes,
                                var value => Encoding.UTF8.GetBytes(
                                    System.Convert.ToString(
                                        value,
                                        System.Globalization.CultureInfo.InvariantCulture
                                    ) ?? ""
                                ),
                            }
                        );
                    }
                }
            }

            return all.ToArray();
        });

    /// <summary>Everything the product says to a log, at any level.</summary>
    private sealed class Heard : ILoggerProvider, ILogger
    {
        private readonly StringBuilder text = new();

        public string Text
        {
            get
            {
                lock (text)
                {
                    return text.ToString();
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            lock (text)
            {
                text.Append(formatter(state, exception)).Append(exception).Append('\n');
            }
        }

        public void Dispose() { }
    }
}
