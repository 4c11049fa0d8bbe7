using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using Shouldly;
using ThuocDo.Programmes.Reports;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using ThuocDo.Tests.Organisation;
using Xunit;

namespace ThuocDo.Tests.Programmes.Reports;

/// <summary>A report from its draft to its correction, as an officer of the Department of Home Affairs meets it.</summary>
public sealed class ReportPagesTests
{
    private const FactTraits Payable = FactTraits.FeeDue | FactTraits.PayableOnline;

    private const string Text = """
        # I. KẾT QUẢ
        Tỷ lệ hồ sơ đúng hạn là {on-time}, tăng so với cùng kỳ ({on-time:truoc}).
        Năm trước có {on-time/2023:tu} hồ sơ đúng hạn.

        Chỉ tiêu T11a: kết quả {T11a}, đạt mức {T11a:muc}.
        Tỷ lệ nộp trực tuyến là {online-filing}.
        """;

    [Theory, Engines]
    public async Task Report_FromDraftToCorrection_NamesExactlyTheSentencesThatBecameFalse(
        Engine engine
    )
    {
        await using var database = await ProvinceAsync(engine);
        await using var web = TestWeb.Over(database);
        using var officer = await web.SignInAsync("noivu");

        var drafted = await DraftAsync(officer, "2024-1");
        drafted.Url.ShouldEndWith("/soan");
        var draft = drafted.Find("#Text").TextContent;
        draft.ShouldContain("{T11a}");
        var read = await drafted.SubmitAsync("#edit-report");
        read.FindAll("#faults").ShouldBeEmpty();

        // A claim that is false is kept and stops the issue.
        var edit = await read.FollowAsync("a[href$='/soan']");
        var wrong = await edit.SubmitAsync(
            "#edit-report",
            Form(Text.Replace("tăng so", "giảm so"))
        );
        wrong.FindAll("#faults li").Count.ShouldBe(1);
        wrong.TextOf("#faults").ShouldContain("giảm");
        wrong.TextOf("#faults").ShouldContain("80,00");
        wrong.FindAll("a[href$='/ban-hanh']").ShouldBeEmpty();

        edit = await wrong.FollowAsync("a[href$='/soan']");
        var right = await edit.SubmitAsync("#edit-report", Form(Text));
        right.FindAll("#faults").ShouldBeEmpty();
        right
            .TextOf("#s1")
            .ShouldBe("Tỷ lệ hồ sơ đúng hạn là 80,00 %, tăng so với cùng kỳ (50,00 %).");
        var issue = await right.FollowAsync("a[href$='/ban-hanh']");
        var issued = await issue.SubmitAsync(
            "#issue-report",
            new Dictionary<string, string?> { ["Number"] = "12", ["Signer"] = "Cán bộ Mẫu 01" }
        );
        issued.FindAll("a[href$='/soan']").ShouldBeEmpty();
        var restate = await issued.FollowAsync("a[href$='/doi-chieu']");
        restate.FindAll("[data-false]").ShouldBeEmpty();

        await CorrectAsync(database);
        restate = await issued.FollowAsync("a[href$='/doi-chieu']");

        restate.FindAll("[data-false]").Select(r => r.GetAttribute("data-false")).ShouldBe(["1"]);
        restate.Find("#erratum-text").TextContent.ShouldContain("40,00");
        // What was issued says what it said.
        var again = await officer.GetAsync(issued.Url);
        again.TextOf("#s1").ShouldContain("80,00 %");
        (await AuditAsync(database)).ShouldBeEmpty();
    }

    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Files_OfAReport_OpenAgain(Engine engine)
    {
        await using var database = await ProvinceAsync(engine);
        await using var web = TestWeb.Over(database);
        using var officer = await web.SignInAsync("noivu");
        foreach (var period in new[] { "2024-1", "2023" })
        {
            var page = await (await DraftAsync(officer, period)).SubmitAsync("#edit-report");
            var address = page.Url;

            using var docx = new MemoryStream(await BytesAsync(officer, address, "docx"));
            using var document = WordprocessingDocument.Open(docx, false);
            new OpenXmlValidator().Validate(document).ShouldBeEmpty();
            document.MainDocumentPart!.Document!.Body!.InnerText.ShouldContain("BÁO CÁO");
            using var xlsx = new MemoryStream(await BytesAsync(officer, address, "xlsx"));
            xlsx.GetSheetNames().Count.ShouldBe(2);
            xlsx.Query(useHeaderRow: true).Count().ShouldBe(24);
            var pdf = await BytesAsync(officer, address, "pdf");
            System.Text.Encoding.ASCII.GetString(pdf, 0, 5).ShouldBe("%PDF-");
        }
    }

    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Save_OfAStalePage_IsRefused(Engine engine)
    {
        await using var database = await ProvinceAsync(engine);
        await using var web = TestWeb.Over(database);
        using var officer = await web.SignInAsync("noivu");
        var page = await DraftAsync(officer, "2024-1");
        var other = await officer.GetAsync(page.Url);

        (await page.SubmitAsync("#edit-report", Form(Text))).FindAll("#faults").ShouldBeEmpty();
        var stale = await other.SubmitAsync("#edit-report", Form(Text + "\nCâu thêm."));

        stale.FindAll(".error-summary").ShouldNotBeEmpty();
        (await database.UseAsync(db => db.Set<Report>().SingleAsync())).Text.ShouldNotContain(
            "Câu thêm"
        );
    }

