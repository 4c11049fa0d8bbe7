using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Indicators.Board;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Ratings;
using ThuocDo.OneStop.Tracking;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Architecture;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.Organisation;
using Xunit;

namespace ThuocDo.Tests.OneStop;

/// <summary>
/// Security findings of the incumbent, each shown not to be here. What each code means stands in
/// <c>docs/guide/peer-defects.md</c>.
/// </summary>
public sealed partial class PeerSecurityTests
{
    /// <summary>Whose data somebody sees is decided by who he is: no header, cookie or query value moves him to another unit.</summary>
    [Theory, Engines, Trait("Peer", "S1")]
    public async Task Unit_NamedByTheClient_OpensNothing(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var foreign = (await shop.ReceiveAsync(Shop.PhuocDan)).Value!.Code;
        var id = Unit.IdOf(Shop.PhuocDan);

        foreach (var name in new[] { "groupId", "X-Group-Id", "companyId", "X-Tenant", "unit" })
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                $"{OneStopLinks.Dossier(foreign)}?groupId={id}&don-vi={Shop.PhuocDan}"
            );
            request.Headers.Add(name, id.ToString());
            using var answer = await officer.Client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, name);
        }

        var list = await officer.GetAsync(
            OneStopLinks.WorkListOf("tat-ca", Shop.PhuocDan) + $"&groupId={id}"
        );
        list.Source.ShouldNotContain(foreign);
    }

    /// <summary>Signed in is not enough: a citizen and an officer elsewhere find no dossier under its address.</summary>
    [Theory, Engines, Trait("Peer", "S2")]
    public async Task Dossier_AskedForByAnyAccount_OpensToItsUnitsAlone(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        using var citizen = shop.Web.NewVisitor();
        await citizen.SignInAsCitizenAsync();
        using var elsewhere = await shop.SignedInAsync("chuyenvien.so");
        using var own = await shop.SignedInAsync("motcua.xa");

        foreach (
            var address in new[]
            {
                OneStopLinks.Dossier(code),
                OneStopLinks.ReceiptSlip(code),
                OneStopLinks.ControlSlip(code),
                OneStopLinks.Attach(code),
            }
        )
        {
            (await citizen.GetAsync(address)).Source.ShouldNotContain("Người Mẫu");
            using var answer = await elsewhere.Client.GetAsync(address);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
        }

        (await own.GetAsync(OneStopLinks.Dossier(code))).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>What is typed into a search or stands in an address is a value and never part of a statement.</summary>
    [Theory, Engines, Trait("Peer", "S6")]
    public async Task Text_ThatWouldBeSql_IsOnlyText(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        using var officer = await shop.SignedInAsync("motcua.xa");
        using var leader = await shop.SignedInAsync("lanhdao");
        string[] hostile =
        [
            "' or '1'='1",
            "'; delete from onestop_dossiers; --",
            "x') union select user_name from accounts --",
            "\\'\"; drop table facts; --",
            "%",
        ];

        foreach (var text in hostile)
        {
            var escaped = Uri.EscapeDataString(text);
            var list = await officer.GetAsync(OneStopLinks.WorkListOf("tat-ca", null, text));
            list.Status.ShouldBe(HttpStatusCode.OK, text);
            list.FindAll("main tbody tr").ShouldBeEmpty(text);
            foreach (
                var address in new[]
                {
                    $"{BoardLinks.Board}?don-vi={escaped}",
                    $"{BoardLinks.Board}?ngay={escaped}",
                    $"{BoardLinks.Board}/on-time/ho-so?phan=tu&thu-tuc={escaped}",
                    $"{OneStopLinks.Procedures}?tim={escaped}",
                    $"/mot-cua/ho-so/{escaped}",
                }
            )
            {
                using var answer = await leader.Client.GetAsync(address);
                ((int)answer.StatusCode).ShouldBeLessThan(500, address);
            }
        }

        (await shop.DossierAsync(code)).Code.ShouldBe(code);
        (await shop.CountAsync(db => db.Set<Dossier>().CountAsync())).ShouldBe(1);
    }

    /// <summary>
    /// Whoever is not signed in changes nothing by any command at any address. That somebody tried may be kept, nothing else.
    /// </summary>
    [Fact, Trait("Peer", "S7")]
    public async Task Commands_OfAStranger_AreRefusedEverywhere()
    {
        await using var shop = await Shop.OpenAsync(Engine.Sqlite);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var before = await shop.RowsAsync();
        using var stranger = shop.Web.NewVisitor();
        var addresses = shop
            .Web.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(e => "/" + RouteParameter().Replace(e.RoutePattern.RawText ?? "", code))
            .Where(a => !a.Contains('*', StringComparison.Ordinal))
            .Distinct()
            .ToList();
        addresses.Count.ShouldBeGreaterThan(60);

        foreach (var address in addresses)
        {
            foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete })
            {
                using var request = new HttpRequestMessage(method, address);
                request.Headers.Add("groupId", Guid.Empty.ToString());
                using var answer = await stranger.Client.SendAsync(request);
                ((int)answer.StatusCode).ShouldBeLessThan(500, $"{method} {address}");
            }
        }

        var after = await shop.RowsAsync();
        after.Where(t => t.Value != before[t.Key]).Select(t => t.Key).ShouldBeEmpty();
        (await shop.DossierAsync(code)).Events.ShouldBe(1);
    }

    /// <summary>Nobody rates without having been shown the dossier: a guessed, changed or outlived pass opens no form.</summary>
    [Theory, Engines, Trait("Peer", "S9")]
    public async Task Rating_WithoutAPassOfTheDossier_IsNotTaken(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var dossier = await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code);
        var pass = shop.Web.Services.GetRequiredService<RatingPasses>().For(dossier.Id);
        using var stranger = shop.Web.NewVisitor();

        foreach (
            var forged in new[]
            {
                "",
                dossier.Code,
                dossier.Id.ToString("N"),
                pass[..^4] + "AAAA",
                pass[4..],
            }
        )
        {
            (await stranger.GetAsync(RatingLinks.With(forged)))
                .FindAll("main input[name=Level]")
                .ShouldBeEmpty(forged);
        }

        (await stranger.GetAsync(RatingLinks.With(pass)))
            .FindAll("main input[name=Level]")
            .ShouldNotBeEmpty();
    }

    /// <summary>The tracking secret is long, is nowhere stored in clear, and guessing it is stopped.</summary>
    [Fact, Trait("Peer", "S10")]
    public async Task Secret_OfTracking_IsLongHashedAndGuarded()
    {
        await using var shop = await Shop.OpenAsync(Engine.Sqlite);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var (code, secret, _) = await Shop.ReceiveByPageAsync(officer);

        secret.Length.ShouldBeGreaterThanOrEqualTo(8);
        Enumerable.Range(0, 200).Select(_ => TrackingSecret.New()).Distinct().Count().ShouldBe(200);
        var folder = Path.GetDirectoryName(shop.Database.Target.SqlitePath)!;
        var stem = Path.GetFileName(shop.Database.Target.SqlitePath)!;
        foreach (var file in Directory.GetFiles(folder, stem + "*"))
        {
            await using var stream = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite
            );
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, file);
        }

        using var stranger = shop.Web.NewVisitor();
        for (var i = 0; i < TrackingGuard.WrongBeforeLockOut; i++)
        {
            await TrackAsync(stranger, code, "AAAABBBB");
        }

        (await TrackAsync(stranger, code, secret)).FindAll(".error-summary").ShouldNotBeEmpty();
    }

    /// <summary>Certificates of others are checked everywhere, and no key or certificate lies among the files of the product.</summary>
    [Fact, Trait("Peer", "S11")]
    public void Sources_OfTheProduct_TrustNoCertificateBlindlyAndHoldNoKey()
    {
        var sources = Repository.Sources(".cs", ".cshtml", ".json").ToList();
        sources.Count.ShouldBeGreaterThan(300);
        sources.Where(f => BlindTrust().IsMatch(Repository.Read(f))).ShouldBeEmpty();
        Repository
            .Files.Where(f =>
                Path.GetExtension(f) is ".pfx" or ".p12" or ".pem" or ".key" or ".jks"
            )
            .ShouldBeEmpty();
        Repository
            .Files.Where(f =>
                Path.GetExtension(f) is ".cs" or ".json" or ".md" or ".csv" or ".sh" or ".xml"
                && PrivateKey().IsMatch(Repository.Read(f))
            )
            .ShouldBeEmpty();
    }

    /// <summary>A name is no right: a specialist who calls himself an administrator opens what a specialist opens.</summary>
    [Theory, Engines, Trait("Peer", "S12")]
    public async Task Administrator_ByNameOnly_OpensNoAdministration(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        foreach (var name in new[] { "administrator", "quantri.vien" })
        {
            await shop.Database.UseAsync(async db =>
            {
                var account = new Account
                {
                    Id = Guid.CreateVersion7(),
                    UserName = name,
                    NormalizedUserName = name.ToUpperInvariant(),
                    DisplayName = "Administrator " + Role.Administrator,
                    CreatedAt = TestWeb.UsualInstant,
                    IsDemonstration = true,
                    SecurityStamp = name,
                };
                db.Add(account);
                db.Add(
                    RoleAssignment.Create(
                        Guid.CreateVersion7(),
                        account.Id,
                        Role.Specialist,
                        Unit.IdOf(Shop.AnHai),
                        new DateOnly(2020, 1, 1)
                    )
                );
                await db.SaveChangesAsync();
            });
            using var visitor = await shop.Web.SignInAsync(name);

            foreach (var address in new[] { AccountLinks.List, AccountLinks.New })
            {
                (await visitor.GetAsync(address)).Status.ShouldBe(HttpStatusCode.Forbidden, name);
            }

            (await visitor.GetAsync(AccountLinks.Own)).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    /// <summary>A script typed as a name stays text on every page that shows it, and the browser is told to run none.</summary>
    [Theory, Engines, Trait("Peer", "S14")]
    public async Task Script_TypedAsAName_StaysText(Engine engine)
    {
        const string script = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var form = await officer.GetAsync(OneStopLinks.ReceiveAt(null, Shop.MaritalStatus));
        var slip = await form.SendAllPapersAsync(script);
        var code = slip.TextOf("main .code");

        foreach (
            var address in new[]
            {
                OneStopLinks.Dossier(code),
                OneStopLinks.ReceiptSlip(code),
                OneStopLinks.WorkListOf("tat-ca"),
                OneStopLinks.ControlSlip(code),
            }
        )
        {
            var page = await officer.GetAsync(address);
            page.Status.ShouldBe(HttpStatusCode.OK, address);
            page.FindAll("img[onerror]").ShouldBeEmpty(address);
            page.FindAll("script").ShouldNotContain(s => s.TextContent.Contains("alert(1)"));
        }

        using var answer = await officer.Client.GetAsync(OneStopLinks.Dossier(code));
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        Repository
            .Sources(".js", ".cshtml")
            .Where(f => !f.Contains("/lib/", StringComparison.Ordinal))
            .Where(f => Evaluates().IsMatch(Repository.Read(f)))
            .ShouldBeEmpty();
    }

    /// <summary>Whoever edits a state, a date or a number past the product is named by the check, record by record.</summary>
    [Theory, Engines, Trait("Peer", "S15")]
    public async Task Record_EditedPastTheProduct_IsNamed(Engine engine)
    {
        foreach (
            var edit in new FormattableString[]
            {
                $"update onestop_dossiers set state = 'Resolved'",
                $"update onestop_dossiers set received_on = '2024-03-01'",
                $"update onestop_dossiers set code = code || '9'",
                $"update history_events set type = 'finished' where chain = 'dossier'",
                $"delete from history_events where chain = 'dossier'",
            }
        )
        {
            await using var shop = await Shop.OpenAsync(engine);
            (await shop.ReceiveAsync()).Succeeded.ShouldBeTrue();
            (await FaultsAsync(shop)).ShouldBeEmpty();

            (await shop.Database.TamperAsync(edit)).ShouldBe(1, edit.Format);

            (await FaultsAsync(shop)).ShouldNotBeEmpty(edit.Format);
        }
    }

    /// <summary>Knowing the code of a dossier lets nobody act on it: not its page, not its form sent by hand.</summary>
    [Theory, Engines, Trait("Peer", "S16")]
    public async Task Act_OnAForeignCode_IsNotFound(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var own = (await shop.ReceiveAsync()).Value!.Code;
        var foreign = (await shop.ReceiveAsync(Shop.PhuocDan)).Value!.Code;
        using var officer = await shop.SignedInAsync("motcua.xa");
        var form = await officer.GetAsync(OneStopLinks.Act(own, DossierActionKind.Assign));
        var fields = form.FindAll($"{IntakeForm.Selector} input[type=hidden]")
            .ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        fields.ShouldContainKey("__RequestVerificationToken");

        using var answer = await officer.Client.PostAsync(
            OneStopLinks.Act(foreign, DossierActionKind.Assign),
            new FormUrlEncodedContent(fields)
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await shop.DossierAsync(foreign)).Events.ShouldBe(1);
    }

    private static async Task<WebPage> TrackAsync(WebUser visitor, string code, string secret)
    {
        var page = await visitor.GetAsync(OneStopLinks.Track);
        return await page.SubmitAsync(
            IntakeForm.Selector,
            new Dictionary<string, string?> { ["ma"] = code, ["Secret"] = secret }
        );
    }

    private static Task<List<Finding>> FaultsAsync(Shop shop) =>
        shop.Web.UseAsync<IServiceProvider, List<Finding>>(async services =>
        {
            var findings = new List<Finding>();
            foreach (var audit in services.GetServices<IAudit>())
            {
                await foreach (
                    var finding in audit.FindAsync(
                        new AuditScope(null),
                        TestContext.Current.CancellationToken
                    )
                )
                {
                    findings.Add(finding);
                }
            }

            return findings;
        });

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex RouteParameter();

    [GeneratedRegex(
        @"ServerCertificateCustomValidationCallback|DangerousAcceptAny|RemoteCertificateValidationCallback|CertificateRevocationCheckMode\s*=\s*X509RevocationMode\.NoCheck"
    )]
    private static partial Regex BlindTrust();

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----\s*\n")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\beval\s*\(|new\s+Function\s*\(|document\.write|\.innerHTML\s*=")]
    private static partial Regex Evaluates();
}
