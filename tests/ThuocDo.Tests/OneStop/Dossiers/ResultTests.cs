using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Dossiers.Results;
using ThuocDo.OneStop.Licences;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Signatures;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Shared.Documents;
using ThuocDo.Tests.Shared.Signatures;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

public sealed class ResultTests
{
    [Theory, Engines]
    public async Task Finish_ElectronicResult_IsSignedTwiceAttachedAndVerifiedByAnybody(
        Engine engine
    )
    {
        _ = SamplePdf.Fonts;
        await using var shop = await Shop.OpenAsync(engine);
        using var signer = await shop.SignedInAsync("ky.xa");
        using var citizen = shop.Web.NewVisitor();
        var code = await SigningAsync(shop);

        var page = await FinishAsync(signer, code);

        page.Url.ShouldBe(OneStopLinks.Dossier(code), page.Source);
        var (result, content) = await ResultAsync(shop);
        var dossier = await shop.DossierAsync(code);
        (dossier.State, result.DossierId).ShouldBe((DossierState.Resolved, dossier.Id));
        var check = PdfSignatures.Check(content, await RootsAsync(shop));
        check.IsGood.ShouldBeTrue();
        check.Signatures.Count.ShouldBe(2);
        (await Poppler.SignaturesAsync(content)).Split("Signature is Valid").Length.ShouldBe(3);
        (await Poppler.TextAsync(content)).ShouldContain(code);

        var byCode = await citizen.GetAsync(OneStopLinks.VerifyResultOf(result.Reference!));
        byCode.Find(".notice--success");
        byCode.TextOf("main").ShouldContain(code);
        byCode.TextOf("main").ShouldContain(check.Signatures[0].Signer);
        byCode.Source.ShouldNotContain("Người Mẫu");

        var byFile = await UploadAsync(citizen, content);
        byFile.Find(".notice--success");
        byFile.TextOf("main").ShouldContain(code);
        content[^200] ^= 1;
        (await UploadAsync(citizen, content)).Find(".notice--danger");
        (
            await citizen.GetAsync(OneStopLinks.VerifyResultOf("A" + result.Reference![1..] + "Z"))
        ).Find(".notice--danger");
    }

