using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Indicators.Receipts;
using ThuocDo.OneStop.Tracking;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Organisation;
using Xunit;

namespace ThuocDo.Tests.Indicators.Receipts;

public sealed class ReceiptPagesTests(ProofProvinces provinces) : IClassFixture<ProofProvinces>
{
    private static readonly string[] Pages =
    [
        "/bang-dieu-hanh",
        "/bang-dieu-hanh?ngay=2024-02-20",
        "/bang-dieu-hanh/can-doi?thang=2024-02",
        "/bang-dieu-hanh/on-time",
        "/bang-dieu-hanh/T17c?thang=2024-01",
        "/bang-dieu-hanh/T12",
        "/bang-dieu-hanh/T08",
        "/bang-dieu-hanh/T11b/con-thieu",
        "/bang-dieu-hanh/T17c/ho-so?phan=tu",
        "/bang-dieu-hanh/T01a",
        "/so-lieu-mo",
    ];

    /// <summary>Pages with rows of shares.</summary>
    private static readonly string[] Counted =
    [
        "/bang-dieu-hanh/on-time",
        "/bang-dieu-hanh/T17c?thang=2024-01",
        "/bang-dieu-hanh/T12",
    ];

    /// <summary>Whatever number the pages of the board show, its receipt holds against the records.</summary>
    [Theory, Engines]
    public async Task EveryFigure_OfTheBoard_HasAReceiptThatHolds(Engine engine)
    {
        var province = await provinces.GetAsync(engine);
        using var visitor = await province.Web.SignInAsync("noivu");
        var seen = new HashSet<string>();
        var conditions = new HashSet<string>();
        var rows = 0;
        foreach (var address in Pages)
        {
            var page = await visitor.GetAsync(address);
            page.Status.ShouldBe(HttpStatusCode.OK, address);
            var links = page.FindAll("a[href*='/bien-nhan']")
                .Select(a => a.GetAttribute("href")!)
                .ToList();
            links.ShouldNotBeEmpty(address);
            foreach (var link in links.Where(seen.Add))
            {
                var receipt = await visitor.GetAsync(link.Replace("/bien-nhan", "/bien-nhan.json"));
                receipt.Status.ShouldBe(HttpStatusCode.OK, link);
                var (file, _) = ProofJson.Read<ReceiptFile>(receipt.Source);
                conditions.Add(file.Figure.Condition);
                (await province.CheckAsync(receipt.Source)).ShouldBeEmpty(link);
            }

            // A row of shares: what stands above and below the line in it stands in its receipt.
            foreach (var row in Counted.Contains(address) ? page.FindAll("main tbody tr") : [])
            {
                var numbers = row.QuerySelectorAll("td.num")
                    .Select(cell => new string([.. cell.TextContent.Where(char.IsAsciiDigit)]))
                    .ToList();
                if (
                    row.QuerySelector("a[href*='/bien-nhan']")?.GetAttribute("href") is not { } link
                    || numbers.Count != 3
                )
                {
                    continue;
                }

                var receipt = await visitor.GetAsync(link.Replace("/bien-nhan", "/bien-nhan.json"));
                var (file, _) = ProofJson.Read<ReceiptFile>(receipt.Source);
                string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"{file.Numerator}/{file.Denominator}"
                    )
                    .ShouldBe($"{numbers[1]}/{numbers[2]}", link);
                rows++;
            }
        }

        rows.ShouldBeGreaterThan(12);

        conditions.Count.ShouldBeGreaterThan(12);
        conditions.ShouldContain("open");

