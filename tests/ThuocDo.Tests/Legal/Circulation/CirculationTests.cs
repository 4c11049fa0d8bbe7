using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Legal.Circulation;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Legal.Circulation.WorkFiles;
using ThuocDo.Organisation.ApiClients;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.Shared.Files;
using Xunit;

namespace ThuocDo.Tests.Legal.Circulation;

/// <summary>Registers, work files and messages by their use cases, on one province and both engines.</summary>
public sealed class CirculationTests
{
    private const string Office = "so-tu-phap";
    private const string District = "d587";
    private static readonly Guid Client = Guid.CreateVersion7();
    private static readonly Guid OtherClient = Guid.CreateVersion7();
    private static readonly DateOnly Today = new(2024, 3, 6);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Documents_InRegisters_AreNumberedCountedAndGuarded(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var first = Out("a", Office, "Xã An Hải\nH56.06 Sở Tư pháp Thanh Hóa");
        // Two clicks are one line.
        using var clerk = await shop.SignedInAsync("chuyenvien.so");
        var form = await clerk.GetAsync(CirculationLinks.NewDocument);
        var typed = new Dictionary<string, string?>
        {
            ["Input.Unit"] = Office,
            ["Input.Direction"] = nameof(DocumentDirection.Outgoing),
            ["Input.Notation"] = first.Notation,
            ["Input.Kind"] = first.Kind,
            ["Input.Subject"] = first.Subject,
            ["Input.Electronic"] = first.Electronic,
        };
        var page = await form.SubmitAsync("#document", typed);
        page.TextOf("main").ShouldContain("Về việc mẫu");
        (await form.SubmitAsync("#document", typed)).Url.ShouldBe(page.Url);
        var id = Guid.Parse(page.Url.Split('/')[^1]);
        await RegisterAsync(shop, Out("b", Office, null, "Xã An Hải"));
        // One agency on paper makes it a paper one; a citizen makes it no traffic between agencies.
        await RegisterAsync(shop, Out("c", Office, "Xã An Hải", "H56.06 Sở Tư pháp Thanh Hóa"));
        await RegisterAsync(
            shop,
            Out("d", Office, "Nguyễn Văn Mẫu") with
            {
                AreOthersNoAgencies = true,
            }
        );
        // A ministry has no identifier here, and is an agency all the same.
        await RegisterAsync(shop, Out("f", Office, null, "Bộ Nội vụ"));
        await RegisterAsync(
            shop,
            Out("e", Office, "Xã An Hải") with
            {
                Day = new DateOnly(2023, 12, 29),
            }
        );
        var secret = await RegisterAsync(
            shop,
            new NewDocument
            {
                UnitId = Unit.IdOf(Office),
                Direction = DocumentDirection.Outgoing,
                Day = Today,
                Secrecy = Secrecy.Secret,
            }
        );
        secret.Succeeded.ShouldBeTrue();

        var rows = await shop.CountAsync(db =>
            db.Set<RegisteredDocument>()
                .AsNoTracking()
                .OrderBy(d => d.Year)
                .ThenBy(d => d.Number)
                .ToListAsync()
        );
        rows.Select(r => (r.Year, r.Number))
            .ShouldBe([
                (2023, 1),
                (2024, 1),
                (2024, 2),
                (2024, 3),
                (2024, 4),
                (2024, 5),
                (2024, 6),
            ]);
        var registered = rows.Single(r => r.Id == id);
        PartnerList
            .Read(registered.Partners)
            .Select(p => (p.UnitId, p.Identifier))
            .ShouldBe([
                (Unit.IdOf(Shop.AnHai), rows[0].Partners!.Split('\t')[2]),
                (null, "H56.06"),
            ]);

        foreach (
            var (wrong, key) in new[]
            {
                (first with { Secrecy = Secrecy.Secret }, "circulation.refused.secret"),
                (first with { Day = Today.AddDays(1) }, "circulation.refused.day"),
                (first with { Subject = null }, "circulation.refused.subject"),
                (first with { OnPaper = "Nguyễn Văn Mẫu" }, RegisterDesk.Unconfirmed),
                (first with { Electronic = null }, "circulation.refused.partners-missing"),
                (
                    first with
                    {
                        Direction = DocumentDirection.Incoming,
                    },
                    "circulation.refused.partners-missing"
                ),
                (first with { UnitId = Unit.IdOf(District) }, RegisterDesk.NotAllowed),
            }
        )
        {
            (await RegisterAsync(shop, wrong, asUnit: Office)).Key.ShouldBe(key);
        }

        (await CountAsync(shop, CirculationSource.SentDocuments, Today)).ShouldBe(new(1, 4));
        (await CountAsync(shop, CirculationSource.SentDocuments, new(2023, 12, 31))).ShouldBe(
            new(1, 1)
        );

        // Struck out: from today on it is not counted, yesterday still had it.
        var seen = registered.Version;
        (await StrikeAsync(shop, id, Guid.CreateVersion7())).IsStale.ShouldBeTrue();
        (await StrikeAsync(shop, id, seen)).Succeeded.ShouldBeTrue();
        (await CountAsync(shop, CirculationSource.SentDocuments, Today)).ShouldBe(new(0, 3));
        (await AuditAsync(shop)).ShouldBeEmpty();
        await shop.Database.TamperAsync(
            $"update circulation_documents set is_electronic = {true} where number = {2} and year = {2024}"
        );
        (await AuditAsync(shop)).ShouldContain(f =>
            f.Kind == "circulated" && f.Field == "electronic"
        );
    }

