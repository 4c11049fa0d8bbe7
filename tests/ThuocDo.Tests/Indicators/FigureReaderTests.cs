using Shouldly;
using ThuocDo.Indicators.Figures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Indicators;

public sealed class FigureReaderTests
{
    private static readonly UnitTree Tree = UnitFacts.Tree();
    private static readonly ScopeFinder Finder = new(Tree);

    /// <summary>Over year and month ends, both sides of 1/7/2025, with a correction and a due date in the future.</summary>
    private static FactSheet Sheet()
    {
        var corrected = Guid.CreateVersion7();
        var resolved = FactTraits.Resolved | FactTraits.OnTime;
        return new FactSheet()
            .Many(3, "c22834", "2023-12-31", FactKind.Received)
            .Many(2, "c22834", "2024-01-01", FactKind.Received, FactTraits.Online)
            .Many(2, "c22834", "2024-01-10", FactKind.Closed, resolved)
            .Many(4, "d586", "2024-06-30", FactKind.Received)
            .Many(1, "d586", "2024-07-01", FactKind.Closed, FactTraits.Resolved | FactTraits.Late)
            .Many(5, "so-tu-phap", "2025-06-16", FactKind.Received, FactTraits.Online)
            .Add("so-tu-phap", "2025-06-17", FactKind.Closed, resolved, 1, corrected)
            .Add("so-tu-phap", "2025-06-17", FactKind.Closed, resolved, -1, corrected)
            .Add(
                "so-tu-phap",
                "2025-06-17",
                FactKind.Closed,
                FactTraits.Resolved | FactTraits.Late,
                1,
                corrected
            )
            .Many(2, "c22834-2025", "2025-07-01", FactKind.TransferredIn)
            .Many(2, "c22834", "2025-07-01", FactKind.TransferredOut)
            .Many(6, "c22834-2025", "2025-08-20", FactKind.Received)
            .Many(1, "c22834-2025", "2026-01-15", FactKind.Due);
    }

    [Theory, Engines]
    public async Task Figures_AtEverySplitOfFoldedAndPending_AreTheSame(Engine engine)
    {
        var sheet = Sheet();
        var scope = Finder.Find("ninh-thuan")!;
        var units = scope.Units.Select(u => u.Id).ToHashSet();
        foreach (var folded in new[] { 0, 1, 7, 15, 20, sheet.Facts.Count })
        {
            await using var database = await sheet.WriteAsync(engine, folded);
            await using var db = database.NewContext();
            foreach (
                var day in new[]
                {
                    "2023-12-31",
                    "2024-06-30",
                    "2025-06-16",
                    "2025-06-17",
                    "2025-08-20",
                    "2025-12-31",
                }.Select(Day)
            )
            {
                var table = await new FigureReader(db).ReadAsync(
                    scope,
                    [Interval.YearsUpTo(day)],
                    Grouping.Level,
                    null,
                    default
                );

                foreach (var measure in Measures.All)
                {
                    foreach (var year in new[] { 2023, 2024, 2025 })
                    {
                        var first = new DateOnly(year, 1, 1);
                        var last = first.AddYears(1).AddDays(-1);
                        table
                            .Total(null, measure, $"{year}")
                            .ShouldBe(
                                sheet.Count(measure, units, first, last < day ? last : day),
                                $"{measure.Code} {year} as of {day:O}, {folded} folded"
                            );
                    }
                }
            }
        }
    }

    /// <summary>From any day to any day, by year too: the days at both ends are added or taken away.</summary>
    [Theory, Engines]
    public async Task Figures_OfAnyDays_AreThoseOfTheFacts(Engine engine)
    {
        var sheet = Sheet();
        var scope = Finder.Find("ninh-thuan")!;
        var units = scope.Units.Select(u => u.Id).ToHashSet();
        await using var database = await sheet.WriteAsync(engine, 15);
        await using var db = database.NewContext();
        var random = new Random(5);
        for (var i = 0; i < 25; i++)
        {
            var from = Day("2023-12-01").AddDays(random.Next(620));
            var to = from.AddDays(random.Next(i % 2 == 0 ? 40 : 700));
            var table = await new FigureReader(db).ReadAsync(
                scope,
                [new Interval("any", from, to), new Interval("years", from, to, Bucket.Year)],
                Grouping.Level,
                null,
                default
            );

            foreach (var measure in Measures.All)
            {
                table
                    .Total(null, measure, "any")
                    .ShouldBe(
                        sheet.Count(measure, units, from, to),
                        $"{measure.Code} {from:O} to {to:O}"
                    );
                foreach (var year in new[] { 2023, 2024, 2025 })
                {
                    var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
                    table
                        .Total(null, measure, $"{year}")
                        .ShouldBe(
                            sheet.Count(
                                measure,
                                units,
                                first < from ? from : first,
                                last > to ? to : last
                            ),
                            $"{measure.Code} {year}, {from:O} to {to:O}"
                        );
                }
            }
        }
    }

