using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Cli;

public sealed class BackupCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("thuocdo-backup-");

    [Fact]
    public async Task Restore_OfBackup_BringsBackWhatWasThere()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await WriteAsync(database, "before");
        (await BackUpAsync(database)).Code.ShouldBe(0);
        await WriteAsync(database, "after");
        Release();

        var (code, _, error) = await RestoreAsync(database, "--force");

        code.ShouldBe(0, error);
        (await KeysAsync(database)).ShouldBe(["before"]);
        Directory.GetFiles(folder.FullName).Select(Path.GetFileName).ShouldBe(["copy.db"]);
        await WriteAsync(database, "goes on");
    }

    [Fact]
    public async Task Backup_WhileOthersWrite_IsAWholeDatabase()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        using var done = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
            {
                await WriteAsync(database, $"{i:00000}");
            }
        });

        var (code, _, error) = await BackUpAsync(database);
        await done.CancelAsync();
        await writing;

        code.ShouldBe(0, error);
        Release();
        (await RestoreAsync(database, "--force")).Code.ShouldBe(0);
        var keys = await KeysAsync(database);
        keys.ShouldBe(Enumerable.Range(0, keys.Count).Select(i => $"{i:00000}"));
    }

    [Fact]
    public async Task Backup_OfFiles_TakesThemAlongAndRestoreBringsThemBack()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        var files = Path.Combine(Path.GetDirectoryName(database.Target.SqlitePath)!, "files");
        var store = new DiskFileStore(files);
        var content = Guid.CreateVersion7().ToByteArray();
        var hash = FileHash.Of(content);
        await store.WriteAsync(hash, content, Now);

        (await BackUpAsync(database)).Code.ShouldBe(0);
        await store.DeleteAsync(hash, Now);
        Release();
        var (code, _, error) = await RestoreAsync(database, "--force");

        code.ShouldBe(0, error);
        (await store.ReadAsync(hash, Now)).ShouldBe(content);
        await store.DeleteAsync(hash, Now);
    }

    /// <summary>The files lie in one part of the bucket, their copies in another.</summary>
    [Fact]
    public async Task Backup_OfFilesInABucket_TakesThemAlongAndRestoreBringsThemBack()
    {
        await using var server = new S3Server();
        await server.InitializeAsync();
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        using var store = server.NewStore("tep");
        var (kept, spoilt) = (Guid.CreateVersion7().ToByteArray(), new byte[] { 1, 2, 3 });
        var hash = FileHash.Of(kept);
        await store.WriteAsync(hash, kept, Now);
        await store.WriteAsync(FileHash.Of(spoilt), spoilt, Now);
        await File.WriteAllBytesAsync(server.FileOf("tep", FileHash.Of(spoilt)), [1, 2], Now);
        string[] options = ["--db", database.Name, "--copies", server.Place("ban-sao"), Copy];
        var environment = S3Server
            .Environment.Append(new(FilePlace.Variable, server.Place("tep")))
            .ToList();

        var backup = await CommandLine.RunAsync(environment, ["backup", .. options]);
        await store.DeleteAsync(hash, Now);
        Release();
        var restore = await CommandLine.RunAsync(environment, ["restore", "--force", .. options]);

        backup.Code.ShouldBe(2, backup.Error);
        backup.Error.ShouldContain(FileHash.Of(spoilt));
        restore.Code.ShouldBe(0, restore.Error);
        (await store.ReadAsync(hash, Now)).ShouldBe(kept);
    }

    /// <summary>Dossiers without their papers are no restored province: nothing is replaced before the copies are found.</summary>
    [Fact]
    public async Task Restore_WithoutItsCopies_LeavesTheDatabaseAndSaysWhatIsMissing()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        (await BackUpAsync(database)).Code.ShouldBe(0);
        await WriteAsync(database, "later");
        Release();
        var elsewhere = Path.Combine(Path.GetDirectoryName(Copy)!, "nowhere");

        var (code, _, error) = await RestoreAsync(database, "--force", "--copies", elsewhere);
        var (copyCode, _, copyError) = await CommandLine.RunAsync([
            "copy-files",
            elsewhere,
            elsewhere + "-to",
        ]);

        code.ShouldBe(2);
        error.ShouldContain(elsewhere);
        (await KeysAsync(database)).ShouldContain("later");
        copyCode.ShouldBe(2);
        copyError.ShouldContain(elsewhere);
        Directory.Exists(elsewhere).ShouldBeFalse();
    }

    /// <summary>As a province moves from a folder into a bucket; the keys are the same in both.</summary>
    [Fact]
    public async Task CopyFiles_IntoABucketAndOutOfIt_CopiesOnlyWhatIsNew()
    {
        await using var server = new S3Server();
        await server.InitializeAsync();
        var (first, second) = (Folder("a"), Folder("b"));
        var content = Guid.CreateVersion7().ToByteArray();
        await new DiskFileStore(first).WriteAsync(FileHash.Of(content), content, Now);

        var (codeIn, errorIn) = await CopyAsync(first, server.Place("tep"));
        var (codeAgain, errorAgain) = await CopyAsync(first, server.Place("tep"));
        var (codeOut, errorOut) = await CopyAsync(server.Place("tep"), second);

        codeIn.ShouldBe(0, errorIn);
        errorIn.ShouldContain(" 1 ");
        codeAgain.ShouldBe(0, errorAgain);
        errorAgain.ShouldContain(" 0 ");
        codeOut.ShouldBe(0, errorOut);
        (await new DiskFileStore(second).ReadAsync(FileHash.Of(content), Now)).ShouldBe(content);

        var (code, error) = await CopyAsync(first, server.Place("tep", "khong-co"));
        code.ShouldBe(2);
        error.ShouldContain("khong-co");

        string Folder(string name) => Path.Combine(folder.FullName, name);
        static Task<(int Code, string Error)> CopyAsync(string from, string to) =>
            CommandLine.RunAsync(S3Server.Environment, "copy-files", from, to);
    }

    [Fact]
    public async Task Backup_OverAFile_NeedsForce()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await File.WriteAllTextAsync(Copy, "precious");

        var (code, _, error) = await BackUpAsync(database);

        code.ShouldBe(2);
        error.ShouldContain("--force");
        (await File.ReadAllTextAsync(Copy)).ShouldBe("precious");
        (await BackUpAsync(database, "--force")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Restore_OverADatabase_NeedsForce()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await BackUpAsync(database);
        await WriteAsync(database, "after");
        Release();

        (await RestoreAsync(database)).Code.ShouldBe(2);

        (await KeysAsync(database)).ShouldBe(["after"]);
    }

    [Fact]
    public async Task Restore_WhileTheDatabaseIsInUse_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await BackUpAsync(database);
        await using var user = database.NewContext();
        await user.Database.OpenConnectionAsync();
        (await user.Set<CompletedAction>().CountAsync()).ShouldBe(0);

        var (code, _, error) = await RestoreAsync(database, "--force");

        code.ShouldBe(2);
        error.ShouldContain(database.Target.SqlitePath!);
        (await user.Set<CompletedAction>().CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restore_OfADamagedFile_LeavesTheDatabase(bool truncated)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await BackUpAsync(database);
        await WriteAsync(database, "kept");
        Release();
        if (truncated)
        {
            await using var file = File.OpenWrite(Copy);
            file.SetLength(file.Length / 2);
        }
        else
        {
            await File.WriteAllTextAsync(Copy, "no database at all, but long enough to be read");
        }

        (await RestoreAsync(database, "--force")).Code.ShouldBe(2);

        (await KeysAsync(database)).ShouldBe(["kept"]);
    }

    [Theory]
    [InlineData("backup", "pg_dump")]
    [InlineData("restore", "pg_restore")]
    public async Task Command_OnPostgres_NamesItsOwnTool(string command, string tool)
    {
        var (code, _, error) = await CommandLine.RunAsync(
            command,
            Copy,
            "--db",
            "postgres:Host=nowhere"
        );

        code.ShouldBe(2);
        error.ShouldContain(tool);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private string Copy => Path.Combine(folder.FullName, "copy.db");

    private Task<(int Code, string[] Lines, string Error)> BackUpAsync(
        TestDatabase database,
        params string[] more
    ) => CommandLine.RunAsync(["backup", "--db", database.Name, Copy, .. more]);

    private Task<(int Code, string[] Lines, string Error)> RestoreAsync(
        TestDatabase database,
        params string[] more
    ) => CommandLine.RunAsync(["restore", "--db", database.Name, Copy, .. more]);

    private static Task<int> WriteAsync(TestDatabase database, string key) =>
        database.UseAsync(db =>
        {
            db.Add(
                new CompletedAction
                {
                    Key = key,
                    Action = "test",
                    At = DateTime.UnixEpoch,
                    Result = "1",
                }
            );
            return db.SaveChangesAsync();
        });

    private static Task<List<string>> KeysAsync(TestDatabase database) =>
        database.UseAsync(db =>
            db.Set<CompletedAction>().OrderBy(a => a.Key).Select(a => a.Key).ToListAsync()
        );

    /// <summary>Connections kept for the next use would keep the database in use.</summary>
    private static void Release() => Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
}
