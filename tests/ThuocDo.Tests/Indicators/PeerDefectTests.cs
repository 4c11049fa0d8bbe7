using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Indicators.Verdicts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators.Sealing;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.Indicators;

/// <summary>
/// Defects of the incumbent's statistics, each shown not to be here. What each code means stands in
/// <c>docs/guide/peer-defects.md</c>.
/// </summary>
public sealed class PeerDefectTests
{
    private static readonly ScopeFinder Finder = new(UnitFacts.Tree());

    private static readonly FactTraits[] Judgements =
    [
        FactTraits.Early,
        FactTraits.OnTime,
        FactTraits.Late,
    ];

    /// <summary>A job of the 29th, 30th or 31st sees the same month before it as a job of the 1st.</summary>
    [Theory, Trait("Peer", "D2")]
    [InlineData("2023-03-31", "2023-02-01", "2023-02-28")]
    [InlineData("2024-03-29", "2024-02-01", "2024-02-29")]
    [InlineData("2024-03-30", "2024-02-01", "2024-02-29")]
    [InlineData("2024-03-31", "2024-02-01", "2024-02-29")]
    [InlineData("2024-05-31", "2024-04-01", "2024-04-30")]
    [InlineData("2024-12-31", "2024-11-01", "2024-11-30")]
    [InlineData("2024-01-31", "2023-12-01", "2023-12-31")]
    public void Month_BeforeTheLastDaysOfAMonth_HasItsOwnBounds(
        string today,
        string first,
        string last
    )
    {
        var before = ThuocDo.Indicators.Folding.Periods.Month(Day(today)).AddMonths(-1);
        var interval = Interval.OfMonth(before);

        (interval.From, interval.To).ShouldBe((Day(first), Day(last)));
        PeriodPlan
            .Of(interval)
            .Sum(p => (p.To.DayNumber - p.From.DayNumber) * p.Sign)
            .ShouldBe(Day(last).Day);
    }

    /// <summary>Closing the books on the 31st of March seals February with all its days, and refuses March.</summary>
    [Theory, Engines, Trait("Peer", "D2")]
    public async Task Close_OnThe31st_SealsTheWholeMonthBeforeAndNoMore(Engine engine)
    {
        await using var province = await SealedProvince.CreateAsync(engine);
        province.Now = new DateTime(2024, 3, 31, 3, 0, 0, DateTimeKind.Utc);

        (await province.CloseAsync(SealedProvince.March)).Succeeded.ShouldBeFalse();
        (await province.CloseAsync(Day("2024-02-29"), "february")).Succeeded.ShouldBeTrue();

        await using var db = province.Database.NewContext();
        var month = await db.Set<Seal>().Select(s => s.Month).MaxAsync();
        month.ShouldBe(SealedProvince.February);
    }

    /// <summary>Received and released on a day are two counts of two kinds: none can be written over the other.</summary>
    [Theory, Engines, Trait("Peer", "D4")]
    public async Task Saturday_ReceivedAndReleased_AreCountedApart(Engine engine)
    {
        // Saturday 4 May 2024 was worked in place of another day.
        var sheet = new FactSheet()
            .Many(5, "c22834", "2024-05-04", FactKind.Received)
            .Many(
                2,
                "c22834",
                "2024-05-04",
                FactKind.Closed,
                FactTraits.Resolved | FactTraits.Early
            )
            .Many(
                3,
                "c22834",
                "2024-05-06",
                FactKind.Closed,
                FactTraits.Resolved | FactTraits.Early
            );
        await using var database = await sheet.WriteAsync(engine, 4);

        var day = await RecordsAsync(database, "2024-05-04");

        (day[Measures.Received], day[Measures.Resolved]).ShouldBe((5, 2));
    }

