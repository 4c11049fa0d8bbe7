using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database.Bulk;
using ThuocDo.Indicators.Folding;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Indicators.SelfScoring;
using ThuocDo.Legal;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Organisation.Staff;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Inspections;
using ThuocDo.Oversight.Voices;
using ThuocDo.Programmes.Cycle;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Database.Seeding;

/// <summary>Brings a database to the point where the product can be used, and tells what it does on the way.</summary>
public sealed class Preparation(
    ThuocDoDb db,
    Clock clock,
    DemonstrationTime time,
    DemonstrationMode mode,
    MeasureSeed measures,
    CellRebuilder cells,
    SealMonths seals,
    UnitDirectory units,
    IServiceScopeFactory scopes
)
{
    /// <summary>What the demonstration shows: the years of the resolution with the half year after the merger, up to the last Friday
    /// before its deadline, so that its work goes on in the last days of 2025.</summary>
    public static readonly SimulationPlan Demonstration = new(
        12_000,
        new DateOnly(2020, 1, 1),
        new DateOnly(2025, 12, 26),
        2021
    );

    /// <summary>
    /// Before the first release a build has one migration of its own, and there is no way from the tables of another build to this one's.
    /// </summary>
    private async Task RefuseOtherBuildAsync(CancellationToken cancellation)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        var foreign = (await db.Database.GetAppliedMigrationsAsync(cancellation))
            .Where(m => !known.Contains(m))
            .ToList();
        if (foreign.Count > 0)
        {
            throw new InvalidOperationException(
                $"The database {db.Database.GetDbConnection().DataSource} was made by another build: it has the migration {foreign[0]}, "
                    + $"this build has {string.Join(", ", known)}. Move it away, or name another one by {DatabaseTarget.Variable}."
            );
        }
    }

    /// <summary>Migrates and writes the shipped facts; in a demonstration also people, dossiers and seals, once.</summary>
    /// <param name="withDossiers">Whether an empty demonstration is filled with simulated dossiers.</param>
    public async Task RunAsync(
        Action<string> report,
        bool withDossiers,
        CancellationToken cancellation
    )
    {
        var watch = Stopwatch.StartNew();
        report($"{db.Engine.Name}: preparing the tables and the facts that ship …");
        await RefuseOtherBuildAsync(cancellation);
        await db.Database.MigrateAsync(cancellation);
        await ReferenceSeed.RunAsync(db, cancellation);
        if (mode.IsOn)
        {
            // Before anything is written by the clock: time stands behind the last act, and must not stand at ours.
            await StandAfterLastDayAsync(cancellation);
        }

        await ProgrammeSeed.SeedAsync(db, clock, cancellation);
        await measures.ApplyAsync(cancellation);
        if (mode.IsOn)
        {
            await DemonstrationAccounts.SeedAsync(db, clock, cancellation);
            await DemonstrationCitizens.SeedAsync(db, clock, cancellation);
            db.ChangeTracker.Clear();
            if (withDossiers)
            {
                await TaskSeed.RunAsync(db, units, cancellation);
                await StandAfterLastDayAsync(cancellation);
            }

            await DemonstrationPlans.SeedAsync(scopes, cancellation);

            if (withDossiers && !await new SimulationRun(db).HasDossiersAsync(cancellation))
            {
                report(
                    $"Simulating {Demonstration.Dossiers:N0} dossiers of a demonstration province …"
                );
                await SimulateAsync(Demonstration, report, cancellation);
                await StandAfterLastDayAsync(cancellation);
            }

            if (withDossiers)
            {
                await FinishAsync(report, cancellation);
                if (await HasItsYearsAsync(cancellation))
                {
                    await new DemonstrationCirculation(db).SeedAsync(clock, cancellation);
                    await CycleSeed.RunAsync(scopes, cancellation);
                    await ParSeed.RunAsync(scopes, cancellation);
                    await SteeringSeed.RunAsync(scopes, cancellation);
                    await ReformSeed.RunAsync(scopes, cancellation);
                    await InspectionSeed.RunAsync(scopes, cancellation);
                    await StaffSeed.SeedAsync(db, cancellation);
                    await DemonstrationSurveys.SeedAsync(scopes, cancellation);
                    await VoiceSeed.RunAsync(scopes, cancellation);
                    await LegalSeed.RunAsync(scopes, cancellation);
                }
            }

            await StandAfterLastDayAsync(cancellation);
        }

        report($"Ready after {watch.Elapsed.TotalSeconds:0.0} s.");
    }

    /// <summary>Whether a demonstration is still to be filled with its dossiers, which is the long part of the work.</summary>
    public async Task<bool> IsFirstFillingAsync(CancellationToken cancellation) =>
        mode.IsOn
        && (
            !await db.Database.CanConnectAsync(cancellation)
            || (await db.Database.GetPendingMigrationsAsync(cancellation)).Any()
            || !await new SimulationRun(db).HasDossiersAsync(cancellation)
        );

    /// <summary>
    /// A real province never runs on invented people, nor a demonstration on real ones: a database says by its accounts
    /// which it is, and must be started as that.
    /// </summary>
    /// <exception cref="InvalidOperationException">The mode is not that of the database; the message says what to set.</exception>
    public async Task RefuseMixtureAsync(CancellationToken cancellation)
    {
        if (
            !await db.Database.CanConnectAsync(cancellation)
            || (await db.Database.GetPendingMigrationsAsync(cancellation)).Any()
        )
        {
            return;
        }

        if (
            !mode.IsOn
            && await db.Set<Account>().AnyAsync(account => account.IsDemonstration, cancellation)
        )
        {
            throw new InvalidOperationException(
                "This database holds a demonstration province. Start it with THUOCDO_DEMONSTRATION=1, or choose another database by THUOCDO_DB."
            );
        }

        if (
            mode.IsOn
            && await db.Set<Account>().AnyAsync(account => !account.IsDemonstration, cancellation)
            && !await db.Set<Account>().AnyAsync(account => account.IsDemonstration, cancellation)
        )
        {
            throw new InvalidOperationException(
                "This database holds a real province. Start it with THUOCDO_DEMONSTRATION=0, or choose another database by THUOCDO_DB."
            );
        }
    }

    /// <summary>Simulates dossiers and folds what they count into the cells.</summary>
    public async Task<SimulationResult> SimulateAsync(
        SimulationPlan plan,
        Action<string> report,
        CancellationToken cancellation
    )
    {
        var next = 0;
        var result = await new SimulationRun(db).RunAsync(
            plan,
            new Immediate(count =>
            {
                if (count >= next)
                {
                    report($"  {count:N0} of {plan.Dossiers:N0}");
                    next = count + plan.Dossiers / 5;
                }
            }),
            cancellation
        );
        return result;
    }

    /// <summary>
    /// Does what is left to do after the dossiers are there, whether they came just now or a start was killed between:
    /// facts that are in no cell are folded, months that are over and not closed are closed.
    /// </summary>
    private async Task FinishAsync(Action<string> report, CancellationToken cancellation)
    {
        if (!await cells.HoldsAsync(cancellation))
        {
            report("Folding the facts into the cells again: an earlier start was interrupted …");
            await cells.RebuildAsync(cancellation);
        }

        if (await seals.FirstOpenAsync(cancellation) is { } open && open <= LastMonthOver())
        {
            await CloseMonthsAsync(report, cancellation);
        }
    }

    /// <summary>
    /// Milestones, rounds and meetings of the demonstration speak of its own years; somebody who simulated others has none of them.
    /// </summary>
    private async Task<bool> HasItsYearsAsync(CancellationToken cancellation)
    {
        var days = db.Set<Fact>().Select(f => (DateOnly?)f.RecordedOn);
        return await days.MinAsync(cancellation) < Demonstration.From.AddMonths(1)
            && await days.MaxAsync(cancellation) > Demonstration.To.AddMonths(-1);
    }

    private DateOnly LastMonthOver() =>
        new DateOnly(clock.Today.Year, clock.Today.Month, 1).AddDays(-1);

    /// <summary>Closes every month that is over.</summary>
    public async Task CloseMonthsAsync(Action<string> report, CancellationToken cancellation)
    {
        var lastOver = LastMonthOver();
        report($"Closing and sealing the months up to {lastOver:MM/yyyy} …");
        var outcome = await seals.CloseThroughAsync(lastOver, "preparation", null, cancellation);
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException($"The months could not be closed: {outcome.Key}.");
        }
    }

    /// <summary>
    /// Sets the demonstration's clock to the first working morning after the last day with data, or behind the last
    /// thing that was done since: time never runs backwards in a ledger.
    /// </summary>
    private async Task StandAfterLastDayAsync(CancellationToken cancellation)
    {
        var lastDay =
            await db.Set<Fact>().MaxAsync(f => (DateOnly?)f.RecordedOn, cancellation)
            ?? Demonstration.To;
        var calendar = WorkCalendar.National();
        var morning = VietnamTime.ToUtc(
            calendar.AddWorkingDays(lastDay, 1).ToDateTime(new TimeOnly(8, 0))
        );
        var lastAct =
            await db.Set<HistoryEvent>().MaxAsync(e => (DateTime?)e.At, cancellation) ?? morning;
        time.StandAt(lastAct > morning ? lastAct.AddSeconds(1) : morning);
    }

    /// <summary>Reports on the caller's thread and in order, which <see cref="Progress{T}"/> does not.</summary>
    private sealed class Immediate(Action<int> act) : IProgress<int>
    {
        public void Report(int value) => act(value);
    }
}
