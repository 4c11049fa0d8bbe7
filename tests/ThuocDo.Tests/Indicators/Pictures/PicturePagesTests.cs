using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Folding;
using ThuocDo.Indicators.Handling;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Organisation;
using ThuocDo.Tests.Programmes;
using Xunit;

namespace ThuocDo.Tests.Indicators.Pictures;

/// <summary>What a leader sees first, and that pictures, tables and files say the same.</summary>
public sealed class PicturePagesTests
{
    private static readonly DateTime AfterTheLastDay = new(2026, 1, 5, 3, 0, 0, DateTimeKind.Utc);

    [Theory, Engines]
    public async Task Board_OpenedByALeader_LeadsFromWhatFailsToWhoAndWhatWouldCloseIt(
        Engine engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await database.SimulateAsync(800);
        await database.UseAsync(db => new CellRebuilder(db).RebuildAsync(default));
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var leader = await web.SignInAsync("lanhdao");

        var board = await leader.GetAsync("/bang-dieu-hanh");
        board.FindAll(".focus-count").Count.ShouldBe(4);
        board
            .FindAll(".focus-count strong")
            .Sum(c => int.Parse(c.TextContent, CultureInfo.InvariantCulture))
            .ShouldBe(24);
        var failing = board.FindAll("section:has(> #chua-dat) [data-focus]");
        failing.ShouldNotBeEmpty();
        // Everything comes before the tables of work and of all targets.
        board
            .Source.IndexOf("data-focus", StringComparison.Ordinal)
            .ShouldBeLessThan(board.Source.IndexOf("filters", StringComparison.Ordinal));

        var explained = failing
            .Where(r => r.QuerySelector("a[href*='don-vi='][href*='con-thieu']") is not null)
            .ToList();
        explained.ShouldNotBeEmpty();
        var room = (await leader.GetAsync("/bang-dieu-hanh/hop?in=true"))
            .FindAll("[data-close]")
            .Select(c => c.TextContent)
            .ToList();
        foreach (var row in explained)
        {
            var link = row.QuerySelectorAll("a[href*='con-thieu']")[^1];
            var gap = await leader.GetAsync(link.GetAttribute("href")!);
            gap.Status.ShouldBe(HttpStatusCode.OK);
            // The same two numbers in the same meaning on both pages, and in the meeting room.
            var (turning, growing) = (
                gap.FindAll(".figure__value")[2].TextContent.Trim(),
                gap.FindAll(".figure__value")[3].TextContent.Trim()
            );
            var close = row.QuerySelector("[data-close]")!.TextContent;
            close.ShouldMatch(
                (
                    turning == "không thể"
                        ? "^Với số đã đếm thì không thể đạt"
                        : $@"^{Regex.Escape(turning)} \D+ trong số đã đếm lẽ ra phải khác đi"
                )
                    + (
                        growing == "không thể"
                            ? "$"
                            : $@", hoặc {Regex.Escape(growing)} \D+ mới, tất cả đều đúng yêu cầu$"
                    )
            );
            room.ShouldContain(close);
            var whole = row.QuerySelectorAll("td")[^1].TextContent;
            if (
                whole.Contains("Ít nơi nhất", StringComparison.Ordinal)
                && !whole.Contains("Vẫn chưa đủ", StringComparison.Ordinal)
            )
            {
                // The parts add up.
                Regex
                    .Matches(whole, @"([\d.]+) tại ")
                    .Sum(m =>
                        int.Parse(
                            m.Groups[1].Value.Replace(".", "", StringComparison.Ordinal),
                            CultureInfo.InvariantCulture
                        )
                    )
                    .ShouldBe(
                        int.Parse(
                            turning.Replace(".", "", StringComparison.Ordinal),
                            CultureInfo.InvariantCulture
                        ),
                        whole
                    );
            }

            if (row.QuerySelector(".focus-records") is { } records)
            {
                var list = await leader.GetAsync(records.GetAttribute("href")!);
                list.Status.ShouldBe(HttpStatusCode.OK);
                list.FindAll(".notice--danger").ShouldBeEmpty();
            }
        }

        // The gap as a waterfall: its last bar is the sum under the table, in the file too.
        var page = await leader.GetAsync("/bang-dieu-hanh/T11b/con-thieu?cach=dossiers");
        page.FindAll("[data-gap-sum]").Count.ShouldBe(5);
        // A ward that ended stands there with its last day and its heir.
        (await leader.GetAsync("/bang-dieu-hanh/T11b/con-thieu?cach=dossiers&nam=2025"))
            .TextOf("main")
            .ShouldContain("(đóng ngày 30/06/2025, việc nay về ");
        foreach (var figure in page.FindAll("figure.picture"))
        {
            var (csv, svg) = await FilesAsync(leader, figure);
            csv.Take(csv.Count - 1)
                .Sum(r => Value(r, "gap_points"))
                .ShouldBe(Value(csv[^1], "gap_points"));
            svg.Descendants().Count(e => e.Name.LocalName == "title").ShouldBe(csv.Count + 1);
        }

        // One sheet for each condition and one before them; keys are an addition.
        var sheet = await leader.GetAsync("/bang-dieu-hanh/hop");
        sheet.FindAll(".meeting__list li").Count.ShouldBe(board.FindAll("[data-focus]").Count);
        for (var i = 0; i < 24; i++)
        {
            sheet = await sheet.FollowAsync("a[rel=next]");
            sheet.Status.ShouldBe(HttpStatusCode.OK);
        }

        sheet.FindAll("a[rel=next]").ShouldBeEmpty();
        (await leader.GetAsync("/bang-dieu-hanh/hop?in=true"))
            .FindAll(".meeting")
            .Count.ShouldBe(25);
        (await leader.GetAsync("/bang-dieu-hanh/hop?so=25")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        using var head = await web.SignInAsync("lanhdao.xa");
        foreach (var address in new[] { "hop", "thoi-gian", "on-time/hinh" })
        {
            (await head.GetAsync($"/bang-dieu-hanh/{address}")).Status.ShouldBe(
                HttpStatusCode.OK,
                address
            );
            (await head.GetAsync($"/bang-dieu-hanh/{address}?don-vi=so-tu-phap")).Status.ShouldBe(
                HttpStatusCode.Forbidden,
                address
            );
        }
    }

    [Theory, Engines]
    public async Task HandlingTimes_OfASimulatedProvince_EqualThoseCountedDayByDay(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await database.SimulateAsync(800);
        List<(Guid Unit, Guid Procedure, DateOnly Day, int Days)> counted;
        await using (var db = database.NewContext())
        {
            counted = await CountAsync(db);
            var tree = await UnitDirectory.LoadAsync(db, default);
            var scope = new ScopeFinder(tree).Find("ninh-thuan")!;
            var units = scope.Units.Select(u => u.Id).ToHashSet();
            counted = [.. counted.Where(c => units.Contains(c.Unit))];
            counted.Count.ShouldBeGreaterThan(300);
            counted.Select(c => c.Days).Distinct().Count().ShouldBeGreaterThan(5);
            var reader = new HandlingReader(db);
            var asked = new HandlingAsked(
                scope,
                new DateOnly(2025, 1, 1),
                new DateOnly(2025, 12, 31)
            );
            // Half of the facts folded, then all: the answer is the same.
            foreach (var fold in new[] { false, true })
            {
                if (fold)
                {
                    await database.UseAsync(d => new CellRebuilder(d).RebuildAsync(default));
                }

                Same(
                    await reader.ReadAsync(asked, HandlingBy.Unit, default),
                    counted.Where(c => c.Day.Year == 2025).ToLookup(c => c.Unit.ToString())
                );
                Same(
                    await reader.ReadAsync(asked, HandlingBy.Procedure, default),
                    counted.Where(c => c.Day.Year == 2025).ToLookup(c => c.Procedure.ToString())
                );
                Same(
                    await reader.ReadAsync(asked, HandlingBy.Month, default),
                    counted
                        .Where(c => c.Day.Year == 2025)
                        .ToLookup(c => c.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture))
                );
            }
        }

        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var leader = await web.SignInAsync("lanhdao");
        foreach (var by in new[] { "don-vi", "thu-tuc", "linh-vuc", "kenh", "thang" })
        {
            var slice = await leader.GetAsync($"/bang-dieu-hanh/thoi-gian?nam=2025&theo={by}");
            slice.Status.ShouldBe(HttpStatusCode.OK);
            slice
                .FindAll(".page > .table-scroll tbody td[data-label='Kết quả']")
                .Sum(Number)
                .ShouldBe(counted.Count(c => c.Day.Year == 2025), by);
            var file = slice
                .FindAll("a[download]")
                .Select(a => a.GetAttribute("href")!)
                .Single(a => a.Contains("hinh=phan", StringComparison.Ordinal));
            using var lines = await leader.Client.GetAsync(file);
            Csv.Read(
                    new StringReader(
                        (await lines.Content.ReadAsStringAsync()).TrimStart((char)0xFEFF)
                    )
                )
                .Sum(r => Value(r, "results"))
                .ShouldBe(counted.Count(c => c.Day.Year == 2025), by);
        }

        var page = await leader.GetAsync("/bang-dieu-hanh/thoi-gian?nam=2025");
        var figure = page.Find("figure.picture");
        var (csv, svg) = await FilesAsync(leader, figure);
        csv.Sum(r => Value(r, "results")).ShouldBe(counted.Count(c => c.Day.Year == 2025));
        figure
            .QuerySelectorAll("tbody tr")
            .Select(r => r.QuerySelectorAll("th, td")[1].TextContent.Trim())
            .ShouldBe(
                csv.Select(r => Value(r, "results").ToString("0", CultureInfo.InvariantCulture))
            );
        var bars = figure.QuerySelectorAll("svg a");
        bars.Length.ShouldBe(csv.Count(r => Value(r, "results") > 0));
        svg.Descendants().Count(e => e.Name.LocalName == "rect").ShouldBe(bars.Length + 1);
        // The longest bar opens as many records as it stands for.
        var most = csv.MaxBy(r => Value(r, "results"))!;
        var bar = bars.First(b =>
            b.GetAttribute("aria-label")!
                .StartsWith(most.Required("working_days") + " ", StringComparison.Ordinal)
        );
        (await leader.GetAsync(bar.GetAttribute("href")!))
            .TextOf("main")
            .ShouldContain(Value(most, "results").ToString("0", CultureInfo.InvariantCulture));

        // Nothing happened: not applicable, no picture.
        var empty = await leader.GetAsync("/bang-dieu-hanh/thoi-gian?nam=2020&thang=2020-01");
        empty.FindAll("figure.picture").ShouldBeEmpty();
        empty.TextOf(".key-figures").ShouldContain("Không áp dụng");
        foreach (var address in new[] { "theo=x", "nam=1", "thang=2025-13", "hinh=x&tai=svg" })
        {
            (await leader.GetAsync($"/bang-dieu-hanh/thoi-gian?{address}")).Status.ShouldBe(
                HttpStatusCode.NotFound,
                address
            );
        }

        await PicturesAsync(leader);
    }

