using Microsoft.Data.Sqlite;

namespace ThuocDo.Database.Sqlite;

/// <summary>
/// Copies of the embedded database. A copy is checked before it gets its name, so that a file with the name of a
/// back-up is always whole; the database is never replaced by anything that was not checked.
/// </summary>
public static class SqliteBackup
{
    private const string HistoryTable = "__EFMigrationsHistory";

    /// <summary>Writes a checked copy while others go on reading and writing.</summary>
    /// <exception cref="BackupException">Nothing was written; the key says why.</exception>
    public static void Write(string database, string target, bool replace)
    {
        if (!File.Exists(database))
        {
            throw new BackupException("backup.error.no-database", database);
        }

        if (File.Exists(target) && !replace)
        {
            throw new BackupException("backup.error.exists", target);
        }

        var part = Part(target);
        try
        {
            using (var connection = Open(database, SqliteOpenMode.ReadWrite))
            {
                Execute(connection, "vacuum into $file", part);
            }

            Check(part);
            Flush(part);
            File.Move(part, target, replace);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Puts a checked copy of a back-up in the place of the database.</summary>
    /// <exception cref="BackupException">The database is as it was; the key says why.</exception>
    public static void Restore(string source, string database, bool replace)
    {
        if (!File.Exists(source))
        {
            throw new BackupException("backup.error.no-backup", source);
        }

        if (File.Exists(database) && !replace)
        {
            throw new BackupException("backup.error.database-exists", database);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(database))!);
        var part = Part(database);
        try
        {
            File.Copy(source, part);
            Check(part);
            using (var connection = Open(part, SqliteOpenMode.ReadWrite))
            {
                // As the product leaves a database it creates.
                Execute(connection, "pragma journal_mode = wal");
            }

            Flush(part);
            if (File.Exists(database))
            {
                CloseLog(database);
            }

            File.Move(part, database, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>
    /// Only the last user of a database can leave its write-ahead log behind. That is the test whether anybody uses
    /// it, and without the log no old page can get into the restored file.
    /// </summary>
    private static void CloseLog(string database)
    {
        try
        {
            using var connection = Open(database, SqliteOpenMode.ReadWrite);
            if (Execute(connection, "pragma journal_mode = delete") as string != "delete")
            {
                throw new BackupException("backup.error.in-use", database);
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 5 or 6)
        {
            throw new BackupException("backup.error.in-use", database);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 11 or 26)
        {
            // A damaged database is what a back-up is for; its log must not be applied to the restored one.
            File.Delete(database + "-wal");
            File.Delete(database + "-shm");
        }
    }

    private static void Check(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            var answer = Execute(connection, "pragma integrity_check") as string;
            if (answer != "ok")
            {
                throw new BackupException("backup.error.damaged", file, answer ?? "");
            }

            if (
                Execute(
                    connection,
                    "select count(*) from sqlite_master where type = 'table' and name = $file",
                    HistoryTable
                )
                is not 1L
            )
            {
                throw new BackupException("backup.error.not-ours", file);
            }
        }
        catch (SqliteException exception)
        {
            throw new BackupException("backup.error.damaged", file, exception.Message);
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
                DefaultTimeout = 3,
            }.ToString()
        );
        connection.Open();
        return connection;
    }

    private static object? Execute(SqliteConnection connection, string sql, string? file = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (file is not null)
        {
            command.Parameters.AddWithValue("$file", file);
        }

        return command.ExecuteScalar();
    }

    private static string Part(string target) => $"{target}.{Guid.CreateVersion7():N}.part";

    /// <summary>Renaming is worth nothing if the content has not reached the disk.</summary>
    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}

/// <summary>A back-up or restore that was not done; the sentence is a text key with arguments.</summary>
public sealed class BackupException(string key, params object[] arguments)
    : Exception($"{key}: {string.Join(", ", arguments)}")
{
    public string Key => key;

    public IReadOnlyList<object> Arguments => arguments;
}
