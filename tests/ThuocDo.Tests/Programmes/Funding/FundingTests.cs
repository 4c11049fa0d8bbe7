using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Funding;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Programmes.Funding;

public sealed class FundingTests
{
    private const string Key = "cchc-2025";
    private static readonly DateOnly Today = new(2024, 3, 6);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FundingKind.Planned, 100, 0, 0, null, null)]
    [InlineData(FundingKind.Planned, 0, 0, 0, null, "funding.refused.amount")]
    [InlineData(FundingKind.Planned, 1e13, 0, 0, null, null)]
    [InlineData(FundingKind.Planned, 1e13 + 1, 0, 0, null, "funding.refused.amount")]
    [InlineData(FundingKind.Planned, -5, 100, 0, null, "funding.refused.amount")]
    [InlineData(FundingKind.Planned, 0.5, 0, 0, null, "funding.refused.amount")]
    [InlineData(FundingKind.Adjusted, -40, 100, 60, null, null)]
    [InlineData(FundingKind.Adjusted, -41, 100, 60, null, "funding.refused.over")]
    [InlineData(FundingKind.Adjusted, -101, 100, 0, "x", "funding.refused.below")]
    [InlineData(FundingKind.Spent, 40, 100, 60, null, null)]
    [InlineData(FundingKind.Spent, 41, 100, 60, null, "funding.refused.over")]
    [InlineData(FundingKind.Spent, 41, 100, 60, "x", null)]
    [InlineData(FundingKind.Spent, 1, 0, 0, null, "funding.refused.over")]
    [InlineData(FundingKind.Returned, 60, 100, 60, null, null)]
    [InlineData(FundingKind.Returned, 61, 100, 60, "x", "funding.refused.not-spent")]
    // An overspent line that comes nearer its plan.
    [InlineData(FundingKind.Returned, 10, 100, 150, null, null)]
    public void Entry_AgainstItsLine_IsRefusedWhereItTakesWhatIsNotThere(
        FundingKind kind,
        double amount,
        int planned,
        int spent,
        string? reason,
        string? fault
    ) =>
        KeyOf(
                FundingRules.FaultOf(
                    Entry(1, kind, (decimal)amount, reason: reason),
                    new FundingSum(planned, spent),
                    new UnitTree([Body("a")], []),
                    Today,
                    false
                )
            )
            .ShouldBe(fault);

    [Theory]
    [InlineData(2020, "chi-thuong-xuyen", "2024-01-05", "funding.refused.year")]
    [InlineData(2026, "chi-thuong-xuyen", "2024-01-05", "funding.refused.year")]
    [InlineData(2025, "chi-thuong-xuyen", "2024-01-05", null)]
    [InlineData(2024, "khong-co", "2024-01-05", "funding.refused.source")]
    [InlineData(2024, "chi-thuong-xuyen", "2024-03-07", "funding.refused.day")]
    [InlineData(2024, "chi-thuong-xuyen", "2022-12-31", "funding.refused.day")]
    public void Entry_OfAYear_NeedsASourceAndADocumentOfThatTime(
        int year,
        string source,
        string day,
        string? fault
    ) =>
        KeyOf(
                FundingRules.FaultOf(
                    Entry(
                        1,
                        FundingKind.Planned,
                        1,
                        year: year,
                        source: source,
                        day: DateOnly.Parse(day, null)
                    ),
                    default,
                    new UnitTree([Body("a")], []),
                    Today,
                    false
                )
            )
            .ShouldBe(fault);

    [Fact]
    public void Source_OfTheDistricts_EndsWithThem()
    {
        var source = FundingSources.Find("ngan-sach-huyen")!;

        (source.StandsIn(2025), source.StandsIn(2026)).ShouldBe((true, false));
    }

    /// <summary>What one body was assigned its heir spends: one line, and the sums of all groupings are those of the ledger.</summary>
    [Fact]
    public void Sums_OverAnEndedBody_AreReadWithItsHeirAndAddUp()
    {
        var end = new DateOnly(2024, 2, 1);
        var (old, heir, other) = (Body("a", to: end), Body("b", from: end), Body("c"));
        var tree = new UnitTree(
            [old, heir, other],
            [
                new Succession
                {
                    Id = Guid.CreateVersion7(),
                    FromUnitId = old.Id,
                    ToUnitId = heir.Id,
                    EffectiveOn = end,
                    Kind = SuccessionKind.Merged,
                },
            ]
        );
        var random = new Random(7);
        List<FundingEntry> entries =
        [
            Entry(1, FundingKind.Planned, 100, unit: old.Id),
            Entry(2, FundingKind.Spent, 70, unit: heir.Id),
            Entry(3, FundingKind.Returned, 20, unit: heir.Id),
            Entry(4, FundingKind.Adjusted, -10, unit: heir.Id),
            .. Enumerable
                .Range(5, 200)
                .Select(i =>
                    Entry(
                        i,
                        (FundingKind)random.Next(4),
                        random.Next(1, 1000),
                        unit: random.Next(2) == 0 ? other.Id : heir.Id,
                        product: "p" + random.Next(5)
                    )
                ),
        ];

        var sheet = new FundingSheet(entries, tree, Today);

        sheet.Lines.Single(l => l.Entries[0].Number == 1).Sum.ShouldBe(new FundingSum(90, 50));
        foreach (
            var sums in new[]
            {
                sheet.By(l => l.Key.Body).Select(r => r.Sum),
                sheet.By(l => l.Key.Product).Select(r => r.Sum),
                sheet.By(l => l.Key.Source).Select(r => r.Sum),
            }
        )
        {
            sums.Aggregate(default(FundingSum), (a, b) => a + b).ShouldBe(sheet.Total);
        }
        sheet.Total.ShouldBe(FundingSum.Of(entries));
    }

    [Fact]
    public void Tasks_WithoutMoney_LeaveOutPartsOfWhatIsPaid()
    {
        var (whole, part, poor) = (Task(1), Task(2), Task(3));
        part = Task(2, whole.Id);
        var sheet = new FundingSheet(
            [Entry(1, FundingKind.Planned, 5, task: whole.Id)],
            new UnitTree([Body("a")], []),
            Today
        );

        FundingSheet
            .WithoutMoney([whole, part, poor], sheet.Lines, 2024, Today)
            .ShouldHaveSingleItem()
            .Number.ShouldBe(3);
        // Which tasks stood open in a year that has passed, those of today do not tell.
        FundingSheet.WithoutMoney([poor], sheet.Lines, 2023, Today).ShouldBeEmpty();
    }

    /// <summary>The reason is that of the entry that took the line over its plan, whatever was written and cancelled since.</summary>
    [Theory]
    [InlineData("P100 S150:a", "a")]
    [InlineData("P100 S150:a S10:b", "b")]
    [InlineData("P100 S150:a S10:b -3:wrong", "a")]
    [InlineData("P100 S150:a R20:back", "a")]
    [InlineData("P100:why S50:x", null)]
    [InlineData("P100 S150:a P60", null)]
    [InlineData("P100 P60 S150 -2:twice", "twice")]
    public void Reason_OfAnOverspentLine_IsThatOfWhatTookItOver(string written, string? reason)
    {
        var entries = new List<FundingEntry>();
        foreach (var text in written.Split(' '))
        {
            var parts = text.Split(':');
            var amount = int.Parse(parts[0][1..], null);
            var wrong = parts[0][0] == '-' ? entries[amount - 1] : null;
            entries.Add(
                Entry(
                    entries.Count + 1,
                    wrong?.Kind
                        ?? parts[0][0] switch
                        {
                            'P' => FundingKind.Planned,
                            'S' => FundingKind.Spent,
                            _ => FundingKind.Returned,
                        },
                    wrong is null ? amount : -wrong.Amount,
                    reason: parts.Length > 1 ? parts[1] : null,
                    counterOf: wrong?.Id
                )
            );
        }

        new FundingSheet(entries, new UnitTree([Body("a")], []), Today)
            .Lines.ShouldHaveSingleItem()
            .Reason.ShouldBe(reason);
    }

    /// <summary>A document is of the body that stood on its day, whichever body the line names.</summary>
    [Theory]
    [InlineData("b", "2024-01-31", "a")]
    [InlineData("b", "2024-02-01", "b")]
    [InlineData("a", "2024-02-01", "b")]
    [InlineData("a", "2024-01-31", "a")]
    public void Unit_OfALine_IsThatOfTheDayOfTheDocument(string first, string day, string expected)
    {
        var end = new DateOnly(2024, 2, 1);
        var tree = new UnitTree(
            [Body("a", to: end), Body("b", from: end), Body("c")],
            [
                new Succession
                {
                    Id = Guid.CreateVersion7(),
                    FromUnitId = Unit.IdOf("a"),
                    ToUnitId = Unit.IdOf("b"),
                    EffectiveOn = end,
                    Kind = SuccessionKind.Renamed,
                },
            ]
        );
        var sheet = new FundingSheet(
            [Entry(1, FundingKind.Planned, 5, unit: Unit.IdOf(first))],
            tree,
            Today
        );

        sheet.UnitOn(sheet.Lines[0], DateOnly.Parse(day, null)).ShouldBe(Unit.IdOf(expected));
    }

    [Theory, Engines]
    public async Task Ledger_ByPages_ShowsWhatIsLeftAndKeepsEveryMistake(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        await TaskAsync(shop);
        using var affairs = await shop.SignedInAsync("noivu");
        var page = await (await affairs.GetAsync(FundingLinks.Enter(Key))).SubmitAsync(
            "#enter",
            await InputAsync(shop, "Planned", "500000000", "12/QĐ-UBND")
        );
        page.Url.ShouldBe(FundingLinks.Of(Key, 2024), page.TextOf("main"));
        page.TextOf("main").ShouldContain("Đã giao 500.000.000 đ, đã chi 0 đ, còn 500.000.000 đ");

        // Spent by the line that exists: no body, source or task is typed again.
        Dictionary<string, string?> Spent(string amount, string? reason = null) =>
            new()
            {
                ["Input.Kind"] = "Spent",
                ["Input.Document"] = "UNC 07",
                ["Input.DocumentOn"] = "2024-03-01",
                ["Input.Amount"] = amount,
                ["Input.Line"] = "1",
                ["Input.Reason"] = reason,
            };
        var form = await affairs.GetAsync(FundingLinks.Enter(Key));
        var over = await form.SubmitAsync("#enter", Spent("600000000"));
        over.TextOf(".error-summary").ShouldContain("100.000.000 đồng");
        var spent = await over.SubmitAsync("#enter", Spent("600000000", "Giá máy chủ tăng."));
        spent.TextOf("main").ShouldContain("1 khoản chi vượt");
        spent.TextOf("main").ShouldContain("Giá máy chủ tăng.");

        var ledger = await affairs.GetAsync(FundingLinks.Ledger(Key, 2024));
        var silent = await ledger.SubmitAsync("tbody tr form");
        silent.TextOf(".error-summary").ShouldContain("vì sao");
        var countered = await silent.SubmitAsync(
            "tbody tr form",
            new Dictionary<string, string?> { ["Reason"] = "Nhập nhầm số tiền." }
        );
        countered
            .TextOf("main")
            .ShouldContain("Đã hủy bởi số 3", Case.Sensitive, countered.TextOf("main"));
        // The form that was open before.
        await silent.SubmitAsync(
            "tbody tr form",
            new Dictionary<string, string?> { ["Reason"] = "Nhập nhầm số tiền." }
        );
        (await shop.CountAsync(db => db.Set<FundingEntry>().CountAsync())).ShouldBe(3);
        (await affairs.GetAsync(FundingLinks.Of(Key)))
            .TextOf("main")
            .ShouldContain("còn 500.000.000 đ");
        countered.TextOf("tbody").ShouldContain("Ghi lúc ");
        (await affairs.GetAsync(FundingLinks.Of(Key, 2023)))
            .TextOf("main")
            .ShouldNotContain("Nhiệm vụ chưa được giao kinh phí");
        var csv = await affairs.GetAsync(FundingLinks.Csv(Key, 2024));
        csv.Source.ShouldContain(
            "3,2024,Spent,so-tu-phap,so-tu-phap,1,,,chi-thuong-xuyen,-600000000,UNC 07,2024-03-01,Nhập nhầm số tiền.,2"
        );
        (await Lines(shop)).ShouldHaveSingleItem();
        await shop.Database.UseAsync(db =>
            db.Set<FundingEntry>().ExecuteUpdateAsync(u => u.SetProperty(e => e.Amount, 7m))
        );
        (await Lines(shop)).ShouldContain(l =>
            l.Contains("funding-entry", StringComparison.Ordinal)
        );
    }

    [Theory, Engines]
    public async Task Money_OfABody_IsReadByItAndEnteredByWhoeverKeepsIt(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        await TaskAsync(shop);
        var request = new NewFunding(
            "a",
            await shop.CountAsync(db => db.Set<Programme>().Select(p => p.Id).SingleAsync()),
            2024,
            FundingKind.Planned,
            Unit.IdOf("so-tu-phap"),
            null,
            "Phần mềm",
            6,
            "chi-thuong-xuyen",
            1_000_000,
            "1/QĐ",
            new DateOnly(2024, 1, 5),
            null
        );
        Task<Outcome> EnterAsync(Role role, string unit, string key) =>
            shop.AsAsync(
                role,
                unit,
                s =>
                    s.GetRequiredService<FundingDesk>().EnterAsync(request with { Key = key }, Stop)
            );
        (await EnterAsync(Role.UnitHead, "so-tu-phap", "a")).Key.ShouldBe(FundingDesk.NotAllowed);
        (await EnterAsync(Role.Accountant, "d587", "b")).Key.ShouldBe(FundingDesk.NotAllowed);
        (await EnterAsync(Role.Accountant, "so-tu-phap", "c")).Succeeded.ShouldBeTrue();
        var sound = request;
        request = sound with { Axis = 99 };
        (await EnterAsync(Role.Accountant, "so-tu-phap", "e")).Key.ShouldBe("funding.refused.axis");
        // The largest amount fits the column of both engines.
        request = sound with
        {
            Amount = FundingEntry.MostAmount,
            Product = "Trung tâm dữ liệu",
        };
        (await EnterAsync(Role.Accountant, "so-tu-phap", "f")).Succeeded.ShouldBeTrue();
        (
            await shop.CountAsync(db =>
                db.Set<FundingEntry>().CountAsync(e => e.Amount == FundingEntry.MostAmount)
            )
        ).ShouldBe(1);
        // A document of a body that has ended since is entered late, for its own time only.
        using (var affairs = await shop.SignedInAsync("noivu"))
        {
            var form = await affairs.GetAsync(FundingLinks.Enter(Key));
            form.TextOf("#enter").ShouldContain("(đến 31/12/2021)");
            Dictionary<string, string?> Late(string day) =>
                new()
                {
                    ["Input.Kind"] = "Planned",
                    ["Input.Document"] = "5/QĐ",
                    ["Input.DocumentOn"] = day,
                    ["Input.Amount"] = "7000000",
                    ["Input.Year"] = "2021",
                    ["Input.Unit"] = "edo",
                    ["Input.Source"] = "chi-thuong-xuyen",
                    ["Input.Product"] = "Hồ sơ đầu tư",
                };
            var after = await form.SubmitAsync("#enter", Late("2022-01-01"));
            after.TextOf(".error-summary").ShouldContain("01/01/2022");
            var late = await after.SubmitAsync("#enter", Late("2021-12-31"));
            late.Url.ShouldBe(FundingLinks.Of(Key, 2021), late.TextOf("main"));
            late.TextOf("main").ShouldContain("Hồ sơ đầu tư");
        }

        using var own = await shop.SignedInAsync("lanhdao.so");
        (await own.GetAsync(FundingLinks.Of(Key))).TextOf("main").ShouldContain("Phần mềm");
        (await own.GetAsync(FundingLinks.Enter(Key))).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var other = await shop.SignedInAsync("lanhdao.huyen");
        (await other.GetAsync(FundingLinks.Of(Key))).TextOf("main").ShouldNotContain("Phần mềm");
        (await other.GetAsync(FundingLinks.Csv(Key))).Source.ShouldNotContain("Phần mềm");

        // The department paid for the task of the district: whether there is money is the same for whoever looks.
        await TaskAsync(shop, "d587");
        var task = await shop.CountAsync(db =>
            db.Set<AssignedTask>().Where(t => t.UnitId == Unit.IdOf("d587")).SingleAsync()
        );
        (await other.GetAsync(FundingLinks.Of(Key))).TextOf("main").ShouldContain(task.Name);
        request = sound with { TaskId = task.Id };
        (await EnterAsync(Role.Accountant, "so-tu-phap", "g")).Succeeded.ShouldBeTrue();
        (await other.GetAsync(FundingLinks.Of(Key))).TextOf("main").ShouldNotContain(task.Name);
    }

    private static async Task<Dictionary<string, string?>> InputAsync(
        Shop shop,
        string kind,
        string amount,
        string document
    ) =>
        new()
        {
            ["Input.Kind"] = kind,
            ["Input.Document"] = document,
            ["Input.DocumentOn"] = "2024-01-10",
            ["Input.Amount"] = amount,
            ["Input.Year"] = "2024",
            ["Input.Unit"] = "so-tu-phap",
            ["Input.Source"] = "chi-thuong-xuyen",
            ["Input.TaskId"] = (
                await shop.CountAsync(db => db.Set<AssignedTask>().Select(t => t.Id).SingleAsync())
            ).ToString("D"),
        };

    private static string? KeyOf(Outcome? fault) => fault?.Key;

    private static FundingEntry Entry(
        int number,
        FundingKind kind,
        decimal amount,
        int year = 2024,
        string source = "chi-thuong-xuyen",
        DateOnly? day = null,
        Guid? unit = null,
        Guid? task = null,
        string? product = null,
        string? reason = null,
        Guid? counterOf = null
    ) =>
        new()
        {
            CounterOf = counterOf,
            Id = Guid.CreateVersion7(),
            ProgrammeId = Guid.Empty,
            Number = number,
            Year = year,
            Kind = kind,
            UnitId = unit ?? Unit.IdOf("a"),
            TaskId = task,
            Product = task is null ? product ?? "x" : product,
            Source = source,
            Amount = amount,
            Document = "1/QĐ",
            DocumentOn = day ?? new DateOnly(2024, 2, 1),
            Reason = reason,
        };

    private static AssignedTask Task(int number, Guid? parent = null) =>
        AssignedTask.Create(
            new TaskOrder
            {
                ProgrammeId = Guid.Empty,
                ParentId = parent,
                Origin = TaskOrigin.Direction,
                Name = "x",
                UnitId = Unit.IdOf("a"),
            },
            Guid.CreateVersion7(),
            number
        );

    private static Unit Body(string key, DateOnly? from = null, DateOnly? to = null) =>
        new()
        {
            Id = Unit.IdOf(key),
            Key = key,
            Name = key,
            ShortName = key,
            NameEn = key,
            Kind = UnitKind.Department,
            Level = Level.Province,
            ValidFrom = from ?? new DateOnly(2000, 1, 1),
            ValidTo = to,
        };

    private static async Task TaskAsync(Shop shop, string unit = "so-tu-phap")
    {
        var programme = await shop.CountAsync(db =>
            db.Set<Programme>().Select(p => p.Id).SingleAsync()
        );
        (
            await shop.AsAsync(
                Role.PartyOffice,
                "ninh-thuan",
                s =>
                    s.GetRequiredService<TaskDesk>()
                        .AssignAsync(
                            "task-" + unit,
                            [
                                new TaskOrder
                                {
                                    ProgrammeId = programme,
                                    Origin = TaskOrigin.Direction,
                                    Name = "Nâng cấp máy chủ",
                                    UnitId = Unit.IdOf(unit),
                                    DueOn = new DateOnly(2024, 12, 31),
                                },
                            ],
                            Stop
                        )
            )
        ).Succeeded.ShouldBeTrue();
    }

    private static async Task<string[]> Lines(Shop shop) =>
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines;

    private static async Task<Shop> ShopAsync(Engine engine)
    {
        var shop = await Shop.OpenAsync(engine);
        await shop.Database.UseAsync(db => db.SeedProgrammeAsync());
        return shop;
    }
}
