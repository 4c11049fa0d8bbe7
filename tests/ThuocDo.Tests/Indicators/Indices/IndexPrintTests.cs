using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Indicators.Indices;
using ThuocDo.Indicators.Indices.Computing.Reading;
using ThuocDo.Indicators.Indices.Prints;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Organisation;
using ThuocDo.Tests.Programmes;
using Xunit;

namespace ThuocDo.Tests.Indicators.Indices;

/// <summary>Printed figures from the file to the page of the index and the board, and back out.</summary>
public sealed class IndexPrintTests
{
    private const string Header =
        "index,year,part,score,rank,n_ranked,group,publisher,source,published_on\n";

    private static readonly DateTime AfterTheLastDay = new(2026, 1, 5, 3, 0, 0, DateTimeKind.Utc);

    [Theory, Engines]
    public async Task Import_OfAFile_KeepsPrintsSideBySideAndReachesTheBoard(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await OrganisationData.SeedAsync(database);
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var office = await web.SignInAsync("noivu");

        var file =
            Header
            + "PCI,2024,,69.60,13,63,,Báo Ninh Thuận,bản in khác,2025-05-06\n"
            + "PAR INDEX,2024,,91.2,15,63,Nhóm A,Bộ Nội vụ,Quyết định công bố,2025-04-20\n"
            + "PCI,2023,,68.5,11,63,,VCCI,pcivietnam.vn,2024-05-09\n"
            + "DTI,2022,,0.5512,,,,Bộ Thông tin và Truyền thông,dti.gov.vn,\n"
            + "PAPI,2025,,,1,63,,Báo Ninh Thuận,chưa ai công bố,\n"
            + "SIPAS,2022,policy,80.1,,,,Bộ Nội vụ,báo cáo SIPAS 2022,\n";
        (await SendAsync(office, file)).Url.ShouldBe(IndexLinks.Prints);
        var again = await SendAsync(office, file);

        again.TextOf("main").ShouldContain("đã có");
        again.FindAll("main table tbody tr").Count.ShouldBe(6);
        (await database.UseAsync(db => db.Set<IndexPrint>().CountAsync())).ShouldBe(6);
        again
            .FindAll("main table tbody tr")
            .Count(r => r.TextContent.Contains("Bản in khác", StringComparison.Ordinal))
            .ShouldBe(1, "only PCI 2024 says something else than what shipped");

        // The owner's print of 2023 fills the score that was not found; the other print of 2024 stands beside.
        var pci = await office.GetAsync(IndexLinks.Of("PCI"));
        var rows = pci.FindAll("main table tbody tr")
            .ToLookup(r => r.QuerySelector("th")!.TextContent.Trim()[..4]);
        rows["2023"].First().TextContent.ShouldContain("68,50");
        rows["2024"].First().TextContent.ShouldContain("69,61");
        rows["2024"].First().TextContent.ShouldContain("Báo Ninh Thuận");
        // A print with the score alone takes no place back, and a newspaper alone makes no result.
        var dti = (await office.GetAsync(IndexLinks.Of("DTI"))).TextOf("main table");
        dti.ShouldContain("0,5512");
        dti.ShouldContain("27/63");
        (await office.GetAsync(IndexLinks.Of("PAPI")))
            .FindAll("main table tbody th")
            .Select(t => t.TextContent.Trim())
            .ShouldNotContain(t => t.StartsWith("2025", StringComparison.Ordinal));
        var board = await office.GetAsync("/bang-dieu-hanh/T01b");
        board.TextOf(".key-figures").ShouldContain("15");

        (await database.UseAsync(Findings)).ShouldBeEmpty();
        await database.TamperAsync($"update index_prints set rank = 1 where publisher = 'VCCI'");
        (await database.UseAsync(Findings))
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                f => f.Kind.ShouldBe("index-print"),
                f => f.Field.ShouldBe("rank"),
                f => (f.Expected, f.Found).ShouldBe(("11", "1"))
            );

