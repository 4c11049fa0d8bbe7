using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Shared.Files;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

public sealed class AttachTests
{
    [Theory, Engines]
    public async Task Attach_ByPage_IsListedOpenedLoggedAndInTheChain(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var content = SampleFiles.Pdf();

        var page = await SendAsync(officer, code, ("giay-1", "tờ khai.exe", content));

        page.Redirects.ShouldBe([OneStopLinks.Attach(code)]);
        var link = page.Find("form a[href^='/tep/']").GetAttribute("href")!;
        page.Find("form a[href^='/tep/']").TextContent.ShouldBe("tờ khai.pdf");
        var dossierPage = await officer.GetAsync(OneStopLinks.Dossier(code));
        dossierPage.TextOf("section[aria-labelledby=files]").ShouldContain("tờ khai.pdf");
        using var file = await officer.Client.GetAsync(link);
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await file.Content.ReadAsByteArrayAsync()).ShouldBe(content);
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        file.Headers.GetValues("Content-Security-Policy")
            .Single()
            .ShouldBe("default-src 'none'; sandbox");
        file.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();

        var dossier = await shop.DossierAsync(code);
        (
            await shop.CountAsync(db =>
                db.Set<AccessLine>()
                    .CountAsync(l => l.DossierId == dossier.Id && l.Place == AccessPlace.File)
            )
        ).ShouldBe(1);
        dossier.Events.ShouldBe(2);
        (await FaultsAsync(shop)).ShouldBeEmpty();

