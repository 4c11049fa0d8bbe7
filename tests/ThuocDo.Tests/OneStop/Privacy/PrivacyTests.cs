using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop.Audit;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Filing;
using ThuocDo.OneStop.Privacy;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.OneStop.Filing;
using ThuocDo.Tests.Organisation;
using Xunit;

namespace ThuocDo.Tests.OneStop.Privacy;

public sealed class PrivacyTests
{
    private static readonly Retention TenYears = new(
        Retention.DossierParticulars,
        new DateOnly(2018, 1, 1),
        null,
        10,
        false
    );

    [Theory]
    [InlineData("2020-01-01", "2031-01-01")]
    [InlineData("2020-12-31", "2031-01-01")]
    [InlineData("2024-02-29", "2035-01-01")]
    public void Retention_OfAClosedDossier_CountsWholeYearsAfterItsYear(
        string closed,
        string erasable
    ) => TenYears.ErasableFrom(Canonical.ParseDay(closed)).ShouldBe(Canonical.ParseDay(erasable));

    [Fact]
    public void Retention_AskedBothWays_AnswersAlike() =>
        Gen.Select(Gen.Int[0, 40_000], Gen.Int[0, 40_000])
            .Sample(days =>
            {
                var from = new DateOnly(2000, 1, 1);
                var (closed, today) = (from.AddDays(days.Item1), from.AddDays(days.Item2));
                return (closed < TenYears.ClosedBefore(today))
                    == (today >= TenYears.ErasableFrom(closed));
            });

    [Theory, Engines]
    public async Task Erase_AfterTheTime_LeavesNoParticularsAndVerifyGreen(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.SimulateAsync(30);
        await using var web = TestWeb.Over(
            database,
            new DateTime(2060, 1, 5, 3, 0, 0, DateTimeKind.Utc)
        );
        var before = await database.UseAsync(db =>
            db.Set<Dossier>().Where(d => d.ClosedOn != null).Select(d => d.Id).ToListAsync()
        );
        before.ShouldNotBeEmpty();

        var erased = await web.UseAsync<EraseParticulars, int>(e =>
            e.RunAsync(CancellationToken.None)
        );
        var again = await web.UseAsync<EraseParticulars, int>(e =>
            e.RunAsync(CancellationToken.None)
        );

        (erased, again).ShouldBe((before.Count, 0));
        (await FindAsync(database)).ShouldBeEmpty();
        (
            await database.UseAsync(db =>
                db.Set<Applicant>().CountAsync(a => before.Contains(a.DossierId))
            )
        ).ShouldBe(0);
        (
            await database.UseAsync(db =>
                db.Set<OnlineUser>().CountAsync(u => before.Contains(u.DossierId))
            )
        ).ShouldBe(0);

        // Particulars that came back are named; so are such as are gone without the act.
        await database.UseAsync(async db =>
        {
            db.Add(
                new Applicant
                {
                    DossierId = before[0],
                    Name = "Mẫu",
                    FoldedName = "mau",
                    Salt = new byte[16],
                }
            );
            await db.SaveChangesAsync();
        });
        (await FindAsync(database)).ShouldHaveSingleItem().Kind.ShouldBe("applicant");
    }

