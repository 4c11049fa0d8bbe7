using System.Net;
using MiniExcelLibs;
using Shouldly;
using ThuocDo.Programmes.Statutory;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Programmes.Statutory;

public sealed class StatutoryTests
{
    private const string Quarter = StatutoryLinks.Page + "?ky=2024/quarter-1";

    [Fact]
    public void Columns_OfEveryForm_AddUpAsTheFormSays()
    {
        var form = StatutoryForm.On(new DateOnly(2024, 3, 14))[0];
        var row = new CountRow(
            "k",
            "n",
            new Dictionary<string, long>
            {
                [CountCodes.OpenBefore] = 5,
                [CountCodes.Received] = 20,
                [CountCodes.ReceivedOnline] = 12,
                [CountCodes.TransferredIn] = 2,
                [CountCodes.TransferredOut] = 1,
                [CountCodes.Closed] = 17,
                [CountCodes.Resolved] = 15,
                [CountCodes.ResolvedEarly] = 9,
                [CountCodes.ResolvedInTime] = 13,
                [CountCodes.ResolvedLate] = 2,
                [CountCodes.Open] = 9,
                [CountCodes.Overdue] = 4,
            }
        );
        long C(int number) => form.Columns.Single(c => c.Number == number).Of(row);
        form.Columns.Select(c => c.Of(row)).ShouldBe([27, 12, 8, 7, 15, 9, 4, 2, 9, 5, 4]);
        C(3).ShouldBe(C(4) + C(5) + C(6));
        C(7).ShouldBe(C(8) + C(9) + C(10));
        C(11).ShouldBe(C(12) + C(13));
        StatutoryForm.Outside(row).ShouldBe(3);
        StatutoryForm.Balances(row).ShouldBeTrue();
        form.IsConfirmed.ShouldBeFalse();
    }

