using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Database.Bulk;
using ThuocDo.OneStop.Audit;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using Xunit;

namespace ThuocDo.Tests.OneStop.Simulation;

public sealed class SimulationTests
{
    [Fact]
    public async Task Run_SameSeed_GivesSameRootOnBothEngines()
    {
        await using var sqlite = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var postgres = await TestDatabase.CreateAsync(Engine.Postgres);

        var first = await sqlite.SimulateAsync(300);
        var second = await postgres.SimulateAsync(300);

        first.Dossiers.ShouldBe(300);
        Convert.ToHexString(first.Root).ShouldBe(Convert.ToHexString(second.Root));
        first.Events.ShouldBe(second.Events);
    }

    [Fact]
    public async Task Run_OtherSeed_GivesOtherRoot()
    {
        await using var one = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var other = await TestDatabase.CreateAsync(Engine.Sqlite);

        (await one.SimulateAsync(50, seed: 1)).Root.ShouldNotBe(
            (await other.SimulateAsync(50, seed: 2)).Root
        );
    }

    [Theory, Engines]
    public async Task Run_Anything_LeavesNothingForTheAuditToFind(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.SimulateAsync(400);

        var findings = await database.UseAsync(async db =>
            await new DossierAudit(db)
                .FindAsync(new AuditScope(null), CancellationToken.None)
                .ToListAsync()
        );

        findings.ShouldBeEmpty();
        (await database.AuditCellsAsync()).ShouldBeEmpty();
        (await database.UseAsync(db => db.Set<Cell>().AnyAsync())).ShouldBeTrue();
    }

    /// <summary>The change tracker of pages and the bulk writer must store the same rows, byte for byte.</summary>
    [Theory, Engines]
    public async Task Run_BulkAndChangeTracker_StoreTheSameRows(Engine engine)
    {
        await using var bulk = await TestDatabase.CreateAsync(engine);
        await using var tracked = await TestDatabase.CreateAsync(engine);
        await bulk.SimulateAsync(60);
        await tracked.UseAsync(async db =>
        {
            var simulator = await new SimulationRun(db).CreateAsync(CancellationToken.None);
            foreach (var dossier in simulator.Run(Simulated.Plan(60)))
            {
                db.Add(dossier.Work.Dossier);
                db.Add(dossier.Applicant);
                db.AddRange(dossier.Work.Records.Events);
                db.AddRange(dossier.Work.Records.Entries);
                db.AddRange(dossier.Work.Records.Facts);
            }

            await db.SaveChangesAsync();
        });

        (await TextsAsync(bulk)).ShouldBe(await TextsAsync(tracked));
    }

    [Theory, Engines]
    public async Task Run_UnitsEnd_OpenDossiersGoToSuccessorsOnThatDay(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.SimulateAsync(3000);

        await database.UseAsync(async db =>
        {
            var tree = await UnitDirectory.LoadAsync(db, CancellationToken.None);
            var facts = await db.Set<Fact>().AsNoTracking().ToListAsync();
            facts.ShouldAllBe(f =>
                tree[f.UnitId].IsValidOn(f.Day)
                || f.Kind == FactKind.TransferredOut
                || f.Kind == FactKind.Due
            );
            facts
                .Where(f => f.Kind == FactKind.TransferredOut)
                .Sum(f => f.Count)
                .ShouldBe(facts.Where(f => f.Kind == FactKind.TransferredIn).Sum(f => f.Count));
            facts
                .Count(f => f.Kind == FactKind.TransferredIn && f.Day == new DateOnly(2025, 7, 1))
                .ShouldBeGreaterThan(0);
            (
                await db.Set<Dossier>()
                    .Where(d => d.ClosedOn == null)
                    .Select(d => d.UnitId)
                    .ToListAsync()
            ).ShouldAllBe(id => tree[id].IsValidOn(new DateOnly(2025, 12, 31)));
        });
    }

    [Fact]
    public async Task Run_AtACounterOrByPost_IsReceivedInOfficeHours()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await database.SimulateAsync(3000);
        var calendar = WorkCalendar.National();

