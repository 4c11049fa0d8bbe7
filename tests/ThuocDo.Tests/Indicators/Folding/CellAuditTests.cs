using Shouldly;
using ThuocDo.Indicators.Folding;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Indicators.Folding;

public sealed class CellAuditTests
{
    private static readonly DateOnly Day = new(2024, 3, 6);
    private static readonly string Unit = SampleFacts.Units[1].Key;

    [Theory, Engines]
    public async Task Audit_CellChanged_NamesIt(Engine engine)
    {
        await using var database = await FoldedAsync(engine);
        await database.TamperAsync($"update cells set count = 7 where kind = {"Received"}");

        var finding = (await database.AuditCellsAsync()).ShouldHaveSingleItem();

        finding.Kind.ShouldBe("cell");
        finding.Subject.ShouldStartWith(Unit + " / ");
        finding.Subject.ShouldContain(" Received ");
        finding.Period.ShouldBe("2024-03-06");
        (finding.Field, finding.Expected, finding.Found).ShouldBe(("count", "1", "7"));
    }

    [Theory]
    [Engines("Day", "2024-03-08")]
    [Engines("Month", "2024-03")]
    [Engines("Year", "2024")]
    public async Task Audit_PeriodCellChanged_NamesIt(Engine engine, string grain, string period)
    {
        await using var database = await FoldedAsync(engine);
        await database.TamperAsync(
            $"update period_cells set count = 0 where measure = {"resolved"} and grain = {grain}"
        );

        var finding = (await database.AuditCellsAsync()).ShouldHaveSingleItem();

        (finding.Kind, finding.Subject, finding.Period).ShouldBe(
            ("cell", $"{Unit} / resolved", period)
        );
        (finding.Expected, finding.Found).ShouldBe(("1", "0"));
    }

    [Theory, Engines]
    public async Task Audit_CellRemoved_NamesIt(Engine engine)
    {
        await using var database = await FoldedAsync(engine);
        await database.TamperAsync($"delete from cells where kind = {"Closed"}");

        (await database.AuditCellsAsync()).ShouldHaveSingleItem().Found.ShouldBe("0");
    }

    [Theory, Engines]
    public async Task Audit_PendingFactRemoved_NamesWhatIsMissing(Engine engine)
    {
        await using var database = await IndicatorDatabase.CreateAsync(engine);
        await database.UseAsync(db => SampleFacts.WriteAsync(db, 1, Day, Day));
        (await database.AuditCellsAsync()).ShouldBeEmpty();
        await database.TamperAsync($"delete from fact_pending where kind = {"Received"}");

        var findings = await database.AuditCellsAsync();

        findings.ShouldContain(f => f.Subject == $"{Unit} / received" && f.Period == "2024-03");
        findings.ShouldAllBe(f => f.Expected == "1" && f.Found == "0");
    }

    [Theory, Engines]
    public async Task Audit_MeasureChanged_NamesIt(Engine engine)
    {
        await using var database = await FoldedAsync(engine);
        await database.TamperAsync($"update measures set required = 0 where code = {"resolved"}");

        var finding = (await database.AuditCellsAsync()).ShouldHaveSingleItem();

        (finding.Kind, finding.Subject, finding.Found).ShouldBe(
            ("measure", "resolved", "Closed +0 -0")
        );
    }

    [Theory, Engines]
    public async Task Audit_OfOneMonth_LooksAtNoOther(Engine engine)
    {
        await using var database = await FoldedAsync(engine);
        await database.TamperAsync($"update cells set count = 7 where kind = {"Received"}");

        (await database.AuditCellsAsync(new DateOnly(2024, 3, 1))).Count.ShouldBe(1);
        (await database.AuditCellsAsync(new DateOnly(2024, 2, 1))).ShouldBeEmpty();
        (await database.AuditCellsAsync(new DateOnly(2024, 4, 1))).ShouldBeEmpty();
    }

    private static async Task<TestDatabase> FoldedAsync(Engine engine)
    {
        var database = await IndicatorDatabase.CreateAsync(engine);
        await database.UseAsync(async db =>
        {
            await SampleFacts.WriteAsync(db, 1, Day, Day.AddDays(2));
            await new Folder(db).FoldAsync(default);
        });
        (await database.AuditCellsAsync()).ShouldBeEmpty();
        return database;
    }
}
