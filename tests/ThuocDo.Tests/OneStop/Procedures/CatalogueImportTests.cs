using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Procedures;

public sealed partial class CatalogueImportTests
{
    private const string First =
        "1.900001,Cấp giấy mẫu,Lĩnh vực mẫu,Cấp xã,,12/QĐ-BTP,Bộ Tư pháp,Ủy ban nhân dân cấp xã,Công dân Việt Nam,"
        + "3,Ngày làm việc,Miễn phí,,,,3,Ngày làm việc,Miễn phí,0,Giấy mẫu,\n"
        + "1.900002,Đổi giấy mẫu,Lĩnh vực mẫu,Cấp tỉnh,,12/QĐ-BTP,Bộ Tư pháp,Sở mẫu,Doanh nghiệp,"
        + ",,,,,,5,Ngày,Miễn phí,0,Giấy mẫu,\n"
        + "sai,Thủ tục sai,Lĩnh vực mẫu,Cấp xã,,,,,,,,,,,,,,,,,\n";

    [Theory, Engines]
    public async Task Import_ByCommand_ReportsChangesNothingTwiceAndKeepsRevisions(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var folder = new TemporaryFile();

        var first = await ImportAsync(database, folder, First);
        var again = await ImportAsync(database, folder, First);
        var changed = await ImportAsync(
            database,
            folder,
            First
                .Replace("Cấp giấy mẫu", "Cấp mới giấy mẫu", StringComparison.Ordinal)
                .Replace("1.900002", "1.900003", StringComparison.Ordinal)
        );

        first.Code.ShouldBe(1, first.Error);
        Outcomes(first.Lines).ShouldBe("taken taken refused");
        first.Lines[3].ShouldContain("sai");
        Outcomes(again.Lines).ShouldBe("unchanged unchanged refused");
        Outcomes(changed.Lines).ShouldBe("changed taken refused absent");
        var entries = await database.UseAsync(db =>
            db.Set<NationalProcedure>()
                .AsNoTracking()
                .OrderBy(p => p.Code)
                .ThenBy(p => p.Revision)
                .ToListAsync()
        );
        entries
            .Select(p => (p.Code, p.Revision, p.IsCurrent))
            .ShouldBe([
                ("1.900001", 1, false),
                ("1.900001", 2, true),
                ("1.900002", 1, true),
                ("1.900003", 1, true),
            ]);

        (await CommandLine.RunAsync("verify", "--db", database.Name)).Code.ShouldBe(0);
        await database.TamperAsync(
            $"update onestop_national_procedures set name = 'x' where code = '1.900003'"
        );
        (await CommandLine.RunAsync("verify", "--db", database.Name)).Lines.ShouldContain(l =>
            l.StartsWith("national-procedure,1.900003,")
        );
    }

    [Theory, Engines]
    public async Task Upload_ByProcedureControl_IsShownToEverybodyAndNotReceivable(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("kiemsoat.thutuc");
        using var visitor = shop.Web.NewVisitor();
        (await visitor.GetAsync("/thu-tuc?tim=giay+mau+cap")).Source.ShouldNotContain("1.900001");

        var report = await UploadAsync(officer, NationalFileTests.Header + First);

        report.Url.ShouldBe(CatalogueLinks.Report(1));
        report.Source.ShouldContain("Mã không đúng dạng");
        var list = await visitor.GetAsync("/thu-tuc?tim=giay+mau+cap");
        list.FindAll("main .plain-list a").Count.ShouldBe(1);
        list.Source.ShouldContain("chưa tiếp nhận tại tỉnh");
        (await visitor.GetAsync(OneStopLinks.Procedure("1.900001"))).Url.ShouldBe(
            CatalogueLinks.National("1.900001")
        );
        using var counter = await shop.SignedInAsync("motcua.xa");
        (await counter.GetAsync($"{OneStopLinks.Receive}?tim=giay+mau"))
            .FindAll("main .plain-list a")
            .ShouldBeEmpty();
    }

    /// <summary>Acceptance: 2,849 procedures in at most a minute, each line accounted for.</summary>
    [Fact]
    public async Task Import_OfTheNationalCatalogue_TakesEveryProcedure()
    {
        var file = ReferenceData.File("data/procedures/procedures_national_2026.csv");
        var papers = ReferenceData.File("data/procedures/procedure_documents_local_levels.csv");
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        var time = System.Diagnostics.Stopwatch.StartNew();

        var (code, lines, error) = await CommandLine.RunAsync(
            "import",
            "procedures",
            file,
            "--documents",
            papers,
            "--db",
            database.Name
        );

        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        code.ShouldBe(0, error);
        lines.Skip(1).Select(l => l.Split(',')[2]).Distinct().Count().ShouldBe(2849);
        TestContext.Current.TestOutputHelper?.WriteLine(error);
        var entries = await database.UseAsync(db =>
            db.Set<NationalProcedure>().AsNoTracking().ToListAsync()
        );
        entries.Count.ShouldBe(2849);
        entries.Sum(e => e.Papers.Count).ShouldBe(9246);
        var ways = entries.SelectMany(e => e.Ways).ToList();
        // What is left in words has no unit, more than eight hours, or ran into the fee at the source.
        ways.Where(w => w.LimitText is not null && w.Limit is null)
            .Where(w => Plain().IsMatch(w.LimitText!))
            .Select(w => w.LimitText)
            .ShouldBeEmpty();
        ways.Count(w => w.Limit is not null).ShouldBeGreaterThan(5000);
        var birth = entries.Single(e => e.Code == "1.001193");
        birth.Levels.ShouldBe(StatedLevels.Commune);
        birth.Ways.Select(w => w.Channel).ShouldContain(Channel.Online);
    }

    private static async Task<WebPage> UploadAsync(WebUser officer, string text)
    {
        var page = await officer.GetAsync(CatalogueLinks.Import);
        var form = new MultipartFormDataContent();
        foreach (
            var hidden in page.FindAll("main form input[type=hidden]").Cast<IHtmlInputElement>()
        )
        {
            form.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "Procedures", "a.csv");
        return await officer.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, CatalogueLinks.Import) { Content = form }
        );
    }

    [GeneratedRegex("^[1-9][0-9]* (Ngày làm việc|Ngày|Tháng|[1-8] Giờ)$")]
    private static partial Regex Plain();

    private static string Outcomes(string[] lines) =>
        string.Join(' ', lines.Skip(1).Select(l => l.Split(',')[1]));

    private static async Task<(int Code, string[] Lines, string Error)> ImportAsync(
        TestDatabase database,
        TemporaryFile file,
        string lines
    )
    {
        await File.WriteAllTextAsync(file.Path, NationalFileTests.Header + lines);
        return await CommandLine.RunAsync("import", "procedures", file.Path, "--db", database.Name);
    }

    private sealed class TemporaryFile : IDisposable
    {
        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