        var received = await database.UseAsync(db =>
            db.Set<Dossier>()
                .AsNoTracking()
                .Select(d => new { d.Channel, d.ReceivedAt })
                .ToListAsync()
        );

        received.Count.ShouldBe(3000);
        received
            .Where(d => d.Channel != Channel.Online)
            .Select(d => VietnamTime.ToLocal(d.ReceivedAt))
            .Where(at =>
                !calendar
                    .Sessions(DateOnly.FromDateTime(at))
                    .Any(s =>
                        s.From <= TimeOnly.FromDateTime(at) && TimeOnly.FromDateTime(at) < s.To
                    )
            )
            .ShouldBeEmpty();
        received.ShouldContain(d =>
            d.Channel == Channel.Online && !calendar.IsWorkingDay(VietnamTime.DayOf(d.ReceivedAt))
        );
    }

    /// <summary>T12 counts what was done by post: no withdrawn dossier, no result that still lies at the counter.</summary>
    [Fact]
    public async Task Run_PostTraits_AreOfReturnedResultsOrPostedDossiersAlone()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await database.SimulateAsync(3000);

        await database.UseAsync(async db =>
        {
            var dossiers = await db.Set<Dossier>()
                .AsNoTracking()
                .Where(d => d.ClosedOn != null && d.PostEligible)
                .ToListAsync();
            var closings = (
                await db.Set<Fact>()
                    .AsNoTracking()
                    .Where(f => f.Kind == FactKind.Closed)
                    .ToListAsync()
            ).ToLookup(f => f.SubjectId);
            long Sum(Dossier d, FactTraits trait) =>
                closings[d.Id].Where(f => (f.Traits & (long)trait) != 0).Sum(f => f.Count);
            var withdrawn = dossiers.Where(d => d.State == DossierState.Withdrawn).ToList();
            var waiting = dossiers
                .Where(d =>
                    d.State == DossierState.Resolved && d.ReturnByPost && d.Channel != Channel.Post
                )
                .ToList();
            var sent = dossiers
                .Where(d => d.State == DossierState.Returned && d.ReturnByPost)
                .ToList();

            withdrawn.ShouldNotBeEmpty();
            withdrawn
                .Select(d => (Sum(d, FactTraits.PostEligible), Sum(d, FactTraits.PostUsed)))
                .Distinct()
                .ShouldBe([(0L, 0L)]);
            waiting.ShouldNotBeEmpty();
            waiting
                .Select(d => (Sum(d, FactTraits.PostEligible), Sum(d, FactTraits.PostUsed)))
                .Distinct()
                .ShouldBe([(1L, 0L)]);
            sent.ShouldNotBeEmpty();
            sent.Select(d => (Sum(d, FactTraits.PostEligible), Sum(d, FactTraits.PostUsed)))
                .Distinct()
                .ShouldBe([(1L, 1L)]);
        });
    }

    private static Task<List<string>> TextsAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            var lines = new List<string>();
            lines.AddRange(
                (await db.Set<Dossier>().AsNoTracking().ToListAsync()).Select(d =>
                    $"{d.Id} {d.Version} {d.Events} {string.Join('|', DossierFields.Read(d))}"
                )
            );
            lines.AddRange(
                (await db.Set<Applicant>().AsNoTracking().ToListAsync()).Select(a =>
                    $"{a.DossierId} {a.Name} {a.FoldedName} {a.Commitment()}"
                )
            );
            lines.AddRange(
                (await db.Set<HistoryEvent>().AsNoTracking().ToListAsync()).Select(e =>
                    $"{e.Id} {Convert.ToHexString(e.ComputeHash())} {Convert.ToHexString(e.Hash)}"
                )
            );
            lines.AddRange(
                (await db.Set<ClockEntry>().AsNoTracking().ToListAsync()).Select(e => e.Canonical())
            );
            lines.AddRange(
                (await db.Set<Fact>().AsNoTracking().ToListAsync()).Select(f =>
                    (f with { Id = 0 }).ToString()
                )
            );
            lines.Sort(StringComparer.Ordinal);
            return lines;
        });
}