    [Theory, Engines]
    public async Task Form_OfAQuarter_CountsItsDaysAndOpensItsDossiers(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var officer = await shop.SignedInAsync("noivu");
        var page = await officer.GetAsync(Quarter + "&bieu=giai-quyet-don-vi&don-vi=ninh-thuan");
        page.Status.ShouldBe(HttpStatusCode.OK);
        var rows = page.FindAll("tbody tr");
        rows.Count.ShouldBe(3, page.TextOf("main"));
        Numbers(rows[^1]).ShouldBe("8 2 3 3 4 0 3 1 4 4 0");
        page.TextOf("main").ShouldContain("Cân đối");
        var drill = await officer.GetAsync(
            page.Find("tbody tr:last-child a[href*='resolved-late']").GetAttribute("href")!
        );
        drill.TextOf("main").ShouldContain("1");

        var field = await officer.GetAsync(Quarter + "&bieu=giai-quyet-linh-vuc&don-vi=ninh-thuan");
        Numbers(field.FindAll("tbody tr")[^1]).ShouldBe("8 2 3 3 4 0 3 1 4 4 0");
        Numbers(field.FindAll("tbody tr")[0]).ShouldBe("8 2 3 3 4 0 3 1 4 4 0");
    }

    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Form_AsSpreadsheetAndOnPaper_HasTheSameNumbers(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var officer = await shop.SignedInAsync("noivu");
        using var response = await officer.Client.GetAsync(
            Quarter + "&bieu=giai-quyet-don-vi&don-vi=ninh-thuan&handler=xlsx"
        );
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var stream = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
        stream.GetSheetNames().Count.ShouldBe(2);
        var lines = stream.Query(useHeaderRow: true).Cast<IDictionary<string, object>>().ToList();
        lines.Count.ShouldBe(3);
        lines[^1]
            .Values.Skip(2)
            .Select(Convert.ToInt64)
            .ShouldBe([8, 2, 3, 3, 4, 0, 3, 1, 4, 4, 0]);
        var paper = await officer.GetAsync(
            Quarter + "&bieu=giai-quyet-don-vi&don-vi=ninh-thuan&in=true"
        );
        paper.FindAll("main.sheet table").Count.ShouldBe(1);
        paper.FindAll("main table a").ShouldBeEmpty();
        using var commune = await shop.SignedInAsync("lanhdao.xa");
        (await commune.GetAsync(Quarter)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>
    /// A province with a district office and communes, among which dossiers move, leave and come back; some are entered only after the
    /// cut, and dues are taken back when a dossier closes.
    /// </summary>
    [Theory, Engines]
    public async Task Form_OfMovingDossiers_CountsEachOnceInTheTotalAndOpensExactlyEachCell(
        Engine engine
    )
    {
        await using var shop = await Shop.OpenAsync(engine);
        var sheet = new FactSheet();
        var random = new Random(44);
        const string outside = "khanh-hoa";
        string[] units = ["c22888", "c22870", "d586", "so-tu-phap", outside];
        var (from, to) = (new DateOnly(2023, 9, 15), new DateOnly(2023, 12, 14));
        long once = 0;
        long late = 0;
        for (var i = 0; i < 150; i++)
        {
            var subject = Guid.CreateVersion7();
            var received = from.AddDays(random.Next(-60, 80));
            var entered = received.AddDays(random.Next(4) == 0 ? random.Next(60) : 0);
            var due = received.AddDays(random.Next(1, 30));
            var unit = units[random.Next(units.Length)];
            void Add(DateOnly day, FactKind kind, FactTraits traits = 0) =>
                sheet
                    .Add(unit, $"{day:yyyy-MM-dd}", kind, traits, 1, subject)
                    .RecordedOn(entered > day ? entered : day);
            void Due(int count, DateOnly on) =>
                sheet
                    .Add(unit, $"{due:yyyy-MM-dd}", FactKind.Due, count: count, subject: subject)
                    .RecordedOn(entered > on ? entered : on);
            Add(received, FactKind.Received, random.Next(2) == 0 ? FactTraits.Online : 0);
            Due(1, received);
            var wasIn = unit != outside;
            var day = received;
            for (var moves = random.Next(4); moves > 0 && day < to.AddDays(-9); moves--)
            {
                day = day.AddDays(random.Next(1, 8));
                Due(-1, day);
                Add(day, FactKind.TransferredOut);
                unit = units[random.Next(units.Length)];
                Add(day, FactKind.TransferredIn);
                Due(1, day);
                // Before the days only the last body matters.
                wasIn = (day >= from && wasIn) || unit != outside;
            }

            var closed = day.AddDays(random.Next(1, 50));
            closed = closed > to && entered >= closed ? entered.AddDays(1) : closed;
            if (random.Next(4) > 0)
            {
                Due(-1, closed);
                Add(
                    closed,
                    FactKind.Closed,
                    FactTraits.Resolved
                        | (
                            closed > due ? FactTraits.Late
                            : closed < due ? FactTraits.Early
                            : 0
                        )
                );
            }
            else
            {
                closed = DateOnly.MaxValue;
            }

            once += wasIn && received <= to && closed >= from ? 1 : 0;
            late += unit != outside && received <= to && closed > to && due <= to ? 1 : 0;
        }

        await shop.Database.UseAsync(async db =>
        {
            await db.SeedProgrammeAsync();
            await sheet.WriteAsync(db, 300);
        });
        using var officer = await shop.SignedInAsync("noivu");
        var page = await officer.GetAsync(
            StatutoryLinks.Page + "?ky=2023/quarter-4&bieu=giai-quyet-don-vi&don-vi=ninh-thuan"
        );
        page.TextOf("main").ShouldContain("Cân đối");
        var rows = page.FindAll("tbody tr").Select(Cells).ToList();
        rows.Count.ShouldBe(5);
        rows[^1][0].ShouldBe(once);
        rows[^1][10].ShouldBe(late);
        rows.SkipLast(1).Sum(r => r[0]).ShouldBeGreaterThan(once, "units count what came to each");
        foreach (var row in rows)
        {
            row[8].ShouldBe(row[9] + row[10]);
            row[9].ShouldBeGreaterThanOrEqualTo(0);
        }

        var byField = await officer.GetAsync(
            StatutoryLinks.Page + "?ky=2023/quarter-4&bieu=giai-quyet-linh-vuc&don-vi=ninh-thuan"
        );
        Cells(byField.FindAll("tbody tr")[^1]).ShouldBe(rows[^1]);

        // Exactly the records of each cell: figure and list are one number.
        var links = page.FindAll("td.num a");
        links.Count.ShouldBeGreaterThan(20);
        foreach (var link in links.OrderBy(_ => random.Next()).Take(16))
        {
            var drill = await officer.GetAsync(link.GetAttribute("href")!);
            drill
                .TextOf("main")
                .ShouldContain($"{link.TextContent.Trim()} hồ sơ", Case.Insensitive);
        }
    }

    private static List<long> Cells(AngleSharp.Dom.IElement row) =>
        [
            .. row.QuerySelectorAll("td.num")
                .Select(c =>
                    long.Parse(
                        c.TextContent.Trim(),
                        System.Globalization.CultureInfo.InvariantCulture
                    )
                ),
        ];

    private static string Numbers(AngleSharp.Dom.IElement row) =>
        string.Join(' ', row.QuerySelectorAll("td.num").Select(c => c.TextContent.Trim()));

    private static async Task<Shop> ShopAsync(Engine engine)
    {
        const FactTraits late = FactTraits.Resolved | FactTraits.Late;
        var shop = await Shop.OpenAsync(engine);
        await shop.Database.UseAsync(async db =>
        {
            await db.SeedProgrammeAsync();
            // Three are carried over into 15/12/2023 – 14/03/2024; today is 06/03/2024.
            await new FactSheet()
                .Many(4, "c22888", "2023-12-01", FactKind.Received)
                .Many(1, "c22888", "2023-12-14", FactKind.Closed, FactTraits.Resolved)
                .Many(2, "c22888", "2023-12-15", FactKind.Received, FactTraits.Online)
                .Many(3, "c22870", "2024-02-01", FactKind.Received)
                .Many(3, "c22888", "2024-02-12", FactKind.Closed, FactTraits.Resolved)
                .Many(1, "c22870", "2024-02-13", FactKind.Closed, late)
                .WriteAsync(db, 10);
        });
        return shop;
    }
}
