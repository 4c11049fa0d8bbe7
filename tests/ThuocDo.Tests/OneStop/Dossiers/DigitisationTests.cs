using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using SkiaSharp;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Dossiers.Results;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Signatures;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Shared.Documents;
using ThuocDo.Tests.Shared.Files;
using ThuocDo.Tests.Shared.Signatures;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

/// <summary>What an officer scans at intake bears the officer's signature.</summary>
public sealed class DigitisationTests
{
    [Theory, Engines]
    public async Task Attach_AScanAsPdf_SignsItKeepsTheOriginalAndSaysSoEverywhere(Engine engine)
    {
        var scan = SamplePdf.Make();
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;

        var page = await SendAsync(officer, code, "tờ khai.pdf", scan);

        page.TextOf("main form").ShouldContain("Đã ký số");
        var (paper, content) = await PaperAsync(shop);
        page.TextOf("main form").ShouldContain(paper.SignedBy.ShouldNotBeNull());
        page.TextOf("main form").ShouldContain("10:00 06/03/2024");
        (paper.Kind, paper.Name).ShouldBe((FileKind.Pdf, "tờ khai.pdf"));
        var signature = (await CheckAsync(shop, content)).Signatures.ShouldHaveSingleItem();
        signature.IsGood.ShouldBeTrue();
        signature.Signer.ShouldBe(paper.SignedBy);
        signature.Organisation.ShouldNotBeNull().ShouldContain("An Hải");
        (await Poppler.SignaturesAsync(content)).ShouldContain("Signature is Valid");

        paper.OriginalHash.ShouldBe(FileHash.Of(scan));
        var original = page.FindAll("main form a[href^='/tep/']")[^1];
        original.TextContent.ShouldBe("Bản quét gốc");
        using var kept = await officer.Client.GetAsync(original.GetAttribute("href"));
        (await kept.Content.ReadAsByteArrayAsync()).ShouldBe(scan);

        var dossierPage = await officer.GetAsync(OneStopLinks.Dossier(code));
        dossierPage.TextOf("main").ShouldContain("Đã ký số khi số hóa");
        dossierPage.TextOf("main").ShouldContain(FileHash.Of(scan)[..12]);
    }

    [Theory, Engines]
    public async Task Attach_APicture_BecomesASignedPage(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var picture = Picture(1240, 1754);

        var page = await SendAsync(officer, code, "giấy.jpg", picture);

        var (paper, content) = await PaperAsync(shop);
        page.TextOf("main form").ShouldContain("giấy.pdf");
        (paper.Kind, paper.OriginalHash).ShouldBe((FileKind.Pdf, FileHash.Of(picture)));
        (await CheckAsync(shop, content)).IsGood.ShouldBeTrue();
        (await Poppler.SignaturesAsync(content)).ShouldContain("Signature is Valid");
        var facts = await Poppler.RunAsync("pdfinfo", content, "{}");
        facts.ShouldContain("(A4)");
        facts.ShouldMatch(@"Pages:\s+1\n");
        (await Poppler.RunAsync("pdfimages", content, "-list", "{}")).ShouldMatch(@"1240\s+1754");
    }

    /// <summary>The chain carries both hashes: neither the file nor what it was made of can be exchanged unseen.</summary>
    [Theory, Engines]
    public async Task Audit_OfAnExchangedOriginal_NamesThePaper(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await SendAsync(officer, code, "a.pdf", SamplePdf.Make());
        (await FindingsAsync(shop)).ShouldBeEmpty();

        await shop.Database.TamperAsync($"update onestop_attachments set original_hash = hash");

        (await FindingsAsync(shop)).Select(f => f.Kind).Distinct().ShouldBe(["attachment"]);
    }

    [Theory, Engines]
    public async Task Verify_ByAnybody_FindsThePaperValidAndTellsNothingOfTheDossier(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        using var citizen = shop.Web.NewVisitor();
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await SendAsync(officer, code, "a.pdf", SamplePdf.Make());
        var (paper, content) = await PaperAsync(shop);

        var page = await VerifyAsync(citizen, content);
        page.TextOf(".notice--success").ShouldContain("số hóa tại đây");
        page.TextOf(".notice--success").ShouldContain("An Hải");
        page.TextOf("main").ShouldContain(paper.SignedBy!);
        page.Source.ShouldNotContain(code);

        content[^200] ^= 1;
        (await VerifyAsync(citizen, content)).Find(".notice--danger");
    }

