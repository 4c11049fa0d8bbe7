using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Database.Bulk;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Folding;
using ThuocDo.Indicators.Known;
using ThuocDo.Indicators.Receipts;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Indicators.Known;

/// <summary>
/// A simulated province through the end of its districts on 1/7/2025, with late entries, corrections and withdrawals beside the simulated
/// work: what was known on a day is what a database holds that was given the history up to that day and nothing more.
/// </summary>
public sealed class KnownFiguresTests
{
    private const int Dossiers = 350;
    private const int Planted = 60;
    private const string Days = "days";

    private static readonly DateOnly First = new(2025, 5, 5);
    private static readonly DateOnly Last = new(2025, 8, 29);

    [Theory, Engines]
    public async Task Figures_KnownOnRandomDays_AreThoseOfADatabaseOfThatDay(Engine engine)
    {
        await using var database = await HistoryAsync(engine);
        var random = new Random(1_007);
        var whole = new Interval(Days, new DateOnly(2025, 1, 1), Last, Bucket.Month);
        foreach (
            var day in new[]
            {
                new DateOnly(2025, 6, 30),
                new DateOnly(2025, 7, 1),
                First.AddDays(random.Next(20, 50)),
                First.AddDays(random.Next(60, 110)),
            }
        )
        {
            await using var restored = await RestoreAsync(database, engine, day);
            var differ = 0;
            foreach (var key in new[] { "ninh-thuan", "khanh-hoa" })
            {
                var scope = new ScopeFinder(SampleFacts.Tree).Find(key);
                if (scope is null)
                {
                    continue;
                }

                var known = await database.UseAsync(db =>
                    new FigureReader(db).ReadKnownAsync(scope, whole, Grouping.Unit, day, default)
                );
                var then = await restored.UseAsync(db =>
                    new FigureReader(db).ReadAsync(scope, [whole], Grouping.Unit, null, default)
                );
                var now = await database.UseAsync(db =>
                    new FigureReader(db).ReadAsync(scope, [whole], Grouping.Unit, null, default)
                );
                foreach (var measure in Measures.All)
                {
                    foreach (var part in known.Parts.Concat(then.Parts).Distinct())
                    {
                        foreach (var month in then.Buckets.Concat(known.Buckets).Distinct())
                        {
                            known
                                .Count(part, measure, month)
                                .ShouldBe(
                                    then.Count(part, measure, month),
                                    $"{measure.Code} {part} {month} known on {day:O}"
                                );
                            differ +=
                                then.Count(part, measure, month) == now.Count(part, measure, month)
                                    ? 0
                                    : 1;
                        }
                    }
                }
            }

            differ.ShouldBeGreaterThan(10, "what became known later must be in it");
        }
    }

    /// <summary>For any indicator, unit and period: then and the causes make now, and then and now are those of the readers.</summary>
    [Theory, Engines]
    public async Task Causes_OfAnyFigure_SumUpToTheDifference(Engine engine)
    {
        await using var database = await HistoryAsync(engine);
        await using var db = database.NewContext();
        var (known, reader) = (new KnownFigures(db), new FigureReader(db));
        var finder = new ScopeFinder(SampleFacts.Tree);
        var definitions = DefinitionBook
            .Shipped.All.Where(d => d is { Numerator: not null, Denominator: not null })
            .ToList();
        var random = new Random(42);
        var units = (
            await db.Set<Fact>().Select(f => f.UnitId).Distinct().OrderBy(u => u).ToListAsync()
        )
            .Select(id => SampleFacts.Tree[id].Key)
            .Concat(["ninh-thuan", "ninh-thuan", "ninh-thuan"])
            .ToList();
        var causes = new HashSet<Cause>();
        for (var i = 0; i < 60; i++)
        {
            var definition = definitions[random.Next(definitions.Count)];
            var scope = finder.Find(i % 2 == 0 ? "ninh-thuan" : units[random.Next(units.Count)])!;
            var day = First.AddDays(random.Next(10, 115));
            var from = new DateOnly(2025, random.Next(1, 8), 1);

            var question = new KnownQuestion(
                scope,
                definition,
                definition,
                new DaySpan(from, Last),
                day
            );
            var sheet = await known.ReadAsync(question, default);
            var facts = await known.FactsAsync(question).ToListAsync();

            var now = await reader.ReadAsync(
                scope,
                [new Interval(Days, from, Last)],
                Grouping.Level,
                null,
                default
            );
            var then = await reader.ReadKnownAsync(
                scope,
                new Interval(Days, from, Last),
                Grouping.Level,
                day,
                default
            );
            sheet.Now.ShouldBe(Of(now, definition));
            sheet.Known.ShouldBe(Of(then, definition));
            (
                sheet.Known.Numerator + sheet.Causes.Sum(c => c.Numerator),
                sheet.Known.Denominator + sheet.Causes.Sum(c => c.Denominator)
            ).ShouldBe((sheet.Now.Numerator, sheet.Now.Denominator));
            foreach (var cause in sheet.Causes.Where(c => c.Records is not null))
            {
                var behind = facts.Where(f => f.Cause == cause.Cause).ToList();
                (
                    behind.Sum(f => f.Numerator),
                    behind.Sum(f => f.Denominator),
                    (long?)behind.Select(f => f.SubjectId).Distinct().Count()
                ).ShouldBe((cause.Numerator, cause.Denominator, cause.Records));
            }

            (await known.FactsAsync(question, 3).ToListAsync()).ShouldBe(facts.Take(3));

            causes.UnionWith(sheet.Causes.Select(c => c.Cause));
        }

        causes.ShouldBe([Cause.LaterWork, Cause.LateEntry, Cause.Correction], ignoreOrder: true);
    }

