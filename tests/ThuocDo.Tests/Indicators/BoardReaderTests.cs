using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Database;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Indices.Prints;
using ThuocDo.Indicators.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Programmes;
using Xunit;

namespace ThuocDo.Tests.Indicators;

public sealed class BoardReaderTests
{
    private const FactTraits Resolved = FactTraits.Resolved | FactTraits.OnTime;

    private static FactSheet Sheet() =>
        new FactSheet()
            // Base year: 1 of 10 through the post; then 2 and 3 of 10.
            .Many(
                1,
                "c22834",
                "2020-05-05",
                FactKind.Closed,
                Resolved | FactTraits.PostEligible | FactTraits.PostUsed
            )
            .Many(9, "c22834", "2020-05-05", FactKind.Closed, Resolved | FactTraits.PostEligible)
            .Many(
                2,
                "c22834",
                "2023-05-05",
                FactKind.Closed,
                Resolved | FactTraits.PostEligible | FactTraits.PostUsed
            )
            .Many(8, "c22834", "2023-05-05", FactKind.Closed, Resolved | FactTraits.PostEligible)
            .Many(
                3,
                "c22834",
                "2024-05-05",
                FactKind.Closed,
                Resolved | FactTraits.PostEligible | FactTraits.PostUsed
            )
            .Many(7, "c22834", "2024-05-05", FactKind.Closed, Resolved | FactTraits.PostEligible)
            // 2025: province 9 of 10 wholly online, districts 7 of 10, communes 1 of 2 on both sides of the merger.
            .Many(
                9,
                "so-tu-phap",
                "2025-03-03",
                FactKind.Closed,
                Resolved | FactTraits.WhollyOnline
            )
            .Many(
                1,
                "so-tu-phap",
                "2025-03-03",
                FactKind.Closed,
                FactTraits.Resolved | FactTraits.Late
            )
            .Many(7, "d586", "2025-06-30", FactKind.Closed, Resolved | FactTraits.WhollyOnline)
            .Many(3, "d586", "2025-06-30", FactKind.Closed, Resolved)
            .Many(1, "c22834", "2025-06-30", FactKind.Closed, Resolved | FactTraits.WhollyOnline)
            .Many(1, "c22834-2025", "2025-08-01", FactKind.Closed, Resolved)
            .Many(4, "c22834-2025", "2025-08-01", FactKind.Received, FactTraits.Online)
            .Many(50, "c22834", "2020-01-02", FactKind.Received);

    [Theory, Engines]
    public async Task Board_AtTheEnd_ShowsEveryConditionWithItsVerdict(Engine engine)
    {
        await using var database = await Sheet().WriteAsync(engine, 60);

        var board = await ReadAsync(database, "ninh-thuan", "2025-12-31");

        board
            .Conditions.ToDictionary(c => c.Info.Key, c => c.Main.Verdict)
            .ShouldBe(
                new Dictionary<string, Verdict>
                {
                    ["T01a"] = Verdict.Met,
                    ["T01b"] = Verdict.NotMet,
                    ["T02a"] = Verdict.Met,
                    ["T02b"] = Verdict.Met,
                    ["T03"] = Verdict.Met,
                    ["T04a"] = Verdict.NotMet,
                    ["T04b"] = Verdict.Met,
                    ["T05"] = Verdict.Met,
                    ["T06"] = Verdict.NotYetMeasured,
                    ["T07"] = Verdict.NotYetMeasured,
                    ["T08"] = Verdict.NotMet,
                    ["T09"] = Verdict.NotYetMeasured,
                    ["T10"] = Verdict.NotApplicable,
                    ["T11a"] = Verdict.NotApplicable,
                    ["T11b"] = Verdict.NotApplicable,
                    // The only eligible dossiers of 2025 are none: the last whole year has nothing below the line.
                    ["T12"] = Verdict.NotApplicable,
                    ["T13"] = Verdict.NotYetMeasured,
                    ["T14a"] = Verdict.NotYetMeasured,
                    ["T14b"] = Verdict.NotYetMeasured,
                    ["T15"] = Verdict.NotYetMeasured,
                    ["T16"] = Verdict.NotApplicable,
                    ["T17a"] = Verdict.NotYetMeasured,
                    ["T17b"] = Verdict.NotYetMeasured,
                    ["T17c"] = Verdict.NotYetMeasured,
                },
                ignoreOrder: true
            );
        board.Lines.Count.ShouldBe(17);
    }

    [Theory, Engines]
    public async Task Board_AfterTheMerger_ClosesProvinceAndDistrictSeriesAndGoesOnWithCommunes(
        Engine engine
    )
    {
        await using var database = await Sheet().WriteAsync(engine, 90);

        var board = await ReadAsync(database, "ninh-thuan", "2025-12-31");

        var district = Second(board, "T17b");
        (district.ClosedOn, district.Share, district.Verdict).ShouldBe(
            (new DateOnly(2025, 6, 30), new Share(7, 10), Verdict.NotMet)
        );
        var province = Second(board, "T17a");
        (province.ClosedOn, province.Share, province.Verdict).ShouldBe(
            (new DateOnly(2025, 6, 30), new Share(9, 10), Verdict.Met)
        );
        var commune = Second(board, "T17c");
        (commune.ClosedOn, commune.Share, commune.Verdict).ShouldBe(
            (null, new Share(1, 2), Verdict.NotMet)
        );
        board
            .Conditions.Single(c => c.Info.Key == "T03")
            .Main.ClosedOn.ShouldBe(new DateOnly(2025, 6, 30));
    }