    /// <summary>
    /// Every measure adds up what fits it and nothing else, whatever traits come together: an online dossier that is late is in
    /// no count of those in time, and no count is derived from another.
    /// </summary>
    [Theory, Engines, Trait("Peer", "D5"), Trait("Peer", "D13")]
    public async Task Counts_OfEveryMixture_AddUp(Engine engine)
    {
        var sheet = new FactSheet();
        var number = 0;
        foreach (var online in new[] { FactTraits.None, FactTraits.Online })
        {
            foreach (var judged in Judgements)
            {
                number++;
                sheet
                    .Many(number, "c22834", "2024-05-06", FactKind.Received, online)
                    .Many(
                        number,
                        "c22834",
                        "2024-05-08",
                        FactKind.Closed,
                        online | judged | FactTraits.Resolved
                    );
            }
        }

        // Withdrawn: closed, and neither in time nor late. Open and past its date: in no count of what was resolved.
        sheet
            .Many(7, "c22834", "2024-05-08", FactKind.Closed)
            .Many(9, "c22834", "2024-05-02", FactKind.Due);
        await using var database = await sheet.WriteAsync(engine, 13);
        await using var db = database.NewContext();

        var table = await new FigureReader(db).ReadAsync(
            Finder.Find("ninh-thuan")!,
            [Interval.OfMonth(Day("2024-05-01"))],
            Grouping.Level,
            null,
            default
        );
        long Total(Measure measure) => table.Total(null, measure, "period");

        Total(Measures.Received).ShouldBe(21);
        Total(Measures.ReceivedOnline).ShouldBe(4 + 5 + 6);
        Total(Measures.Resolved).ShouldBe(21);
        Total(Measures.ResolvedEarly).ShouldBe(1 + 4);
        Total(Measures.ResolvedInTime).ShouldBe(1 + 4 + 2 + 5, "what was early is in time");
        Total(Measures.ResolvedLate).ShouldBe(3 + 6, "what is open and overdue is not resolved");
        Total(Measures.Closed).ShouldBe(28);
        (Total(Measures.ResolvedInTime) + Total(Measures.ResolvedLate)).ShouldBe(
            Total(Measures.Resolved)
        );
    }

    /// <summary>Nothing resolved is "not applicable" and no verdict; a share is never cut to a whole number before it is judged.</summary>
    [Fact, Trait("Peer", "D8"), Trait("Peer", "D13")]
    public void Share_OfNothingOrNearlyAll_IsNeitherFullNorCut()
    {
        var nothing = new Share(0, 0);
        (nothing.IsApplicable, nothing.Value).ShouldBe((false, null));
        Judge.Percent(nothing, ConditionOperator.AtLeast, 0).ShouldBe(Verdict.NotApplicable);

        var nearly = new Share(999, 1000);
        nearly.Value.ShouldBe(0.999m);
        Formats.Percent(nearly.Value!.Value, 1, "vi").ShouldBe("99,9\u00A0%");
        Judge.Percent(nearly, ConditionOperator.AtLeast, 99.9m).ShouldBe(Verdict.Met);
        Judge
            .Percent(new Share(9989, 10_000), ConditionOperator.AtLeast, 99.9m)
            .ShouldBe(Verdict.NotMet);
        // A year of several months is one share of sums and no mean of shares.
        (new Share(1, 1) + new Share(0, 99)).ShouldBe(new Share(1, 100));
    }

    /// <summary>What is not due yet is not overdue, though somebody asks for a day to come; days after the last of work add nothing.</summary>
    [Theory, Engines, Trait("Peer", "D11")]
    public async Task Figures_OfADayToCome_AreThoseOfToday(Engine engine)
    {
        var sheet = new FactSheet()
            .Many(4, "c22834", "2024-05-06", FactKind.Received)
            .Many(
                1,
                "c22834",
                "2024-05-08",
                FactKind.Closed,
                FactTraits.Resolved | FactTraits.Early
            )
            .Many(3, "c22834", "2024-06-10", FactKind.Due);
        await using var database = await sheet.WriteAsync(engine, 5);
        await using var db = database.NewContext();
        var reader = new FigureReader(db);

        (await reader.LastDayAsync(default)).ShouldBe(Day("2024-05-08"));
        foreach (var asOf in new[] { "2024-05-08", "2024-12-31" })
        {
            var table = await reader.ReadAsync(
                Finder.Find("ninh-thuan")!,
                [Interval.YearsUpTo(Day(asOf))],
                Grouping.Level,
                null,
                default
            );
            table.Total(null, Measures.Resolved, "2024").ShouldBe(1, asOf);
            table.Total(null, Measures.ResolvedLate, "2024").ShouldBe(0, asOf);
            table.Total(null, Measures.Received, "2024").ShouldBe(4, asOf);
        }
    }

