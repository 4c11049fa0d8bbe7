using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Database.Bulk;
using ThuocDo.Indicators.Folding;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Shared.Data;

namespace ThuocDo.Database.Seeding;

/// <summary>Brings a database to the point where the product can be used, and tells what it does on the way.</summary>
public sealed class DemonstrationProvince(ThuocDoDb db, Action<string> report)
{
    /// <summary>What the demonstration shows: the five years of the resolution and the half year after the merger.</summary>
    public static readonly SimulationPlan Plan = new(
        12_000,
        new DateOnly(2020, 1, 1),
        new DateOnly(2025, 12, 31),
        2021
    );

    /// <summary>Migrates and writes the shipped facts; with <paramref name="demonstration"/> also people and dossiers.</summary>
    public async Task PrepareAsync(bool demonstration, CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        report($"{db.Engine.Name}: migrating …");
        await db.Database.MigrateAsync(cancellation);
        await ReferenceSeed.RunAsync(db, cancellation);
        var simulation = new SimulationRun(db);
        if (demonstration && !await simulation.HasDossiersAsync(cancellation))
        {
            await SimulateAsync(Plan, cancellation);
        }

        report($"Ready after {time.Elapsed.TotalSeconds:0.0} s.");
    }

    /// <summary>Simulates dossiers and folds what they count into the cells.</summary>
    public async Task<SimulationResult> SimulateAsync(
        SimulationPlan plan,
        CancellationToken cancellation
    )
    {
        var next = plan.Dossiers / 10;
        var result = await new SimulationRun(db).RunAsync(
            plan,
            new Immediate(count =>
            {
                if (count >= next)
                {
                    report($"  {count:N0} of {plan.Dossiers:N0} dossiers");
                    next += plan.Dossiers / 10;
                }
            }),
            cancellation
        );
        report("Counting the cells …");
        await new CellRebuilder(db).RebuildAsync(cancellation);
        return result;
    }

    /// <summary>Reports on the caller's thread and in order, which <see cref="Progress{T}"/> does not.</summary>
    private sealed class Immediate(Action<int> act) : IProgress<int>
    {
        public void Report(int value) => act(value);
    }
}