        var id = (await shop.CountAsync(db => db.Set<Attachment>().SingleAsync())).Id;
        await shop.Database.TamperAsync($"update onestop_attachments set paper_number = 9");
        (await FaultsAsync(shop))
            .Cast<ThuocDo.Shared.History.Finding>()
            .Select(f => (f.Kind, f.Subject))
            .ShouldBe([("attachment", $"{code} {id:D}"), ("attachment", $"{code} missing")]);
    }

    [Theory, Engines]
    [Trait("Peer", "S3"), Trait("Peer", "S13")]
    public async Task Link_OfSomebodyElse_OrById_OpensNothing(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        using var other = await shop.SignedInAsync("chuyenvien.xa");
        using var stranger = shop.Web.NewVisitor();
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var page = await SendAsync(officer, code, ("giay-1", "a.pdf", SampleFiles.Pdf()));
        var link = page.Find("form a[href^='/tep/']").GetAttribute("href")!;
        var stored = await shop.CountAsync(db => db.Set<Attachment>().SingleAsync());

        foreach (
            var (visitor, url) in new[]
            {
                (other, link),
                (stranger, link),
                (officer, link[..^3] + "AAA"),
                (officer, "/tep/" + stored.Hash),
                (officer, "/tep/" + stored.Id),
                (officer, "/files/" + stored.Hash),
            }
        )
        {
            using var answer = await visitor.Client.GetAsync(url);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, url);
        }

        shop.Web.Time.Advance(FileCapabilities.Life);
        using var late = await officer.Client.GetAsync(link);
        late.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task Attach_RightAndWrongTogether_KeepsTheRightAndNamesTheWrong(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;

        var page = await SendAsync(
            officer,
            code,
            ("giay-1", "a.pdf", SampleFiles.Pdf()),
            ("giay-2", "b.pdf", "#!/bin/sh"u8.ToArray()),
            ("giay-khac", "c.png", SampleFiles.Png())
        );

        page.FindAll("main form .plain-list li").Count.ShouldBe(2);
        page.FindAll(".error-summary li").Count.ShouldBe(1);
        page.TextOf(".error-summary").ShouldContain("chương trình");
        (await SendAsync(officer, code)).TextOf(".error-summary").ShouldContain("ít nhất một tệp");
    }

    [Theory, Engines]
    public async Task Attach_BySomebodyWhoMayNot_KeepsNothing(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var signer = await shop.SignedInAsync("ky.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var dossier = await shop.DossierAsync(code);

        using var page = await signer.Client.GetAsync(OneStopLinks.Attach(code));
        page.StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.Found);
        var outcome = await AttachAsync(shop, Role.Signer, dossier, SampleFiles.Png());

        outcome.Key.ShouldBe(ActOnDossier.NotAllowed);
        (await shop.CountAsync(db => db.Set<Attachment>().CountAsync())).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Attach_SameKeyTwice_IsOnePaper(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var dossier = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);

        var (first, again, stale) = await shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            async services =>
            {
                var attach = services.GetRequiredService<AttachPaper>();
                return (
                    await attach.RunAsync(Request("one"), TestContext.Current.CancellationToken),
                    await attach.RunAsync(Request("one"), TestContext.Current.CancellationToken),
                    await attach.RunAsync(Request("two"), TestContext.Current.CancellationToken)
                );
            }
        );

        first.Succeeded.ShouldBeTrue(first.Key);
        again.Succeeded.ShouldBeTrue(again.Key);
        stale.IsStale.ShouldBeTrue();
        (await shop.CountAsync(db => db.Set<Attachment>().CountAsync())).ShouldBe(1);

        AttachRequest Request(string key) =>
            new(key, dossier.Id, dossier.Version, 1, "a.png", new MemoryStream(SampleFiles.Png()));
    }

    [Fact]
    public async Task Attach_IntoABucketThatGoesAwayAndComesBack_SaysSoAndLosesNothing()
    {
        await using var server = new S3Server();
        await server.InitializeAsync();
        await using var shop = await Shop.OpenAsync(
            Engine.Sqlite,
            services: services =>
                services.Replace(
                    ServiceDescriptor.Singleton<IFileStore>(_ => server.NewStore("tep"))
                )
        );
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var page = await SendAsync(officer, code, ("giay-1", "a.pdf", SampleFiles.Pdf()));
        var link = page.Find("form a[href^='/tep/']").GetAttribute("href")!;

        await server.SwitchOffAsync();
        var refused = await SendAsync(officer, code, ("giay-2", "b.png", SampleFiles.Png()));
        using var closed = await officer.Client.GetAsync(link);
        using var ready = await officer.Client.GetAsync("/suc-khoe/san-sang");

        refused.TextOf(".error-summary").ShouldContain("Kho tệp hiện không nhận được tệp");
        refused.FindAll("main form .plain-list li").Count.ShouldBe(1);
        closed.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await closed.Content.ReadAsStringAsync()).ShouldContain("Kho tệp tạm thời không trả lời");
        ready.StatusCode.ShouldBe(HttpStatusCode.OK, "the node stays in service");
        (await ready.Content.ReadAsStringAsync()).ShouldBe("Degraded");

        await server.SwitchOnAsync();
        page = await SendAsync(officer, code, ("giay-2", "b.png", SampleFiles.Png()));

        page.FindAll("main form .plain-list li").Count.ShouldBe(2);
        using var opened = await officer.Client.GetAsync(link);
        (await opened.Content.ReadAsByteArrayAsync()).ShouldBe(SampleFiles.Pdf());
    }

    /// <summary>What nothing refers to is swept away a day after it was last sent, with its charge; what a dossier holds stays.</summary>
    [Theory, Engines]
    public async Task Sweep_OfWhatNothingRefersTo_LeavesTheFilesOfDossiers(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var dossier = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);
        var held = SampleFiles.Png();
        (await AttachAsync(shop, Role.Receptionist, dossier, held)).Succeeded.ShouldBeTrue();
        // What was signed at the counter, and the scan it was made of.
        var paper = await shop.CountAsync(db => db.Set<Attachment>().SingleAsync());
        string[] ofDossier = [paper.Hash, paper.OriginalHash!];
        var heldBytes = (await shop.CountAsync(db => db.Set<FileUsage>().SingleAsync())).Bytes;
        var (again, once) = (SampleFiles.Png(2), SampleFiles.Png(3));
        await KeepAsync(again);
        await KeepAsync(once);
        (await SweepAsync()).ShouldBe(0);
        shop.Web.Time.Advance(TimeSpan.FromHours(20));
        await KeepAsync(again);
        shop.Web.Time.Advance(TimeSpan.FromHours(5));

        (await SweepAsync()).ShouldBe(1);
        shop.Web.Time.Advance(TimeSpan.FromHours(20));
        (await SweepAsync()).ShouldBe(1);
        (await HashesAsync()).Count.ShouldBe(
            4,
            "a back-up of the database may still refer to them"
        );
        shop.Web.Time.Advance(TimeSpan.FromHours(5));
        (await SweepAsync()).ShouldBe(0);
        (await HashesAsync()).ShouldBe([.. ofDossier, FileHash.Of(again)], ignoreOrder: true);
        shop.Web.Time.Advance(TimeSpan.FromHours(20));
        (await SweepAsync()).ShouldBe(0);

        (await HashesAsync()).ShouldBe(ofDossier, ignoreOrder: true);
        (await shop.CountAsync(db => db.Set<SweptFile>().CountAsync())).ShouldBe(0);
        (await shop.CountAsync(db => db.Set<StoredFile>().CountAsync())).ShouldBe(2);
        (await shop.CountAsync(db => db.Set<FileUsage>().SingleAsync())).Bytes.ShouldBe(heldBytes);
        // Sent once more, it is written and charged like a new one.
        await KeepAsync(once);
        (await HashesAsync()).Count.ShouldBe(3);

        Task<bool> KeepAsync(byte[] content) =>
            shop.Web.UseAsync<FileVault, bool>(async vault =>
                (
                    await vault.KeepAsync(
                        "a.png",
                        new MemoryStream(content),
                        TestContext.Current.CancellationToken
                    )
                ).Succeeded
            );

        Task<int> SweepAsync() =>
            shop.Web.UseAsync<SweepFiles, int>(s =>
                s.RunAsync(TestContext.Current.CancellationToken)
            );

        Task<List<string>> HashesAsync() =>
            shop.Web.UseAsync<IFileStore, List<string>>(async store =>
                await store
                    .AllAsync(TestContext.Current.CancellationToken)
                    .ToListAsync(TestContext.Current.CancellationToken)
            );
    }

    private static Task<Outcome> AttachAsync(
        Shop shop,
        Role role,
        Dossier dossier,
        byte[] content,
        string key = "key"
    ) =>
        shop.AsAsync(
            role,
            Shop.AnHai,
            services =>
                services
                    .GetRequiredService<AttachPaper>()
                    .RunAsync(
                        new AttachRequest(
                            key,
                            dossier.Id,
                            dossier.Version,
                            1,
                            "a.png",
                            new MemoryStream(content)
                        ),
                        TestContext.Current.CancellationToken
                    )
        );

    private static async Task<WebPage> SendAsync(
        WebUser officer,
        string code,
        params (string Field, string Name, byte[] Content)[] files
    )
    {
        var page = await officer.GetAsync(OneStopLinks.Attach(code));
        var form = new MultipartFormDataContent();
        foreach (
            var hidden in page.FindAll("main form input[type=hidden]").Cast<IHtmlInputElement>()
        )
        {
            form.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        foreach (var (field, name, content) in files)
        {
            page.Find($"input[type=file][name='{field}']");
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("text/html");
            form.Add(part, field, name);
        }

        return await officer.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, OneStopLinks.Attach(code)) { Content = form }
        );
    }

    private static async Task<IReadOnlyList<object>> FaultsAsync(Shop shop)
    {
        var faults = new List<object>();
        await shop.Web.UseAsync<IServiceProvider, bool>(async services =>
        {
            foreach (var audit in services.GetServices<ThuocDo.Shared.History.IAudit>())
            {
                await foreach (
                    var fault in audit.FindAsync(
                        new ThuocDo.Shared.History.AuditScope(null),
                        TestContext.Current.CancellationToken
                    )
                )
                {
                    faults.Add(fault);
                }
            }

            return true;
        });
        return faults;
    }
}
