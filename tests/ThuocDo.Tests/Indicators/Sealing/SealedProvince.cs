using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.Indicators.Folding;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Indicators.Sealing;

/// <summary>A few subjects in the first months of 2024, on a clock of April 2024, with keys of its own.</summary>
public sealed class SealedProvince : IAsyncDisposable
{
    public const int Subjects = 60;

    public static readonly DateOnly January = new(2024, 1, 1);
    public static readonly DateOnly February = new(2024, 2, 1);
    public static readonly DateOnly March = new(2024, 3, 1);

    private const int MostTries = 10;
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("thuocdo-test-keys-");

    private SealedProvince(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public string KeysPath => keys.FullName;

    public DateTime Now { get; set; } = new(2024, 4, 20, 3, 0, 0, DateTimeKind.Utc);

    public static async Task<SealedProvince> CreateAsync(Engine engine)
    {
        var database = await IndicatorDatabase.CreateAsync(engine);
        await database.UseAsync(async db =>
        {
            for (var i = 0; i < Subjects; i++)
            {
                var received = January.AddDays(i);
                await SampleFacts.WriteAsync(
                    db,
                    i,
                    received,
                    received.AddDays(10),
                    late: i % 5 == 0
                );
            }

            await new Folder(db).FoldAsync(default);
        });
        return new SealedProvince(database);
    }

    public async Task<T> UseAsync<TService, T>(Func<TService, Task<T>> action, string? keys = null)
        where TService : notnull
    {
        var (time, _) = TestDatabase.ClockAt(Now);
        await using var services = new ServiceCollection()
            .AddThuocDoDatabase(Database.Target)
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<Clock>()
            .AddSingleton<UnitDirectory>()
            .AddSingleton(new KeysFolder(keys ?? KeysPath))
            .AddSingleton(new DemonstrationMode(true))
            .AddFolding()
            .AddSealing()
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        return await action(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>
    /// Closes, and again while it is told to wait: a long transaction of a test beside this one, on the same server, holds
    /// back what counts as written.
    /// </summary>
    public async Task<Outcome<int>> CloseAsync(DateOnly through, string key = "close")
    {
        for (var tries = 0; ; tries++)
        {
            var closed = await UseAsync<SealMonths, Outcome<int>>(s =>
                s.CloseThroughAsync(through, key, null, default)
            );
            if (closed.Key != "seal.refused.busy" || tries == MostTries)
            {
                return closed;
            }
        }
    }

    public Task<List<Finding>> AuditAsync(DateOnly? month = null, string? keys = null) =>
        UseAsync<IEnumerable<IAudit>, List<Finding>>(
            async audits =>
            {
                var findings = new List<Finding>();
                foreach (var audit in audits)
                {
                    findings.AddRange(await audit.FindAsync(month));
                }

                return findings;
            },
            keys
        );

    /// <summary>Runs SQL past the product, where a column's name is part of the case.</summary>
    public Task<int> TamperAsync(string sql, params object[] values) =>
        Database.UseAsync(db => db.Database.ExecuteSqlRawAsync(sql, values));

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        keys.Delete(recursive: true);
    }
}
