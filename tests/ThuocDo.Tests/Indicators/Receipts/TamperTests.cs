using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Receipts;
using ThuocDo.Indicators.Sealing;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Organisation;
using Xunit;

namespace ThuocDo.Tests.Indicators.Receipts;

/// <summary>
/// Whoever can write the database changes it in every way we could think of, with all hashes made anew where the forger can make
/// them; each time the records and figures are named, by <c>verify</c> and, where a figure is touched, by its kept receipt.
/// </summary>
public sealed class TamperTests(ProofProvinces provinces) : IClassFixture<ProofProvinces>
{
    private const string Figure = "figure,on-time/dossiers ninh-thuan,2024-01";

    private static readonly Guid Made = new("0190f000-0000-7000-8000-00000000f00d");

    /// <param name="Named">What the lines begin with; {0} is the code of the dossier.</param>
    /// <param name="Receipt">Whether the kept receipt of January no longer holds.</param>
    private sealed record Tampering(
        Func<ThuocDoDb, Dossier, Task> Do,
        string[] Named,
        bool Receipt = false
    );

    private static readonly Dictionary<string, Tampering> All = new()
    {
        ["dossier row"] = new(
            Sql("update onestop_dossiers set closed_on = '2024-01-03' where id = {0}"),
            ["dossier,{0},2024-01,closed_on"]
        ),
        ["applicant"] = new(
            Sql("update onestop_applicants set name = 'X' where dossier_id = {0}"),
            ["applicant,{0},"]
        ),
        ["history event"] = new(
            Sql(
                "update history_events set payload = replace(payload, 'set', 'sat') where subject_id = {0} and sequence = 2"
            ),
            ["event,{0} #2,"]
        ),
        ["history event with its hash"] = new(
            (db, dossier) => RewriteAsync(db, dossier, [2], follow: false),
            ["event,{0} #3,2024-01,previous_hash"]
        ),
        ["whole chain and row written again"] = new(
            (db, dossier) => RewriteAsync(db, dossier, [1], follow: true),
            ["seal,1,2024-01,chain-root", Figure + ",records-root"],
            Receipt: true
        ),
        ["event deleted"] = new(
            Sql("delete from history_events where subject_id = {0} and sequence = 2"),
            ["event,{0} #3,"]
        ),
        ["last event cut off, row set back"] = new(
            CutOffAsync,
            ["seal,1,2024-01,chain-root", Figure + ",records-root"],
            Receipt: true
        ),
        ["events reordered"] = new(
            Sql(
                "update history_events set sequence = -1 where subject_id = {0} and sequence = 2",
                "update history_events set sequence = 2 where subject_id = {0} and sequence = 3",
                "update history_events set sequence = 3 where subject_id = {0} and sequence = -1"
            ),
            ["event,{0} #2,"]
        ),
        ["clock entry"] = new(
            Sql(
                "update onestop_clock_entries set ground = 'other' where dossier_id = {0} and sequence = 1"
            ),
            ["clock,{0} #1,2024-01,entry"]
        ),
        ["fact"] = new(
            Sql("update facts set count = 3 where subject_id = {0} and kind = 'Closed'"),
            ["fact,{0} Closed,2024-01,count", "cell,", Figure + ",numerator"],
            Receipt: true
        ),
        ["trait"] = new(
            Sql(
                "update facts set traits = traits - 8 + 16 where subject_id = {0} and kind = 'Closed' and (traits & 8) = 8"
            ),
            ["fact,{0} Closed,2024-01,count", "cell,", Figure + ",numerator"],
            Receipt: true
        ),
        ["facts moved to another day"] = new(
            Sql("update facts set day = '2024-02-02' where subject_id = {0} and kind = 'Closed'"),
            ["fact,{0} Closed,", Figure + ",denominator"],
            Receipt: true
        ),
        ["cell"] = new(
            Sql(
                "update cells set count = count + 1 where kind = 'Closed' and unit_id = (select unit_id from facts where subject_id = {0} and kind = 'Closed' limit 1)"
            ),
            ["cell,"]
        ),
        ["cell of a month"] = new(
            Sql(
                "update period_cells set count = count + 1 where measure = 'resolved' and unit_id = (select unit_id from facts where subject_id = {0} and kind = 'Closed' limit 1)"
            ),
            ["cell,"]
        ),
        ["measure"] = new(
            Sql("update measures set required = 0 where code = 'resolved-in-time'"),
            ["measure,resolved-in-time,"]
        ),
        ["sealed figure"] = new(
            (db, _) => FigureAsync(db, withSeal: false),
            [Figure + ",numerator", "seal,1,2024-01,figure-root"]
        ),
        ["sealed figure with root and hash of its seal"] = new(
            (db, _) => FigureAsync(db, withSeal: true),
            [Figure + ",numerator", "seal,1,2024-01,signature", "seal,2,2024-02,previous-hash"]
        ),
        ["signature of a seal"] = new(
            (db, _) =>
                db.Database.ExecuteSqlRawAsync(
                    "update seals set signature = {0} where number = 1",
                    new byte[64]
                ),
            ["seal,1,2024-01,signature"]
        ),
        ["last seal taken away"] = new(
            Sql(
                "delete from sealed_figures where seal_id = (select id from seals where number = 2)",
                "delete from sealed_trees where seal_id = (select id from seals where number = 2)",
                "delete from seals where number = 2"
            ),
            ["seal,"]
        ),
        ["forged dossier without history"] = new(
            (db, dossier) => ForgeAsync(db, dossier),
            ["dossier,FORGED,"]
        ),
        ["forged facts of a dossier that is none"] = new(
            (db, dossier) =>
                db.Database.ExecuteSqlRawAsync(
                    """
                    insert into facts (subject_id, unit_id, procedure_id, channel, day, kind, traits, count, event_id, recorded_on)
                    select {1}, unit_id, procedure_id, channel, day, kind, traits, count, event_id, recorded_on
                    from facts where subject_id = {0} and kind = 'Closed'
                    """,
                    dossier.Id,
                    Made
                ),
            [$"dossier,{Made:D},,row", "cell,", Figure + ",denominator"],
            Receipt: true
        ),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public Task Verify_OnSqlite_NamesRecordsAndFigures(string name) =>
        NamesAsync(Engine.Sqlite, name);

    [Theory, MemberData(nameof(Names))]
    public Task Verify_OnPostgres_NamesRecordsAndFigures(string name) =>
        NamesAsync(Engine.Postgres, name);

    private async Task NamesAsync(Engine engine, string name)
    {
        var province = await provinces.GetAsync(engine);
        var receipt = await ReceiptAsync(province);
        var tampering = All[name];

        var (code, lines, findings) = await province.WithAsync(
            tampering.Do,
            async services =>
            {
                var (exit, printed) = await ProofProvince.VerifyAsync(services);
                return (exit, printed, await ProofProvince.CheckAsync(services, receipt));
            }
        );

        code.ShouldBe(1);
        foreach (var named in tampering.Named)
        {
            var start = named.Replace("{0}", province.Dossier.Code, StringComparison.Ordinal);
            lines.ShouldContain(line => line.StartsWith(start, StringComparison.Ordinal), start);
        }

        // Nobody else's dossier is accused.
        lines
            .Select(l => l.Split(','))
            .Where(l => l[0] is "dossier" or "event" or "clock" or "fact" or "applicant")
            .ShouldAllBe(l =>
                l[1].StartsWith(province.Dossier.Code)
                || l[1] == "FORGED"
                || l[1] == Made.ToString("D")
            );
        findings.Any(f => f.Kind == "figure").ShouldBe(tampering.Receipt);
        if (tampering.Receipt)
        {
            findings.ShouldContain(f =>
                f.Kind == "record"
                && (
                    f.Subject == province.Dossier.Id.ToString("D")
                    || f.Subject == Made.ToString("D")
                    || f.Expected == ""
                )
            );
        }
    }

    [Theory, Engines]
    public async Task Verify_Untouched_AcceptsAll(Engine engine)
    {
        var province = await provinces.GetAsync(engine);
        var receipt = await ReceiptAsync(province);

        var (code, lines, findings) = await province.WithAsync(
            (_, _) => Task.CompletedTask,
            async services =>
            {
                var (exit, printed) = await ProofProvince.VerifyAsync(services);
                return (exit, printed, await ProofProvince.CheckAsync(services, receipt));
            }
        );

        lines.ShouldBeEmpty();
        code.ShouldBe(0);
        findings.ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Receipt_Edited_IsNamed(Engine engine)
    {
        var province = await provinces.GetAsync(engine);
        var receipt = await ReceiptAsync(province);
        var edited = ProofProvince.Edit(receipt, f => f["numerator"] = 1);

        var findings = await province.CheckAsync(edited);

        findings.ShouldContain(f => f.Kind == "receipt" && f.Field == "hash");
        findings.ShouldContain(f => f.Kind == "receipt" && f.Field == "numerator");
        findings.ShouldAllBe(f => f.Subject == "on-time/dossiers ninh-thuan");

        // Whoever edits it and hashes it again lacks the key.
        var hashed = ProofProvince.Edit(
            receipt,
            f =>
            {
                f["words"]!["vi"] = "X";
                f["hash"] = Convert.ToHexStringLower(ProofJson.HashOf(f));
            }
        );
        (await province.CheckAsync(hashed))
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                f => f.Kind.ShouldBe("receipt"),
                f => f.Field.ShouldBe("signature")
            );
    }

    /// <summary>A definition ships with the product: whoever changes it under its old version is found by seals and receipts.</summary>
    [Theory, Engines]
    public async Task Definition_ChangedAfterSealing_IsNamedWithItsFigures(Engine engine)
    {
        var province = await provinces.GetAsync(engine);
        var receipt = await ReceiptAsync(province);
        var changed = new DefinitionBook(
            DefinitionBook.Shipped.All.Select(d =>
                d.Indicator == "on-time" ? d with { Numerator = Measures.ResolvedEarly } : d
            )
        );
        await using var scope = province.Web.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;

        var findings = await ActivatorUtilities
            .CreateInstance<FigureAudit>(services, changed)
            .FindAsync();
        var ofReceipt = await ActivatorUtilities
            .CreateInstance<ReceiptCheck>(services, changed)
            .FindAsync(
                ProofJson.Read<ReceiptFile>(receipt).File,
                ProofJson.Read<ReceiptFile>(receipt).Node,
                default
            );

        findings.ShouldContain(f =>
            f.Subject == "on-time/dossiers ninh-thuan" && f.Field == "definition"
        );
        findings.ShouldAllBe(f => f.Subject.StartsWith("on-time/dossiers"));
        ofReceipt.ShouldContain(f => f.Kind == "definition" && f.Field == "1");
        ofReceipt.ShouldContain(f => f.Kind == "definition" && f.Field == "filter");
    }

    /// <summary>A new version ends the one before it; what was counted by that one is as it was.</summary>
    [Theory, Engines]
    public async Task Definition_FollowedByAnotherVersion_KeepsOldSealsAndReceipts(Engine engine)
    {
        var province = await provinces.GetAsync(engine);
        var receipt = await ReceiptAsync(province);
        var turn = new DateOnly(2026, 1, 1);
        var followed = new DefinitionBook(
            DefinitionBook.Shipped.All.SelectMany(d =>
                d.Indicator == "on-time"
                    ? new[]
                    {
                        d with
                        {
                            ValidTo = turn,
                        },
                        d with
                        {
                            Version = d.Version + 1,
                            ValidFrom = turn,
                            Numerator = Measures.ResolvedEarly,
                        },
                    }
                    : [d]
            )
        );
        await using var scope = province.Web.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (file, node) = ProofJson.Read<ReceiptFile>(receipt);

        (
            await ActivatorUtilities.CreateInstance<FigureAudit>(services, followed).FindAsync()
        ).ShouldBeEmpty();
        (
            await ActivatorUtilities
                .CreateInstance<ReceiptCheck>(services, followed)
                .FindAsync(file, node, default)
        ).ShouldBeEmpty();
    }

    /// <summary>The same hashes in another order, or one of them twice, have another root.</summary>
    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Receipt_WithItsHashesInAnotherOrder_IsNamed(Engine engine)
    {
        var province = await provinces.GetAsync(engine);
        var receipt = await ReceiptAsync(province);
        foreach (
            var change in new Action<System.Text.Json.Nodes.JsonArray>[]
            {
                leaves =>
                {
                    var first = leaves[0]!.DeepClone();
                    leaves.RemoveAt(0);
                    leaves.Add(first);
                },
                leaves => leaves.Add(leaves[0]!.DeepClone()),
            }
        )
        {
            var edited = ProofProvince.Edit(
                receipt,
                f => change(f["periods"]![0]!["parts"]![0]!["leaves"]!.AsArray())
            );

            (await province.CheckAsync(edited)).ShouldHaveSingleItem().Field.ShouldBe("sequence");
        }
    }

    /// <summary>Whoever holds only the key of the demonstration cannot sign for the real one.</summary>
    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Receipt_SignedByTheDemonstrationAsReal_IsNamed(Engine engine)
    {
        var province = await provinces.GetAsync(engine);
        var (file, _) = ProofJson.Read<ReceiptFile>(await ReceiptAsync(province));
        await using var scope = province.Web.Services.CreateAsyncScope();
        using var key = scope.ServiceProvider.GetRequiredService<SealKeys>().Open();
        var real = (file with { Demonstration = false }).SignedBy(key);

        var findings = await province.CheckAsync(
            System.Text.Encoding.UTF8.GetString(ProofJson.Write(real))
        );

        findings.ShouldContain(f => f.Kind == "receipt" && f.Field == "demonstration");
        findings.ShouldContain(f => f.Kind == "seal" && f.Field == "demonstration");
    }

    private static async Task<string> ReceiptAsync(ProofProvince province)
    {
        using var visitor = await province.Web.SignInAsync("noivu");
        return (
            await visitor.GetAsync(
                "/bang-dieu-hanh/on-time/bien-nhan.json?don-vi=ninh-thuan&thang=2024-01"
            )
        ).Source;
    }

    private static Func<ThuocDoDb, Dossier, Task> Sql(params string[] statements) =>
        async (db, dossier) =>
        {
            foreach (var statement in statements)
            {
                (await db.Database.ExecuteSqlRawAsync(statement, dossier.Id)).ShouldBeGreaterThan(
                    0,
                    statement
                );
            }
        };

    /// <summary>Writes another text into events, with their hashes; all the links after them too, up to the row, if told so.</summary>
    private static async Task RewriteAsync(
        ThuocDoDb db,
        Dossier dossier,
        int[] changed,
        bool follow
    )
    {
        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == dossier.Id)
            .OrderBy(e => e.Sequence)
            .ToListAsync();
        var head = ChainHead.Start(events[0].Chain, dossier.Id);
        foreach (var e in events)
        {
            var payload = changed.Contains(e.Sequence)
                ? e
                    .Payload.Replace("\"particulars\":{", "\"particulars\":{\"forged\":\"1\",")
                    .Replace(",}", "}")
                : e.Payload;
            if (!follow && !changed.Contains(e.Sequence))
            {
                head = head.After(e);
                continue;
            }

            var next = HistoryEvent.Append(head, e.Id, e.At, e.ActorId, e.Type, payload);
            await db.Database.ExecuteSqlAsync(
                $"update history_events set payload = {payload}, previous_hash = {next.PreviousHash}, hash = {next.Hash} where id = {e.Id}"
            );
            head = head.After(next);
        }

        if (follow)
        {
            await db.Database.ExecuteSqlAsync(
                $"update onestop_dossiers set chain_hash = {head.Hash} where id = {dossier.Id}"
            );
        }
    }