    [Theory, Engines]
    public async Task Result_EnteredInTheRegister_LeadsToItsCheckAndBack(Engine engine)
    {
        _ = SamplePdf.Fonts;
        await using var shop = await Shop.OpenAsync(engine);
        using var signer = await shop.SignedInAsync("ky.xa");
        using var anybody = shop.Web.NewVisitor();
        var code = await SigningAsync(shop);
        await FinishAsync(signer, code);
        var (result, _) = await ResultAsync(shop);
        var verify = OneStopLinks.VerifyResultOf(result.Reference!);
        (await anybody.GetAsync(verify))
            .FindAll($"main a[href^='{LicenceLinks.Check}']")
            .ShouldBeEmpty();

        var entered = await (await signer.GetAsync(LicenceLinks.Enter(code))).SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["NoTerm"] = "true" }
        );

        entered.TextOf("main h1").ShouldContain("01/KQ");
        var check = await (await anybody.GetAsync(verify)).FollowAsync(
            $"main a[href^='{LicenceLinks.Check}']"
        );
        check.Find(".notice--success");
        (await check.FollowAsync($"main a[href='{verify}']")).TextOf("main").ShouldContain(code);
    }

    [Theory, Engines]
    public async Task Finish_FileWithASignatureThatDoesNotHold_IsRefused(Engine engine)
    {
        _ = SamplePdf.Fonts;
        await using var shop = await Shop.OpenAsync(engine);
        using var signer = await shop.SignedInAsync("ky.xa");
        using var authority = new TestAuthority();
        var code = await SigningAsync(shop);
        var foreign = await PdfSigner.SignAsync(
            SamplePdf.Make(),
            authority.Signer("Ai đó"),
            new SignatureNote("Ai đó", "x", TestWeb.UsualInstant),
            null,
            TestContext.Current.CancellationToken
        );

        var page = await FinishAsync(signer, code, foreign);

        page.TextOf(".error-summary").ShouldContain("chữ ký");
        (await shop.DossierAsync(code)).State.ShouldBe(DossierState.InProgress);
        (await shop.CountAsync(db => db.Set<Attachment>().CountAsync())).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Finish_UnsignedFile_IsSignedHereAndAttached(Engine engine)
    {
        _ = SamplePdf.Fonts;
        await using var shop = await Shop.OpenAsync(engine);
        using var signer = await shop.SignedInAsync("ky.xa");
        var code = await SigningAsync(shop);
        var own = SamplePdf.Make();

        await FinishAsync(signer, code, own);

        var (_, content) = await ResultAsync(shop);
        content.AsSpan(0, own.Length).SequenceEqual(own).ShouldBeTrue();
        PdfSignatures.Check(content, await RootsAsync(shop)).IsGood.ShouldBeTrue();
    }

    private static async Task<string> SigningAsync(Shop shop)
    {
        var code = (await shop.ReceiveAsync()).Value!.Code;
        (await shop.HandOverAsync(code)).Succeeded.ShouldBeTrue();
        while (true)
        {
            var step = await shop.AsAsync(
                Role.UnitHead,
                Shop.AnHai,
                async services =>
                {
                    var work = await services
                        .GetRequiredService<DossierStore>()
                        .ReadAsync(code, TestContext.Current.CancellationToken);
                    return (work!.IsLastWorkingStep, work.Step.Role);
                }
            );
            if (step.IsLastWorkingStep)
            {
                return code;
            }

            var moved = await shop.ActAsync(
                step.Role,
                code,
                DossierActionKind.Forward,
                (work, act) => work.Forward(null, null, act)
            );
            moved.Succeeded.ShouldBeTrue(moved.Key);
        }
    }

    private static async Task<WebPage> FinishAsync(WebUser signer, string code, byte[]? file = null)
    {
        var url = OneStopLinks.Act(code, DossierActionKind.Finish);
        var page = await signer.GetAsync(url);
        var form = Hidden(page, "main form[enctype]");
        form.Add(new StringContent("01/KQ"), "ResultNumber");
        form.Add(new StringContent("true"), "ElectronicResult");
        Add(form, "ResultFile", file);
        return await signer.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, url) { Content = form }
        );
    }

    private static async Task<WebPage> UploadAsync(WebUser citizen, byte[] content)
    {
        var form = Hidden(await citizen.GetAsync(OneStopLinks.VerifyResult), "main form[enctype]");
        Add(form, "file", content);
        return await citizen.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, OneStopLinks.VerifyResult) { Content = form }
        );
    }

    private static MultipartFormDataContent Hidden(WebPage page, string selector)
    {
        var form = new MultipartFormDataContent();
        foreach (
            var hidden in page.FindAll(selector + " input[type=hidden]").Cast<IHtmlInputElement>()
        )
        {
            if (hidden.Name != "ElectronicResult")
            {
                form.Add(new StringContent(hidden.Value), hidden.Name!);
            }
        }

        return form;
    }

    private static void Add(MultipartFormDataContent form, string field, byte[]? content)
    {
        if (content is not null)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            form.Add(part, field, "a.pdf");
        }
    }

    private static async Task<(Attachment Result, byte[] Content)> ResultAsync(Shop shop)
    {
        var result = await shop.CountAsync(db =>
            db.Set<Attachment>().SingleAsync(a => a.Role == AttachmentRole.Result)
        );
        var content = await shop.Web.UseAsync<FileVault, byte[]?>(vault =>
            vault.ReadAsync(result.Hash, TestContext.Current.CancellationToken)
        );
        return (result, content.ShouldNotBeNull());
    }

    private static Task<TrustedRoots> RootsAsync(Shop shop) =>
        shop.Web.UseAsync<SigningIdentities, TrustedRoots>(identities =>
            Task.FromResult(identities.Trusted())
        );
}
