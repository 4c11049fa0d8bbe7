using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.Indicators.Receipts;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Bench;

/// <summary>
/// The proof that one dossier is counted in a sealed figure, in a province of many dossiers: of the province's figure from its kept
/// nodes, of a commune's from all its records. Beside it the closing of a month and receipts of figures of a month and of a year.
/// </summary>
public static class ProofBench
{
    private const int Months = 3;
    private const int Samples = 200;
    private const int First = 2020;

    public static async Task RunAsync(Options options, BenchServer server)
    {
        var target = await server.CreateDatabaseAsync("proof");
        await SimulatedProvince.FillAsync(target, options.Searched);
        await using var services = new ServiceCollection()
            .AddSingleton(new KeysFolder(Path.Combine(options.Folder, "keys")))
            .AddProduct(target.WithoutTimeLimit(), new DemonstrationMode(true))
            .AddSingleton<ICurrentUser, Everybody>()
            .BuildServiceProvider();
        var table = new TextTable(
            $"Proofs and receipts, {Figures.Text(options.Searched)} dossiers, PostgreSQL",
            "what",
            "median ms",
            "p95 ms",
            "most ms"
        );
        var closing = new List<double>();
        for (var i = 0; i < Months; i++)
        {
            closing.Add(await CloseAsync(services, new DateOnly(First, 1 + i, 1)));
        }

        Add(table, "closing a month", closing);
        foreach (var isProvince in new[] { true, false })
        {
            var (times, records) = await ProveAsync(services, isProvince);
            Add(
                table,
                $"proof in a figure of the {(isProvince ? "province" : "commune")}, {Figures.Text(records)} records",
                times
            );
        }

        foreach (var month in new[] { First + "-02", null })
        {
            Add(
                table,
                month is null
                    ? $"receipt of a year, {Months} months closed"
                    : "receipt of a closed month",
                await ReceiptAsync(services, month)
            );
        }

        table.Print();
    }

    private static async Task<double> CloseAsync(ServiceProvider services, DateOnly month)
    {
        await using var scope = services.CreateAsyncScope();
        var time = Stopwatch.StartNew();
        var closed = await scope
            .ServiceProvider.GetRequiredService<SealMonths>()
            .CloseThroughAsync(month, "bench", null, CancellationToken.None);
        return closed.Succeeded
            ? time.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"The month is not closed: {closed.Key}.");
    }

    private static async Task<(List<double> Times, int Records)> ProveAsync(
        ServiceProvider services,
        bool isProvince
    )
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var figures = await db.Set<SealedFigure>()
            .AsNoTracking()
            .Where(f => f.Indicator == "on-time")
            .OrderByDescending(f => f.RecordCount)
            .ToListAsync();
        var figure = isProvince
            ? figures[0]
            : figures.First(f => f.RecordCount <= SealedTree.FewRecords);
        var seal = await db.Set<Seal>().AsNoTracking().SingleAsync(s => s.Id == figure.SealId);
        var records = await scope
            .ServiceProvider.GetRequiredService<ReceiptCounter>()
            .CountAsync(
                new CutQuestion
                {
                    Roots = [figure.UnitId],
                    Numerator = [new(Measures.ResolvedInTime)],
                    Denominator = [new(Measures.Resolved)],
                    Days = new(figure.Month, figure.Month.AddMonths(1).AddDays(-1)),
                    Cut = seal.Horizon,
                },
                CancellationToken.None
            );
        var times = new List<double>();
        for (var i = 0; i < Samples; i++)
        {
            var id = records[(int)((long)i * 7919 % records.Count)].SubjectId;
            await using var own = services.CreateAsyncScope();
            var time = Stopwatch.StartNew();
            var file = await own
                .ServiceProvider.GetRequiredService<InclusionProofs>()
                .ProveAsync(figure, seal, id, CancellationToken.None);
            times.Add(time.Elapsed.TotalMilliseconds);
            if (file is null)
            {
                throw new InvalidOperationException("A record that is counted is not proved.");
            }
        }

        return (times, records.Count);
    }

    private static async Task<List<double>> ReceiptAsync(ServiceProvider services, string? month)
    {
        var times = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            await using var scope = services.CreateAsyncScope();
            var time = Stopwatch.StartNew();
            var (_, asked) = await scope
                .ServiceProvider.GetRequiredService<ReceiptDesk>()
                .FindAsync(
                    new ReceiptQuestion
                    {
                        Condition = "on-time",
                        Month = month,
                        Year = First,
                    },
                    CancellationToken.None
                );
            await scope
                .ServiceProvider.GetRequiredService<ReceiptMaker>()
                .MakeAsync(asked!.Subject!, CancellationToken.None);
            times.Add(time.Elapsed.TotalMilliseconds);
        }

        return times;
    }

    private static void Add(TextTable table, string what, List<double> times)
    {
        times.Sort();
        table.Add(
            what,
            Figures.Text(times.Median(), 1),
            Figures.Text(times[(int)(times.Count * 0.95)], 1),
            Figures.Text(times[^1], 1)
        );
    }
}