    /// <summary>A page-less PDF cannot take our signature; it is still a paper of the applicant.</summary>
    [Theory, Engines]
    public async Task Attach_WhatCannotBeSigned_IsKeptAsItCameAndSaysNothingOfASignature(
        Engine engine
    )
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;

        var page = await SendAsync(officer, code, "a.pdf", SampleFiles.Pdf());

        var (paper, content) = await PaperAsync(shop);
        content.ShouldBe(SampleFiles.Pdf());
        (paper.SignedBy, paper.OriginalHash).ShouldBe((null, null));
        page.TextOf("main form").ShouldNotContain("Đã ký số");
        page.TextOf("main form").ShouldContain("Không ký số được bản quét này");
        (await officer.GetAsync(OneStopLinks.Dossier(code)))
            .TextOf("main")
            .ShouldContain("Không ký số được bản quét này");
    }

    /// <summary>Ours would cover it up: the file is kept as it came, and the officer is told.</summary>
    [Theory, Engines]
    public async Task Attach_WithASignatureThatDoesNotHold_KeepsItAndWarnsTheOfficer(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        using var stranger = new TestAuthority();
        var foreign = await PdfSigner.SignAsync(
            SamplePdf.Make(),
            stranger.Signer("Người Lạ"),
            new SignatureNote("Người Lạ", "x", TestWeb.UsualInstant),
            timestamps: null,
            Now
        );

        var page = await SendAsync(officer, code, "a.pdf", foreign);

        var (paper, content) = await PaperAsync(shop);
        content.ShouldBe(foreign);
        (paper.SignedBy, paper.OriginalHash).ShouldBe((null, null));
        page.TextOf("main form").ShouldContain("chữ ký số không hợp lệ");
        page.TextOf("main form").ShouldNotContain("Đã ký số");
    }

    /// <summary>In real work the key is on the officer's token: a file signed before it comes names its signer.</summary>
    [Theory, Engines]
    public async Task Attach_AScanThatComesSigned_KeepsItsBytesAndNamesItsSigner(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await SendAsync(officer, code, "a.pdf", SamplePdf.Make());
        var (first, signed) = await PaperAsync(shop);

        await SendAsync(officer, code, "b.pdf", signed);

        var second = await shop.CountAsync(db =>
            db.Set<Attachment>().SingleAsync(a => a.Id != first.Id)
        );
        second.OriginalHash.ShouldBe(first.Hash);
        var content = await ReadAsync(shop, second);
        (await CheckAsync(shop, content)).Signatures.Count.ShouldBe(2);
        (await CheckAsync(shop, content)).IsGood.ShouldBeTrue();
        second.SignedBy.ShouldBe(first.SignedBy, "the same officer signed both times");
    }

    /// <summary>Who signed before the officer is named with the officer.</summary>
    [Theory, Engines]
    public async Task Attach_AScanSignedBySomebodyElse_NamesAllWhoSigned(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var signed = await shop.Web.UseAsync<SigningIdentities, byte[]>(identities =>
            PdfSigner.SignAsync(
                SamplePdf.Make(),
                identities.Of("Người Ký Trước", "Cơ quan mẫu", TestWeb.UsualInstant)!,
                new SignatureNote("Người Ký Trước", "x", TestWeb.UsualInstant),
                timestamps: null,
                Now
            )
        );

        var page = await SendAsync(officer, code, "a.pdf", signed);

        var (paper, content) = await PaperAsync(shop);
        (await CheckAsync(shop, content))
            .Signatures.Select(s => s.Signer)
            .ShouldBe(paper.SignedBy.ShouldNotBeNull().Split("; "));
        paper.SignedBy.ShouldStartWith("Người Ký Trước; ");
        page.TextOf("main form").ShouldContain(paper.SignedBy);
    }

    [Theory]
    [InlineData(Level.Province, "2022-05-31", false)]
    [InlineData(Level.Province, "2022-06-01", true)]
    [InlineData(Level.District, "2022-11-30", false)]
    [InlineData(Level.Commune, "2023-05-31", false)]
    [InlineData(Level.Commune, "2023-06-01", true)]
    public void Signature_OfAScan_IsAskedForFromTheDayOfTheLevel(
        Level level,
        string day,
        bool asked
    ) =>
        DigitisationRules
            .AskForSignature(
                level,
                DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)
            )
            .ShouldBe(asked);

    [Theory, Engines]
    public async Task Attach_BeforeTheDayOfTheLevel_KeepsTheScanAsItIs(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            new DateTime(2023, 3, 8, 3, 0, 0, DateTimeKind.Utc)
        );
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var scan = SamplePdf.Make();

        await SendAsync(officer, code, "a.pdf", scan);

        var (paper, content) = await PaperAsync(shop);
        (paper.SignedBy, content.AsSpan().SequenceEqual(scan)).ShouldBe((null, true));
    }

    [Fact]
    public void Page_OfAPicture_IsLyingWhereThePictureIsWide()
    {
        var page = PicturePage.Write(Picture(400, 200), "a", TestWeb.UsualInstant).Value!;

        System.Text.Encoding.Latin1.GetString(page).ShouldContain("/MediaBox [0 0 841.9");
        PicturePage
            .Write([1, 2, 3], "a", TestWeb.UsualInstant)
            .Key.ShouldBe("file.refused.damaged");
    }

    /// <summary>One limit, said when it is sent: what is taken in can also be signed.</summary>
    [Theory, Engines]
    public async Task Attach_APictureAtTheLimitOfPixels_IsSignedAndALargerOneRefusedWithTheLimit(
        Engine engine
    )
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;

        var refused = await SendAsync(officer, code, "lớn.jpg", Picture(8000, 5001));
        await SendAsync(officer, code, "vừa.jpg", Picture(8000, 5000));

        refused.TextOf(".error-summary").ShouldContain("40 triệu điểm ảnh");
        (await PaperAsync(shop)).Paper.SignedBy.ShouldNotBeNull();
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static byte[] Picture(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Gray8, SKAlphaType.Opaque);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 50);
        return data.ToArray();
    }

    private static async Task<WebPage> SendAsync(
        WebUser officer,
        string code,
        string name,
        byte[] content
    )
    {
        var page = await officer.GetAsync(OneStopLinks.Attach(code));
        return await PostAsync(officer, page, OneStopLinks.Attach(code), "giay-1", name, content);
    }

    private static async Task<WebPage> VerifyAsync(WebUser visitor, byte[] content)
    {
        var page = await visitor.GetAsync(OneStopLinks.VerifyResult);
        return await PostAsync(visitor, page, OneStopLinks.VerifyResult, "file", "a.pdf", content);
    }

    private static async Task<WebPage> PostAsync(
        WebUser visitor,
        WebPage page,
        string address,
        string field,
        string name,
        byte[] content
    )
    {
        var form = new MultipartFormDataContent();
        foreach (
            var hidden in page.FindAll("main form input[type=hidden]").Cast<IHtmlInputElement>()
        )
        {
            form.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        form.Add(part, field, name);
        return await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, address) { Content = form }
        );
    }

    private static async Task<(Attachment Paper, byte[] Content)> PaperAsync(Shop shop)
    {
        var paper = await shop.CountAsync(db => db.Set<Attachment>().SingleAsync());
        return (paper, await ReadAsync(shop, paper));
    }

    private static async Task<byte[]> ReadAsync(Shop shop, Attachment paper) =>
        (
            await shop.Web.UseAsync<FileVault, byte[]?>(vault => vault.ReadAsync(paper.Hash, Now))
        ).ShouldNotBeNull();

    private static Task<SignedFile> CheckAsync(Shop shop, byte[] content) =>
        shop.Web.UseAsync<SigningIdentities, SignedFile>(identities =>
            Task.FromResult(PdfSignatures.Check(content, identities.Trusted()))
        );

    private static Task<List<Finding>> FindingsAsync(Shop shop) =>
        shop.Web.UseAsync<IServiceProvider, List<Finding>>(async services =>
        {
            var findings = new List<Finding>();
            foreach (var audit in services.GetServices<IAudit>())
            {
                await foreach (var finding in audit.FindAsync(new AuditScope(null), Now))
                {
                    findings.Add(finding);
                }
            }

            return findings;
        });
}
