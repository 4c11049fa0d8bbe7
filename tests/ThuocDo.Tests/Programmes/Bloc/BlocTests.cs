using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Bloc;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Programmes.Bloc;

public sealed class BlocTests
{
    private const string Key = "cchc-2025";
    private const string Office = "vp-tu";
    private static readonly DateOnly Today = new(2024, 3, 6);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vp-tu", BlocPart.Party)]
    [InlineData("tinh-uy", BlocPart.Party)]
    [InlineData("mttq", BlocPart.Front)]
    [InlineData("hdnd-tinh", BlocPart.Council)]
    [InlineData("vp-hdnd", BlocPart.Council)]
    [InlineData("so-noi-vu", null)]
    [InlineData("c22888", null)]
    [InlineData("nd-tand", null)]
    public void Part_OfAUnit_IsThatOfTheBodyItBelongsTo(string key, BlocPart? part)
    {
        var tree = new UnitTree(UnitFacts.Units(), []);

        PartyBloc.PartOf(tree.Find(key)!, tree).ShouldBe(part);
    }

    [Theory]
    [InlineData(10, 5, 10, 5, false)]
    [InlineData(10, 5, 7, 5, true)]
    [InlineData(10, 5, 10, 4, true)]
    // Faster, but with more papers.
    [InlineData(10, 5, 7, 6, false)]
    public void Procedure_AfterAReview_IsSimplerWhereNothingGotHarder(
        int firstDays,
        int firstPapers,
        int days,
        int papers,
        bool simpler
    )
    {
        var procedure = InternalProcedure.Register(
            Guid.CreateVersion7(),
            Guid.Empty,
            1,
            "x",
            firstDays,
            firstPapers,
            Today.AddYears(-2),
            "x"
        );

        procedure.Review(days, papers, Today, "y", false);

        procedure.IsSimplified.ShouldBe(simpler);
        procedure.IsReviewedBy(Today.AddYears(1).AddDays(-1)).ShouldBeTrue();
        procedure.IsReviewedBy(Today.AddYears(1)).ShouldBeFalse();
        procedure.Review(1, 1, Today, "z", true);
        (procedure.IsSimplified, procedure.Days).ShouldBe((true, days));
    }

    /// <summary>What was abolished is counted apart, so that no more are simplified than stand.</summary>
    [Fact]
    public void Line_WithAnAbolishedProcedure_CountsItApart()
    {
        InternalProcedure Procedure(int number) =>
            InternalProcedure.Register(
                Guid.CreateVersion7(),
                Guid.Empty,
                number,
                "x",
                10,
                5,
                Today.AddYears(-2),
                "x"
            );
        var (same, simpler, gone) = (Procedure(1), Procedure(2), Procedure(3));
        simpler.Review(5, 5, Today, "y", false);
        gone.Review(5, 5, Today, "y", true);

        var line = new BlocLine
        {
            Unit = UnitFacts.Units().First(u => u.Key == Office),
            Part = BlocPart.Party,
            Plans = [],
            Tasks = [],
            Procedures = [same, simpler, gone],
            Conclusions = [],
        };

        (line.Standing, line.Simplified, line.Abolished).ShouldBe((2, 1, 1));
    }

