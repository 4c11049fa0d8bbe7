using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Dossiers.Papers;
using ThuocDo.OneStop.Filing;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Shared.Documents;
using ThuocDo.Tests.Shared.Signatures;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

[Long]
public sealed class FormPdfTests
{
    /// <summary>A day of each set of forms.</summary>
    private static readonly DateTime[] Days =
    [
        TestWeb.UsualInstant,
        new(2025, 10, 8, 3, 0, 0, DateTimeKind.Utc),
    ];

    [Theory]
    [Engines(FormKind.Receipt, On = Engine.Sqlite)]
    [Engines(FormKind.Supplement, On = Engine.Postgres)]
    [Engines(FormKind.Refusal, On = Engine.Sqlite)]
    [Engines(FormKind.Apology, On = Engine.Postgres)]
    [Engines(FormKind.Control, On = Engine.Sqlite)]
    [Engines(FormKind.Stop, On = Engine.Postgres)]
    public async Task Form_OfBothSets_IsReadBackWithEmbeddedFonts(Engine engine, FormKind kind)
    {
        _ = SamplePdf.Fonts;
        foreach (var day in Days)
        {
            await using var shop = await Shop.OpenAsync(engine, day);
            using var officer = await shop.SignedInAsync("motcua.xa");
            var unit = await CommuneAsync(shop);
            var received = await shop.ReceiveAsync(unit);
            received.Succeeded.ShouldBeTrue(received.Key);
            var code = received.Value!.Code;
            await MakeAsync(shop, code, kind, unit);

            var pdf = await DownloadAsync(officer, Link(code, kind));

            var text = await ReadAsync(pdf);
            text.ShouldContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
            text.ShouldContain("Độc lập – Tự do – Hạnh phúc");
            text.ShouldContain(code);
            text.ShouldContain("Người Mẫu");
            var regime = (await shop.DossierAsync(code)).Regime;
            var form = StatutoryForms.Of(kind, regime, VietnamTime.DayOf(day));
            if (form.HasNumber)
            {
                text.ShouldContain("Mẫu số " + form.Number);
            }
            else
            {
                text.ShouldNotContain("Mẫu số");
            }
            (await Poppler.FontsAsync(pdf)).ShouldAllBe(f => f.Embedded);
        }
    }

    /// <summary>The register of both sets: number, every column and every dossier, over as many pages as it takes.</summary>
    [Theory]
    [Engines("2024-03-06", "06", On = Engine.Sqlite)]
    [Engines("2025-08-06", "06", On = Engine.Postgres)]
    [Engines("2025-10-08", "07", On = Engine.Sqlite)]
    public async Task Register_OfBothSets_IsReadBackWithEmbeddedFonts(
        Engine engine,
        string day,
        string number
    )
    {
        _ = SamplePdf.Fonts;
        await using var shop = await Shop.OpenAsync(
            engine,
            VietnamTime.ToUtc(
                DateOnly.ParseExact(day, "yyyy-MM-dd").ToDateTime(new TimeOnly(10, 0))
            )
        );
        using var officer = await shop.SignedInAsync("motcua.xa");
        var unit = await CommuneAsync(shop);
        var codes = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            codes.Add((await shop.ReceiveAsync(unit)).Value!.Code);
        }

        var page = await officer.GetAsync(
            $"{OneStopLinks.Register}?{OneStopLinks.Unit}={unit}&tu-ngay={day}&den-ngay={day}"
        );
        var pdf = await PostForPdfAsync(officer, page.Find("main form[method=post]"), page.Url);