        static Task<List<Finding>> Findings(ThuocDoDb db) =>
            new ChainedAudit<IndexPrint>(db, IndexPrint.Fields).FindAsync();
    }

    [Theory, Engines]
    public async Task Withdrawal_ByThePage_TakesThePrintOutAndKeepsItReadable(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await OrganisationData.SeedAsync(database);
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var office = await web.SignInAsync("noivu");
        var page = await SendAsync(
            office,
            Header + "PAR INDEX,2024,,91.2,15,63,,Bộ Nội vụ,Quyết định,2025-04-20\n"
        );
        (await office.GetAsync(IndexLinks.Of("PAR INDEX"))).TextOf("main").ShouldContain("91,20");
        var chosen = page.FindAll("#Chosen option")[1].GetAttribute("value");

        var missing = await page.SubmitAsync(
            "#withdraw",
            new Dictionary<string, string?> { ["Chosen"] = chosen, ["Reason"] = "" }
        );
        missing.FindAll(".error-summary").Count.ShouldBe(1);
        var values = new Dictionary<string, string?>
        {
            ["Chosen"] = chosen,
            ["Reason"] = "nhập nhầm năm",
        };
        var done = await page.SubmitAsync("#withdraw", values);
        // The page of before: the same click again is the same act.
        var twice = await page.SubmitAsync("#withdraw", values);

        done.Url.ShouldBe(IndexLinks.Prints);
        done.TextOf("main table").ShouldContain("nhập nhầm năm");
        twice.FindAll(".error-summary").ShouldBeEmpty();
        (await office.GetAsync(IndexLinks.Of("PAR INDEX")))
            .TextOf("main")
            .ShouldNotContain("91,20");
        var print = await database.UseAsync(db => db.Set<IndexPrint>().SingleAsync());
        (print.Withdrawn, print.Events).ShouldBe(("nhập nhầm năm", 2));
    }

    [Theory, Engines]
    public async Task Desk_WithoutTheRightOrWithAnOldVersion_Refuses(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (_, clock) = TestDatabase.ClockAt(AfterTheLastDay);
        PrintLine[] lines =
        [
            new()
            {
                Index = "PCI",
                Year = 2024,
                Province = "58",
                Score = 69.6m,
                Publisher = "x",
                Source = "y",
            },
        ];

        var refused = await OnDeskAsync(false, d => d.ImportAsync(lines, "a", default));
        var first = await OnDeskAsync(true, d => d.ImportAsync(lines, "b", default));
        var click = await OnDeskAsync(true, d => d.ImportAsync(lines, "b", default));
        var print = await database.UseAsync(db => db.Set<IndexPrint>().SingleAsync());
        var stale = await OnDeskAsync(
            true,
            d => d.WithdrawAsync(print.Id, Guid.CreateVersion7(), "z", "c", default)
        );
        var none = await OnDeskAsync(
            true,
            d => d.WithdrawAsync(Guid.CreateVersion7(), print.Version, "z", "d", default)
        );
        var mute = await OnDeskAsync(
            true,
            d => d.WithdrawAsync(print.Id, print.Version, " ", "e", default)
        );
        var forbidden = await OnDeskAsync(
            false,
            d => d.WithdrawAsync(print.Id, print.Version, "z", "f", default)
        );

        refused.Key.ShouldBe("index-print.refused.right");
        (first.Value, first.IsRepeat).ShouldBe((new PrintImport(1, 0), false));
        (click.Value, click.IsRepeat).ShouldBe((new PrintImport(1, 0), true));
        stale.IsStale.ShouldBeTrue();
        none.Key.ShouldBe("index-print.refused.none");
        mute.Key.ShouldBe("index-print.refused.reason");
        forbidden.Key.ShouldBe("index-print.refused.right");
        (
            await database.UseAsync(db => db.Set<IndexPrint>().SingleAsync())
        ).Withdrawn.ShouldBeNull();

        async Task<T> OnDeskAsync<T>(bool may, Func<PrintDesk, Task<T>> use)
        {
            await using var db = database.NewContext();
            return await use(new PrintDesk(db, new UnitOfWork(db, clock), new Account(may), clock));
        }
    }

    [Theory]
    [InlineData("HDI,2024,,1,,,,a,b,", "HDI")]
    [InlineData("PCI,2030,,1,,,,a,b,", "2030")]
    [InlineData("PCI,2024,,101,,,,a,b,", "101")]
    [InlineData("PCI,2024,,1.2345678,,,,a,b,", "1.2345678")]
    [InlineData("PCI,2024,,,64,63,,a,b,", "64")]
    [InlineData("PCI,2024,,,0,63,,a,b,", "0")]
    [InlineData("PCI,2024,,,1.5,63,,a,b,", "1.5")]
    [InlineData("PCI,2024,height,1,,,,a,b,", "height")]
    [InlineData("PCI,2024,,,,,best,a,b,", "best")]
    [InlineData("PCI,2024,,1,,,,a,b,06/05/2025", "06/05/2025")]
    [InlineData("PCI,2024,,1,,,,,b,", "publisher")]
    [InlineData("PCI,2024,,,,,,a,b,", "2")]
    public void File_WithAFault_NamesIt(string line, string named)
    {
        var file = new IndexFile("in.csv", new StringReader(Header + line + "\n"));

        PrintFile.Read(file, new DateOnly(2026, 1, 5));

        var fault = file.Faults.ShouldHaveSingleItem();
        fault.Arguments.ShouldContain("in.csv");
        fault.Arguments.ShouldContain(named);
    }

    [Fact]
    public async Task Page_OfAnIndex_ShowsPartsBreaksAndTheConditionsToTheBoardOnly()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await OrganisationData.SeedAsync(database);
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var visitor = web.NewVisitor();
        using var leader = await web.SignInAsync("lanhdao");

        var open = await visitor.GetAsync("/chi-so/papi");
        var inside = await leader.GetAsync("/chi-so/papi?nam=2022");

        open.FindAll("tr[data-break]").Count.ShouldBe(2, "in the series and among the parts");
        open.FindAll("main td .verdict, main .figure .verdict").ShouldBeEmpty();
        inside.FindAll("main .figure").Count.ShouldBe(4);
        inside.TextOf("#parts").ShouldContain("2022");
        inside.TextOf("main").ShouldContain("46,00");
        inside.TextOf("main").ShouldContain("Khớp");
        (await visitor.GetAsync("/chi-so/pci?nam=2011")).TextOf("main").ShouldContain("Lệch 0");
        (await visitor.GetAsync("/chi-so/ict")).Status.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetAsync("/chi-so/hdi")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync(IndexLinks.Prints)).Url.ShouldNotBe(IndexLinks.Prints);
    }

    private static async Task<WebPage> SendAsync(WebUser office, string text)
    {
        var page = await office.GetAsync(IndexLinks.Prints);
        var form = new MultipartFormDataContent();
        foreach (var hidden in page.FindAll("#import input[type=hidden]").Cast<IHtmlInputElement>())
        {
            form.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "Statement", "in.csv");
        return await office.SendAsync(
            new HttpRequestMessage(
                HttpMethod.Post,
                page.Find("#import").GetAttribute("action") ?? IndexLinks.Prints
            )
            {
                Content = form,
            }
        );
    }

    private sealed record Account(bool May) : ICurrentUser
    {
        public bool IsSignedIn => true;

        public Guid? UserId { get; } = new("019e0000-0000-7000-8000-000000000001");

        public string DisplayName => "";

        public bool Can(string permission) => May;

        public bool Can(string permission, Guid unitId) => May;

        public IReadOnlySet<Guid>? UnitsFor(string permission) => null;
    }
}