    [Theory, Engines]
    public async Task Body_OfTheBloc_KeepsItsRegisterAndTheCouncilItsDuties(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var list = await office.GetAsync(BlocLinks.Of(Key));
        list.FindAll("h2").Count.ShouldBe(3);
        list.TextOf("main").ShouldNotContain("Sở Nội vụ");

        var page = await office.GetAsync(BlocLinks.Body(Key, Office));
        var registered = await page.SubmitAsync(
            "#register",
            new Dictionary<string, string?>
            {
                ["Input.Name"] = "Cấp giấy giới thiệu công tác",
                ["Input.Days"] = "3",
                ["Input.Papers"] = "2",
                ["Input.Day"] = "2022-01-01",
                ["Input.Document"] = "Quy chế 1-QC/TU",
            }
        );
        registered.TextOf("main").ShouldContain("Chưa rà soát trong 12 tháng");
        var review = new Dictionary<string, string?>
        {
            ["Days"] = "1",
            ["Papers"] = "1",
            ["Day"] = "2024-03-01",
            ["Document"] = "Quy chế 2-QC/TU",
        };
        var reviewed = await registered.SubmitAsync("form[action$='Review']", review);
        reviewed
            .TextOf("main")
            .ShouldContain(
                "Thời hạn: 3 → 1 ngày làm việc",
                Case.Sensitive,
                reviewed.TextOf("main")
            );
        var early = await reviewed.SubmitAsync(
            "form[action$='Review']",
            new Dictionary<string, string?>(review) { ["Day"] = "2024-02-01" }
        );
        early.TextOf(".error-summary").ShouldContain("01/03/2024");

        var council = await office.GetAsync(BlocLinks.Body(Key, "hdnd-tinh"));
        var charged = await council.SubmitAsync(
            "#charge",
            new Dictionary<string, string?>
            {
                ["Charge.Kind"] = "Supervision",
                ["Charge.Name"] = "Giám sát việc trả kết quả đúng hẹn",
                ["Charge.Due"] = "2024-06-28",
            }
        );
        charged.TextOf("main").ShouldContain("1. Giám sát việc trả kết quả đúng hẹn");
        var task = await shop.CountAsync(db => db.Set<AssignedTask>().SingleAsync());
        (task.Source, task.UnitId).ShouldBe((TaskSource.Supervision, Unit.IdOf("hdnd-tinh")));
        (await office.GetAsync(BlocLinks.Body(Key, "vp-hdnd")))
            .FindAll("#charge")
            .ShouldBeEmpty("the Council's office neither supervises nor issues policies");
        (await office.GetAsync(BlocLinks.Csv(Key))).Source.ShouldContain(
            "Party,vp-tu,Văn phòng Tỉnh ủy Ninh Thuận,"
        );
        (await office.GetAsync(BlocLinks.Body(Key, "so-noi-vu"))).Status.ShouldBe(
            HttpStatusCode.NotFound
        );

        using var head = await shop.SignedInAsync("lanhdao.so");
        (await head.GetAsync(BlocLinks.Of(Key))).FindAll("tbody tr").ShouldBeEmpty();
        (await head.GetAsync(BlocLinks.Body(Key, Office))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await RegisterAsync(shop, Role.UnitHead, "so-tu-phap", "a")).Key.ShouldBe(
            BlocDesk.NotAllowed
        );
        (await RegisterAsync(shop, Role.UnitHead, Office, "b")).Succeeded.ShouldBeTrue();
        (await Lines(shop)).ShouldHaveSingleItem();
    }

    /// <summary>A conclusion is read by the body it names; its meeting only by whoever reads the board of the unit it looked at.</summary>
    [Fact]
    public async Task Conclusion_OfABody_LeadsToItsMeetingWhereItMayBeOpened()
    {
        await using var shop = await ShopAsync(Engine.Sqlite);
        var programme = await shop.CountAsync(db => db.Set<Programme>().SingleAsync());
        var meeting = Guid.CreateVersion7();
        await shop.Database.UseAsync(async db =>
        {
            db.Add(
                new Meeting
                {
                    Id = meeting,
                    ProgrammeId = programme.Id,
                    Kind = MeetingKind.Briefing,
                    UnitId = Unit.IdOf("ninh-thuan"),
                    HeldOn = new DateOnly(2024, 3, 4),
                    CutAt = TestWeb.UsualInstant,
                    Pack = "{}",
                }
            );
            db.Add(
                new Conclusion
                {
                    Id = Guid.CreateVersion7(),
                    MeetingId = meeting,
                    Number = 1,
                    Text = "Rà soát quy trình",
                    UnitId = Unit.IdOf(Office),
                }
            );
            await db.SaveChangesAsync();
        });
        Task<BlocLine> LineAsync(Role role, string unit) =>
            shop.AsAsync(
                role,
                unit,
                async s =>
                    (await s.GetRequiredService<BlocShelf>().ReadAsync(programme, Stop)).Single(l =>
                        l.Unit.Key == Office
                    )
            );

        var all = await LineAsync(Role.PartyOffice, "ninh-thuan");
        all.Conclusions.ShouldHaveSingleItem();
        all.Meetings.ShouldContain(meeting);
        var own = await LineAsync(Role.UnitHead, Office);
        own.Conclusions.ShouldHaveSingleItem();
        own.Meetings.ShouldNotContain(meeting);
    }

