using System.Globalization;

namespace ThuocDo.Bench;

/// <summary>
/// The whole life of dossiers, received, assigned, processed, signed and returned, in two provinces, the one with a hundred
/// times the dossiers of the other, turn by turn. What an act reads must not grow with what lies there already.
/// </summary>
public static class LifeBench
{
    private static readonly int[] Clients = [8, 32];
    private const int Runs = 5;

    /// <summary>A session tells the server what it has read when it has been idle for ten seconds.</summary>
    private static readonly TimeSpan UntilCounted = TimeSpan.FromSeconds(11);

    public static async Task RunAsync(Options options, BenchServer server)
    {
        var provinces = new List<Province>();
        foreach (var size in new[] { options.Lives.Small, options.Lives.Large })
        {
            provinces.Add(await Province.SimulateAsync(server, size));
        }

        foreach (var clients in Clients)
        {
            var turns = provinces.ToDictionary(p => p, _ => new List<Turn>());
            for (var run = 0; run < Runs; run++)
            {
                foreach (var province in provinces)
                {
                    turns[province].Add(await province.LiveAsync(clients, options.Duration));
                }
            }

            Print(clients, provinces, turns);
        }

        foreach (var province in provinces)
        {
            await province.DisposeAsync();
        }
    }

    private static void Print(
        int clients,
        List<Province> provinces,
        Dictionary<Province, List<Turn>> turns
    )
    {
        var table = new TextTable(
            $"Whole lives at {clients} clients, median of {Runs} interleaved runs",
            "dossiers",
            "acts/s",
            "ms an act",
            "rows read an act",
            "and of the catalogue"
        );
        foreach (var province in provinces)
        {
            table.Add(
                Figures.Text(province.Dossiers),
                Figures.Text(Of(province, t => t.PerSecond)),
                Figures.Text(clients * 1000 / Of(province, t => t.PerSecond), 1),
                Figures.Text(Of(province, t => t.Rows.Own), 1),
                Figures.Text(Of(province, t => t.Rows.Catalogue), 1)
            );
        }

        table.Add(
            "ratio, large to small",
            "",
            Figures.Text(
                Of(provinces[0], t => t.PerSecond) / Of(provinces[1], t => t.PerSecond),
                2
            ),
            Figures.Text(Of(provinces[1], t => t.Rows.Own) / Of(provinces[0], t => t.Rows.Own), 2),
            ""
        );
        table.Print();

        double Of(Province province, Func<Turn, double> figure) =>
            turns[province].Select(figure).Median();
    }

    private sealed record Turn(double PerSecond, RowsRead Rows);

    /// <summary>
    /// Rows that the server read in one database. Those of its own catalogue stand apart: a session reads them when it begins
    /// and again after the statistics of a table were renewed, which happens oftener where tables are small.
    /// </summary>
    private readonly record struct RowsRead(double Own, double Catalogue)
    {
        public static RowsRead operator -(RowsRead after, RowsRead before) =>
            new(after.Own - before.Own, after.Catalogue - before.Catalogue);

        public static RowsRead operator /(RowsRead rows, double acts) =>
            new(rows.Own / acts, rows.Catalogue / acts);
    }

    private sealed class Province(
        BenchServer server,
        FrontOffice office,
        string database,
        int dossiers
    ) : IAsyncDisposable
    {
        public int Dossiers => dossiers;

        public static async Task<Province> SimulateAsync(BenchServer server, int dossiers)
        {
            var name = $"life_{dossiers}";
            var target = await server.CreateDatabaseAsync(name);
            await SimulatedProvince.FillAsync(target, dossiers);
            var office = await FrontOffice.OpenAsync(target);
            await office.LiveAsync(Clients[^1], TimeSpan.FromSeconds(10));
            return new Province(server, office, name, dossiers);
        }

        public async Task<Turn> LiveAsync(int clients, TimeSpan duration)
        {
            var before = await RowsAsync();
            var pace = await office.LiveAsync(clients, duration);
            await Task.Delay(UntilCounted);
            return new Turn(pace.PerSecond, (await RowsAsync() - before) / pace.Count);
        }

        public ValueTask DisposeAsync() => office.DisposeAsync();

        private async Task<RowsRead> RowsAsync() =>
            new(await RowsAsync("user"), await RowsAsync("sys"));

        /// <summary>One by one from the tables, and by their indexes.</summary>
        private async Task<double> RowsAsync(string kind) =>
            double.Parse(
                await server.AskAsync(
                    $"select (select sum(seq_tup_read) from pg_stat_{kind}_tables) + (select sum(idx_tup_read) from pg_stat_{kind}_indexes)",
                    database
                ),
                CultureInfo.InvariantCulture
            );
    }
}