    /// <summary>Heat map and maps against the page of the indicator; the indices; words in English.</summary>
    private static async Task PicturesAsync(WebUser leader)
    {
        var indicator = await leader.GetAsync("/bang-dieu-hanh/on-time?nam=2025");
        var whole = Number(indicator.Find("main dl.summary dd"));
        foreach (var by in new[] { "linh-vuc", "kenh", "dung-dau" })
        {
            var sliced = await leader.GetAsync($"/bang-dieu-hanh/on-time?nam=2025&theo={by}");
            var rows = sliced.FindAll("h3#theo ~ .table-scroll")[0].QuerySelectorAll("tbody tr");
            var counts = rows.Select(r =>
                    (Number(r.QuerySelectorAll("td")[1]), r.QuerySelectorAll("td a"))
                )
                .ToList();
            counts.ShouldNotBeEmpty(by);
            if (by != "dung-dau")
            {
                counts.Sum(c => c.Item1).ShouldBe(whole, by);
            }

            foreach (var (count, links) in counts.Where(c => c.Item1 > 0).Take(3))
            {
                (await leader.GetAsync(links[0].GetAttribute("href")!))
                    .TextOf("main")
                    .ShouldContain(
                        count.ToString(CultureInfo.InvariantCulture),
                        Case.Sensitive,
                        by
                    );
            }
        }

        var page = await leader.GetAsync("/bang-dieu-hanh/on-time/hinh?nam=2025");
        page.FindAll("figure.picture").Count.ShouldBe(3, "the map of both times of 2025");
        var (heat, drawn) = await FilesAsync(leader, page.Find("[data-picture=nhiet]"));
        heat.Sum(r => Value(r, "numerator")).ShouldBe(whole);
        drawn.Descendants().Count(e => e.Name.LocalName == "rect").ShouldBeGreaterThan(heat.Count);
        foreach (var map in new[] { "ban-do-truoc", "ban-do-sau" })
        {
            var (tiles, _) = await FilesAsync(leader, page.Find($"[data-picture={map}]"));
            tiles.Count.ShouldBeInRange(10, 65);
            page.Find($"[data-picture={map}]")
                .QuerySelectorAll("tbody tr")
                .Length.ShouldBe(tiles.Count);
        }

        (await leader.GetAsync("/bang-dieu-hanh/T16/hinh")).Status.ShouldBe(
            HttpStatusCode.NotFound,
            "people are in no unit"
        );
        var indices = await leader.GetAsync("/chi-so");
        var (ranks, _) = await FilesAsync(leader, indices.Find("[data-picture=hang]"));
        ranks.ShouldAllBe(r =>
            r.Required("method_changed") == "yes"
                ? r["places_won"] == null
                : Value(r, "places_won") == Value(r, "rank_from") - Value(r, "rank_to")
        );
        // The years in either order are the same picture: PCI changed its method twice in between.
        var (forth, _) = await FilesAsync(
            leader,
            (await leader.GetAsync("/chi-so?tu=2012&den=2022")).Find("[data-picture=hang]")
        );
        var backwards = await leader.GetAsync("/chi-so?tu=2022&den=2012");
        var (back, _) = await FilesAsync(leader, backwards.Find("[data-picture=hang]"));
        back.Select(Line).ShouldBe(forth.Select(Line));
        back.Single(r => r["index"] == "PCI")["method_changed"].ShouldBe("yes");
        (await leader.GetAsync("/chi-so?tu=2022&den=2022"))
            .FindAll("[data-picture=hang]")
            .ShouldBeEmpty();
        static string Line(CsvRow row) => string.Join(",", row.Columns.Select(c => row[c]));
        var papi = await leader.GetAsync("/chi-so/papi");
        var (provinces, panels) = await FilesAsync(leader, papi.Find("[data-picture=tinh]"));
        provinces.Select(r => r.Required("part")).Distinct().Count().ShouldBe(63);
        provinces[0].Required("part").ShouldBe("Ninh Thuận");
        provinces.ShouldAllBe(r => r["method_changed"] == "no");
        panels.ToString().ShouldContain("Bà Rịa");
        var (parts, _) = await FilesAsync(leader, papi.Find("[data-picture=phan]"));
        parts.Count.ShouldBe(papi.Find("[data-picture=phan]").QuerySelectorAll("tbody tr").Length);

        foreach (var address in new[] { "on-time/hinh?nam=2025", "thoi-gian?nam=2025", "hop?so=1" })
        {
            var (vietnamese, english) = (
                await leader.GetAsync($"/bang-dieu-hanh/{address}&lang=vi"),
                await leader.GetAsync($"/bang-dieu-hanh/{address}&lang=en")
            );
            english.TextOf("h1").ShouldNotBe(vietnamese.TextOf("h1"), address);
            foreach (
                var (one, other) in vietnamese
                    .FindAll("svg > desc")
                    .Zip(english.FindAll("svg > desc"))
            )
            {
                other.TextContent.ShouldNotBe(one.TextContent, address);
            }
        }

        await leader.GetAsync("/bang-dieu-hanh?lang=vi");
    }

