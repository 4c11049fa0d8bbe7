using System.Globalization;
using Npgsql;
using ThuocDo.Database;

namespace ThuocDo.Bench;

/// <summary>The private PostgreSQL server, and how much of the processor its sessions have used.</summary>
public sealed class BenchServer : IAsyncDisposable
{
    /// <summary>Of the clock in /proc; the same on every Linux platform that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    private readonly NpgsqlDataSource source;
    private readonly int postmaster;

    private BenchServer(string connection, NpgsqlDataSource source, int postmaster)
    {
        Connection = connection;
        this.source = source;
        this.postmaster = postmaster;
    }

    public string Connection { get; }

    public static async Task<BenchServer> OpenAsync(Options options)
    {
        var source = NpgsqlDataSource.Create(options.Postgres);
        await using var command = source.CreateCommand("select pg_backend_pid()");
        var backend = (int)(await command.ExecuteScalarAsync())!;
        return new BenchServer(options.Postgres, source, ReadStat(backend)!.Value.Parent);
    }

    public Task<string> AskAsync(string question) => AskAsync(source, question);

    /// <summary>Asks inside one of the databases, by a connection that is closed again.</summary>
    public async Task<string> AskAsync(string question, string database)
    {
        await using var own = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(Connection)
            {
                Database = database,
                Pooling = false,
            }.ToString()
        );
        return await AskAsync(own, question);
    }

    private static async Task<string> AskAsync(NpgsqlDataSource source, string question)
    {
#pragma warning disable CA2100 // The questions are written in the bench.
        await using var command = source.CreateCommand(question);
#pragma warning restore CA2100
        // A copy of a large database takes its time.
        command.CommandTimeout = 0;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }

    /// <param name="name">Written into the statement; made by the bench.</param>
    /// <param name="settings">Further settings of the connection, each after a semicolon.</param>
    public async Task<DatabaseTarget> CreateDatabaseAsync(string name, string settings = "")
    {
        await AskAsync($"create database {name}");
        return new DatabaseTarget(
            true,
            new NpgsqlConnectionStringBuilder(Connection) { Database = name } + settings
        );
    }

    /// <summary>Seconds of processor time of all sessions so far, those that are over too.</summary>
    public double ProcessorSeconds() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(ReadStat)
            .Sum(stat => stat?.Parent == postmaster ? stat.Value.Seconds : 0)
        + (ReadStat(postmaster)?.OfChildren ?? 0);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static (int Parent, double Seconds, double OfChildren)? ReadStat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            // The name in brackets may hold blanks; the figures come after it.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (
                (int)Number(1),
                (Number(11) + Number(12)) / TicksPerSecond,
                (Number(13) + Number(14)) / TicksPerSecond
            );

            long Number(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile.
            return null;
        }
    }
}