    /// <summary>Taken back on a day outside the asked ones and counted again within: corrected, not entered late.</summary>
    [Theory, Engines]
    public async Task Contribution_MovedIntoTheDays_IsACorrection(Engine engine)
    {
        await using var database = await IndicatorDatabase.CreateAsync(engine);
        await database.UseAsync(async db =>
        {
            var head = await PlantAsync(
                db,
                ChainHead.Start("dossier", SampleFacts.SubjectId(1)),
                "received",
                new DateOnly(2025, 6, 2),
                (0, new DateOnly(2025, 5, 31), FactKind.Received, 0, 1)
            );
            await PlantAsync(
                db,
                head,
                "corrected",
                new DateOnly(2025, 7, 20),
                (0, new DateOnly(2025, 5, 31), FactKind.Received, 0, -1),
                (0, new DateOnly(2025, 6, 2), FactKind.Received, 0, 1)
            );
        });
        var definition = DefinitionBook.Shipped.Find("online-filing", "dossiers", Last);
        foreach (var (month, change) in new[] { (5, -1L), (6, 1L) })
        {
            var question = new KnownQuestion(
                new ScopeFinder(SampleFacts.Tree).Find(SampleFacts.Units[0].Key)!,
                definition,
                definition,
                new DaySpan(
                    new DateOnly(2025, month, 1),
                    new DateOnly(2025, month, 1).AddMonths(1).AddDays(-1)
                ),
                new DateOnly(2025, 7, 1)
            );

            var sheet = await database.UseAsync(db =>
                new KnownFigures(db).ReadAsync(question, default)
            );

            sheet
                .Causes.ShouldHaveSingleItem()
                .ShouldBe(new CauseLine(Cause.Correction, 0, change, 1));
        }
    }

    /// <summary>Counted for another unit by an act that was entered later: taken back here, counted there.</summary>
    [Theory, Engines]
    public async Task Contribution_MovedToAnotherUnit_IsACorrectionForBoth(Engine engine)
    {
        await using var database = await IndicatorDatabase.CreateAsync(engine);
        var day = new DateOnly(2025, 6, 2);
        await database.UseAsync(async db =>
        {
            var head = await PlantAsync(
                db,
                ChainHead.Start("dossier", SampleFacts.SubjectId(1)),
                "received",
                day,
                (0, day, FactKind.Received, 0, 1)
            );
            await PlantAsync(
                db,
                head,
                "corrected",
                new DateOnly(2025, 7, 20),
                (0, day, FactKind.Received, 0, -1),
                (1, day, FactKind.Received, 0, 1)
            );
        });
        var definition = DefinitionBook.Shipped.Find("online-filing", "dossiers", Last);
        foreach (var (unit, then, now) in new[] { (0, 1L, 0L), (1, 0L, 1L) })
        {
            var sheet = await database.UseAsync(db =>
                new KnownFigures(db).ReadAsync(
                    new KnownQuestion(
                        new ScopeFinder(SampleFacts.Tree).Find(SampleFacts.Units[unit].Key)!,
                        definition,
                        definition,
                        new DaySpan(new DateOnly(2025, 6, 1), new DateOnly(2025, 6, 30)),
                        new DateOnly(2025, 7, 1)
                    ),
                    default
                )
            );

            (sheet.Known.Denominator, sheet.Now.Denominator).ShouldBe((then, now));
            sheet
                .Causes.ShouldHaveSingleItem()
                .ShouldBe(new CauseLine(Cause.Correction, 0, now - then, 1));
        }
    }