    [Theory, Engines]
    public async Task WorkFiles_ClosedByHeirsOrOnPaper_CountWhereTheyWereClosed(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            new DateTime(2025, 7, 10, 3, 0, 0, DateTimeKind.Utc)
        );
        var online = await OpenAsync(shop, "c22888", Medium.Electronic);
        var paper = await OpenAsync(shop, District, Medium.Electronic);
        var late = await OpenAsync(shop, District, Medium.Electronic);
        var secret = await OpenAsync(shop, District, Medium.Electronic, Secrecy.TopSecret);
        (await StepAsync(shop, online, WorkFileStepKind.Closed, new(2025, 6, 20))).Key.ShouldBe(
            "circulation.refused.unsigned"
        );
        await StepAsync(shop, online, WorkFileStepKind.Note, new(2025, 6, 18), words: "x");
        await CloseAsync(shop, online, new(2025, 6, 20));
        await StepAsync(shop, paper, WorkFileStepKind.Note, new(2025, 6, 18), Medium.Paper, "x");
        await CloseAsync(shop, paper, new(2025, 6, 30));
        await CloseAsync(shop, late, new(2025, 7, 4));
        (
            await StepAsync(shop, secret, WorkFileStepKind.Note, new(2025, 6, 18), words: "x")
        ).Key.ShouldBe("circulation.refused.secret");
        await CloseAsync(shop, secret, new(2025, 6, 20));
        (
            await StepAsync(shop, online, WorkFileStepKind.Note, new(2025, 7, 4), words: "x")
        ).Key.ShouldBe("circulation.refused.settled");

        var files = await shop.CountAsync(db =>
            db.Set<WorkFile>().AsNoTracking().ToDictionaryAsync(f => f.Id)
        );
        files[paper].ClosedUnitId.ShouldBe(Unit.IdOf(District));
        var tree = await shop.Web.Services.GetRequiredService<UnitDirectory>().GetAsync(Stop);
        files[late]
            .ClosedUnitId.ShouldBe(
                tree.HeirOf(Unit.IdOf(District), new(2025, 7, 4))!.Id,
                "the district has ended"
            );
        files[secret].Title.ShouldBeNull();

        foreach (
            var (day, share) in new (DateOnly, RegisterCount)[]
            {
                (new(2025, 6, 19), new(0, 0)),
                (new(2025, 6, 20), new(1, 1)),
                (new(2025, 6, 30), new(1, 2)),
                (new(2025, 7, 10), new(2, 3)),
                (new(2024, 12, 31), new(0, 0)),
            }
        )
        {
            (await CountAsync(shop, CirculationSource.WorkFileRegister, day)).ShouldBe(
                share,
                $"{day}"
            );
        }

