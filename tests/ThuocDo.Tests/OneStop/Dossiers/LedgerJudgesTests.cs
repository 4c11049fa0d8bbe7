using Shouldly;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Clocks;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.OneStop.Dossiers;

/// <summary>What an act records comes from ledger and law, not from what the row happens to hold.</summary>
public sealed class LedgerJudgesTests
{
    [Fact]
    public async Task Finish_StoredDueDateIsStale_IsJudgedByTheLedger()
    {
        await using var shop = await Shop.OpenAsync(Engine.Sqlite);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await shop.HandOverAsync(code);
        foreach (var role in new[] { Role.Specialist, Role.UnitHead })
        {
            (
                await shop.ActAsync(
                    role,
                    code,
                    DossierActionKind.Forward,
                    (work, act) => work.Forward(null, null, act)
                )
            ).Succeeded.ShouldBeTrue();
        }

        await shop.Database.TamperAsync(
            $"update onestop_dossiers set due_at = {new DateTime(2020, 1, 2, 10, 0, 0, DateTimeKind.Utc)}"
        );
        var outcome = await shop.ActAsync(
            Role.Signer,
            code,
            DossierActionKind.Finish,
            (work, act) => work.Finish(null, false, act)
        );

        outcome.Succeeded.ShouldBeTrue(outcome.Key);
        (await shop.DossierAsync(code)).Timeliness.ShouldBe(Timeliness.Early);
    }

    [Theory]
    [InlineData("result", "61/2018 Art 20")]
    [InlineData("refusal", "61/2018 Art 19.8")]
    [InlineData("withdrawal", "")]
    public void End_ByItsGround_CitesItsOwnArticle(string ground, string article) =>
        Articles.End(RegimeRules.For(new DateOnly(2024, 3, 5)), ground).ShouldBe(article);

    [Fact]
    public void Why_FiledOnlineAfterTheCutOff_SpeaksOfNoHandOver()
    {
        var ledger = Ledger.Start(At("2024-03-05 16:10"), "5wd", At("2024-03-12 17:00")).Entries;
        var calendar = WorkCalendar.National();

        DossierClock
            .Fold(ledger, calendar)
            .Why.ShouldContain(reason => reason.Key == "time.due.hand-over");
        DossierClock
            .Fold(ledger, calendar, online: true)
            .Why.ShouldNotContain(reason => reason.Key == "time.due.hand-over");
    }

    [Fact]
    public void Difference_SameContributionTwice_IsCountedTwice()
    {
        var once = (
            Guid.CreateVersion7(),
            new DateOnly(2024, 3, 5),
            FactKind.TransferredOut,
            default(FactTraits)
        );

        DossierFigures.Difference([once], [once, once]).ShouldBe([(once, 1)]);
        DossierFigures.Difference([once, once], [once]).ShouldBe([(once, -1)]);
        DossierFigures.Difference([once], [once]).ShouldBeEmpty();
    }
}
