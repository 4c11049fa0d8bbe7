using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Filing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.OneStop.Licences;
using ThuocDo.Tests.Shared.Files;
using Xunit;

namespace ThuocDo.Tests.OneStop.Filing;

/// <summary>Results of the province used again instead of an upload.</summary>
public sealed class ReuseTests
{
    private const string Form = "main form[method=post]";

    /// <summary>The first button of the form takes a paper away.</summary>
    private const string Stay = "button[name=Stay]";

    /// <summary>The identity number of the demonstration's first citizen.</summary>
    private const string Citizen = "000000900001";

    [Theory, Engines]
    public async Task Result_OfTheSameIdentity_IsUsedAgainWithConsentAlone(Engine engine)
    {
        await using var shop = await Portal.OpenAsync(engine);
        var result = await ResultAsync(shop, Citizen);
        var foreign = await ResultAsync(shop, "000000900002");
        using var citizen = await shop.CitizenAsync();
        using var officer = await shop.SignedInAsync("motcua.xa");
        var (id, _) = await citizen.PrepareAsync();
        var papers = await citizen.GetAsync(FilingLinks.Step(id, FilingStep.Papers));
        papers.FindAll("select[name='dung-lai-giay-2'] option").Count.ShouldBe(2);
        papers.Source.ShouldNotContain($"{foreign.Id:D}");
        var chosen = new Dictionary<string, string?> { ["dung-lai-giay-2"] = $"{result.Id:D}" };

        var without = await papers.SubmitAsync(Form, chosen, Stay);
        without.TextOf(".error-summary").ShouldContain("đồng ý");
        (await ReusedAsync(shop, id)).ShouldBeEmpty();
        chosen["Consent"] = "true";
        await without.SubmitAsync(Form, chosen, Stay);

        (await ReusedAsync(shop, id)).ShouldBe([(2, result.Hash, result.DossierId)]);
        var check = await citizen.GetAsync(FilingLinks.Step(id, FilingStep.Check));
        await check.SubmitAsync(Form);
        var sent = await shop.CountAsync(db =>
            db.Set<HistoryEvent>().SingleAsync(e => e.SubjectId == id && e.Type == "submitted")
        );
        EventPayload
            .Read(sent.Payload)
            .Particulars["reused_by_consent"]
            .ShouldBe($"2:{result.DossierId:D}");
        var desk = await officer.GetAsync(FilingLinks.Desk(id));
        desk.TextOf("main").ShouldContain("dùng lại");
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Result_OfAnotherIdentityOrARevokedLicence_CannotBeUsed(Engine engine)
    {
        await using var shop = await Portal.OpenAsync(engine);
        var foreign = await ResultAsync(shop, "000000900002");
        var own = await ResultAsync(shop, Citizen);
        using var citizen = await shop.CitizenAsync();
        var (id, _) = await citizen.PrepareAsync();
        var papers = await citizen.GetAsync(FilingLinks.Step(id, FilingStep.Papers));
        papers
            .Find("select[name='dung-lai-giay-2'] option:last-child")
            .SetAttribute("value", $"{foreign.Id:D}");

        var refused = await papers.SubmitAsync(
            Form,
            new Dictionary<string, string?>
            {
                ["dung-lai-giay-2"] = $"{foreign.Id:D}",
                ["Consent"] = "true",
            },
            Stay
        );

        refused.TextOf(".error-summary").ShouldContain("không phải của bạn");
        var dossier = await shop.CountAsync(db =>
            db.Set<Dossier>().AsNoTracking().SingleAsync(d => d.Id == own.DossierId)
        );
        var licence = await shop.LicenceAsync((await shop.EnterAsync(dossier, "01/GP")).Value);
        (await shop.RevokeAsync(licence)).Succeeded.ShouldBeTrue();
        (await citizen.GetAsync(FilingLinks.Step(id, FilingStep.Papers)))
            .FindAll("select[name='dung-lai-giay-2']")
            .ShouldBeEmpty();
        (await ReusedAsync(shop, id)).ShouldBeEmpty();
    }

    /// <summary>Days may lie between the choice and the sending.</summary>
    [Theory, Engines]
    public async Task Licence_RevokedAfterItWasChosen_IsNotSent(Engine engine)
    {
        await using var shop = await Portal.OpenAsync(engine);
        var own = await ResultAsync(shop, Citizen);
        using var citizen = await shop.CitizenAsync();
        var (id, _) = await citizen.PrepareAsync();
        var papers = await citizen.GetAsync(FilingLinks.Step(id, FilingStep.Papers));
        await papers.SubmitAsync(
            Form,
            new Dictionary<string, string?>
            {
                ["dung-lai-giay-2"] = $"{own.Id:D}",
                ["Consent"] = "true",
            },
            Stay
        );
        (await ReusedAsync(shop, id)).ShouldHaveSingleItem();
        var dossier = await shop.CountAsync(db =>
            db.Set<Dossier>().AsNoTracking().SingleAsync(d => d.Id == own.DossierId)
        );
        var licence = await shop.LicenceAsync((await shop.EnterAsync(dossier, "01/GP")).Value);
        (await shop.RevokeAsync(licence)).Succeeded.ShouldBeTrue();

        var check = await citizen.GetAsync(FilingLinks.Step(id, FilingStep.Check));
        var refused = await check.SubmitAsync(Form);

        refused.TextOf(".error-summary").ShouldContain("không còn");
        (await shop.SubmissionAsync(id)).IsDraft.ShouldBeTrue();
    }

    /// <summary>A result that was returned, with its file.</summary>
    private static async Task<Attachment> ResultAsync(Shop shop, string identity)
    {
        var file = await shop.Web.UseAsync<FileVault, KeptFile>(async vault =>
        {
            using var content = new MemoryStream([.. SampleFiles.Pdf(), .. "\n% result\n"u8]);
            return (
                await vault.KeepAsync("ket-qua.pdf", content, TestContext.Current.CancellationToken)
            ).Value!;
        });
        var dossier = await shop.GrantedAsync(identity, file: file.Hash);
        var result = new Attachment
        {
            Id = Guid.CreateVersion7(),
            DossierId = dossier.Id,
            Role = AttachmentRole.Result,
            Reference = $"REFERENCE-{identity}",
            Hash = file.Hash,
            Kind = file.Kind,
            Name = file.Name,
            Length = file.Length,
            AddedAt = TestWeb.UsualInstant,
        };
        await shop.Database.UseAsync(async db =>
        {
            db.Add(result);
            return await db.SaveChangesAsync();
        });
        var returned = await shop.ActAsync(
            Role.Receptionist,
            dossier.Code,
            DossierActionKind.Return,
            (work, act) => work.Return(byPost: false, act)
        );
        returned.Succeeded.ShouldBeTrue(returned.Key);
        return result;
    }

    private static async Task<List<(int?, string, Guid?)>> ReusedAsync(Shop shop, Guid id) =>
        [
            .. (
                await shop.CountAsync(db =>
                    db.Set<SubmissionFile>()
                        .Where(f => f.SubmissionId == id && f.FromDossierId != null)
                        .ToListAsync()
                )
            ).Select(f => (f.PaperNumber, f.Hash, f.FromDossierId)),
        ];
}