    /// <summary>
    /// Released and judged are one fact of one day; and a procedure that the catalogue does not know any more takes none of
    /// its dossiers out of the figures or of the records behind them.
    /// </summary>
    [Theory, Engines, Trait("Peer", "D12")]
    public async Task Resolved_OfAProcedureNoLongerThere_StaysCountedOnItsDay(Engine engine)
    {
        var gone = Guid.CreateVersion7();
        var sheet = new FactSheet()
            .Add(
                "c22834",
                "2024-05-31",
                FactKind.Closed,
                FactTraits.Resolved | FactTraits.Late,
                procedure: gone
            )
            .Add("c22834", "2024-06-01", FactKind.Closed, FactTraits.Resolved | FactTraits.Early);
        await using var database = await sheet.WriteAsync(engine, 1);

        var may = await RecordsAsync(database, "2024-05-31");
        (may[Measures.Resolved], may[Measures.ResolvedLate]).ShouldBe((1, 1));
        await using var db = database.NewContext();
        var parts = await new FigureReader(db).ReadByProcedureAsync(
            Finder.Find("ninh-thuan")!,
            null,
            Interval.OfMonth(Day("2024-05-01")),
            [Measures.Resolved],
            default
        );
        parts.Parts.Select(Guid.Parse).ShouldBe([gone]);
    }

    /// <summary>Whoever answers for several units sees the sum of all of them.</summary>
    [Theory, Engines, Trait("Peer", "D21")]
    public async Task Figures_OfSeveralUnits_AreTheirSum(Engine engine)
    {
        var sheet = new FactSheet()
            .Many(1, "c22768", "2024-05-06", FactKind.Received)
            .Many(2, "c22771", "2024-05-06", FactKind.Received)
            .Many(4, "c22780-2025", "2025-08-20", FactKind.Received)
            .Many(8, "c22834", "2024-05-06", FactKind.Received);
        await using var database = await sheet.WriteAsync(engine, 6);
        await using var db = database.NewContext();
        var scope = Finder.Find("c22780-2025", joined: true)!;
        scope.Roots.Count.ShouldBeGreaterThan(1);
        var units = scope.Units.Select(u => u.Id).ToHashSet();

        var table = await new FigureReader(db).ReadAsync(
            scope,
            [Interval.YearsUpTo(Day("2025-12-31"))],
            Grouping.Level,
            [Measures.Received],
            default
        );

        table.Buckets.ShouldBe(["2024", "2025"]);
        foreach (var year in new[] { 2024, 2025 })
        {
            table
                .Total(null, Measures.Received, $"{year}")
                .ShouldBe(
                    sheet.Count(
                        Measures.Received,
                        units,
                        new DateOnly(year, 1, 1),
                        new DateOnly(year, 12, 31)
                    )
                );
        }
    }

    /// <summary>Many ask at once, each over a connection of its own, and each is answered for its own unit.</summary>
    [Theory, Engines, Trait("Peer", "D22")]
    public async Task Figures_AskedByManyAtOnce_AreEachTheirOwn(Engine engine)
    {
        var sheet = new FactSheet()
            .Many(3, "d586", "2024-05-06", FactKind.Received)
            .Many(5, "so-tu-phap", "2024-05-06", FactKind.Received);
        await using var database = await sheet.WriteAsync(engine, 4);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        await using var db = database.NewContext();
                        var table = await new FigureReader(db).ReadAsync(
                            Finder.Find(i % 2 == 0 ? "d586" : "so-tu-phap")!,
                            [Interval.OfMonth(Day("2024-05-01"))],
                            Grouping.Level,
                            [Measures.Received],
                            default
                        );
                        return (i, Count: table.Total(null, Measures.Received, "period"));
                    })
                )
        );

        answers.ShouldAllBe(a => a.Count == (a.i % 2 == 0 ? 3 : 5));
    }

    /// <summary>The counts of one day, and that as many records stand behind each.</summary>
    private static async Task<Dictionary<Measure, long>> RecordsAsync(
        TestDatabase database,
        string day
    )
    {
        await using var db = database.NewContext();
        var scope = Finder.Find("ninh-thuan")!;
        var counts = new Dictionary<Measure, long>();
        foreach (var measure in Measures.All)
        {
            var total = await new CountedRecords(db).TotalAsync(
                new Counted(measure, scope, null, Day(day), Day(day)),
                default
            );
            total.Records.ShouldBe(total.Count, measure.Code);
            counts[measure] = total.Count;
        }

        return counts;
    }
}
