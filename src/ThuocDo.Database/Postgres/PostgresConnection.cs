using System.Data.Common;
using Npgsql;

namespace ThuocDo.Database.Postgres;

/// <summary>
/// What a connection is like unless its string says otherwise. Measured by <c>bench/run</c>: docs/guide/bench.md.
/// </summary>
internal static class PostgresConnection
{
    /// <summary>
    /// A use case sends the same few statements again and again: prepared, the server neither parses nor plans them anew.
    /// A pool that hands a session to somebody else between transactions (PgBouncer) needs <c>Max Auto Prepare=0</c>.
    /// </summary>
    private const int PreparedStatements = 100;

    /// <summary>Seconds to wait for a free connection: a burst stands in line, it is not turned away.</summary>
    private const int WaitSeconds = 60;

    public static string WithDefaults(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        var said = Said(connection);
        if (!said.Contains("maxautoprepare"))
        {
            settings.MaxAutoPrepare = PreparedStatements;
        }

        if (!said.Contains("timeout"))
        {
            settings.Timeout = WaitSeconds;
        }

        // Sessions hold nothing that would have to be reset: no temporary tables, no settings, locks end with the
        // transaction.
        if (!said.Contains("noresetonclose"))
        {
            settings.NoResetOnClose = true;
        }

        return settings.ConnectionString;
    }

    /// <summary>Names of the settings in the string, however they are written.</summary>
    private static HashSet<string> Said(string connection) =>
        [
            .. new DbConnectionStringBuilder { ConnectionString = connection }
                .Keys.Cast<string>()
                .Select(key => key.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()),
        ];
}