    private static async Task CutOffAsync(ThuocDoDb db, Dossier dossier)
    {
        await db.Database.ExecuteSqlAsync(
            $"delete from history_events where subject_id = {dossier.Id} and sequence = {dossier.Events}"
        );
        var last = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == dossier.Id)
            .OrderByDescending(e => e.Sequence)
            .FirstAsync();
        await db.Database.ExecuteSqlAsync(
            $"update onestop_dossiers set events = {last.Sequence}, chain_hash = {last.Hash} where id = {dossier.Id}"
        );
    }

    private static async Task FigureAsync(ThuocDoDb db, bool withSeal)
    {
        var province = SampleFacts.Tree.Find("ninh-thuan")!.Id;
        var seal = await db.Set<Seal>().AsNoTracking().SingleAsync(s => s.Number == 1);
        await db.Database.ExecuteSqlAsync(
            $"update sealed_figures set numerator = numerator + 1 where seal_id = {seal.Id} and unit_id = {province} and indicator = {"on-time"}"
        );
        if (!withSeal)
        {
            return;
        }

        var root = SealedFigure.Root(
            await db.Set<SealedFigure>()
                .AsNoTracking()
                .Where(f => f.SealId == seal.Id)
                .ToListAsync()
        );
        var hash = Seal.HashOf(
            seal.Number,
            seal.Month,
            seal.SealedAt,
            seal.Horizon,
            seal.ChainRoot,
            root,
            seal.FigureCount,
            seal.KeyId,
            seal.IsDemonstration,
            seal.PreviousHash
        );
        await db.Database.ExecuteSqlAsync(
            $"update seals set figure_root = {root}, hash = {hash} where number = 1"
        );
    }

    private static async Task ForgeAsync(ThuocDoDb db, Dossier dossier)
    {
        await db.Database.ExecuteSqlRawAsync(
            "create temporary table forged as select * from onestop_dossiers where id = {0}",
            dossier.Id
        );
        await db.Database.ExecuteSqlRawAsync("update forged set id = {0}, code = 'FORGED'", Made);
        await db.Database.ExecuteSqlRawAsync("insert into onestop_dossiers select * from forged");
    }
}
