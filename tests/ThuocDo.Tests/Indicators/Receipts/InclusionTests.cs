using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Indicators.Receipts;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators.Sealing;
using Xunit;
using static ThuocDo.Tests.Indicators.Sealing.SealedProvince;

namespace ThuocDo.Tests.Indicators.Receipts;

public sealed class InclusionTests
{
    private const int FirstMore = 1_000;
    private const int More = 605;

    /// <summary>Of a large figure from the kept nodes, of a small one from all records: the way is that of the whole tree.</summary>
    [Theory, Engines]
    public async Task Proof_OfAnyRecord_IsTheWayInTheWholeTree(Engine engine)
    {
        await using var province = await FilledAsync(engine);
        var keys = new SealKeys(new KeysFolder(province.KeysPath), new DemonstrationMode(true));
        foreach (var unit in new[] { "ninh-thuan", SampleFacts.Units[0].Key })
        {
            var (figure, seal) = await FigureAsync(province, unit);
            (figure.RecordCount > SealedTree.FewRecords).ShouldBe(unit == "ninh-thuan");
            var all = await CountAsync(province, figure, seal);
            byte[][] leaves = [.. all.Select(r => r.Leaf())];
            int[] places = [0, 7, 8, all.Count / 2, all.Count - 2, all.Count - 1];
            foreach (var at in places.Where(i => i < all.Count))
            {
                var file = await ProveAsync(province, figure, seal, all[at].SubjectId);

                file.ShouldNotBeNull();
                file.RecordPath.Index.ShouldBe(at);
                file.RecordPath.Siblings.ShouldBe(
                    PathNote.Of(at, Merkle.Proof(leaves, at)).Siblings
                );
                file.Find(keys).ShouldBeEmpty();
                Edited(file).ShouldAllBe(e => e.Find(keys).Any());
            }

            // Received in March.
            (await ProveAsync(province, figure, seal, SampleFacts.SubjectId(59))).ShouldBeNull();
        }
    }

    [Theory, Engines]
    public async Task Figures_OfARecord_AreThoseThatCountIt(Engine engine)
    {
        await using var province = await FilledAsync(engine);
        var id = SampleFacts.SubjectId(3);

        var figures = await province.UseAsync<InclusionProofs, IReadOnlyList<ProvableFigure>>(p =>
            p.FiguresOfAsync(id, default)
        );

        figures.ShouldAllBe(f => f.Month == January);
        // Received and closed in January: under its commune, the district and the province.
        figures
            .Where(f => f.Key.Contains("~on-time~", StringComparison.Ordinal))
            .Select(f => f.Unit.Vi)
            .Distinct()
            .Count()
            .ShouldBe(3);
        foreach (var figure in figures)
        {
            (
                await province.UseAsync<InclusionProofs, byte[]?>(p =>
                    p.ProveAsync(id, figure.Key, default)
                )
            ).ShouldNotBeNull(figure.Key);
        }

        (
            await province.UseAsync<InclusionProofs, byte[]?>(p =>
                p.ProveAsync(SampleFacts.SubjectId(58), figures[0].Key, default)
            )
        ).ShouldBeNull();
    }

