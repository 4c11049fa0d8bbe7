using Npgsql;

namespace ThuocDo.Bench;

/// <summary>
/// Receipts on PostgreSQL beside pgbench with the same rows: same server, same database, turn by turn, so that whatever
/// else the machine does meets both.
/// </summary>
public static class IntakeBench
{
    private static readonly int[] Clients = [1, 8, 32];

    public static async Task RunAsync(Options options, BenchServer server)
    {
        var target = await server.CreateDatabaseAsync("intake", options.ConnectionSettings);
        await using var office = await FrontOffice.OpenAsync(target);
        var dossier = await office.ReceiveOneAsync();
        await using var source = NpgsqlDataSource.Create(target.Connection);
        var script = Path.Combine(options.Folder, "same-rows.sql");
        await File.WriteAllTextAsync(
            script,
            await new SameRows(source, office.Offices).ScriptAsync(dossier)
        );
        var yardstick = new PgBench(
            options.PgBench,
            new NpgsqlConnectionStringBuilder(target.Connection),
            script
        );

        await office.WarmUpAsync(Clients[^1]);
        await yardstick.RunAsync(Clients[^1], options.Duration);
        var turns = Clients.ToDictionary(c => c, _ => new List<Turn>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var clients in Clients)
            {
                turns[clients].Add(await TurnAsync(clients));
            }
        }

        Print(options, turns);

        async Task<Turn> TurnAsync(int clients)
        {
            var start = server.ProcessorSeconds();
            var pace = await office.ReceiveAsync(clients, options.Duration);
            var middle = server.ProcessorSeconds();
            var pgbench = await yardstick.RunAsync(clients, options.Duration);
            var end = server.ProcessorSeconds();
            return new Turn
            {
                Product = pace.PerSecond,
                PgBench = pgbench.PerSecond,
                ProductMilliseconds = pace.ProcessorMilliseconds,
                ServerMilliseconds = (middle - start) * 1000 / pace.Count,
                PgBenchMilliseconds = (end - middle) * 1000 / pgbench.Count,
            };
        }
    }

    private static void Print(Options options, Dictionary<int, List<Turn>> turns)
    {
        var table = new TextTable(
            $"Receipts on PostgreSQL, {options.Duration.TotalSeconds} s each, median of {options.Rounds}",
            "clients",
            "receipts/s",
            "pgbench/s",
            "ratio",
            "processor ms each: product",
            "its server",
            "pgbench's server"
        );
        foreach (var (clients, list) in turns)
        {
            var (product, pgbench) = (Of(list, t => t.Product), Of(list, t => t.PgBench));
            table.Add(
                clients,
                Figures.Text(product),
                Figures.Text(pgbench),
                Figures.Text(product / pgbench, 2),
                Figures.Text(Of(list, t => t.ProductMilliseconds), 2),
                Figures.Text(Of(list, t => t.ServerMilliseconds), 2),
                Figures.Text(Of(list, t => t.PgBenchMilliseconds), 2)
            );
        }

        var (best, yardstick) = (
            turns.Values.Max(list => Of(list, t => t.Product)),
            turns.Values.Max(list => Of(list, t => t.PgBench))
        );
        table.Add(
            "best",
            Figures.Text(best),
            Figures.Text(yardstick),
            Figures.Text(best / yardstick, 2),
            "",
            "",
            ""
        );
        table.Print();

        static double Of(List<Turn> list, Func<Turn, double> figure) =>
            list.Select(figure).Median();
    }

    /// <summary>Rates per second; processor time in milliseconds for one receipt.</summary>
    private sealed record Turn
    {
        public required double Product { get; init; }
        public required double PgBench { get; init; }
        public required double ProductMilliseconds { get; init; }
        public required double ServerMilliseconds { get; init; }
        public required double PgBenchMilliseconds { get; init; }
    }
}