    /// <summary>Every result with its days, counted one day after the other from the entries of its clock.</summary>
    private static async Task<List<(Guid, Guid, DateOnly, int)>> CountAsync(DbContext db)
    {
        var calendar = WorkCalendar.National();
        var entries = (await db.Set<ClockEntry>().AsNoTracking().ToListAsync())
            .GroupBy(e => e.DossierId)
            .ToDictionary(g => g.Key, g => g.OrderBy(e => e.Sequence).ToList());
        var dossiers = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d =>
                d.ParentId == null
                && (d.Result == DossierResult.Granted || d.Result == DossierResult.Refused)
            )
            .ToListAsync();
        var counted = new List<(Guid, Guid, DateOnly, int)>();
        foreach (var dossier in dossiers)
        {
            var ledger = entries[dossier.Id];
            var days = 0;
            var isRunning = true;
            var day = VietnamTime.DayOf(ledger[0].At);
            foreach (var entry in ledger.Skip(1))
            {
                for (var end = VietnamTime.DayOf(entry.At); day < end; )
                {
                    day = day.AddDays(1);
                    days +=
                        isRunning && calendar.AsKnownOn(dossier.ClosedOn!.Value).IsWorkingDay(day)
                            ? 1
                            : 0;
                }

                isRunning = entry.Kind switch
                {
                    ClockEntryKind.Stopped => false,
                    ClockEntryKind.Resumed or ClockEntryKind.Restarted => true,
                    _ => isRunning,
                };
            }

            dossier.HandlingDays.ShouldBe(days, dossier.Code);
            counted.Add((dossier.UnitId, dossier.ProcedureId, dossier.ClosedOn!.Value, days));
        }

