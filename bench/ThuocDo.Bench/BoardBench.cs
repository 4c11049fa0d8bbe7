using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Access;

namespace ThuocDo.Bench;

/// <summary>
/// Two provinces, the one with ten times the dossiers of the other. Their boards are read turn by turn, by the classes
/// that the board's page calls: day and scope first, then every condition.
/// </summary>
public static class BoardBench
{
    private const int Runs = 5;

    /// <summary>Reads in one run; the median of a run is its figure.</summary>
    private const int Reads = 9;

    public static async Task RunAsync(Options options, BenchServer server)
    {
        await using var small = await SimulateAsync(server, options.Provinces.Small);
        await using var large = await SimulateAsync(server, options.Provinces.Large);
        var simulations = new TextTable(
            "thuocdo simulate, PostgreSQL, 2020-01-01 to 2025-12-31",
            "dossiers",
            "seconds",
            "dossiers/s",
            "peak memory MB"
        );
        foreach (var province in new[] { small, large })
        {
            simulations.Add(
                Figures.Text(province.Dossiers),
                Figures.Text(province.Simulation.Elapsed.TotalSeconds, 1),
                Figures.Text(province.Dossiers / province.Simulation.Elapsed.TotalSeconds),
                Figures.Text(province.Simulation.PeakBytes / 1e6)
            );
        }

        simulations.Print();

        await small.ReadAsync();
        await large.ReadAsync();
        var (few, many) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            few.Add(await small.ReadAsync());
            many.Add(await large.ReadAsync());
        }

        var boards = new TextTable(
            $"The board, median of {Runs} interleaved runs of {Reads} reads",
            "dossiers",
            "ms"
        );
        boards.Add(Figures.Text(small.Dossiers), Figures.Text(few.Median(), 1));
        boards.Add(Figures.Text(large.Dossiers), Figures.Text(many.Median(), 1));
        boards.Add(
            "ratio, difference",
            $"{Figures.Text(many.Median() / few.Median(), 2)}, {Figures.Text(many.Median() - few.Median(), 1)} ms"
        );
        boards.Print();
    }

    private static async Task<Province> SimulateAsync(BenchServer server, int dossiers)
    {
        var target = await server.CreateDatabaseAsync($"board_{dossiers}");
        var simulation = await SimulatedProvince.FillAsync(target, dossiers);
        return new Province(target, dossiers, simulation);
    }

    private sealed class Province(DatabaseTarget target, int dossiers, CommandRun simulation)
        : IAsyncDisposable
    {
        private readonly ServiceProvider services = new ServiceCollection()
            .AddProduct(target, new DemonstrationMode(true))
            .AddSingleton<ICurrentUser, Everybody>()
            .BuildServiceProvider();

        public int Dossiers => dossiers;

        public CommandRun Simulation => simulation;

        /// <returns>Milliseconds, the median of some reads.</returns>
        public async Task<double> ReadAsync()
        {
            var times = new List<double>();
            for (var i = 0; i < Reads; i++)
            {
                var time = Stopwatch.StartNew();
                await using var scope = services.CreateAsyncScope();
                var frame = await scope
                    .ServiceProvider.GetRequiredService<BoardFrames>()
                    .FindAsync(null, null, false, Permissions.BoardView, CancellationToken.None);
                var view = await scope
                    .ServiceProvider.GetRequiredService<BoardReader>()
                    .ReadAsync(frame!.Scope, frame.AsOf, CancellationToken.None);
                times.Add(time.Elapsed.TotalMilliseconds);
                if (view.Key.Balance.Received == 0)
                {
                    throw new InvalidOperationException("The board that was read is empty.");
                }
            }

            return times.Median();
        }

        public ValueTask DisposeAsync() => services.DisposeAsync();
    }
}
