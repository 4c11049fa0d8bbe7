using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;

namespace ThuocDo.Database.Bulk;

/// <summary>
/// Writes many dossiers with all their records in one transaction: COPY on PostgreSQL, prepared inserts on SQLite.
/// Facts go straight to the permanent table; the cells are rebuilt from them afterwards.
/// </summary>
public sealed class BulkWriter(ThuocDoDb db)
{
    private readonly BulkTable<Dossier> dossiers = new(db);
    private readonly BulkTable<Applicant> applicants = new(db);
    private readonly BulkTable<DossierWord> words = new(db);
    private readonly BulkTable<OnlineUser> users = new(db);
    private readonly BulkTable<HistoryEvent> events = new(db);
    private readonly BulkTable<ClockEntry> entries = new(db);
    private readonly BulkTable<Fact> facts = new(db);
    private readonly BulkTable<CodeCounter> counters = new(db);

    /// <summary>To be called inside a transaction of <see cref="ThuocDoDb"/>.</summary>
    public async Task WriteAsync(
        IReadOnlyList<SimulatedDossier> batch,
        CancellationToken cancellation
    )
    {
        await WriteAsync(dossiers, batch.Select(d => d.Work.Dossier), cancellation);
        await WriteAsync(applicants, batch.Select(d => d.Applicant), cancellation);
        await WriteAsync(
            words,
            batch.SelectMany(d => DossierWords.Of(d.Applicant, d.Work.Dossier)),
            cancellation
        );
        await WriteAsync(
            users,
            batch.Select(d => d.FirstOnline).OfType<OnlineUser>(),
            cancellation
        );
        await WriteAsync(events, batch.SelectMany(d => d.Work.Records.Events), cancellation);
        await WriteAsync(entries, batch.SelectMany(d => d.Work.Records.Entries), cancellation);
        await WriteAsync(facts, batch.SelectMany(d => d.Work.Records.Facts), cancellation);
    }

    /// <summary>The running numbers that were used, so that live intake goes on after them.</summary>
    public Task WriteAsync(IEnumerable<CodeCounter> used, CancellationToken cancellation) =>
        WriteAsync(counters, used, cancellation);

    /// <summary>Rows of one kind that belong to no dossier.</summary>
    public Task WriteRowsAsync<T>(IEnumerable<T> rows, CancellationToken cancellation)
        where T : class => WriteAsync(new BulkTable<T>(db), rows, cancellation);

    private Task WriteAsync<T>(
        BulkTable<T> table,
        IEnumerable<T> rows,
        CancellationToken cancellation
    )
        where T : class =>
        db.Database.GetDbConnection() switch
        {
            NpgsqlConnection postgres => CopyAsync(postgres, table, rows, cancellation),
            SqliteConnection sqlite => InsertAsync(sqlite, table, rows, cancellation),
            var other => throw new InvalidOperationException(
                $"No bulk writing for {other.GetType().Name}."
            ),
        };

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection,
        BulkTable<T> table,
        IEnumerable<T> rows,
        CancellationToken cancellation
    )
        where T : class
    {
        var types = table
            .Mappings.Select(m =>
                m
                    is Npgsql.EntityFrameworkCore.PostgreSQL.Storage.Internal.Mapping.INpgsqlTypeMapping npgsql
                    ? npgsql.NpgsqlDbType
                    : (NpgsqlDbType?)null
            )
            .ToArray();
        await using var writer = await connection.BeginBinaryImportAsync(
            $"copy {table.Name} ({string.Join(", ", table.Columns)}) from stdin (format binary)",
            cancellation
        );
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellation);
            for (var i = 0; i < types.Length; i++)
            {
                if (table.Value(row, i) is { } value)
                {
                    await (
                        types[i] is { } type
                            ? writer.WriteAsync(value, type, cancellation)
                            : writer.WriteAsync(value, cancellation)
                    );
                }
                else
                {
                    await writer.WriteNullAsync(cancellation);
                }
            }
        }

        await writer.CompleteAsync(cancellation);
    }

    private static async Task InsertAsync<T>(
        SqliteConnection connection,
        BulkTable<T> table,
        IEnumerable<T> rows,
        CancellationToken cancellation
    )
        where T : class
    {
        await using var command = connection.CreateCommand();
        var parameters = table
            .Columns.Select((_, i) => command.Parameters.Add(new SqliteParameter($"$p{i}", null)))
            .ToArray();
#pragma warning disable CA2100 // Names come from the model, never from input.
        command.CommandText =
            $"insert into {table.Name} ({string.Join(", ", table.Columns)}) values ({string.Join(", ", parameters.Select(p => p.ParameterName))})";
#pragma warning restore CA2100
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = table.Value(row, i) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