    [Theory, Engines]
    public async Task Figures_ByUnitAndMonth_AreThoseOfTheUnit(Engine engine)
    {
        var sheet = Sheet();
        await using var database = await sheet.WriteAsync(engine, 9);
        await using var db = database.NewContext();

        var table = await new FigureReader(db).ReadAsync(
            Finder.Find("ninh-thuan")!,
            [new Interval("months", Day("2024-01-01"), Day("2025-12-31"), Bucket.Month)],
            Grouping.Unit,
            [Measures.Received, Measures.Closed],
            default
        );

        // PostgreSQL and SQLite write keys in their own case.
        var part = table.Parts.Single(p => Guid.Parse(p) == Unit.IdOf("d586"));
        table.Count(part, Measures.Received, "2024-06").ShouldBe(4);
        table.Count(part, Measures.Closed, "2024-07").ShouldBe(1);
        table.Count(part, Measures.ResolvedLate, "2024-07").ShouldBe(0, "it was not asked for");
    }

    [Theory, Engines]
    public async Task Figures_ByProcedure_AddUpToTheFigure(Engine engine)
    {
        var other = Guid.CreateVersion7();
        var sheet = Sheet()
            .Add("d586", "2024-07-02", FactKind.Closed, FactTraits.Resolved, 1, null, other);
        await using var database = await sheet.WriteAsync(engine, 12);
        await using var db = database.NewContext();

        var table = await new FigureReader(db).ReadByProcedureAsync(
            Finder.Find("ninh-thuan")!,
            Level.District,
            new Interval("year", Day("2024-01-01"), Day("2024-12-31")),
            [Measures.Closed],
            default
        );

        table
            .Parts.ToDictionary(Guid.Parse, p => table.Count(p, Measures.Closed, "year"))
            .ShouldBe(
                new Dictionary<Guid, long> { [FactSheet.Procedure] = 1, [other] = 1 },
                ignoreOrder: true
            );
    }

    [Theory, Engines]
    public async Task Records_BehindAFigure_AreAsManyAsItCounts(Engine engine)
    {
        var sheet = Sheet();
        await using var database = await sheet.WriteAsync(engine, 5);
        await using var db = database.NewContext();
        var records = new CountedRecords(db);
        var scope = Finder.Find("so-tu-phap")!;
        Counted In(Measure measure) =>
            new(measure, scope, null, Day("2025-06-01"), Day("2025-06-30"));

        (await records.TotalAsync(In(Measures.ResolvedLate), default)).ShouldBe(
            new CountedTotal { Records = 1, Count = 1 }
        );
        (await records.TotalAsync(In(Measures.ResolvedInTime), default)).Records.ShouldBe(
            0,
            "the correction took it back"
        );
        (await records.PageAsync(In(Measures.Received), 0, 3, default)).Count.ShouldBe(3);
        (await records.PageAsync(In(Measures.Received), 3, 3, default)).Count.ShouldBe(2);
    }

    [Theory, Engines]
    public async Task LastDay_WithAFutureDueDate_IsTheLastDayOfWork(Engine engine)
    {
        foreach (var folded in new[] { 0, 10, int.MaxValue })
        {
            await using var database = await Sheet().WriteAsync(engine, folded);
            await using var db = database.NewContext();

            (await new FigureReader(db).LastDayAsync(default)).ShouldBe(Day("2025-08-20"));
        }
    }

    [Theory, Engines]
    public async Task LastDay_WithoutFacts_IsNone(Engine engine)
    {
        await using var database = await new FactSheet().WriteAsync(engine);
        await using var db = database.NewContext();

        (await new FigureReader(db).LastDayAsync(default)).ShouldBeNull();
    }

    [Fact]
    public void Scope_OfTheFormerProvince_GoesOnAsItsArea()
    {
        var scope = Finder.Find("ninh-thuan")!;

        scope.On(Day("2025-06-30")).Key.ShouldBe("ninh-thuan");
        scope.On(Day("2025-07-01")).Key.ShouldBe("khu-vuc-ninh-thuan");
        scope
            .Units.Count(u => u.IsValidOn(Day("2025-07-01")) && u.Level == Level.Commune)
            .ShouldBe(24);
        scope.ClosedOn(Level.District, Day("2025-12-31")).ShouldBe(Day("2025-06-30"));
        scope.ClosedOn(Level.Province, Day("2025-12-31")).ShouldBe(Day("2025-06-30"));
        scope.ClosedOn(Level.Commune, Day("2025-12-31")).ShouldBeNull();
        scope.ClosedOn(Level.District, Day("2025-06-30")).ShouldBeNull();
    }

    [Fact]
    public void Scope_JoinedWithPredecessors_NamesTheOneThatWasSplit()
    {
        var scope = Finder.Find("c22780-2025", joined: true)!;

        scope.Roots.Select(u => u.Key).ShouldContain("c22771");
        scope.LeftOut.Select(u => u.Key).ShouldBe(["c22768"]);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
