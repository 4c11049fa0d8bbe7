using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

public sealed class ReceiveTests
{
    [Theory, Engines]
    public async Task Post_CompleteDossier_PrintsTheSlipWithItsSecretOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");

        var (code, secret, slip) = await Shop.ReceiveByPageAsync(officer);

        slip.Url.ShouldBe(OneStopLinks.ReceiptSlip(code));
        code.ShouldBe("000.06.35.H43-240306-0001");
        secret.Length.ShouldBe(8);
        var dossier = await shop.DossierAsync(code);
        TrackingSecret.Matches(secret, dossier.TrackingHash).ShouldBeTrue();
        (await officer.GetAsync(slip.Url)).Source.ShouldNotContain(secret);
        (await shop.CountAsync(db => db.Set<CompletedAction>().ToListAsync())).ShouldAllBe(a =>
            !a.Result.Contains(secret)
        );
    }

    /// <summary>An officer reaches the program by a name of the inner network; the citizen's paper must not lead there.</summary>
    [Theory, Engines]
    public async Task Slip_OfASiteWithAnAddress_LeadsThereWhateverTheOfficersBrowserSays(
        Engine engine
    )
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            settings: new Dictionary<string, string>
            {
                ["Site:Address"] = "https://motcua.tinh.example",
            }
        );
        using var officer = await shop.SignedInAsync("motcua.xa");

        var (code, _, slip) = await Shop.ReceiveByPageAsync(officer);

        slip.Source.ShouldContain("https://motcua.tinh.example" + OneStopLinks.TrackOf(code));
        slip.TextOf("main").ShouldNotContain("https://localhost");
    }

    [Theory, Engines]
    public async Task Post_SameFormTwice_MakesOneDossierAndShowsTheSecretAgain(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var form = await officer.GetAsync(OneStopLinks.ReceiveAt(null, Shop.MaritalStatus));

        var first = await form.SendAllPapersAsync();
        var second = await form.SendAllPapersAsync();

        second.Url.ShouldBe(first.Url);
        second.TextOf("main .code.strong").ShouldBe(first.TextOf("main .code.strong"));
        (await shop.CountAsync(db => db.Set<Dossier>().CountAsync())).ShouldBe(1);
        (
            await shop.CountAsync(db => db.Set<Fact>().CountAsync(f => f.Kind == FactKind.Received))
        ).ShouldBe(1);
    }

    [Theory, Engines]
    public async Task Post_PapersMissing_NamesThemAllAndKeepsWhatWasTyped(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var form = await officer.GetAsync(OneStopLinks.ReceiveAt(null, Shop.MaritalStatus));

        var page = await form.SubmitAsync(
            IntakeForm.Selector,
            new Dictionary<string, string?>
            {
                ["Input.Name"] = "Người Mẫu Số Hai",
                ["Input.Identity"] = "05812345",
            }
        );

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Find("input[name='Input.Name']").GetAttribute("value").ShouldBe("Người Mẫu Số Hai");
        page.Find("input[name='Input.Identity']").GetAttribute("value").ShouldBe("05812345");
        var errors = page.TextOf(".error-summary");
        errors.ShouldContain("12 chữ số");
        foreach (var paper in page.FindAll("label[for^='Input_Papers']"))
        {
            if (!paper.TextContent.Contains("nếu có"))
            {
                errors.ShouldContain(paper.TextContent.Split(" (")[0]);
            }
        }

        (await shop.CountAsync(db => db.Set<Dossier>().CountAsync())).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Receive_AtAForeignOffice_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);

        var outcome = await shop.ReceiveAsync(unit: Shop.PhuocDan, asUnit: Shop.AnHai);

        outcome.Key.ShouldBe("dossier.refused.not-allowed");
        (await shop.CountAsync(db => db.Set<Dossier>().CountAsync())).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Receive_ProcedureOfAnotherLevel_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);

        (await shop.ReceiveAsync(procedure: "2.000806")).Key.ShouldBe(
            "dossier.refused.other-office"
        );
    }

    [Theory, Engines]
    public async Task Receive_WithoutRequiredPapers_IsRefusedByTheRulesToo(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);

        (await shop.ReceiveAsync(papers: [])).Key.ShouldBe("dossier.refused.papers-missing");
    }

    /// <summary>17:30 UTC is half past midnight of the next day in Viet Nam.</summary>
    [Theory]
    [Engines("2024-03-06T17:30:00Z", "000.06.35.H43-240307-0001", "2024-03-11")]
    [Engines("2024-02-28T17:30:00Z", "000.06.35.H43-240229-0001", "2024-03-04")]
    [Engines("2024-01-30T03:00:00Z", "000.06.35.H43-240130-0001", "2024-02-01")]
    [Engines("2024-01-31T09:59:00Z", "000.06.35.H43-240131-0001", "2024-02-02")]
    [Engines("2023-12-31T17:30:00Z", "000.06.35.H43-240101-0001", "2024-01-03")]
    public async Task Receive_AtAnyHour_BelongsToTheVietnameseDay(
        Engine engine,
        string at,
        string code,
        string due
    )
    {
        await using var shop = await Shop.OpenAsync(engine, Utc(at));

        var received = await shop.ReceiveAsync();

        received.Succeeded.ShouldBeTrue(received.Key);
        received.Value!.Code.ShouldBe(code);
        var dossier = await shop.DossierAsync(code);
        dossier
            .DueAt.ShouldNotBeNull()
            .AddHours(7)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            .ShouldBe(due + " 17:00");
    }

    [Theory]
    [Engines("2025-06-30T03:00:00Z", "c22888", "000.06.35.H43-250630-0001", LegalRegime.R61_107)]
    [Engines("2025-07-01T03:00:00Z", "c22888-2025", "000.00.60.H32-250701-0001", LegalRegime.R118)]
    [Engines("2025-09-15T03:00:00Z", "c22888-2025", "H32.60-20250915-0000001", LegalRegime.R118)]
    public async Task Receive_InItsYear_CarriesTheCodeAndTheRegimeOfItsDay(
        Engine engine,
        string at,
        string unit,
        string code,
        LegalRegime regime
    )
    {
        await using var shop = await Shop.OpenAsync(engine, Utc(at));

        var received = await shop.ReceiveAsync(unit);

        received.Succeeded.ShouldBeTrue(received.Key);
        received.Value!.Code.ShouldBe(code);
        (await shop.DossierAsync(code)).Regime.ShouldBe(regime);
    }

    [Theory, Engines]
    public async Task Receive_AtTwoOfficesOnTwoDays_CountsEachApart(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var codes = new List<string>();
        codes.Add((await shop.ReceiveAsync()).Value!.Code);
        codes.Add((await shop.ReceiveAsync()).Value!.Code);
        codes.Add((await shop.ReceiveAsync(Shop.PhuocDan)).Value!.Code);
        shop.Web.Time.Advance(TimeSpan.FromDays(1));
        codes.Add((await shop.ReceiveAsync()).Value!.Code);

        codes.ShouldBe([
            "000.06.35.H43-240306-0001",
            "000.06.35.H43-240306-0002",
            "000.01.35.H43-240306-0001",
            "000.06.35.H43-240307-0001",
        ]);
    }

    [Theory, Engines]
    public async Task Receive_TwentyAtOnce_GiveConsecutiveNumbers(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);

        var received = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => shop.ReceiveAsync()))
        );

        received
            .Select(r => r.Value!.Code)
            .Order()
            .ShouldBe(Enumerable.Range(1, 20).Select(n => $"000.06.35.H43-240306-{n:0000}"));
        (await shop.CountAsync(db => db.Set<ClockEntry>().CountAsync())).ShouldBe(20);
    }

    [Theory, Engines]
    public async Task Receive_TheTenThousandthOfADay_GetsAFifthDigit(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var day = new DateOnly(2024, 3, 6);
        await shop.Database.TamperAsync(
            $"insert into onestop_code_counters (identifier, day, last) values ('H43.35.06', {day}, 9998)"
        );

        (await shop.ReceiveAsync()).Value!.Code.ShouldBe("000.06.35.H43-240306-9999");
        (await shop.ReceiveAsync()).Value!.Code.ShouldBe("000.06.35.H43-240306-10000");
    }

    [Theory, Engines]
    public async Task Receive_PastTheLastCalendar_IsRefusedInWords(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, Utc("2026-12-31T03:00:00Z"));

        var outcome = await shop.ReceiveAsync("c22888-2025");

        outcome.Key.ShouldBe("time.error.outside-calendar");
    }

    [Theory, Engines]
    public async Task Search_ThatFitsOneProcedure_OpensItsForm(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var page = await officer.GetAsync(OneStopLinks.Receive);

        var found = await page.SubmitAsync(
            "main form[method=get]",
            new Dictionary<string, string?> { [OneStopLinks.Search] = "hon nhan" }
        );

        found.Url.ShouldBe(OneStopLinks.ReceiveAt(Shop.AnHai, Shop.MaritalStatus));
        found.FindAll("main .plain-list li").ShouldBeEmpty();
    }

    private static DateTime Utc(string text) =>
        DateTime.Parse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        );
}
