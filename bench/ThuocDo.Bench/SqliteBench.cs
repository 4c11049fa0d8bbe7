using Microsoft.Data.Sqlite;
using ThuocDo.Database;

namespace ThuocDo.Bench;

/// <summary>Receipts into the embedded database, one writer at a time.</summary>
public static class SqliteBench
{
    private static readonly int[] Clients = [1, 8];

    public static async Task RunAsync(Options options)
    {
        var target = DatabaseTarget.Sqlite(Path.Combine(options.Folder, "intake.db"));
        await using var office = await FrontOffice.OpenAsync(target);
        await office.WarmUpAsync(Clients[^1]);
        var paces = Clients.ToDictionary(c => c, _ => new List<Pace>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var clients in Clients)
            {
                paces[clients].Add(await office.ReceiveAsync(clients, options.Duration));
            }
        }

        var table = new TextTable(
            $"Receipts on SQLite ({await SettingsAsync(target)}), median of {options.Rounds}",
            "clients",
            "receipts/s",
            "processor ms each"
        );
        foreach (var clients in Clients)
        {
            table.Add(
                clients,
                Figures.Text(paces[clients].Select(p => p.PerSecond).Median()),
                Figures.Text(paces[clients].Select(p => p.ProcessorMilliseconds).Median(), 2)
            );
        }

        table.Print();
    }

    private static async Task<string> SettingsAsync(DatabaseTarget target)
    {
        await using var connection = new SqliteConnection(target.Connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "select 'journal_mode=' || journal_mode || ' synchronous=' || synchronous from pragma_journal_mode, pragma_synchronous";
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