    [Theory, Engines]
    public async Task Board_BeforeTheMerger_HasNoClosedSeries(Engine engine)
    {
        await using var database = await Sheet().WriteAsync(engine);

        var board = await ReadAsync(database, "ninh-thuan", "2025-06-30");

        board.Conditions.SelectMany(c => c.Readings).ShouldAllBe(r => r.ClosedOn == null);
        Second(board, "T17c").Share.ShouldBe(new Share(1, 1));
    }

    [Theory, Engines]
    public async Task Growth_OfTheLastWholeYear_IsShownInBothReadings(Engine engine)
    {
        await using var database = await Sheet().WriteAsync(engine, 10);

        var board = await ReadAsync(database, "ninh-thuan", "2025-03-31");

        var readings = board.Conditions.Single(c => c.Info.Key == "T12").Readings;
        readings[0].Growth.ShouldNotBeNull().Year.ShouldBe(2024, "the year 2025 is not over");
        (readings[0].Number, readings[0].Verdict).ShouldBe((5m, Verdict.Met));
        readings[1].Number!.Value.ShouldBe(31.607m, 0.001m);
        readings[1].Verdict.ShouldBe(Verdict.Met);
    }

    [Theory, Engines]
    public async Task Board_OfACommune_JudgesOnlyWhatIsItsOwn(Engine engine)
    {
        await using var database = await Sheet().WriteAsync(engine);

        var board = await ReadAsync(database, "c22834", "2024-12-31");

        var published = board.Conditions.Single(c => c.Info.Key == "T03").Main;
        (published.IsProvinceOnly, published.Verdict).ShouldBe((true, Verdict.NotApplicable));
        Second(board, "T17a").Verdict.ShouldBe(Verdict.NotApplicable);
        board.Conditions.Single(c => c.Info.Key == "T12").Main.Verdict.ShouldBe(Verdict.Met);
    }

    [Theory, Engines]
    public async Task KeyFigures_OfTheYear_KeepTheIdentity(Engine engine)
    {
        await using var database = await Sheet().WriteAsync(engine, 40);

        var key = (await ReadAsync(database, "ninh-thuan", "2025-12-31")).Key;

        key.Balance.ShouldBe(
            new Balance
            {
                Opening = 20,
                Received = 4,
                TransferredIn = 0,
                Closed = 22,
                TransferredOut = 0,
                Closing = 2,
            }
        );
        key.Balance.Holds.ShouldBeTrue();
        (key.Resolved, key.Late, key.OnTime).ShouldBe((22, 1, new Share(21, 22)));
    }

    /// <summary>One who files in two communes is one user: the province has the figure, a commune has none.</summary>
    [Theory, Engines]
    public async Task Board_DistinctUsers_AreReadForTheProvinceAlone(Engine engine)
    {
        await using var database = await new FactSheet()
            .Many(3, "c22834", "2024-05-05", FactKind.OnlineUser, FactTraits.ElectronicIdentity)
            .Many(1, "c22834", "2024-05-05", FactKind.OnlineUser, FactTraits.None)
            .WriteAsync(engine);

        var province = await ReadAsync(database, "ninh-thuan", "2024-12-31");
        var commune = await ReadAsync(database, "c22834", "2024-12-31");

        var whole = province.Conditions.Single(c => c.Info.Key == "T16").Main;
        (whole.Share, whole.Verdict).ShouldBe((new Share(3, 4), Verdict.NotMet));
        var part = commune.Conditions.Single(c => c.Info.Key == "T16").Main;
        (part.Share, part.IsProvinceOnly, part.Verdict).ShouldBe(
            (null, true, Verdict.NotApplicable)
        );
    }

    [Theory, Engines]
    public async Task Indicators_OfAllAddresses_AreFound(Engine engine)
    {
        await using var database = await new FactSheet().WriteAsync(engine);

        var board = await ReadAsync(database, "ninh-thuan", "2025-12-31");

        IndicatorView
            .Find(board, "T10")!
            .Choose(null)
            .Definition.Reading.ShouldBe("dossier-handovers");
        IndicatorView
            .Find(board, "T17a")!
            .Choose(null)
            .Definition.Reading.ShouldBe("one-stop-dossiers");
        IndicatorView.Find(board, "on-time")!.Info.ShouldBeNull();
        IndicatorView.Find(board, "T99").ShouldBeNull();
    }

