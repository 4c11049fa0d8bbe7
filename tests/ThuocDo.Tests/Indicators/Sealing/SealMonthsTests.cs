using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using Xunit;
using static ThuocDo.Tests.Indicators.Sealing.SealedProvince;

namespace ThuocDo.Tests.Indicators.Sealing;

public sealed class SealMonthsTests
{
    [Theory, Engines]
    public async Task Close_MonthsThatAreOver_SealsEachInAChain(Engine engine)
    {
        await using var province = await CreateAsync(engine);

        var outcome = await province.CloseAsync(March);

        outcome.Value.ShouldBe(3);
        var seals = await province.Database.UseAsync(db =>
            db.Set<Seal>().AsNoTracking().OrderBy(s => s.Number).ToListAsync()
        );
        seals.Select(s => s.Month).ShouldBe([January, February, March]);
        seals[1].PreviousHash.ShouldBe(seals[0].Hash);
        seals[2].PreviousHash.ShouldBe(seals[1].Hash);
        seals.ShouldAllBe(s => s.IsDemonstration && s.FigureCount > 0);
        seals.ShouldAllBe(s => PublicSealKey.Verifies(s.PublicKey, s.Hash, s.Signature));
        (await province.AuditAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Close_Month_FreezesWhatTheFactsSay(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        await province.CloseAsync(January);

        var (figures, facts) = await province.Database.UseAsync(async db =>
            (
                await db.Set<SealedFigure>().AsNoTracking().ToListAsync(),
                await db.Set<Fact>().AsNoTracking().ToListAsync()
            )
        );

        foreach (var unit in SampleFacts.Tree.All)
        {
            var below = SampleFacts.Tree.Subtree(unit.Id);
            var closed = facts
                .Where(f =>
                    f.Day < February && f.Kind == FactKind.Closed && below.Contains(f.UnitId)
                )
                .ToList();
            var figure = figures.SingleOrDefault(f =>
                f.UnitId == unit.Id && f.Indicator == "on-time"
            );
            (figure?.Denominator ?? 0).ShouldBe(closed.Count);
            (figure?.RecordCount ?? 0).ShouldBe(closed.Count);
            (figure?.Numerator ?? 0).ShouldBe(
                closed.Count(f => (f.Traits & (long)FactTraits.Late) == 0)
            );
        }

        figures.Count(f => f.Indicator == "on-time").ShouldBeGreaterThan(SampleFacts.Units.Count);
    }

    [Theory, Engines]
    public async Task Close_MonthNotOver_IsRefused(Engine engine)
    {
        await using var province = await CreateAsync(engine);

        var outcome = await province.CloseAsync(new DateOnly(2024, 4, 30));

        outcome.Key.ShouldBe("seal.refused.not-over");
        (await province.Database.UseAsync(db => db.Set<Seal>().CountAsync())).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Close_ClickedTwice_IsDoneOnce(Engine engine)
    {
        await using var province = await CreateAsync(engine);

        var first = await province.CloseAsync(January, "a");
        var again = await province.CloseAsync(January, "a");
        var other = await province.CloseAsync(January, "b");

        (first.Value, first.IsRepeat).ShouldBe((1, false));
        (again.Value, again.IsRepeat).ShouldBe((1, true));
        other.Key.ShouldBe("seal.refused.closed");
        (await province.Database.UseAsync(db => db.Set<Seal>().CountAsync())).ShouldBe(1);
    }

    [Theory, Engines]
    public async Task Close_ByTwoAtOnce_MakesOneSealForEachMonth(Engine engine)
    {
        await using var province = await CreateAsync(engine);

        await Task.WhenAll(province.CloseAsync(March, "a"), province.CloseAsync(March, "b"));

        (
            await province.Database.UseAsync(db =>
                db.Set<Seal>().OrderBy(s => s.Number).Select(s => s.Month).ToListAsync()
            )
        ).ShouldBe([January, February, March]);
        (await province.AuditAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Close_BeforeAnyFact_IsRefused(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        await province.Database.TamperAsync($"delete from facts");

        (await province.CloseAsync(January)).Key.ShouldBe("seal.refused.nothing");
    }

    /// <summary>An event written between two closings belongs to the later seal; the newest ones to none yet.</summary>
    [Theory, Engines]
    public async Task Close_Again_CoversWhatCameSince(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        await province.CloseAsync(January);
        var subject = SampleFacts.SubjectId(1000);
        await province.Database.UseAsync(db => SampleFacts.WriteAsync(db, 1000, February, null));

        await TamperAsync("first");
        (await province.AuditAsync()).ShouldBeEmpty("The tail since the last seal is unprotected.");

        await province.CloseAsync(February);
        (await province.AuditAsync()).ShouldBeEmpty();
        await TamperAsync("second");

        var findings = await province.AuditAsync();
        findings.ShouldContain(f =>
            f.Kind == "seal" && f.Subject == "2" && f.Field == "chain-root"
        );
        findings.ShouldNotContain(f => f.Kind == "seal" && f.Subject == "1");

        Task TamperAsync(string hash) =>
            province.Database.TamperAsync(
                $"update history_events set hash = {Merkle.Leaf(System.Text.Encoding.UTF8.GetBytes(hash))} where subject_id = {subject}"
            );
    }
}