    /// <summary>Everything of the board, of the statutory counts and of the units, to the last digit.</summary>
    [Theory, Engines]
    public async Task Figures_OfTheBoard_DoNotKnowTheBloc(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        await shop.Database.UseAsync(db =>
            new FactSheet()
                .Many(
                    6,
                    Shop.AnHai,
                    "2024-01-15",
                    FactKind.Received,
                    FactTraits.FeeDue | FactTraits.PayableOnline
                )
                .Many(4, "so-tu-phap", "2024-02-15", FactKind.Received, FactTraits.FeeDue)
                .Add(Shop.AnHai, "2024-02-12", FactKind.Closed, FactTraits.Resolved)
                .WriteAsync(db, 8)
        );
        var before = await FiguresAsync(shop);
        before.ShouldContain("T11a");
        before.ShouldContain("on-time");

        (await RegisterAsync(shop, Role.UnitHead, Office, "a")).Succeeded.ShouldBeTrue();
        var procedure = await shop.CountAsync(db => db.Set<InternalProcedure>().SingleAsync());
        (
            await shop.AsAsync(
                Role.PartyOffice,
                "ninh-thuan",
                s =>
                    s.GetRequiredService<BlocDesk>()
                        .ReviewAsync(
                            new ProcedureReview(
                                "b",
                                procedure.Id,
                                procedure.Version,
                                1,
                                1,
                                Today,
                                "x",
                                false
                            ),
                            Stop
                        )
            )
        ).Succeeded.ShouldBeTrue();
        var programme = await shop.CountAsync(db => db.Set<Programme>().SingleAsync());
        (
            await shop.AsAsync(
                Role.PartyOffice,
                "ninh-thuan",
                s =>
                    s.GetRequiredService<TaskDesk>()
                        .AssignAsync(
                            "c",
                            [
                                .. new[] { Office, "mttq", "hdnd-tinh" }.Select(u => new TaskOrder
                                {
                                    ProgrammeId = programme.Id,
                                    Origin = TaskOrigin.Direction,
                                    Name = "Rà soát quy trình nội bộ",
                                    UnitId = Unit.IdOf(u),
                                    DueOn = new DateOnly(2024, 12, 31),
                                }),
                            ],
                            Stop
                        )
            )
        ).Succeeded.ShouldBeTrue();

        (await FiguresAsync(shop)).ShouldBe(before);

        // The comparison sees the body: a dossier that the one-stop system records there is counted as any other.
        await new FactSheet()
            .Add(Office, "2024-02-15", FactKind.Received, FactTraits.FeeDue)
            .AddToAsync(shop.Database);
        (await FiguresAsync(shop)).ShouldNotBe(before);
    }

    /// <summary>Each figure of the board for province, the Party Office and a commune, the shares of all units, and the statutory counts.</summary>
    private static Task<string> FiguresAsync(Shop shop) =>
        shop.AsAsync(
            Role.PartyOffice,
            "ninh-thuan",
            async s =>
            {
                var conditions = await s.GetRequiredService<IConditionSource>()
                    .ConditionsAsync(Stop);
                var figures = await s.GetRequiredService<IFigureBook>()
                    .ReadAsync(
                        [
                            .. from key in conditions
                                .Select(c => c.Key)
                                .Append("on-time")
                                .Append("online-filing")
                            from unit in new[] { "ninh-thuan", Office, Shop.AnHai }
                            select new FigureQuestion
                            {
                                Key = key,
                                Unit = unit,
                                From = new DateOnly(2024, 1, 1),
                                To = Today,
                            },
                        ],
                        Stop
                    );
                var units = await s.GetRequiredService<IUnitFigures>()
                    .ReadAsync("ninh-thuan", Today, Stop);
                var counts = new List<CountRow>();
                foreach (var by in Enum.GetValues<CountsBy>())
                {
                    counts.AddRange(
                        await s.GetRequiredService<ICountBook>()
                            .CountAsync(
                                new CountQuestion(
                                    "ninh-thuan",
                                    new DateOnly(2024, 1, 1),
                                    Today,
                                    by
                                ),
                                Stop
                            )
                    );
                }

                return JsonSerializer.Serialize(
                    new
                    {
                        figures,
                        units,
                        counts,
                    }
                );
            }
        );

    private static Task<Outcome> RegisterAsync(Shop shop, Role role, string unit, string key) =>
        shop.AsAsync(
            role,
            unit,
            s =>
                s.GetRequiredService<BlocDesk>()
                    .RegisterAsync(
                        new NewProcedure(
                            key,
                            Unit.IdOf(Office),
                            "Mượn phòng họp",
                            5,
                            3,
                            new DateOnly(2023, 1, 1),
                            "Nội quy"
                        ),
                        Stop
                    )
        );

    private static async Task<string[]> Lines(Shop shop) =>
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines;

    private static async Task<Shop> ShopAsync(Engine engine)
    {
        var shop = await Shop.OpenAsync(engine);
        await shop.Database.UseAsync(db => db.SeedProgrammeAsync());
        return shop;
    }
}
