using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using Xunit;
using static ThuocDo.Tests.Indicators.Sealing.SealedProvince;

namespace ThuocDo.Tests.Indicators.Sealing;

public sealed class FigureAuditTests
{
    private static readonly string Unit = SampleFacts.Units[1].Key;
    private static readonly Guid UnitId = SampleFacts.Units[1].Id;

    [Theory]
    [Engines("numerator")]
    [Engines("denominator")]
    [Engines("record_count")]
    public async Task Audit_SealedFigureChanged_NamesIt(Engine engine, string column)
    {
        await using var province = await ClosedAsync(engine);
        await province.TamperAsync(
            $"update sealed_figures set {column} = {column} + 1 where indicator = 'on-time' and unit_id = {{0}} and month = {{1}}",
            UnitId,
            February
        );

        var findings = await province.AuditAsync();

        findings
            .Where(f => f.Kind == "figure")
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                f => f.Subject.ShouldBe($"on-time/dossiers {Unit}"),
                f => f.Period.ShouldBe("2024-02"),
                f => f.Field.ShouldBe(column.Replace('_', '-')),
                f => Number(f.Found).ShouldBe(Number(f.Expected) + 1)
            );
        findings
            .Where(f => f.Kind == "seal")
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                f => f.Subject.ShouldBe("2"),
                f => f.Field.ShouldBe("figure-root")
            );
        (await province.AuditAsync(February)).ShouldBe(findings);
        (await province.AuditAsync(January)).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Audit_SealedFigureRemoved_NamesIt(Engine engine)
    {
        await using var province = await ClosedAsync(engine);
        await province.Database.TamperAsync(
            $"delete from sealed_figures where indicator = {"on-time"} and unit_id = {UnitId} and month = {January}"
        );

        var findings = await province.AuditAsync();

        findings.ShouldContain(f =>
            f.Kind == "figure" && f.Subject == $"on-time/dossiers {Unit}" && f.Field == "exists"
        );
        findings.ShouldContain(f => f.Kind == "seal" && f.Field == "figure-count");
    }

    [Theory, Engines]
    public async Task Audit_FactChangedBelowTheHorizon_NamesTheFigures(Engine engine)
    {
        await using var province = await ClosedAsync(engine);
        await province.Database.TamperAsync(
            $"update facts set count = 0 where subject_id = {SampleFacts.SubjectId(1)} and kind = {"Closed"}"
        );

        (await province.AuditAsync()).ShouldContain(f =>
            f.Kind == "figure" && f.Subject == $"on-time/dossiers {Unit}" && f.Field == "numerator"
        );
    }

    /// <summary>The records of a figure bind the history of each: a forged event shows in its figures.</summary>
    [Theory, Engines]
    public async Task Audit_EventForgedWithItsHash_NamesFiguresAndSeal(Engine engine)
    {
        await using var province = await ClosedAsync(engine);
        await province.Database.TamperAsync(
            $"update history_events set hash = {Merkle.Leaf([1])} where subject_id = {SampleFacts.SubjectId(1)}"
        );

        var findings = await province.AuditAsync();

        findings.ShouldContain(f =>
            f.Kind == "figure"
            && f.Subject == $"on-time/dossiers {Unit}"
            && f.Field == "records-root"
        );
        findings.ShouldContain(f => f.Kind == "seal" && f.Field == "chain-root");
    }

    [Theory]
    [Engines("sealed_at = '2024-04-19 03:00:00'", "hash")]
    [Engines("number = 9", "hash")]
    [Engines("figure_count = 1", "hash")]
    public async Task Audit_SealChanged_NamesIt(Engine engine, string change, string field)
    {
        await using var province = await ClosedAsync(engine);
        await province.TamperAsync($"update seals set {change} where number = 3");

        var findings = await province.AuditAsync();

        findings.ShouldContain(f => f.Kind == "seal" && f.Period == "2024-03" && f.Field == field);
        findings.ShouldNotContain(f => f.Period == "2024-01");
    }

    [Theory]
    [Engines("chain_root", "chain-root")]
    [Engines("figure_root", "figure-root")]
    [Engines("previous_hash", "previous-hash")]
    [Engines("signature", "signature")]
    [Engines("public_key", "key")]
    public async Task Audit_BytesOfSealChanged_NamesThem(Engine engine, string column, string field)
    {
        await using var province = await ClosedAsync(engine);
        await province.TamperAsync(
            $"update seals set {column} = {{0}} where number = 2",
            new byte[64]
        );

        (await province.AuditAsync()).ShouldContain(f =>
            f.Kind == "seal" && f.Subject == "2" && f.Field == field
        );
    }

    [Theory, Engines]
    public async Task Audit_LastSealRemoved_NamesItFromHistory(Engine engine)
    {
        await using var province = await ClosedAsync(engine);
        await province.Database.TamperAsync($"delete from sealed_figures where month = {March}");
        await province.Database.TamperAsync(
            $"delete from sealed_trees where seal_id = (select id from seals where number = 3)"
        );
        await province.Database.TamperAsync($"delete from seals where number = 3");

        (await province.AuditAsync()).ShouldContain(f =>
            f.Kind == "seal" && f.Field == "exists" && f.Found == "false"
        );
    }

    /// <summary>Who can write the database can make a perfect seal, but only with a key of his own.</summary>
    [Theory, Engines]
    public async Task Audit_SealForgedWithAnotherKey_NamesTheKey(Engine engine)
    {
        await using var province = await ClosedAsync(engine);
        var elsewhere = Directory.CreateTempSubdirectory("thuocdo-test-keys-");
        try
        {
            using var key = new SealKeys(
                new KeysFolder(elsewhere.FullName),
                new DemonstrationMode(true)
            ).Open();
            await province.Database.UseAsync(async db =>
            {
                var seal = await db.Set<Seal>().AsNoTracking().SingleAsync(s => s.Number == 3);
                var hash = Seal.HashOf(
                    seal.Number,
                    seal.Month,
                    seal.SealedAt,
                    seal.Horizon,
                    seal.ChainRoot,
                    seal.FigureRoot,
                    seal.FigureCount,
                    key.Public.Id,
                    true,
                    seal.PreviousHash
                );
                await db.Database.ExecuteSqlAsync(
                    $"update seals set hash = {hash}, signature = {key.Sign(hash)}, key_id = {key.Public.Id}, public_key = {key.Public.Info} where number = 3"
                );
            });

            var finding = (await province.AuditAsync()).ShouldHaveSingleItem();

            (finding.Kind, finding.Subject, finding.Field).ShouldBe(("seal", "3", "key"));
            finding.Found.ShouldBe(key.Public.Id);
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<SealedProvince> ClosedAsync(Engine engine)
    {
        var province = await CreateAsync(engine);
        (await province.CloseAsync(March)).Succeeded.ShouldBeTrue();
        (await province.AuditAsync()).ShouldBeEmpty();
        return province;
    }
}
