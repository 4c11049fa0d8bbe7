using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Database;

namespace ThuocDo.Tests.Harness;

/// <summary>The template is a file whose log was folded in, so that copying the one file copies everything.</summary>
public sealed class SqliteTemplate : IEngineTemplate
{
    private const long RoomNeeded = 2L << 30;

    private readonly string folder;
    private readonly string file;
    private int copies;

    private SqliteTemplate(string folder)
    {
        this.folder = folder;
        file = Path.Combine(folder, "template.db");
    }

    public static async Task<IEngineTemplate> CreateAsync(Filling filling)
    {
        var template = new SqliteTemplate(
            Directory
                .CreateDirectory(
                    Path.Combine(FastestFolder(), $"thuocdo-tests-{Guid.CreateVersion7():N}")
                )
                .FullName
        );
        await using (var db = DatabaseServices.Create(DatabaseTarget.Sqlite(template.file)))
        {
            await Templates.FillAsync(db, filling);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        Release(template.file);
        return template;
    }

    public Task<DatabaseTarget> CopyAsync()
    {
        var copy = Path.Combine(folder, $"{Interlocked.Increment(ref copies)}.db");
        File.Copy(file, copy);
        return Task.FromResult(DatabaseTarget.Sqlite(copy));
    }

    public ValueTask DropAsync(DatabaseTarget copy)
    {
        Release(copy.SqlitePath!);
        foreach (var part in Directory.GetFiles(folder, Path.GetFileName(copy.SqlitePath!) + "*"))
        {
            File.Delete(part);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Pooled connections keep the file open.</summary>
    private static void Release(string path)
    {
        using var connection = new SqliteConnection(DatabaseTarget.Sqlite(path).Connection);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Memory where there is plenty: a test commits often and its file is thrown away.</summary>
    private static string FastestFolder()
    {
        const string memory = "/dev/shm";
        return Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace > RoomNeeded
            ? memory
            : Path.GetTempPath();
    }
}