        return counted;
    }

    private static void Same(
        IReadOnlyDictionary<string, Distribution> read,
        ILookup<string, (Guid Unit, Guid Procedure, DateOnly Day, int Days)> counted
    )
    {
        var known = read.Where(r => r.Value.Known > 0)
            .ToDictionary(r => r.Key.ToLowerInvariant(), r => r.Value);
        known.Keys.Order().ShouldBe(counted.Select(c => c.Key).Order());
        foreach (var part in counted)
        {
            known[part.Key]
                .Counts.ShouldBe(
                    part.GroupBy(c => c.Days)
                        .OrderBy(g => g.Key)
                        .Select(g => (g.Key, (long)g.Count()))
                );
        }
    }

    /// <summary>The table and the drawing that the links under a picture give.</summary>
    private static async Task<(List<CsvRow> Csv, XElement Svg)> FilesAsync(
        WebUser user,
        AngleSharp.Dom.IElement figure
    )
    {
        var links = figure
            .QuerySelectorAll(".picture__files a")
            .Select(a => a.GetAttribute("href")!)
            .ToList();
        links.Count.ShouldBe(DocumentFonts.OfThisMachine is null ? 2 : 3);
        foreach (var link in links.Skip(2))
        {
            using var png = await user.Client.GetAsync(link);
            png.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
            using var again = new HttpRequestMessage(HttpMethod.Get, link);
            again.Headers.IfNoneMatch.Add(png.Headers.ETag!);
            using var same = await user.Client.SendAsync(again);
            same.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        }

        figure.QuerySelector("svg > title")!.TextContent.ShouldNotBeEmpty();
        figure.QuerySelector("svg > desc")!.TextContent.ShouldNotBeEmpty();
        using var svg = await user.Client.GetAsync(links[1]);
        svg.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        using var csv = await user.Client.GetAsync(links[0]);
        var text = (await csv.Content.ReadAsStringAsync()).TrimStart((char)0xFEFF);
        return (
            [.. Csv.Read(new StringReader(text))],
            XElement.Parse(await svg.Content.ReadAsStringAsync())
        );
    }

    private static decimal Value(CsvRow row, string column) =>
        decimal.Parse(row.Required(column), CultureInfo.InvariantCulture);

    private static int Number(AngleSharp.Dom.IElement element) =>
        int.Parse(
            string.Concat(element.TextContent.Where(char.IsAsciiDigit)),
            CultureInfo.InvariantCulture
        );
}