    /// <summary>
    /// A number of the year is judged by the last whole year until the running one reaches it; a reduction counts what there is less
    /// against its base, and what is new adds to what there is.
    /// </summary>
    [Theory]
    [Engines("2025-06-30", 2, 3, 2024, Verdict.Met, 3)]
    [Engines("2025-06-30", 4, 1, 2025, Verdict.Met, 4)]
    [Engines("2025-06-30", 2, 2, 2024, Verdict.NotMet, 2)]
    [Engines("2025-12-31", 2, 5, 2025, Verdict.NotMet, 2)]
    public async Task Registers_OfANumberAndAReduction_AreJudgedByTheirOwnRules(
        Engine engine,
        string day,
        int now,
        int before,
        int year,
        Verdict verdict,
        int number
    )
    {
        await using var database = await new FactSheet().WriteAsync(engine);

        var board = await ReadAsync(
            database,
            "ninh-thuan",
            day,
            new Kept(
                new()
                {
                    [("inspection-rounds", 2025)] = [.. Enumerable.Repeat((1L, 0L), now)],
                    [("inspection-rounds", 2024)] = [.. Enumerable.Repeat((1L, 0L), before)],
                    // Of ten two are no more, one came: one less, exactly 10 %.
                    [("service-units", 2025)] =
                    [
                        .. Enumerable.Repeat((0L, 1L), 8),
                        (1, 1),
                        (1, 1),
                        (-1, 0),
                    ],
                }
            )
        );

        var rounds = board.Conditions.Single(c => c.Info.Key == "T09").Main;
        (rounds.Number, rounds.Year, rounds.Verdict).ShouldBe((number, year, verdict));
        rounds.HasFigure.ShouldBeTrue();
        var units = board.Conditions.Single(c => c.Info.Key == "T14a").Main;
        (units.Share, units.Verdict).ShouldBe((new Share(1, 10), Verdict.Met));
    }

    /// <summary>A register of the province as a whole says nothing of a part of it.</summary>
    [Theory, Engines]
    public async Task Registers_OfTheProvince_AreNotThoseOfACommune(Engine engine)
    {
        await using var database = await new FactSheet().WriteAsync(engine);

        var board = await ReadAsync(
            database,
            "c22834",
            "2024-12-31",
            new Kept(new() { [("inspection-rounds", 2024)] = [(1, 0)] })
        );

        var rounds = board.Conditions.Single(c => c.Info.Key == "T09").Main;
        (rounds.IsProvinceOnly, rounds.Number).ShouldBe((true, null));
        board
            .Conditions.Single(c => c.Info.Key == "T14a")
            .Main.ShouldSatisfyAllConditions(
                r => r.Share.ShouldBe(new Share(0, 0)),
                r => r.Verdict.ShouldBe(Verdict.NotApplicable)
            );
    }

    private static ReadingResult Second(BoardView board, string key) =>
        board.Conditions.Single(c => c.Info.Key == key).Readings[1];

    private static async Task<BoardView> ReadAsync(
        TestDatabase database,
        string unit,
        string day,
        IRegisterSource? kept = null
    )
    {
        await using var db = database.NewContext();
        await db.SeedProgrammeAsync();
        await using var services = new ServiceCollection()
            .AddThuocDoDatabase(database.Target)
            .AddSingleton<UnitDirectory>()
            .BuildServiceProvider();
        var directory = services.GetRequiredService<UnitDirectory>();
        var scope = new ScopeFinder(await directory.GetAsync()).Find(unit)!;
        return await new BoardReader(
            new FigureReader(db),
            new ConditionSource(db, ProgrammeData.Clock),
            new RegisterReader([kept ?? new HalfOfEverything()]),
            directory,
            new IndexLibrary(db)
        ).ReadAsync(scope, DateOnly.ParseExact(day, "yyyy-MM-dd"), default);
    }

    /// <summary>Registers with these records at the end of a year.</summary>
    private sealed class Kept(Dictionary<(string Register, int Year), (long Above, long Below)[]> records)
        : IRegisterSource
    {
        public IReadOnlyCollection<string> Registers { get; } =
            ["inspection-rounds", "service-units"];

        public bool IsOfProvince(string register) => register == "inspection-rounds";

        public Task<IReadOnlyList<RegisterItem>> ListAsync(
            RegisterQuestion question,
            CancellationToken cancellation
        ) =>
            Task.FromResult<IReadOnlyList<RegisterItem>>([
                .. records
                    .GetValueOrDefault((question.Register, question.Day.Year), [])
                    .Select(r => new RegisterItem(
                        "",
                        null,
                        "",
                        "",
                        Guid.Empty,
                        "",
                        r.Above,
                        r.Below
                    )),
            ]);
    }

    /// <summary>A catalogue in which one of two is as it should be.</summary>
    private sealed class HalfOfEverything : IRegisterSource
    {
        public IReadOnlyCollection<string> Registers { get; } =
            ["one-stop-pairs", "payable-procedures"];

        public bool IsOfProvince(string register) => register == "payable-procedures";

        public Task<IReadOnlyList<RegisterItem>> ListAsync(
            RegisterQuestion question,
            CancellationToken cancellation
        ) => Task.FromResult<IReadOnlyList<RegisterItem>>([Item(1), Item(0)]);

        private static RegisterItem Item(int above) =>
            new("", null, "", "", Guid.Empty, "", above, 1);
    }
}
