using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Cli.Commands;
using ThuocDo.Database.Bulk;
using ThuocDo.Indicators.Folding;
using ThuocDo.Indicators.Receipts;
using ThuocDo.Indicators.Sealing;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Programmes;

namespace ThuocDo.Tests.Indicators.Receipts;

/// <summary>
/// A small simulated province with its programme, January and February 2024 closed, behind the whole product. Whatever a test
/// changes past the product it changes in a transaction that is taken back.
/// </summary>
public sealed class ProofProvince : IAsyncDisposable
{
    private ProofProvince(TestDatabase database, TestWeb web) => (Database, Web) = (database, web);

    public TestDatabase Database { get; }
    public TestWeb Web { get; }

    /// <summary>A dossier that was resolved on time in January.</summary>
    public Dossier Dossier { get; private set; } = null!;

    public static async Task<ProofProvince> CreateAsync(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(async db =>
        {
            await db.SeedProgrammeAsync();
            await new SimulationRun(db).RunAsync(
                new SimulationPlan(120, new DateOnly(2024, 1, 2), new DateOnly(2024, 3, 4), 7),
                null,
                default
            );
            await new CellRebuilder(db).RebuildAsync(default);
        });
        var province = new ProofProvince(database, TestWeb.Over(database));
        await using var scope = province.Web.Services.CreateAsyncScope();
        for (var tries = 0; ; tries++)
        {
            var closed = await scope
                .ServiceProvider.GetRequiredService<SealMonths>()
                .CloseThroughAsync(new DateOnly(2024, 2, 1), "close", null, default);
            if (closed.Key != "seal.refused.busy" || tries == 10)
            {
                closed.Succeeded.ShouldBeTrue();
                break;
            }
        }

        province.Dossier = await database.UseAsync(db =>
            db.Set<Dossier>()
                .AsNoTracking()
                .Where(d =>
                    d.Timeliness == ThuocDo.OneStop.Clocks.Timeliness.OnTime
                    && d.ClosedOn < new DateOnly(2024, 2, 1)
                    && d.Events > 3
                )
                .OrderBy(d => d.Code)
                .FirstAsync()
        );
        return province;
    }

    /// <summary>Changes the database past the product, looks, and takes the change back.</summary>
    public async Task<T> WithAsync<T>(
        Func<ThuocDoDb, Dossier, Task> tamper,
        Func<IServiceProvider, Task<T>> look
    )
    {
        await using var scope = Web.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await tamper(db, Dossier);
        db.ChangeTracker.Clear();
        return await look(scope.ServiceProvider);
    }

    /// <summary>What <c>thuocdo verify</c> prints and with which code it ends.</summary>
    public static async Task<(int Code, string[] Lines)> VerifyAsync(IServiceProvider services)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await VerifyCommand.RunAsync(
            services.GetServices<IAudit>(),
            new AuditScope(null),
            output,
            error,
            default
        );
        return (code, output.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..]);
    }

    public static async Task<IReadOnlyList<Finding>> CheckAsync(
        IServiceProvider services,
        string receipt
    )
    {
        var (file, node) = ProofJson.Read<ReceiptFile>(receipt);
        return await services.GetRequiredService<ReceiptCheck>().FindAsync(file, node, default);
    }

    public async Task<IReadOnlyList<Finding>> CheckAsync(string receipt)
    {
        await using var scope = Web.Services.CreateAsyncScope();
        return await CheckAsync(scope.ServiceProvider, receipt);
    }

    public static string Edit(string receipt, Action<JsonObject> change)
    {
        var node = JsonNode.Parse(receipt)!.AsObject();
        change(node);
        return node.ToJsonString();
    }

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>One province on each engine for all tests of a class.</summary>
public sealed class ProofProvinces : IAsyncDisposable
{
    private readonly Dictionary<Engine, Lazy<Task<ProofProvince>>> all = Enum.GetValues<Engine>()
        .ToDictionary(
            e => e,
            e => new Lazy<Task<ProofProvince>>(() => ProofProvince.CreateAsync(e))
        );

    public Task<ProofProvince> GetAsync(Engine engine) => all[engine].Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var made in all.Values.Where(p => p.IsValueCreated))
        {
            await (await made.Value).DisposeAsync();
        }
    }
}
