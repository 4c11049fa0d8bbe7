using System.CommandLine;
using ThuocDo.Database.Sqlite;
using ThuocDo.Shared.Files;

namespace ThuocDo.Cli.Commands;

/// <summary><c>thuocdo backup</c>: a checked copy of the embedded database while it is in use.</summary>
public static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = CliTexts.T["backup.help.to"] };
        return BackupAction.Create(
            "backup",
            CliTexts.T["backup.help.backup"],
            file,
            "backup.postgres.backup",
            SqliteBackup.Write,
            (files, copies) => (files, copies),
            "backup.done.backup"
        );
    }
}

/// <summary><c>thuocdo restore</c>: puts a back-up in the place of the embedded database.</summary>
public static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = CliTexts.T["backup.help.from"] };
        return BackupAction.Create(
            "restore",
            CliTexts.T["backup.help.restore"],
            file,
            "backup.postgres.restore",
            (database, copy, force) => SqliteBackup.Restore(copy, database, force),
            (files, copies) => (copies, files),
            "backup.done.restore"
        );
    }
}

/// <summary>What back-up and restore share: two files, one of them the database, and the way refusals are told.</summary>
internal static class BackupAction
{
    public static Command Create(
        string name,
        string description,
        Argument<string> file,
        string postgresKey,
        Action<string, string, bool> act,
        Func<FilePlace, FilePlace, (FilePlace From, FilePlace To)> direction,
        string doneKey
    )
    {
        var force = new Option<bool>("--force") { Description = CliTexts.T["backup.help.force"] };
        var place = new Option<string?>("--copies")
        {
            Description = CliTexts.T["backup.help.copies"],
        };
        var database = CliDatabase.Option();
        var command = new Command(name, description) { file, force, place, database };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var error = parsed.InvocationConfiguration.Error;
                if (CliDatabase.Target(parsed, database).SqlitePath is not { } path)
                {
                    await error.WriteLineAsync(CliTexts.T[postgresKey]);
                    return ThuocDoCommand.WrongUse;
                }

                var other = Path.GetFullPath(parsed.GetValue(file)!);
                var files = FilePlace.Choose(
                    Environment.GetEnvironmentVariable(FilePlace.Variable),
                    path
                );
                var copies = FilePlace.Of(parsed.GetValue(place) ?? FileCopies.Beside(other));
                var (from, to) = direction(files, copies);
                // Before the database is replaced. A province without files has no folder yet, and nothing to lose.
                if (from == copies && from.IsMissing)
                {
                    await error.WriteLineAsync(CliTexts.T["backup.files.missing", from.Name]);
                    return ThuocDoCommand.WrongUse;
                }

                try
                {
                    act(path, other, parsed.GetValue(force));
                }
                catch (BackupException refused)
                {
                    await error.WriteLineAsync(CliTexts.T[refused.Key, [.. refused.Arguments]]);
                    return ThuocDoCommand.WrongUse;
                }

                await error.WriteLineAsync(CliTexts.T[doneKey, path, other]);
                return await CopyFilesCommand.RunAsync(from, to, error, cancellation);
            }
        );
        return command;
    }
}