        // By level: the district's own are its own up to its last day.
        (
            await CountAsync(
                shop,
                CirculationSource.WorkFileRegister,
                new(2025, 7, 10),
                u => u.Level == Level.District
            )
        ).ShouldBe(new(0, 1));
        (await AuditAsync(shop)).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Document_BetweenTwoUnits_GoesThroughItsStatesOnBothSides(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var document = (await RegisterAsync(shop, Out("125/STP-VP", Office, "Xã An Hải"))).Value;
        await SendAsync(shop, document);
        (await SendAsync(shop, document)).Key.ShouldBe("circulation.refused.nobody");
        await WorkAsync(shop);

        var (sender, receiver) = await SidesAsync(shop);
        receiver.UnitId.ShouldBe(Unit.IdOf(Shop.AnHai));
        receiver.Notation.ShouldBe("125/STP-VP");
        sender.Progress.ShouldBe(DocumentStatus.Arrived);

        // Only the receiving unit may receive, and receiving is registering.
        (await RegisterExchangeAsync(shop, receiver, Shop.PhuocDan)).Key.ShouldBe(
            RegisterDesk.NotAllowed
        );
        (await DecideAsync(shop, receiver, DocumentStatus.Received)).Key.ShouldBe(
            "circulation.refused.register-first"
        );
        (await RegisterExchangeAsync(shop, receiver, Shop.AnHai)).Succeeded.ShouldBeTrue();
        (await DecideAsync(shop, receiver, DocumentStatus.Assigned)).IsStale.ShouldBeTrue();
        (
            await DecideAsync(shop, (await SidesAsync(shop)).Receiver, DocumentStatus.Processing)
        ).Succeeded.ShouldBeTrue();
        await WorkAsync(shop);
        (sender, receiver) = await SidesAsync(shop);
        sender.Progress.ShouldBe(DocumentStatus.Processing);
        (
            await shop.CountAsync(db =>
                db.Set<RegisteredDocument>().SingleAsync(d => d.Id == receiver.DocumentId)
            )
        ).Subject.ShouldBe("Về việc mẫu");

        // The sender wants it back: a reason is needed, the receiver answers, both know.
        (await DecideAsync(shop, sender, DocumentStatus.Recall)).Key.ShouldBe(
            "circulation.refused.reason"
        );
        await DecideAsync(shop, sender, DocumentStatus.Recall, "Sai số");
        await WorkAsync(shop);
        receiver = (await SidesAsync(shop)).Receiver;
        receiver.Recall.ShouldBe(DocumentStatus.Recall);
        (await DecideAsync(shop, receiver, DocumentStatus.Finished)).Key.ShouldBe(
            "circulation.refused.step"
        );
        await DecideAsync(shop, receiver, DocumentStatus.RecallRefused, "Đã làm xong");
        await DecideAsync(shop, (await SidesAsync(shop)).Receiver, DocumentStatus.Finished);
        await WorkAsync(shop);
        (sender, receiver) = await SidesAsync(shop);
        sender.State.ShouldBe(receiver.State);
        sender.State.ShouldBe(
            new ExchangeState(DocumentStatus.Finished, DocumentStatus.RecallRefused)
        );
        (
            await shop.CountAsync(db =>
                db.Set<OutboxMessage>().CountAsync(m => m.State != OutboxState.Sent)
            )
        ).ShouldBe(0);
        (await AuditAsync(shop)).ShouldBeEmpty();

        using var clerk = await shop.SignedInAsync("chuyenvien.xa");
        (await clerk.GetAsync(CirculationLinks.Exchange(receiver.Id)))
            .TextOf("main")
            .ShouldContain("06 Hoàn thành");
        (await clerk.GetAsync(CirculationLinks.Exchanges))
            .TextOf("main")
            .ShouldContain("125/STP-VP");
        (await clerk.GetAsync(CirculationLinks.Documents + "?tim=ve+viec+mau"))
            .FindAll("tbody tr")
            .ShouldHaveSingleItem();
        (await clerk.GetAsync(CirculationLinks.Document(document))).Status.ShouldBe(
            HttpStatusCode.NotFound,
            "it is the other office's"
        );
    }