        // The file of a register adds up to what its receipt says.
        var pairs = await visitor.GetAsync("/bang-dieu-hanh/T08/so.csv");
        var lines = Csv.Read(new StringReader(pairs.Source)).ToList();
        var sums = ProofJson
            .Read<ReceiptFile>(
                (await visitor.GetAsync("/bang-dieu-hanh/T08/bien-nhan.json")).Source
            )
            .Item1;
        (lines.Sum(l => l.Int("above")), lines.Sum(l => l.Int("below"))).ShouldBe(
            ((int)sums.Numerator, (int)sums.Denominator)
        );
    }

    [Theory, Engines]
    public async Task Receipt_OfAYear_RestsOnTheSealsOfItsMonths_AndSaysTheSumOfTheBoard(
        Engine engine
    )
    {
        var province = await provinces.GetAsync(engine);
        using var visitor = await province.Web.SignInAsync("noivu");

        var source = (
            await visitor.GetAsync("/bang-dieu-hanh/on-time/bien-nhan.json?don-vi=ninh-thuan")
        ).Source;
        var (file, node) = ProofJson.Read<ReceiptFile>(source);

        file.Parts.Select(p => p.Seal).ShouldBe([1, 2, null]);
        file.Seals.Select(s => s.Number).ShouldBe([1, 2]);
        file.Parts.Last().Leaves.ShouldNotBeNull();
        Convert.ToHexStringLower(ProofJson.HashOf(node)).ShouldBe(file.Hash);
        file.Words.Vi.ShouldNotBe(file.Words.En);
        file.Demonstration.ShouldBeTrue();
        var page = await visitor.GetAsync("/bang-dieu-hanh/on-time/bien-nhan?don-vi=ninh-thuan");
        // Its own cut is a later one; the months are the same.
        page.Source.ShouldContain(file.Parts.First().Root);
        // The file that is opened from it is the printed receipt itself.
        var link = page.Find("a[href*='bien-nhan.json']").GetAttribute("href")!;
        var (printed, _) = ProofJson.Read<ReceiptFile>((await visitor.GetAsync(link)).Source);
        page.Source.ShouldContain(printed.Hash);
        // A link that was changed, or that another receipt comes out of, leads to a new receipt that says so.
        var passes = province.Web.Services.GetRequiredService<ReceiptPasses>();
        foreach (
            var other in new[]
            {
                link + "x",
                "/bang-dieu-hanh/on-time/bien-nhan.json?don-vi=ninh-thuan&ban="
                    + passes.For(printed with { Hash = file.Root }),
            }
        )
        {
            var another = await visitor.GetAsync(other);
            another.TextOf("main").ShouldContain("Đây là biên nhận mới");
        }

        (await visitor.GetAsync("/bang-dieu-hanh/on-time/bien-nhan?lang=en&don-vi=ninh-thuan"))
            .TextOf("main .lead")
            .ShouldBe(file.Words.En);
    }

    /// <summary>Work goes on; the receipt is for its cut and holds still.</summary>
    [Theory, Engines]
    public async Task Receipt_KeptWhileWorkGoesOn_HoldsStill(Engine engine)
    {
        await using var province = await ProofProvince.CreateAsync(engine);
        using var visitor = await province.Web.SignInAsync("noivu");
        var address = "/bang-dieu-hanh/on-time/bien-nhan.json?don-vi=ninh-thuan";
        var before = (await visitor.GetAsync(address)).Source;
        await province.Database.UseAsync(db =>
            SampleFacts.WriteManyAsync(
                db,
                Enumerable.Range(5_000, 20),
                new DateOnly(2024, 2, 5),
                new DateOnly(2024, 3, 5)
            )
        );

        var after = (await visitor.GetAsync(address)).Source;

        var (was, now) = (
            ProofJson.Read<ReceiptFile>(before).File,
            ProofJson.Read<ReceiptFile>(after).File
        );
        now.Denominator.ShouldBe(was.Denominator + 20);
        now.Cut.ShouldBeGreaterThan(was.Cut);
        (await province.CheckAsync(before)).ShouldBeEmpty();
        (await province.CheckAsync(after)).ShouldBeEmpty();
    }

    /// <summary>A procedure is its code and version, whatever it is called in the language of who asks.</summary>
    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Receipt_OfTheCatalogue_IsTheSameInEveryLanguage(Engine engine)
    {
        var province = await provinces.GetAsync(engine);
        using var visitor = await province.Web.SignInAsync("noivu");
        foreach (var condition in new[] { "T08", "T11b" })
        {
            var sources = new List<string>();
            foreach (var language in new[] { "vi", "en" })
            {
                sources.Add(
                    (
                        await visitor.GetAsync(
                            $"/bang-dieu-hanh/{condition}/bien-nhan.json?lang={language}"
                        )
                    ).Source
                );
                (await province.CheckAsync(sources[^1])).ShouldBeEmpty($"{condition} {language}");
            }

            sources
                .Select(s => ProofJson.Read<ReceiptFile>(s).File.Root)
                .Distinct()
                .Count()
                .ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(null, null, "2024-01-01/2024-03-04")]
    [InlineData(2023, null, "2023-01-01/2023-12-31")]
    [InlineData(2024, "2024-02-01", "2024-02-01/2024-02-29")]
    [InlineData(null, "2024-03-01", "2024-03-01/2024-03-04")]
    [InlineData(2025, null, null)]
    [InlineData(0, null, null)]
    [InlineData(10_000, null, null)]
    public void Days_OfACount_EndWithTheYearOrTheBoard(int? year, string? month, string? expected)
    {
        var days = ReceiptDesk.DaysOf(
            year,
            month is null
                ? null
                : DateOnly.Parse(month, System.Globalization.CultureInfo.InvariantCulture),
            new DateOnly(2024, 3, 4)
        );

        (days is null ? null : $"{days.From:yyyy-MM-dd}/{days.To:yyyy-MM-dd}").ShouldBe(expected);
    }

    [Theory]
    [Engines("/bang-dieu-hanh/received/bien-nhan.json?nam=0", On = Engine.Sqlite)]
    [Engines("/bang-dieu-hanh/received/bien-nhan.json?nam=10000", On = Engine.Sqlite)]
    [Engines("/bang-dieu-hanh/open/bien-nhan.json?nam=2099", On = Engine.Sqlite)]
    [Engines("/bang-dieu-hanh/X99/bien-nhan", On = Engine.Sqlite)]
    [Engines("/bang-dieu-hanh/on-time/bien-nhan?thang=gi", On = Engine.Sqlite)]
    [Engines("/bang-dieu-hanh/on-time/bien-nhan?don-vi=nowhere", On = Engine.Sqlite)]
    [Engines("/bang-dieu-hanh/T06/bien-nhan.json", On = Engine.Sqlite)]
    [Engines("/so-lieu-mo/X99/bien-nhan", On = Engine.Sqlite)]
    [Engines("/so-lieu-mo/T06/bien-nhan.json", On = Engine.Sqlite)]
    public async Task Receipt_OfNothing_IsNotFound(Engine engine, string address)
    {
        var province = await provinces.GetAsync(engine);
        using var visitor = await province.Web.SignInAsync("noivu");

        (await visitor.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Inside, a receipt is for who may see the unit; that of the public board is for everybody.</summary>
    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Receipt_OfAForeignUnit_IsForbidden_AndThePublicOneIsNot(Engine engine)
    {
        var province = await provinces.GetAsync(engine);
        using var stranger = province.Web.NewVisitor();
        using var head = await province.Web.SignInAsync("lanhdao.xa");

        (
            await head.GetAsync("/bang-dieu-hanh/on-time/bien-nhan.json?don-vi=so-tu-phap")
        ).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.GetAsync("/so-lieu-mo/T17c/bien-nhan")).Status.ShouldBe(HttpStatusCode.OK);
        (await stranger.GetAsync("/bang-dieu-hanh/on-time/bien-nhan")).Redirects.ShouldNotBeEmpty();
    }

    /// <summary>The owner's way: a pass, the list, the file, and the check on another machine that has only the public key.</summary>
    [Theory, Engines]
    public async Task Proof_OfAnOwnDossier_IsCheckedByTheCommandLineAlone(Engine engine)
    {
        var province = await provinces.GetAsync(engine);
        using var visitor = province.Web.NewVisitor();
        (await visitor.GetAsync("/tra-cuu/chung-minh")).FindAll("main table").ShouldBeEmpty();
        (await visitor.GetAsync("/tra-cuu/chung-minh?the=wrong"))
            .FindAll("main table")
            .ShouldBeEmpty();

        var link = province
            .Web.Services.GetRequiredService<ProofPasses>()
            .LinkOf(province.Dossier.Id);
        var list = await visitor.GetAsync(link);
        var file = await list.FollowAsync("main table a[href*='on-time']");

        list.Source.ShouldContain(province.Dossier.Code);
        var folder = Directory.CreateTempSubdirectory("thuocdo-test-proof-");
        try
        {
            var path = Path.Combine(folder.FullName, "proof.json");
            await File.WriteAllTextAsync(path, file.Source);
            var keys = province.Web.Services.GetRequiredService<KeysFolder>().Path;

            (
                await CommandLine.RunAsync("verify", "--inclusion", path, "--keys", keys)
            ).Code.ShouldBe(0);
            await File.WriteAllTextAsync(
                path,
                file.Source.Replace("\"numerator\": 1", "\"numerator\": 2")
            );
            var (code, lines, _) = await CommandLine.RunAsync(
                "verify",
                "--inclusion",
                path,
                "--keys",
                keys
            );
            code.ShouldBe(1);
            lines[1].ShouldStartWith($"record,{province.Dossier.Id:D},2024-");
            await File.WriteAllTextAsync(path, "{}");
            (await CommandLine.RunAsync("verify", "--inclusion", path)).Code.ShouldBe(2);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory, Engines]
    public async Task VerifyReceipt_OnTheCommandLine_HoldsOrNamesWhatDoesNot(Engine engine)
    {
        await using var province = await ProofProvince.CreateAsync(engine);
        using var visitor = await province.Web.SignInAsync("noivu");
        var source = (
            await visitor.GetAsync("/bang-dieu-hanh/on-time/bien-nhan.json?don-vi=ninh-thuan")
        ).Source;
        var folder = Directory.CreateTempSubdirectory("thuocdo-test-proof-");
        try
        {
            var path = Path.Combine(folder.FullName, "receipt.json");
            await File.WriteAllTextAsync(path, source);
            var keys = province.Web.Services.GetRequiredService<KeysFolder>().Path;
            string[] command =
            [
                "verify",
                "--receipt",
                path,
                "--keys",
                keys,
                "--db",
                province.Database.Name,
            ];

            (await CommandLine.RunAsync(command)).Code.ShouldBe(0);
            await province.Database.TamperAsync(
                $"update facts set traits = traits - 8 + 16 where subject_id = {province.Dossier.Id} and kind = 'Closed'"
            );
            var (code, lines, _) = await CommandLine.RunAsync(command);

            code.ShouldBe(1);
            lines.ShouldContain(l =>
                l.StartsWith("figure,on-time/dossiers ninh-thuan,2024-01-01/")
            );
            lines.ShouldContain(l => l.StartsWith($"fact,{province.Dossier.Code} Closed,2024-01"));
            (await CommandLine.RunAsync([.. command, "--month", "2024-01"])).Code.ShouldBe(2);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