    [Theory, Engines]
    public async Task Definition_InANewVersion_IsACauseOfItsOwn(Engine engine)
    {
        await using var database = await HistoryAsync(engine);
        var before = DefinitionBook.Shipped.Find("on-time", "dossiers", Last);
        var now = before with { Version = 2, Numerator = Measures.ResolvedEarly };

        var sheet = await database.UseAsync(db =>
            new KnownFigures(db).ReadAsync(
                new KnownQuestion(
                    new ScopeFinder(SampleFacts.Tree).Find("ninh-thuan")!,
                    before,
                    now,
                    new DaySpan(First, Last),
                    Last
                ),
                default
            )
        );

        // Everything was known by the last day but what was entered after it.
        var definition = sheet.Causes.Single(c => c.Cause == Cause.Definition);
        definition.Numerator.ShouldBeLessThan(0);
        definition.Denominator.ShouldBe(0);
        (sheet.Known.Numerator + sheet.Causes.Sum(c => c.Numerator)).ShouldBe(sheet.Now.Numerator);
        var lines = await KnownDataModel
            .LinesAsync(Last, sheet, AsyncEnumerable.Empty<LateFact>())
            .ToListAsync();
        lines.ShouldContain(
            string.Create(
                CultureInfo.InvariantCulture,
                $"cause,definition,,,,{definition.Numerator},0\r\n"
            )
        );
    }

    private static Share Of(FigureTable table, Definition definition) =>
        table.TotalShare(definition.Level, definition.Numerator!, definition.Denominator!, Days);

    /// <summary>Events and facts up to the end of a day, folded by the product.</summary>
    private static async Task<TestDatabase> RestoreAsync(
        TestDatabase from,
        Engine engine,
        DateOnly day
    )
    {
        var restored = await IndicatorDatabase.CreateAsync(engine);
        var end = VietnamTime.ToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var (events, facts) = await from.UseAsync(async db =>
            (
                await db.Set<HistoryEvent>().AsNoTracking().Where(e => e.At < end).ToListAsync(),
                await db.Set<Fact>().AsNoTracking().ToListAsync()
            )
        );
        var known = events.Select(e => e.Id).ToHashSet();
        await restored.UseAsync(async db =>
        {
            db.AddRange(events);
            db.AddRange(facts.Where(f => known.Contains(f.EventId)));
            await db.SaveChangesAsync();
            await new CellRebuilder(db).RebuildAsync(default);
        });
        return restored;
    }

    private static async Task<TestDatabase> HistoryAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await database.UseAsync(async db =>
        {
            await new SimulationRun(db).RunAsync(
                new SimulationPlan(Dossiers, First, Last, 3),
                null,
                default
            );
            var random = new Random(7);
            for (var i = 0; i < Planted; i++)
            {
                // Received and entered at most two weeks later; resolved, and of some the timeliness corrected.
                var day = First.AddDays(random.Next(100));
                var entered = day.AddDays(random.Next(15));
                var unit = random.Next(SampleFacts.Units.Count);
                const long traits = (long)(FactTraits.Resolved | FactTraits.OnTime);
                const long late = (long)(FactTraits.Resolved | FactTraits.Late);
                var head = await PlantAsync(
                    db,
                    ChainHead.Start("dossier", StableId.From($"planted:{i}")),
                    "received",
                    entered,
                    (unit, day, FactKind.Received, 0, 1)
                );
                head = await PlantAsync(
                    db,
                    head,
                    "finished",
                    entered.AddDays(2),
                    (unit, day.AddDays(1), FactKind.Closed, traits, 1)
                );
                if (i % 3 == 0)
                {
                    await PlantAsync(
                        db,
                        head,
                        "corrected",
                        entered.AddDays(random.Next(3, 20)),
                        (unit, day.AddDays(1), FactKind.Closed, traits, -1),
                        (unit, day.AddDays(1), FactKind.Closed, late, 1)
                    );
                }
            }

            await new CellRebuilder(db).RebuildAsync(default);
        });
        return database;
    }

    private static async Task<ChainHead> PlantAsync(
        ThuocDoDb db,
        ChainHead head,
        string type,
        DateOnly recorded,
        params (int Unit, DateOnly Day, FactKind Kind, long Traits, int Count)[] facts
    )
    {
        using var turn = await db.Engine.EnterAsync(default);
        var e = HistoryEvent.Append(
            head,
            Guid.CreateVersion7(),
            VietnamTime.ToUtc(recorded.ToDateTime(new TimeOnly(10, 0))),
            null,
            type,
            Canonical.Payload([], [])
        );
        db.Add(e);
        foreach (var (unit, day, kind, traits, count) in facts)
        {
            var fact = new Fact
            {
                SubjectId = head.SubjectId,
                UnitId = SampleFacts.Units[unit].Id,
                ProcedureId = FactSheet.Procedure,
                Channel = Channel.Counter,
                Day = day,
                Kind = kind,
                Traits = traits,
                Count = count,
                EventId = e.Id,
                RecordedOn = recorded,
            };
            db.Add(fact);
            db.Add(PendingFact.Of(fact));
        }

        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return head.After(e);
    }
}