    [Theory, Engines]
    public async Task Number_GivenOnceInAYear_IsNotGivenAgain(Engine engine)
    {
        await using var database = await ProvinceAsync(engine);
        await using var web = TestWeb.Over(database);
        using var officer = await web.SignInAsync("noivu");
        async Task<WebPage> IssueAsync(string number)
        {
            var page = await (await DraftAsync(officer, "2024-1")).SubmitAsync(
                "#edit-report",
                Form(Text)
            );
            return await (await page.FollowAsync("a[href$='/ban-hanh']")).SubmitAsync(
                "#issue-report",
                new Dictionary<string, string?>
                {
                    ["Number"] = number,
                    ["Signer"] = "Cán bộ Mẫu 01",
                }
            );
        }

        (await IssueAsync("12")).FindAll(".error-summary").ShouldBeEmpty();
        (await IssueAsync("012")).TextOf(".error-summary").ShouldContain("012");
        (await IssueAsync("13")).FindAll(".error-summary").ShouldBeEmpty();
    }

    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Report_OfTheProvince_IsNotForAPersonOfACommune(Engine engine)
    {
        await using var database = await ProvinceAsync(engine);
        await using var web = TestWeb.Over(database);
        using var officer = await web.SignInAsync("noivu");
        var page = await DraftAsync(officer, "2024-1");
        using var leader = await web.SignInAsync("lanhdao");
        using var commune = await web.SignInAsync("lanhdao.xa");

        var address = page.Url.Replace("/soan", "");
        (await leader.GetAsync(address)).Status.ShouldBe(HttpStatusCode.OK);
        (await leader.GetAsync(page.Url)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await commune.GetAsync(address)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await leader.GetAsync(ReportLinks.List)).FindAll("tbody tr").Count.ShouldBe(1);
    }

    private static async Task<WebPage> DraftAsync(WebUser officer, string period) =>
        await (await officer.GetAsync(ReportLinks.Create)).SubmitAsync(
            "#create-report",
            new Dictionary<string, string?> { ["Period"] = period, ["Unit"] = "ninh-thuan" }
        );

    private static Dictionary<string, string?> Form(string text) => new() { ["Text"] = text };

    private static async Task<byte[]> BytesAsync(WebUser user, string address, string form)
    {
        using var response = await user.Client.GetAsync($"{address}?handler={form}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static Task<List<Finding>> AuditAsync(TestDatabase database) =>
        database.UseAsync(db => new ChainedAudit<Report>(db, Report.Fields).FindAsync());

    /// <summary>Two of the four dossiers in time were late after all.</summary>
    private static Task CorrectAsync(TestDatabase database) =>
        database.UseAsync(db =>
            new FactSheet()
                .Add("c22888", "2024-02-12", FactKind.Closed, FactTraits.Resolved, -2)
                .Add(
                    "c22888",
                    "2024-02-12",
                    FactKind.Closed,
                    FactTraits.Resolved | FactTraits.Late,
                    2
                )
                .WriteAsync(db, 0)
        );

    private static async Task<TestDatabase> ProvinceAsync(Engine engine)
    {
        const FactTraits late = FactTraits.Resolved | FactTraits.Late;
        var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(async db =>
        {
            await db.SeedProgrammeAsync();
            await new FactSheet()
                .Many(9, "c22888", "2024-01-15", FactKind.Received, Payable)
                .Many(1, "c22888", "2024-02-10", FactKind.Received, FactTraits.FeeDue)
                .Many(4, "c22888", "2024-02-12", FactKind.Closed, FactTraits.Resolved)
                .Many(1, "c22888", "2024-02-12", FactKind.Closed, late)
                .Many(2, "c22888", "2023-02-12", FactKind.Closed, FactTraits.Resolved)
                .Many(2, "c22888", "2023-02-12", FactKind.Closed, late)
                .WriteAsync(db, 12);
        });
        return database;
    }
}
