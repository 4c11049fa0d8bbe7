using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.Database.Seeding;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Bench;

/// <summary>
/// The offices of the province with their counters: takes dossiers in by the use case that the intake page calls, with
/// the same services, one scope for each receipt.
/// </summary>
public sealed class FrontOffice : IAsyncDisposable
{
    /// <summary>A working day with every commune and district still there.</summary>
    private static readonly DateTime Morning = new(2024, 3, 6, 1, 30, 0, DateTimeKind.Utc);

    private const int WarmUpReceipts = 4_000;

    private readonly ServiceProvider services;
    private readonly IReadOnlyList<(Unit Office, ProcedureVersion Version)> counters;
    private int next;

    private FrontOffice(
        ServiceProvider services,
        IReadOnlyList<(Unit Office, ProcedureVersion Version)> counters
    )
    {
        this.services = services;
        this.counters = counters;
    }

    public IReadOnlyList<Unit> Offices => [.. counters.Select(c => c.Office).Distinct()];

    /// <summary>Migrates and seeds an empty database and opens every commune's counters.</summary>
    public static async Task<FrontOffice> OpenAsync(DatabaseTarget target)
    {
        var services = new ServiceCollection()
            .AddProduct(target, new DemonstrationMode(false))
            .AddSingleton<ICurrentUser, Everybody>()
            .BuildServiceProvider();
        services.GetRequiredService<DemonstrationTime>().StandAt(Morning);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        await db.Database.MigrateAsync();
        await ReferenceSeed.RunAsync(db, CancellationToken.None);
        var tree = await services.GetRequiredService<UnitDirectory>().GetAsync();
        var catalogue = await services.GetRequiredService<CatalogueDirectory>().GetAsync();
        var today = services.GetRequiredService<Clock>().Today;
        var versions = catalogue
            .Procedures.Select(p => catalogue.VersionOn(p.Id, today))
            .OfType<ProcedureVersion>()
            .ToList();
        // Procedure by procedure, so that neighbouring receipts belong to different offices, as in life.
        var counters = versions
            .SelectMany(v =>
                tree.All.Where(u => u.Level == Level.Commune)
                    .Where(u => Placement.Refusal(v, u, tree, today) is null)
                    .Select(u => (u, v))
            )
            .ToList();
        return new FrontOffice(services, counters);
    }

    /// <summary>Receives one dossier after the other at each of the clients until the time is over.</summary>
    public Task<Pace> ReceiveAsync(int clients, TimeSpan duration) =>
        WorkAsync(
            clients,
            duration,
            async () =>
            {
                await ReceiveOneAsync();
                return 1;
            }
        );

    /// <summary>Lives whole lives of dossiers at each of the clients until the time is over; counts the acts.</summary>
    public Task<Pace> LiveAsync(int clients, TimeSpan duration) =>
        WorkAsync(clients, duration, LiveOnceAsync);

    private static async Task<Pace> WorkAsync(
        int clients,
        TimeSpan duration,
        Func<Task<int>> onceAsync
    )
    {
        var processor = Environment.CpuUsage.TotalTime;
        var time = Stopwatch.StartNew();
        var done = await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var count = 0;
                        while (time.Elapsed < duration)
                        {
                            count += await onceAsync();
                        }

                        return count;
                    })
                )
        );
        return new Pace(done.Sum(), time.Elapsed, Environment.CpuUsage.TotalTime - processor);
    }

    /// <summary>
    /// Receives until .NET has compiled what runs often: a program that serves for months is measured, not its first
    /// seconds.
    /// </summary>
    public async Task WarmUpAsync(int clients)
    {
        var left = WarmUpReceipts;
        while (left > 0)
        {
            left -= (await ReceiveAsync(clients, TimeSpan.FromSeconds(1))).Count;
        }
    }

    /// <returns>The key of the dossier.</returns>
    public async Task<Guid> ReceiveOneAsync()
    {
        var number = Interlocked.Increment(ref next);
        var (office, version) = counters[number % counters.Count];
        await using var scope = services.CreateAsyncScope();
        var outcome = await scope
            .ServiceProvider.GetRequiredService<ReceiveDossier>()
            .RunAsync(
                new ReceiveRequest
                {
                    Key = Guid.CreateVersion7().ToString("N"),
                    ReceivingUnitId = office.Id,
                    ProcedureId = version.ProcedureId,
                    Subject = $"Hồ sơ thử tải số {number:D7} nộp tại {office.Name}",
                    ApplicantName = $"Nguyễn Thị Thử Tải {number:D7}",
                    IdentityNumber = $"058{number:D9}",
                    Phone = $"090{number:D7}",
                    Address = $"Khu phố {number % 12 + 1}, {office.Name}",
                    Channel = Channel.Counter,
                    Papers = [.. version.Papers.Where(p => p.IsRequired).Select(p => p.Number)],
                    Secret = TrackingSecret.New(),
                },
                CancellationToken.None
            );
        return outcome.Succeeded
            ? outcome.Value!.Id
            : throw new InvalidOperationException($"A receipt was refused: {outcome}");
    }

    /// <summary>Receives, hands over, passes on from step to step, signs and returns one dossier.</summary>
    /// <returns>How many acts that were.</returns>
    private async Task<int> LiveOnceAsync()
    {
        var id = await ReceiveOneAsync();
        await using var scope = services.CreateAsyncScope();
        var work = (
            await scope
                .ServiceProvider.GetRequiredService<DossierStore>()
                .LoadAsync(id, CancellationToken.None)
        )!;
        var version = await ActAsync(
            id,
            work.Dossier.Version,
            DossierActionKind.Assign,
            (w, act) => w.Assign(null, electronically: true, act)
        );
        var steps = work.Version.Steps.Count;
        var acts = 2;
        for (var step = 2; step < steps - 1; step++)
        {
            version = await ActAsync(
                id,
                version,
                DossierActionKind.Forward,
                (w, act) => w.Forward(null, null, act)
            );
            acts++;
        }

        version = await ActAsync(
            id,
            version,
            DossierActionKind.Finish,
            (w, act) => w.Finish("01/KQ", electronicResult: false, act)
        );
        await ActAsync(
            id,
            version,
            DossierActionKind.Return,
            (w, act) => w.Return(byPost: false, act)
        );
        return acts + 2;
    }

    /// <returns>The version of the dossier after the act.</returns>
    private async Task<Guid> ActAsync(
        Guid id,
        Guid seen,
        DossierActionKind kind,
        Func<DossierWork, ActContext, Outcome> act
    )
    {
        await using var scope = services.CreateAsyncScope();
        var after = Guid.Empty;
        var outcome = await scope
            .ServiceProvider.GetRequiredService<ActOnDossier>()
            .RunAsync(
                new DossierAct(Guid.CreateVersion7().ToString("N"), kind, id, seen),
                (work, context) =>
                {
                    var done = act(work, context);
                    after = work.Dossier.Version;
                    return done;
                },
                CancellationToken.None
            );
        return outcome.Succeeded
            ? after
            : throw new InvalidOperationException($"{kind} was refused: {outcome.Key}");
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

/// <param name="Processor">Time of all processors that this process used meanwhile.</param>
public sealed record Pace(int Count, TimeSpan Elapsed, TimeSpan Processor)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    public double ProcessorMilliseconds => Processor.TotalMilliseconds / Math.Max(Count, 1);
}