        var text = await ReadAsync(pdf);
        text.ShouldContain("SỔ THEO DÕI HỒ SƠ");
        text.ShouldContain("Mẫu số " + number);
        text.ShouldContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        text.ShouldContain("Dữ liệu trình diễn");
        // A code may be broken over lines in its narrow column.
        var joined = text.Replace(" ", "", StringComparison.Ordinal);
        codes.ShouldAllBe(c => joined.Contains(c));
        (await Poppler.FontsAsync(pdf)).ShouldAllBe(f => f.Embedded);
    }

    /// <summary>What is asked for or refused before there is a dossier has its form too, for the officer and for the citizen.</summary>
    [Theory]
    [Engines(FormKind.Supplement, On = Engine.Sqlite)]
    [Engines(FormKind.Refusal, On = Engine.Postgres)]
    public async Task FormAtIntake_BeforeReceipt_IsReadBackWithEmbeddedFonts(
        Engine engine,
        FormKind kind
    )
    {
        _ = SamplePdf.Fonts;
        await using var shop = await Filing.Portal.OpenAsync(engine);
        using var citizen = await Filing.Portal.CitizenAsync(shop);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var id = await Filing.Portal.SendAsync(citizen);
        var reason = new Dictionary<string, string?>
        {
            ["Reason"] = kind == FormKind.Refusal ? "wrong-agency" : "illegible",
            ["Details"] = "Ảnh mờ, không đọc được số định danh",
        };
        if (kind == FormKind.Supplement)
        {
            reason["Papers"] = "2";
        }

        var form = await officer.GetAsync(
            kind == FormKind.Refusal ? FilingLinks.DeskReject(id) : FilingLinks.DeskSupplement(id)
        );
        (await form.SubmitAsync(IntakeForm.Selector, reason))
            .FindAll(".error-summary")
            .ShouldBeEmpty();

        foreach (
            var (visitor, address) in new[]
            {
                (officer, FilingLinks.Desk(id)),
                (citizen, FilingLinks.Submission(id)),
            }
        )
        {
            var page = await visitor.GetAsync(address);
            var pdf = await PostForPdfAsync(
                visitor,
                page.FindAll("main form[method=post]")
                    .Single(f => f.TextContent.Contains("PDF", StringComparison.Ordinal)),
                address
            );
            var text = await ReadAsync(pdf);
            text.ShouldContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
            text.ShouldContain(kind == FormKind.Refusal ? "Mẫu số 03" : "Mẫu số 02");
            text.ShouldContain("Ảnh mờ, không đọc được số định danh");
            text.ShouldNotContain("Mã hồ sơ", customMessage: "there is no dossier yet");
            text.ShouldContain(
                (await shop.CountAsync(db => db.Set<Submission>().SingleAsync())).Reference
            );
            text.ShouldContain("Dữ liệu trình diễn");
            (await Poppler.FontsAsync(pdf)).ShouldAllBe(f => f.Embedded);
        }
    }

    [Theory, Engines]
    public async Task Form_AskedForAgain_IsTheSameVersionAndLaterTheNext(Engine engine)
    {
        _ = SamplePdf.Fonts;
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var link = OneStopLinks.ControlSlip(code);

        var first = await DownloadAsync(officer, link);
        (await DownloadAsync(officer, link)).ShouldBe(first);
        await shop.HandOverAsync(code);
        (await DownloadAsync(officer, link)).ShouldNotBe(first);

        (
            await shop.CountAsync(db =>
                db.Set<Attachment>().OrderBy(a => a.Version).Select(a => a.Version).ToListAsync()
            )
        ).ShouldBe([1, 2]);
    }

    /// <summary>The text of all pages, with single blanks.</summary>
    private static async Task<string> ReadAsync(byte[] pdf)
    {
        // To look at the pages: pdftoppm on what is kept here.
        if (Environment.GetEnvironmentVariable("THUOCDO_TEST_PAGES") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(pdf))[
                ..12
            ];
            await File.WriteAllBytesAsync(Path.Combine(folder, hash + ".pdf"), pdf);
        }

        return string.Join(
            ' ',
            (await Poppler.TextAsync(pdf)).Split(
                (char[]?)null,
                StringSplitOptions.RemoveEmptyEntries
            )
        );
    }

    private static async Task<byte[]> PostForPdfAsync(
        WebUser visitor,
        AngleSharp.Dom.IElement form,
        string page
    )
    {
        using var made = await visitor.Client.PostAsync(
            form.GetAttribute("action") is { Length: > 0 } action ? action : page,
            new FormUrlEncodedContent(
                form.QuerySelectorAll("input[type=hidden]")
                    .Select(i =>
                        KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")
                    )
            )
        );
        made.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        made.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        return await made.Content.ReadAsByteArrayAsync();
    }

    private static async Task<byte[]> DownloadAsync(WebUser officer, string page)
    {
        var form = (await officer.GetAsync(page)).Find("main form[method=post]");
        var token = form.QuerySelector("input[type=hidden]")!;
        using var made = await officer.Client.PostAsync(
            page,
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    [token.GetAttribute("name")!] = token.GetAttribute("value")!,
                }
            )
        );
        made.StatusCode.ShouldBe(System.Net.HttpStatusCode.Found);
        return await officer.Client.GetByteArrayAsync(made.Headers.Location!.OriginalString);
    }

    private static string Link(string code, FormKind kind) =>
        kind switch
        {
            FormKind.Receipt => OneStopLinks.ReceiptSlip(code),
            FormKind.Supplement => OneStopLinks.SupplementSlip(code),
            FormKind.Refusal => OneStopLinks.RefusalSlip(code),
            FormKind.Apology => OneStopLinks.ApologySlip(code),
            FormKind.Stop => OneStopLinks.StopSlip(code),
            _ => OneStopLinks.ControlSlip(code),
        };

    /// <summary>The commune of the demonstration accounts, or what it became.</summary>
    private static Task<string> CommuneAsync(Shop shop) =>
        shop.Web.UseAsync<UnitDirectory, string>(async directory =>
        {
            var tree = await directory.GetAsync();
            var today = new Clock(shop.Web.Time).Today;
            return tree[Unit.IdOf(Shop.AnHai)].IsValidOn(today)
                ? Shop.AnHai
                : tree[
                    tree.SuccessionsFrom(Unit.IdOf(Shop.AnHai))
                        .First(s => tree[s.ToUnitId].Identifier is not null)
                        .ToUnitId
                ].Key;
        });

    private static async Task MakeAsync(Shop shop, string code, FormKind kind, string unit)
    {
        if (kind == FormKind.Receipt)
        {
            return;
        }

        Done(
            await shop.ActAsync(
                Role.Receptionist,
                code,
                DossierActionKind.Assign,
                (work, act) => work.Assign(null, true, act),
                unit
            )
        );
        switch (kind)
        {
            case FormKind.Supplement:
                Done(
                    await shop.ActAsync(
                        Role.Specialist,
                        code,
                        DossierActionKind.RequestSupplement,
                        (work, act) => work.RequestSupplement("absent", null, act, "1"),
                        unit
                    )
                );
                break;
            case FormKind.Stop:
                Done(
                    await shop.ActAsync(
                        Role.Signer,
                        code,
                        DossierActionKind.Stop,
                        (work, act) => work.Stop("court", "Luật Hộ tịch 2014", act),
                        unit
                    )
                );
                break;
            case FormKind.Refusal:
                Done(
                    await shop.ActAsync(
                        Role.Signer,
                        code,
                        DossierActionKind.Refuse,
                        (work, act) => work.Refuse("not-eligible\nkhông đủ điều kiện", act),
                        unit
                    )
                );
                break;
            case FormKind.Apology:
                Done(
                    await shop.ActAsync(
                        Role.UnitHead,
                        code,
                        DossierActionKind.Extend,
                        (work, act) =>
                            work.Extend(
                                "complex",
                                work.Calendar.AddWorkingDays(
                                    VietnamTime.DayOf(work.Dossier.DueAt!.Value),
                                    2
                                ),
                                act
                            ),
                        unit
                    )
                );
                break;
        }

        static void Done(Outcome outcome) => outcome.Succeeded.ShouldBeTrue(outcome.Key);
    }
}
