using System.Data;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Folding;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Database.Bulk;

/// <param name="Root">Merkle root over the chain heads of all dossiers, ordered by dossier: the same for the same seed.</param>
public sealed record SimulationResult(int Dossiers, long Events, byte[] Root);

/// <summary>Fills an empty, migrated and seeded database with simulated dossiers.</summary>
public sealed class SimulationRun(ThuocDoDb db)
{
    private const int BatchSize = 1000;

    public async Task<bool> HasDossiersAsync(CancellationToken cancellation) =>
        await db.Set<Dossier>().AnyAsync(cancellation);

    /// <summary>
    /// Generates on one thread while the other writes; everything, the cells too, is one transaction: a run that is
    /// killed leaves nothing behind and is simply started again.
    /// </summary>
    public async Task<SimulationResult> RunAsync(
        SimulationPlan plan,
        IProgress<int>? progress,
        CancellationToken cancellation
    )
    {
        var simulator = await CreateAsync(cancellation);
        var batches = Channel.CreateBounded<List<SimulatedDossier>>(2);
        var producer = Task.Run(
            () => ProduceAsync(simulator, plan, batches.Writer, cancellation),
            cancellation
        );
        var writer = new BulkWriter(db);
        var heads = new List<(Guid Id, byte[] Hash)>(plan.Dossiers);
        var events = 0L;
        await using var transaction = await db.Database.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellation
        );
        await foreach (var batch in batches.Reader.ReadAllAsync(cancellation))
        {
            await writer.WriteAsync(batch, cancellation);
            foreach (var dossier in batch)
            {
                heads.Add((dossier.Work.Dossier.Id, dossier.Work.Dossier.ChainHash));
                events += dossier.Work.Records.Events.Count;
            }

            progress?.Report(heads.Count);
        }

        await writer.WriteAsync(await producer, cancellation);
        await new CellRebuilder(db).RebuildWithinAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        var root = Merkle.Root(
            heads
                .OrderBy(h => h.Id.ToString("N"), StringComparer.Ordinal)
                .Select(h => Merkle.Leaf(h.Hash))
                .ToList()
        );
        return new SimulationResult(heads.Count, events, root);
    }

    /// <summary>The simulator over what the database knows: units, catalogue and the accounts that hold roles there.</summary>
    public async Task<Simulator> CreateAsync(CancellationToken cancellation)
    {
        var tree = await UnitDirectory.LoadAsync(db, cancellation);
        var catalogue = await Catalogue.LoadAsync(db, cancellation);
        var accounts = (
            await db.Set<RoleAssignment>()
                .AsNoTracking()
                .OrderBy(r => r.AccountId)
                .ToListAsync(cancellation)
        )
            .GroupBy(r => (r.UnitId, r.Role))
            .ToDictionary(g => g.Key, g => g.First().AccountId);
        return new Simulator(
            tree,
            catalogue,
            WorkCalendar.National(),
            (unit, role) =>
                accounts.TryGetValue((unit, role), out var account)
                    ? account
                    : StableId.From($"sample-officer:{tree[unit].Key}:{role}")
        );
    }

    private static async Task<IEnumerable<CodeCounter>> ProduceAsync(
        Simulator simulator,
        SimulationPlan plan,
        ChannelWriter<List<SimulatedDossier>> writer,
        CancellationToken cancellation
    )
    {
        try
        {
            foreach (var batch in simulator.Run(plan).Chunk(BatchSize))
            {
                await writer.WriteAsync([.. batch], cancellation);
            }

            writer.Complete();
        }
        catch (Exception exception)
        {
            writer.Complete(exception);
            throw;
        }

        return simulator.Counters;
    }
}
