using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Tests.Harness;
using Xunit;
using static ThuocDo.Tests.Indicators.Sealing.SealedProvince;

namespace ThuocDo.Tests.Indicators.Sealing;

public sealed class ReceiptTests
{
    [Theory, Engines]
    public async Task Receipt_OfSealedFigure_BindsItsRecords(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        await province.CloseAsync(January);
        var figure = await ProvinceFigureAsync(province);

        var receipt = await province.UseAsync<Receipts, Receipt?>(r => r.ForAsync(figure, default));

        receipt.ShouldNotBeNull();
        receipt.Holds.ShouldBeTrue();
        receipt.Leaves.Count.ShouldBe(figure.RecordCount);
        receipt.Definition.VersionText.ShouldBe("1");
    }

    [Theory, Engines]
    public async Task Proof_OfOneRecord_HoldsWithoutTheOthers(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        await province.CloseAsync(January);
        var figure = await ProvinceFigureAsync(province);

        var proof = await ProveAsync(province, figure, 3);

        proof.ShouldNotBeNull();
        proof.Record.SubjectId.ShouldBe(SampleFacts.SubjectId(3));
        proof.Holds.ShouldBeTrue();
        (proof with { Record = proof.Record with { Numerator = 0 } }).Holds.ShouldBeFalse();
        // Closed in March only.
        (await ProveAsync(province, figure, 58)).ShouldBeNull();
    }

    [Theory, Engines]
    public async Task Correction_AfterTheSeal_IsAnAdjustmentAndNoForgery(Engine engine)
    {
        await using var province = await CreateAsync(engine);
        await province.CloseAsync(January);
        var figure = await ProvinceFigureAsync(province);
        await province.Database.UseAsync(async db =>
            await SampleFacts.CorrectAsync(
                db,
                3,
                January.AddDays(13),
                await db.HeadAsync(SampleFacts.SubjectId(3))
            )
        );

        var seal = await province.Database.UseAsync(db =>
            db.Set<Seal>().AsNoTracking().SingleAsync()
        );
        var causes = await province.UseAsync<Adjustments, IReadOnlyList<AdjustingFact>>(a =>
            a.CausesAsync(seal, 10, default)
        );
        var figures = await province.UseAsync<Adjustments, IReadOnlyList<AdjustedFigure>>(a =>
            a.FiguresAsync(seal, default)
        );

        causes.Select(c => c.Count).ShouldBe([-1, 1]);
        causes.ShouldAllBe(c => c.EventType == "dossier.corrected");
        var changed = figures.Single(f => f.UnitId == figure.UnitId);
        changed.SealedNumerator.ShouldBe(figure.Numerator);
        changed.NumeratorNow.ShouldBe(figure.Numerator - 1);
        changed.DenominatorNow.ShouldBe(figure.Denominator);
        (await province.AuditAsync()).ShouldBeEmpty();
        (
            await province.UseAsync<Receipts, Receipt?>(r => r.ForAsync(figure, default))
        )!.Holds.ShouldBeTrue();
    }

    private static Task<InclusionProof?> ProveAsync(
        SealedProvince province,
        SealedFigure figure,
        int subject
    ) =>
        province.UseAsync<Receipts, InclusionProof?>(r =>
            r.ProveAsync(figure, SampleFacts.SubjectId(subject), default)
        );

    private static Task<SealedFigure> ProvinceFigureAsync(SealedProvince province)
    {
        var root = SampleFacts.Tree.Find("ninh-thuan")!.Id;
        return province.Database.UseAsync(db =>
            db.Set<SealedFigure>()
                .AsNoTracking()
                .SingleAsync(f => f.UnitId == root && f.Indicator == "on-time")
        );
    }
}