    [Theory, Engines]
    public async Task Messages_OfOtherSystems_AreTakenOnceByHttpAndFolder(Engine engine)
    {
        var folder = Directory.CreateTempSubdirectory("thuocdo-edxml-").FullName;
        var scanner = new Scanner();
        await using var wire = await HttpDouble.StartAsync();
        await using var shop = await Shop.OpenAsync(
            engine,
            settings: new Dictionary<string, string>
            {
                ["Circulation:Folder"] = folder,
                ["Circulation:Partners:0:Identifier"] = "H56",
                ["Circulation:Partners:0:Endpoint"] = $"{wire.Address}",
                ["Circulation:Partners:0:Token"] = "partner-token",
                ["Circulation:Clients:0:Client"] = $"{Client:N}",
                ["Circulation:Clients:0:Speaks:0"] = "H56",
                ["Circulation:Clients:1:Client"] = $"{OtherClient:N}",
                ["Circulation:Clients:1:Speaks:0"] = EdxmlClient.Everybody,
            },
            services: s => s.AddSingleton<IAntivirus>(scanner)
        );
        var tree = await shop.Web.Services.GetRequiredService<UnitDirectory>().GetAsync(Stop);
        var own = tree[Unit.IdOf(Shop.AnHai)].Identifier!;
        var message = EdxmlWriter.Write(Foreign("H56.06", own, "1"));
        using var visitor = shop.Web.NewVisitor();
        var key = await KeyAsync(shop, Shop.AnHai, Client);

        (await PostAsync(visitor, message, null)).ShouldBe(HttpStatusCode.Unauthorized);
        (
            await PostAsync(visitor, message, await KeyAsync(shop, Shop.PhuocDan, OtherClient))
        ).ShouldBe(HttpStatusCode.BadRequest, "its key is for another unit");
        (
            await PostAsync(
                visitor,
                message,
                await KeyAsync(shop, Shop.AnHai, Guid.CreateVersion7())
            )
        ).ShouldBe(HttpStatusCode.BadRequest, "it speaks for nobody");
        (await PostAsync(visitor, EdxmlWriter.Write(Foreign("H57", own, "1")), key)).ShouldBe(
            HttpStatusCode.BadRequest,
            "it speaks for others"
        );
        (await PostAsync(visitor, "<edXML/>"u8.ToArray(), key)).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(visitor, new byte[EdxmlLimits.Usual.Bytes + 1], key)).ShouldBe(
            HttpStatusCode.RequestEntityTooLarge
        );
        (
            await PostAsync(
                visitor,
                EdxmlWriter.Write(Foreign("H56.06", own, "2", "MZ"u8.ToArray())),
                key
            )
        ).ShouldBe(HttpStatusCode.BadRequest, "a program is no attachment");
        scanner.Verdict = ScanVerdict.Unreachable;
        var letter = EdxmlWriter.Write(Foreign("H56.06", own, "3", SampleFiles.Pdf()));
        (await PostAsync(visitor, letter, key)).ShouldBe(
            HttpStatusCode.ServiceUnavailable,
            "not now is not never"
        );
        (await PostAsync(visitor, message, key)).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(visitor, message, key)).ShouldBe(HttpStatusCode.Accepted);
        // The partner is down at first: the acknowledgement waits and goes later.
        wire.ThenStatus(503);
        await WorkAsync(shop);
        shop.Web.Time.Advance(TimeSpan.FromMinutes(2));
        await WorkAsync(shop);

        var exchange = await shop.CountAsync(db => db.Set<DocumentExchange>().SingleAsync());
        exchange.Partner.ShouldBe("H56.06");
        wire.Requests.Count.ShouldBe(2);
        wire.Requests[1].Headers["Authorization"].ShouldBe("Bearer partner-token");
        EdxmlReader
            .Read(System.Text.Encoding.UTF8.GetBytes(wire.Requests[1].Body))
            .Status!.Status.ShouldBe(DocumentStatus.Arrived);

        // The same house by a folder; a status of a stranger is no status of this exchange.
        var place = Directory.CreateDirectory(Path.Combine(folder, EdxmlFolder.Incoming)).FullName;
        await File.WriteAllBytesAsync(Path.Combine(place, "a.xml"), message, Stop);
        await File.WriteAllBytesAsync(
            Path.Combine(place, "b.xml"),
            EdxmlWriter.Write(Foreign("H30.01", own, "7")),
            Stop
        );
        await File.WriteAllTextAsync(Path.Combine(place, "c.xml"), "<!DOCTYPE x><edXML/>", Stop);
        await File.WriteAllBytesAsync(
            Path.Combine(place, "d.xml"),
            EdxmlWriter.Write(
                new EdxmlStatus
                {
                    From = new("H57", "x"),
                    SenderId = "H57",
                    DocumentId = "1",
                    Status = DocumentStatus.Recall,
                    At = TestWeb.UsualInstant,
                }
            ),
            Stop
        );
        var left = Path.Combine(place, "0.xml");
        await File.WriteAllBytesAsync(left, letter, Stop);
        await shop.Web.UseAsync<IEnumerable<IPeriodicJob>, bool>(async jobs =>
        {
            await jobs.OfType<EdxmlFolderJob>().Single().RunAsync(Stop);
            return true;
        });
        await WorkAsync(shop);
        // Its document might still come.
        (
            await shop.CountAsync(db =>
                db.Set<OutboxMessage>().CountAsync(m => m.State == OutboxState.Dead)
            )
        ).ShouldBe(0);
        shop.Web.Time.Advance(TimeSpan.FromHours(7));
        await WorkAsync(shop);

        Directory.GetFiles(place).ShouldBe([left], "the scanner is down");
        File.ReadAllText(Path.Combine(place, EdxmlFolder.Refused, "c.xml.txt"))
            .ShouldContain("DTD");
        Directory.GetFiles(Path.Combine(folder, EdxmlFolder.Outgoing), "*.xml").Length.ShouldBe(1);
        (await shop.CountAsync(db => db.Set<DocumentExchange>().CountAsync())).ShouldBe(2);
        (
            await shop.CountAsync(db =>
                db.Set<OutboxMessage>().SingleAsync(m => m.State == OutboxState.Dead)
            )
        ).LastError.ShouldBe("circulation.refused.unknown-document");
        Directory.Delete(folder, recursive: true);
    }

    [Theory, Engines]
    public async Task Document_ToTwoUnits_IsTakenBackFromOneAndMovedByNobodyElse(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var tree = await shop.Web.Services.GetRequiredService<UnitDirectory>().GetAsync(Stop);
        var (office, anHai, phuocDan) = (
            tree[Unit.IdOf(Office)].Identifier!,
            tree[Unit.IdOf(Shop.AnHai)].Identifier!,
            tree[Unit.IdOf(Shop.PhuocDan)].Identifier!
        );
        var line = (
            await RegisterAsync(shop, Out("7/STP", Office, $"{anHai}\n{phuocDan}\nH56.06 Sở Mẫu"))
        ).Value;
        (await SendAsync(shop, line, new SentFile("a.pdf", SampleFiles.Pdf()))).Key.ShouldBeNull();
        await WorkAsync(shop);

        // Taken back from one: the other one keeps it, and nothing is left undelivered.
        (
            await DecideAsync(
                shop,
                await OneAsync(shop, ExchangeSide.Sender, anHai),
                DocumentStatus.Recall,
                "Sai số"
            )
        ).Key.ShouldBeNull();
        await WorkAsync(shop);
        var asked = (await AllAsync(shop)).Single(e =>
            e.Side == ExchangeSide.Receiver && e.UnitId == Unit.IdOf(Shop.AnHai)
        );
        asked.Recall.ShouldBe(DocumentStatus.Recall);
        (await DecideAsync(shop, asked, DocumentStatus.RecallAgreed)).Key.ShouldBeNull();
        await WorkAsync(shop);
        foreach (var unit in new[] { anHai, phuocDan })
        {
            var sender = await OneAsync(shop, ExchangeSide.Sender, unit);
            var receiver = (await AllAsync(shop)).Single(e =>
                e.Side == ExchangeSide.Receiver && e.EdxmlId == sender.EdxmlId
            );
            receiver.Own.ShouldBe(unit);
            receiver.State.ShouldBe(sender.State);
            sender.Recall.ShouldBe(unit == anHai ? DocumentStatus.RecallAgreed : null);
        }

        (await StrikeAsync(shop, line, await VersionAsync(shop, line))).Key.ShouldBe(
            "circulation.refused.recall-first"
        );

        // A status that somebody wrote by hand moves what is theirs, under their name, and nothing else.
        var outside = await OneAsync(shop, ExchangeSide.Sender, "H56.06");
        var status = new EdxmlStatus
        {
            From = new("H56.06", "Sở Mẫu"),
            SenderId = office,
            DocumentId = outside.EdxmlId,
            Status = DocumentStatus.Processing,
            At = TestWeb.UsualInstant,
        };
        (
            await UploadAsync(shop, Shop.PhuocDan, EdxmlWriter.Write(status))
        ).Outcome.Succeeded.ShouldBeTrue();
        await WorkAsync(shop);
        (await OneAsync(shop, ExchangeSide.Sender, "H56.06")).Progress.ShouldBeNull();
        var (taken, account) = await UploadAsync(shop, Office, EdxmlWriter.Write(status));
        taken.Value.ShouldBe(TakenAs.Stored);
        await WorkAsync(shop);
        outside = await OneAsync(shop, ExchangeSide.Sender, "H56.06");
        outside.Progress.ShouldBe(DocumentStatus.Processing);
        var told = await shop.CountAsync(db =>
            db.Set<HistoryEvent>().SingleAsync(e => e.Type == "told" && e.SubjectId == outside.Id)
        );
        told.ActorId.ShouldBe(account);
        EventPayload
            .Read(told.Payload)
            .Particulars["message-source"]
            .ShouldBe($"upload:{account:N}");
        (
            await UploadAsync(
                shop,
                Shop.PhuocDan,
                EdxmlWriter.Write(status with { From = new(anHai, "x") })
            )
        ).Outcome.Key.ShouldBe("circulation.refused.sender", "nobody outside is one of our units");

        // A document for two comes for the one it may be handed in for, whatever white space its sender writes.
        var document = Foreign("\n  H56.07\n", $" {anHai}\n", "x-1") with
        {
            From = new("\n  H56.07\n", "Sở\n  Mẫu"),
            To = [new($" {anHai}\n", "x"), new(phuocDan, "y")],
        };
        (await UploadAsync(shop, Shop.AnHai, EdxmlWriter.Write(document))).Outcome.Value.ShouldBe(
            TakenAs.Stored
        );
        await WorkAsync(shop);
        var came = (await AllAsync(shop)).Single(e => e.Partner == "H56.07");
        came.UnitId.ShouldBe(Unit.IdOf(Shop.AnHai));
        (await RegisterExchangeAsync(shop, came, Shop.AnHai)).Key.ShouldBeNull();

        // The same id with another content is not passed over in silence.
        var changed = EdxmlWriter.Write(document with { Subject = "Đã sửa" });
        (await TakeAsync(shop, document)).Value.ShouldBe(TakenAs.Stored);
        (await TakeAsync(shop, document)).Value.ShouldBe(TakenAs.Known);
        (
            await TakeAsync(shop, document with { Trace = [new("H56", TestWeb.UsualInstant)] })
        ).Value.ShouldBe(TakenAs.Known, "it passed another station");
        (await TakeAsync(shop, EdxmlReader.Read(changed).Document!)).Key.ShouldBe(
            "circulation.refused.other-content"
        );

        // One message for each receiver is bounded as a whole.
        var many = string.Join('\n', Enumerable.Range(10, 90).Select(i => $"H57.{i} Sở Mẫu {i}"));
        var large = (await RegisterAsync(shop, Out("8/STP", Office, many))).Value;
        var file = SampleFiles.Pdf(new string(' ', 3 << 20));
        (await SendAsync(shop, large, new SentFile("a.pdf", file))).Key.ShouldBe(
            "circulation.refused.too-much"
        );

        (await AuditAsync(shop)).ShouldBeEmpty();
        var forged = EdxmlEnvelope.Of(
            came.EnvelopeId,
            false,
            "x",
            "x",
            changed,
            TestWeb.UsualInstant
        );
        await shop.Database.TamperAsync(
            $"update circulation_envelopes set packed = {forged.Packed}, hash = {forged.Hash} where id = {came.EnvelopeId}"
        );
        var finding = (await AuditAsync(shop)).ShouldHaveSingleItem();
        (finding.Kind, finding.Field, finding.Found).ShouldBe(
            ("edxml", "message-hash", forged.Hash)
        );
    }

    private static Task<List<DocumentExchange>> AllAsync(Shop shop) =>
        shop.CountAsync(db => db.Set<DocumentExchange>().AsNoTracking().ToListAsync());

    private static async Task<DocumentExchange> OneAsync(
        Shop shop,
        ExchangeSide side,
        string partner
    ) => (await AllAsync(shop)).Single(e => e.Side == side && e.Partner == partner);

    private static Task<Guid> VersionAsync(Shop shop, Guid document) =>
        shop.CountAsync(db =>
            db.Set<RegisteredDocument>()
                .Where(d => d.Id == document)
                .Select(d => d.Version)
                .SingleAsync()
        );

    private static Task<(Outcome<TakenAs> Outcome, Guid Account)> UploadAsync(
        Shop shop,
        string unit,
        byte[] message
    ) =>
        shop.AsAsync(
            Role.Specialist,
            unit,
            async s =>
            {
                var account = s.GetRequiredService<ICurrentUser>().UserId!.Value;
                var units = await s.GetRequiredService<CirculationScope>()
                    .UnitsAsync(Permissions.CirculationManage, Stop);
                return (
                    await s.GetRequiredService<EdxmlInbox>()
                        .TakeAsync(
                            EdxmlIntake.OfAccount(account, units),
                            new MemoryStream(message),
                            Stop
                        ),
                    account
                );
            }
        );

    private static Task<Outcome<TakenAs>> TakeAsync(Shop shop, EdxmlDocument document) =>
        shop.AsAsync(
            Role.Specialist,
            Office,
            s =>
                s.GetRequiredService<EdxmlInbox>()
                    .TakeAsync(EdxmlIntake.Folder, EdxmlWriter.Write(document), Stop)
        );

    private static NewDocument Out(
        string notation,
        string unit,
        string? electronic,
        string? paper = null
    ) =>
        new()
        {
            UnitId = Unit.IdOf(unit),
            Direction = DocumentDirection.Outgoing,
            Day = Today,
            Notation = notation,
            Kind = "Công văn",
            Subject = "Về việc mẫu",
            Electronic = electronic,
            OnPaper = paper,
        };

    private static EdxmlDocument Foreign(
        string from,
        string to,
        string id,
        byte[]? attachment = null
    ) =>
        new()
        {
            DocumentId = id,
            From = new(from, "Sở Mẫu"),
            To = [new(to, "Xã Mẫu")],
            CodeNumber = "9",
            CodeNotation = "SM",
            PromulgatedOn = Today,
            TypeName = "Công văn",
            Subject = "Mẫu",
            Attachments = attachment is null
                ? []
                : [new EdxmlAttachment("a.pdf", "application/pdf", attachment)],
        };

    private static string NewKey() => Guid.CreateVersion7().ToString("N");

    private static Task<Outcome<Guid>> RegisterAsync(
        Shop shop,
        NewDocument document,
        string asUnit = "ninh-thuan"
    ) =>
        shop.AsAsync(
            Role.ProcedureControl,
            asUnit,
            s => s.GetRequiredService<RegisterDesk>().RegisterAsync(NewKey(), document, Stop)
        );

    private static Task<Outcome> StrikeAsync(Shop shop, Guid id, Guid seen) =>
        shop.AsAsync(
            Role.Specialist,
            Office,
            s =>
                s.GetRequiredService<RegisterDesk>()
                    .CancelAsync(new CirculationAct(NewKey(), id, seen), "Nhầm", Stop)
        );

    private static async Task<Guid> OpenAsync(
        Shop shop,
        string unit,
        Medium medium,
        Secrecy secrecy = Secrecy.None
    )
    {
        var outcome = await shop.AsAsync(
            Role.Specialist,
            unit,
            s =>
                s.GetRequiredService<WorkFileDesk>()
                    .OpenAsync(
                        NewKey(),
                        new NewWorkFile
                        {
                            UnitId = Unit.IdOf(unit),
                            OpenedOn = new DateOnly(2025, 6, 16),
                            Secrecy = secrecy,
                            Title = secrecy == Secrecy.None ? "Mẫu" : null,
                            Medium = medium,
                        },
                        Stop
                    )
        );
        outcome.Succeeded.ShouldBeTrue(outcome.Key);
        return outcome.Value;
    }

    private static Task<Outcome> StepAsync(
        Shop shop,
        Guid id,
        WorkFileStepKind kind,
        DateOnly day,
        Medium medium = Medium.Electronic,
        string? words = null
    ) =>
        shop.AsAsync(
            Role.ProcedureControl,
            "ninh-thuan",
            async s =>
                await s.GetRequiredService<WorkFileDesk>()
                    .StepAsync(
                        new CirculationAct(
                            NewKey(),
                            id,
                            (
                                await s.GetRequiredService<ThuocDoDb>()
                                    .Set<WorkFile>()
                                    .AsNoTracking()
                                    .SingleAsync(f => f.Id == id, Stop)
                            ).Version
                        ),
                        new NewStep(kind, day, medium, words),
                        Stop
                    )
        );

    private static async Task CloseAsync(Shop shop, Guid id, DateOnly day)
    {
        (await StepAsync(shop, id, WorkFileStepKind.Signed, day)).Key.ShouldBeNull();
        (await StepAsync(shop, id, WorkFileStepKind.Closed, day)).Key.ShouldBeNull();
    }

    private static Task<Outcome> SendAsync(Shop shop, Guid document, params SentFile[] files) =>
        shop.AsAsync(
            Role.Specialist,
            Office,
            async s =>
                await s.GetRequiredService<ExchangeDesk>()
                    .SendAsync(
                        new CirculationAct(
                            NewKey(),
                            document,
                            (
                                await s.GetRequiredService<ThuocDoDb>()
                                    .Set<RegisteredDocument>()
                                    .AsNoTracking()
                                    .SingleAsync(d => d.Id == document, Stop)
                            ).Version
                        ),
                        "Cán bộ Mẫu",
                        files,
                        Stop
                    )
        );

    private static async Task<(DocumentExchange Sender, DocumentExchange Receiver)> SidesAsync(
        Shop shop
    )
    {
        var both = await shop.CountAsync(db =>
            db.Set<DocumentExchange>().AsNoTracking().ToListAsync()
        );
        return (
            both.Single(e => e.Side == ExchangeSide.Sender),
            both.Single(e => e.Side == ExchangeSide.Receiver)
        );
    }

    private static Task<Outcome> DecideAsync(
        Shop shop,
        DocumentExchange exchange,
        DocumentStatus status,
        string? words = null
    ) =>
        shop.AsAsync(
            Role.Specialist,
            exchange.Side == ExchangeSide.Sender ? Office : Shop.AnHai,
            s =>
                s.GetRequiredService<ExchangeDesk>()
                    .DecideAsync(
                        new CirculationAct(NewKey(), exchange.Id, exchange.Version),
                        status,
                        words,
                        Stop
                    )
        );

    private static Task<Outcome> RegisterExchangeAsync(
        Shop shop,
        DocumentExchange exchange,
        string unit
    ) =>
        shop.AsAsync(
            Role.Specialist,
            unit,
            s =>
                s.GetRequiredService<ExchangeDesk>()
                    .RegisterAsync(
                        new CirculationAct(NewKey(), exchange.Id, exchange.Version),
                        Today.AddDays(5),
                        Stop
                    )
        );

    /// <summary>Until nothing waits: what comes in makes what goes out.</summary>
    private static async Task WorkAsync(Shop shop)
    {
        var worker = shop.Web.Services.GetRequiredService<OutboxWorker>();
        while (await worker.RunAsync(Stop) > 0) { }
    }

    private static async Task<RegisterCount> CountAsync(
        Shop shop,
        string register,
        DateOnly day,
        Func<Unit, bool>? where = null
    )
    {
        var tree = await shop.Web.Services.GetRequiredService<UnitDirectory>().GetAsync(Stop);
        var question = new RegisterQuestion
        {
            Register = register,
            Day = day,
            Units = tree.All.Where(where ?? (_ => true)).Select(u => u.Id).ToHashSet(),
        };
        return await shop.AsAsync(
            Role.Leader,
            "ninh-thuan",
            async s =>
            {
                var source = s.GetServices<IRegisterSource>().OfType<CirculationSource>().Single();
                var count = await source.CountAsync(question, Stop);
                var items = await source.ListAsync(question, Stop);
                // What is counted is what is listed.
                count.ShouldBe(new(items.Sum(i => i.Above), items.Sum(i => i.Below)));
                return count;
            }
        );
    }

    private static async Task<List<Finding>> AuditAsync(Shop shop)
    {
        await using var scope = shop.Web.Services.CreateAsyncScope();
        var findings = new List<Finding>();
        foreach (
            var audit in scope
                .ServiceProvider.GetServices<IAudit>()
                .Where(a =>
                    a
                        is EnvelopeAudit
                            or ChainedAudit<RegisteredDocument>
                            or ChainedAudit<WorkFile>
                            or ChainedAudit<WorkFileStep>
                            or ChainedAudit<DocumentExchange>
                )
        )
        {
            await foreach (var finding in audit.FindAsync(new AuditScope(null), Stop))
            {
                findings.Add(finding);
            }
        }

        return findings;
    }

    private static async Task<HttpStatusCode> PostAsync(
        WebUser visitor,
        byte[] message,
        string? key
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, CirculationLinks.Endpoint)
        {
            Content = new ByteArrayContent(message),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        using var response = await visitor.Client.SendAsync(request, Stop);
        return response.StatusCode;
    }

    private sealed class Scanner : IAntivirus
    {
        public bool IsConfigured => true;

        public ScanVerdict Verdict { get; set; } = ScanVerdict.Clean;

        public Task<ScanVerdict> ScanAsync(
            ReadOnlyMemory<byte> content,
            CancellationToken cancellation
        ) => Task.FromResult(Verdict);
    }

    private static async Task<string> KeyAsync(Shop shop, string unit, Guid id)
    {
        var secret = ApiKey.NewSecret();
        var client = new ApiClient
        {
            Id = id,
            Name = unit,
            KeyHash = ApiKey.Hash(secret),
            Scopes = ApiScopes.CirculationInbox,
            UnitId = Unit.IdOf(unit),
            ExpiresOn = new DateOnly(2030, 1, 1),
            CreatedAt = TestWeb.UsualInstant,
        };
        await shop.Database.UseAsync(async db =>
        {
            db.Add(client);
            await db.SaveChangesAsync(Stop);
        });
        return ApiKey.Format(client.Id, secret);
    }
}