    /// <summary>What was filed online is declared twice: with the application and with the dossier.</summary>
    [Theory, Engines]
    public async Task Erase_OfWhatWasFiledOnline_LeavesNoDeclaration(Engine engine)
    {
        await using var shop = await Filing.Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        var id = await citizen.SendAsync();
        using var officer = await shop.SignedInAsync("motcua.xa");
        var desk = await officer.GetAsync(FilingLinks.Desk(id));
        foreach (var box in desk.FindAll("input[name='Papers']"))
        {
            box.SetAttribute("checked", "checked");
        }

        await desk.SubmitAsync("main form[method=post]");
        var code = (
            await shop.CountAsync(db => db.Set<Dossier>().AsNoTracking().SingleAsync())
        ).Code;
        (
            await shop.ActAsync(
                Role.Receptionist,
                code,
                DossierActionKind.Withdraw,
                (work, act) => work.Withdraw("test", act)
            )
        ).Succeeded.ShouldBeTrue();
        (await DeclarationsAsync(shop)).ShouldBe((1, 1));
        shop.Web.Time.SetUtcNow(new DateTimeOffset(2060, 1, 5, 3, 0, 0, TimeSpan.Zero));

        var erased = await shop.Web.UseAsync<EraseParticulars, int>(e =>
            e.RunAsync(TestContext.Current.CancellationToken)
        );

        erased.ShouldBe(1);
        (await DeclarationsAsync(shop)).ShouldBe((0, 0));
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    /// <summary>No office took it in: it does not wait for the archives, and nothing of its papers stays.</summary>
    [Theory, Engines]
    public async Task Erase_OfWhatWasTakenBackBeforeReceipt_LeavesThatItWasSent(Engine engine)
    {
        await using var shop = await Filing.Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        var id = await citizen.SendAsync();
        await (await citizen.GetAsync(FilingLinks.TakeBack(id))).SubmitAsync(
            "main form[method=post]"
        );
        shop.Web.Time.SetUtcNow(new DateTimeOffset(2026, 12, 31, 3, 0, 0, TimeSpan.Zero));
        (await EraseAsync(shop)).ShouldBe(0);
        shop.Web.Time.SetUtcNow(new DateTimeOffset(2027, 1, 1, 3, 0, 0, TimeSpan.Zero));

        (await EraseAsync(shop), await EraseAsync(shop)).ShouldBe((1, 0));

        (await DeclarationsAsync(shop)).ShouldBe((0, 0));
        (await shop.CountAsync(db => db.Set<SubmissionFile>().CountAsync())).ShouldBe(0);
        (await shop.SubmissionAsync(id)).State.ShouldBe(SubmissionState.Withdrawn);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    /// <summary>So does what lapsed because its supplement never came.</summary>
    [Theory, Engines]
    public async Task Erase_OfWhatLapsedBeforeReceipt_LeavesThatItWasSent(Engine engine)
    {
        await using var shop = await Filing.Portal.OpenAsync(engine);
        using var citizen = await shop.CitizenAsync();
        using var officer = await shop.SignedInAsync("motcua.xa");
        var id = await citizen.SendAsync();
        await (await officer.GetAsync(FilingLinks.DeskSupplement(id))).SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?>
            {
                ["Papers"] = "2",
                ["Reason"] = "illegible",
                ["Details"] = "Ảnh mờ",
            }
        );
        shop.Web.Time.Advance(TimeSpan.FromDays(31));
        await shop.Web.UseAsync<EndSupplements, int>(job =>
            job.RunAsync(TestContext.Current.CancellationToken)
        );
        shop.Web.Time.SetUtcNow(new DateTimeOffset(2026, 12, 31, 3, 0, 0, TimeSpan.Zero));
        (await EraseAsync(shop)).ShouldBe(0);
        shop.Web.Time.SetUtcNow(new DateTimeOffset(2027, 1, 1, 3, 0, 0, TimeSpan.Zero));

        (await EraseAsync(shop), await EraseAsync(shop)).ShouldBe((1, 0));

        (await DeclarationsAsync(shop)).ShouldBe((0, 0));
        (await shop.SubmissionAsync(id)).State.ShouldBe(SubmissionState.Lapsed);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    private static Task<int> EraseAsync(Shop shop) =>
        shop.Web.UseAsync<EraseParticulars, int>(e =>
            e.RunAsync(TestContext.Current.CancellationToken)
        );

    private static Task<(int Answers, int Contents)> DeclarationsAsync(Shop shop) =>
        shop.CountAsync(async db =>
            (
                await db.Set<DossierAnswers>().CountAsync(),
                await db.Set<SubmissionContent>().CountAsync()
            )
        );

    [Theory, Engines]
    public async Task Erase_BeforeTheTime_TouchesNothing(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.SimulateAsync(20);
        await using var web = TestWeb.Over(
            database,
            new DateTime(2030, 12, 31, 3, 0, 0, DateTimeKind.Utc)
        );

        var due = await web.UseAsync<EraseParticulars, int>(e =>
            e.CountAsync(CancellationToken.None)
        );

        due.ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Log_OfLooks_IsSeenByTheCitizenConcernedAndByTheInspectorOfTheUnit(
        Engine engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await MatrixAccounts.AddAsync(database);
        await MatrixDossiers.AddAsync(database);
        var own = MatrixDossiers.CodeIn(RouteRecords.OwnUnit);
        var foreign = MatrixDossiers.CodeIn(RouteRecords.ForeignUnit);
        await BelongAsync(database, own, "000000900001");
        await BelongAsync(database, foreign, "000000900004");
        await using var web = TestWeb.Over(database);
        foreach (
            var (role, unit) in new[]
            {
                (Role.Receptionist, RouteRecords.OwnUnit),
                (Role.Receptionist, RouteRecords.ForeignUnit),
            }
        )
        {
            using var officer = await web.SignInAsync(MatrixAccounts.Of(role, unit));
            await officer.GetAsync(
                ThuocDo.OneStop.OneStopLinks.Dossier(MatrixDossiers.CodeIn(unit))
            );
        }

        using var citizen = await web.SignInAsCitizenAsync("congdan.01");
        using var declared = await web.SignInAsCitizenAsync("congdan.04");
        using var inspector = await web.SignInAsync(
            MatrixAccounts.Of(Role.Inspector, RouteRecords.OwnUnit)
        );
        var mine = await citizen.GetAsync(CitizenLinks.Privacy);
        var nothing = await declared.GetAsync(CitizenLinks.Privacy);
        var log = await inspector.GetAsync(PrivacyServices.AccessLog);
        var filtered = await inspector.GetAsync(
            PrivacyServices.AccessLog + "?can-bo=nobody&ma=" + own
        );
        var file = await mine.SubmitAsync("main form");

        mine.FindAll("tbody tr").Count.ShouldBe(1);
        mine.TextOf("tbody tr").ShouldContain(own);
        // A number that is only declared shows nothing, not even where it is somebody's.
        nothing.Source.ShouldNotContain(foreign);
        nothing.FindAll("main form").ShouldBeEmpty();
        log.FindAll("tbody tr").Count.ShouldBe(1);
        log.TextOf("tbody tr").ShouldContain(own);
        filtered.FindAll("tbody tr").ShouldBeEmpty();
        using var data = JsonDocument.Parse(file.Source);
        data.RootElement.GetProperty("dossiers")
            .EnumerateArray()
            .Select(d => d.GetProperty("code").GetString())
            .ShouldBe([own]);
        (
            await database.UseAsync(db =>
                db.Set<HistoryEvent>().CountAsync(e => e.Type == CitizenEvents.Exported)
            )
        ).ShouldBe(1);
    }

    /// <summary>Decree 61/2018 Art 5.1.d: whoever only looks on sees initials, in lists too.</summary>
    [Theory, Engines]
    public async Task WorkList_ForWhoOnlyLooksOn_ShowsInitials(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await MatrixAccounts.AddAsync(database);
        await MatrixDossiers.AddAsync(database);
        await database.TamperAsync($"update onestop_applicants set name = 'Kim Hoa Sao'");
        await using var web = TestWeb.Over(database);
        using var leader = await web.SignInAsync(
            MatrixAccounts.Of(Role.Leader, RouteRecords.OwnUnit)
        );
        using var officer = await web.SignInAsync(
            MatrixAccounts.Of(Role.Receptionist, RouteRecords.OwnUnit)
        );

        var masked = await leader.GetAsync("/mot-cua?muc=tat-ca");
        var plain = await officer.GetAsync("/mot-cua?muc=tat-ca");

        masked.Source.ShouldNotContain("Kim Hoa Sao");
        masked.Source.ShouldContain("K. H. S.");
        plain.Source.ShouldContain("Kim Hoa Sao");
    }

    private static Task<List<Finding>> FindAsync(TestDatabase database) =>
        database.UseAsync(async db =>
            await new DossierAudit(db)
                .FindAsync(new AuditScope(null), CancellationToken.None)
                .ToListAsync()
        );

    private static Task<int> BelongAsync(TestDatabase database, string code, string number) =>
        database.TamperAsync(
            $"update onestop_applicants set identity_number = {number} where dossier_id = (select id from onestop_dossiers where code = {code})"
        );
}