    /// <summary>A wrong node proves nothing, and is named.</summary>
    [Theory, Engines]
    public async Task Nodes_ThatWereChanged_ProveNothingAndAreNamed(Engine engine)
    {
        await using var province = await FilledAsync(engine);
        var (figure, seal) = await FigureAsync(province, "ninh-thuan");
        var tree = await province.Database.UseAsync(db =>
            db.Set<SealedTree>()
                .AsNoTracking()
                .SingleAsync(t =>
                    t.SealId == seal.Id
                    && t.UnitId == figure.UnitId
                    && t.Indicator == figure.Indicator
                )
        );
        tree.Blocks[40] ^= 1;
        await province.TamperAsync(
            "update sealed_trees set blocks = {0} where seal_id = {1} and unit_id = {2} and indicator = 'on-time'",
            tree.Blocks,
            seal.Id,
            figure.UnitId
        );

        var all = await CountAsync(province, figure, seal);
        (await ProveAsync(province, figure, seal, all[^1].SubjectId)).ShouldBeNull();
        (await province.AuditAsync())
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                f => f.Kind.ShouldBe("figure"),
                f => f.Subject.ShouldBe("on-time/dossiers ninh-thuan"),
                f => f.Field.ShouldBe("tree")
            );
    }

    /// <summary>What was changed in the database proves nothing, and is not remembered once it is taken back.</summary>
    [Theory, Engines]
    public async Task Figures_ThatWereChanged_ProveNothing_UntilTheyAreTakenBack(Engine engine)
    {
        await using var province = await FilledAsync(engine);
        var (figure, seal) = await FigureAsync(province, SampleFacts.Units[0].Key);
        var id = (await CountAsync(province, figure, seal))[0].SubjectId;

        await province.UseAsync<InclusionProofs, bool>(async proofs =>
        {
            await OthersAsync("numerator + 1");
            (await proofs.ProveAsync(figure, seal, id, default)).ShouldBeNull();
            await OthersAsync("numerator - 1");
            (await proofs.ProveAsync(figure, seal, id, default)).ShouldNotBeNull();
            return true;
        });
        await province.TamperAsync(
            "delete from sealed_figures where seal_id = {0} and unit_id = {1}",
            seal.Id,
            figure.UnitId
        );
        (await ProveAsync(province, figure, seal, id)).ShouldBeNull();

        Task<int> OthersAsync(string numerator) =>
            province.TamperAsync(
                $"update sealed_figures set numerator = {numerator} where seal_id = {{0}} and unit_id <> {{1}}",
                seal.Id,
                figure.UnitId
            );
    }

    /// <summary>Where nothing vouches for the key, the signature was not checked, and the file does not pass.</summary>
    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Proof_WithoutAFolderOfKeys_DoesNotPass(Engine engine)
    {
        await using var province = await FilledAsync(engine);
        var (figure, seal) = await FigureAsync(province, SampleFacts.Units[0].Key);
        var id = (await CountAsync(province, figure, seal))[0].SubjectId;
        var file = await ProveAsync(province, figure, seal, id);
        var none = new SealKeys(
            new KeysFolder(Path.Combine(province.KeysPath, "none")),
            new DemonstrationMode(true)
        );

        file!.Find(none).ShouldHaveSingleItem().Field.ShouldBe("signature");
    }

    private static IEnumerable<InclusionFile> Edited(InclusionFile file)
    {
        yield return file with
        {
            Demonstration = false,
        };
        yield return file with
        {
            Record = file.Record with { Numerator = 7 },
        };
        yield return file with
        {
            Record = file.Record with { Id = $"{Guid.Empty:D}" },
        };
        yield return file with
        {
            RecordPath = file.RecordPath with { Index = 5_000 },
        };
        yield return file with
        {
            Figure = file.Figure with { Numerator = 7 },
        };
        yield return file with
        {
            Figure = file.Figure with { Month = "2024-02-01" },
        };
        yield return file with
        {
            FigurePath = file.FigurePath with { Index = 99 },
        };
        yield return file with
        {
            Seal = file.Seal with { Horizon = 7 },
        };
        yield return file with
        {
            Seal = file.Seal with { Signature = new string('0', 128) },
        };
        yield return file with
        {
            Seal = file.Seal with { KeyId = "0000000000000000" },
        };
    }

    private static async Task<SealedProvince> FilledAsync(Engine engine)
    {
        var province = await CreateAsync(engine);
        await province.Database.UseAsync(async db =>
        {
            await SampleFacts.WriteManyAsync(
                db,
                Enumerable.Range(0, More).Select(i => FirstMore + i * SampleFacts.Units.Count + 1),
                January.AddDays(4),
                January.AddDays(9)
            );
            await new ThuocDo.Indicators.Folding.Folder(db).FoldAsync(default);
        });
        (await province.CloseAsync(January)).Succeeded.ShouldBeTrue();
        (await province.AuditAsync()).ShouldBeEmpty();
        return province;
    }

    private static Task<(SealedFigure, Seal)> FigureAsync(SealedProvince province, string unit)
    {
        var id = SampleFacts.Tree.Find(unit)!.Id;
        return province.Database.UseAsync(async db =>
            (
                await db.Set<SealedFigure>()
                    .AsNoTracking()
                    .SingleAsync(f => f.UnitId == id && f.Indicator == "on-time"),
                await db.Set<Seal>().AsNoTracking().SingleAsync()
            )
        );
    }

    private static Task<IReadOnlyList<FigureRecord>> CountAsync(
        SealedProvince province,
        SealedFigure figure,
        Seal seal
    ) =>
        province.UseAsync<ReceiptCounter, IReadOnlyList<FigureRecord>>(c =>
            c.CountAsync(
                new CutQuestion
                {
                    Roots = [figure.UnitId],
                    Numerator = [new(Measures.ResolvedInTime)],
                    Denominator = [new(Measures.Resolved)],
                    Days = new(January, new DateOnly(2024, 1, 31)),
                    Cut = seal.Horizon,
                },
                default
            )
        );

    private static Task<InclusionFile?> ProveAsync(
        SealedProvince province,
        SealedFigure figure,
        Seal seal,
        Guid id
    ) =>
        province.UseAsync<InclusionProofs, InclusionFile?>(p =>
            p.ProveAsync(figure, seal, id, default)
        );
}
