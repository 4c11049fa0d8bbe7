using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Filing;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Filing;

/// <summary>The form of the portal, filled in at the counter.</summary>
public sealed class CounterFormTests
{
    private const string Form = "main form[method=post]";

    private static readonly Dictionary<string, string?> Answers = new()
    {
        ["Answers[name]"] = "Lê Văn Mẫu",
        ["Answers[birthDate]"] = "1990-05-01",
        ["Answers[sex]"] = "male",
        ["Answers[nationality]"] = "Việt Nam",
        ["Answers[identity]"] = "000000900009",
        ["Answers[residence]"] = "Thôn 1, xã An Hải",
        ["Answers[status]"] = "single",
        ["Answers[purpose]"] = "property",
        ["Answers[truthful]"] = "true",
    };

    [Theory, Engines]
    public async Task Intake_WithTheForm_ChecksItAndKeepsItBesideTheDossier(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var page = await officer.GetAsync(OneStopLinks.ReceiveAt(null, Shop.MaritalStatus));
        var filled = new Dictionary<string, string?>(Answers)
        {
            ["Input.Name"] = "Lê Văn Mẫu",
            ["Input.AllPapers"] = "true",
            ["Answers[purpose]"] = "other",
        };

        page = await page.SubmitAsync(Form, filled);
        page.TextOf(".error-summary").ShouldContain("mục đích khác");
        page.Find("details[open] [name='Answers[name]']")
            .GetAttribute("value")
            .ShouldBe("Lê Văn Mẫu");
        filled["Answers[otherPurpose]"] = "Xin việc";
        await page.SubmitAsync(Form, filled);

        var answers = await shop.CountAsync(db => db.Set<DossierAnswers>().SingleAsync());
        answers.Form.ShouldBe("marital-status/1");
        answers.Answers.ShouldContain("Xin việc");
        (await shop.CountAsync(db => db.Set<Dossier>().Select(d => d.Id).SingleAsync())).ShouldBe(
            answers.DossierId
        );
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Intake_WithoutTheForm_IsAsBefore(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");

        await Shop.ReceiveByPageAsync(officer);

        (await shop.CountAsync(db => db.Set<DossierAnswers>().CountAsync())).ShouldBe(0);
        (
            await officer.GetAsync(OneStopLinks.Receive + "?tim=" + Shop.MaritalStatus)
        ).Redirects.Count.ShouldBe(1);
    }
}
