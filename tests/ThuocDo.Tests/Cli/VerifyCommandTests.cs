using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Database;
using ThuocDo.Database.Bulk;
using ThuocDo.Database.Seeding;
using ThuocDo.Indicators;
using ThuocDo.Indicators.Folding;
using ThuocDo.Indicators.Sealing;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Cli;

/// <summary>Whatever is edited in the database of a small simulated province, <c>thuocdo verify</c> names it.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private const string Header = "kind,subject,period,field,expected,found";

    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("thuocdo-test-keys-");

    [Theory, Engines]
    public async Task Verify_UntouchedProvince_FindsNothing(Engine engine)
    {
        await using var database = await ProvinceAsync(engine);

        var (code, lines, error) = await VerifyAsync(database);

        lines.ShouldBe([Header]);
        code.ShouldBe(0);
        error.ShouldContain("CellAudit");
        error.ShouldContain("FigureAudit");
        error.ShouldContain("DossierAudit");
    }

    [Theory]
    [Engines(
        "update onestop_dossiers set closed_on = '2024-01-02' where code = (select min(code) from onestop_dossiers where closed_on > '2024-01-02')",
        "dossier"
    )]
    [Engines(
        "update history_events set payload = replace(payload, '2024', '2023') where sequence = 1 and subject_id = (select id from onestop_dossiers where code = (select min(code) from onestop_dossiers))",
        "event"
    )]
    [Engines(
        "update onestop_clock_entries set ground = 'other' where sequence = 1 and dossier_id = (select id from onestop_dossiers where code = (select min(code) from onestop_dossiers))",
        "clock"
    )]
    [Engines(
        "update facts set count = 3 where id = (select min(id) from facts where kind = 'Received')",
        "fact"
    )]
    [Engines(
        "update cells set count = count + 1 where (unit_id, procedure_id, channel, day, kind, traits) = (select unit_id, procedure_id, channel, day, kind, traits from cells order by 1, 2, 3, 4, 5, 6 limit 1)",
        "cell"
    )]
    [Engines(
        "update period_cells set count = count + 1 where (unit_id, grain, period, measure) = (select unit_id, grain, period, measure from period_cells where measure = 'resolved' order by 1, 2, 3 limit 1)",
        "cell"
    )]
    [Engines(
        "update sealed_figures set numerator = numerator + 1 where (seal_id, indicator, reading, unit_id) = (select seal_id, indicator, reading, unit_id from sealed_figures order by 1, 2, 3, 4 limit 1)",
        "figure"
    )]
    [Engines("update seals set horizon = horizon + 1 where number = 1", "seal")]
    public async Task Verify_RecordEdited_NamesItAndExitsWithOne(
        Engine engine,
        string sql,
        string kind
    )
    {
        await using var database = await ProvinceAsync(engine);
        (await database.UseAsync(db => db.Database.ExecuteSqlRawAsync(sql))).ShouldBe(1);

        var (code, lines, _) = await VerifyAsync(database);

        code.ShouldBe(1);
        lines[0].ShouldBe(Header);
        lines.ShouldContain(line => line.StartsWith(kind + ",", StringComparison.Ordinal));
        lines.Skip(1).ShouldAllBe(line => line.Count(c => c == ',') >= 5);
    }

    [Theory, Engines]
    public async Task Verify_OfOneMonth_LooksAtThatMonth(Engine engine)
    {
        await using var database = await ProvinceAsync(engine);
        await database.TamperAsync(
            $"update sealed_figures set numerator = numerator + 1 where month = {new DateOnly(2024, 1, 1)}"
        );

        (await VerifyAsync(database, "--month", "2024-02")).Code.ShouldBe(0);
        var (code, lines, _) = await VerifyAsync(database, "--month", "2024-01");

        code.ShouldBe(1);
        lines.Skip(1).ShouldAllBe(line => line.Contains("2024-01", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2024-13")]
    [InlineData("03/2024")]
    public async Task Verify_MonthThatIsNone_IsWrongUse(string month)
    {
        var (code, lines, error) = await CommandLine.RunAsync("verify", "--month", month);

        (code, lines.Length).ShouldBe((2, 0));
        error.ShouldContain(month);
    }

    [Fact]
    public async Task Verify_DatabaseThatIsNotThere_IsWrongUse()
    {
        var (code, lines, error) = await CommandLine.RunAsync(
            "verify",
            "--db",
            $"sqlite:{Path.Combine(keys.FullName, "none.db")}"
        );

        (code, lines.Length).ShouldBe((2, 0));
        error.ShouldContain("thuocdo migrate");
    }

    [Theory]
    [InlineData("oracle:here")]
    [InlineData("sqlite:")]
    public async Task Verify_DatabaseOfNoKnownKind_IsWrongUse(string name)
    {
        var (code, _, error) = await CommandLine.RunAsync("verify", "--db", name);

        code.ShouldBe(2);
        error.ShouldContain(name);
    }

    [Theory]
    [InlineData("verify", "--what")]
    [InlineData("nothing")]
    [InlineData("backup")]
    public async Task Command_UsedWrongly_ExitsWithTwo(params string[] arguments)
    {
        var (code, lines, error) = await CommandLine.RunAsync(arguments);

        (code, lines.Length).ShouldBe((2, 0));
        error.ShouldContain("--help");
    }

    public void Dispose() => keys.Delete(recursive: true);

    private Task<(int Code, string[] Lines, string Error)> VerifyAsync(
        TestDatabase database,
        params string[] more
    ) => CommandLine.RunAsync(["verify", "--db", database.Name, "--keys", keys.FullName, .. more]);

    /// <summary>Eighty dossiers of January and February 2024, both months closed.</summary>
    private async Task<TestDatabase> ProvinceAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await database.UseAsync(async db =>
        {
            await ReferenceSeed.RunAsync(db, default);
            await new SimulationRun(db).RunAsync(
                new SimulationPlan(80, new DateOnly(2024, 1, 2), new DateOnly(2024, 2, 29), 7),
                null,
                default
            );
            await new CellRebuilder(db).RebuildAsync(default);
        });
        await using var services = new ServiceCollection()
            .AddSingleton(new KeysFolder(keys.FullName))
            .AddThuocDoDatabase(database.Target)
            .AddSingleton(TestDatabase.ClockAt(TestWeb.UsualInstant).Clock)
            .AddSingleton(new DemonstrationMode(true))
            .AddIndicators()
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var closed = await scope
            .ServiceProvider.GetRequiredService<SealMonths>()
            .CloseThroughAsync(new DateOnly(2024, 2, 1), "close", null, default);
        closed.Value.ShouldBe(2);
        return database;
    }
}
