using System.CommandLine;
using ThuocDo.Database.Sqlite;

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
        string doneKey
    )
    {
        var force = new Option<bool>("--force") { Description = CliTexts.T["backup.help.force"] };
        var database = CliDatabase.Option();
        var command = new Command(name, description) { file, force, database };
        command.SetAction(parsed =>
        {
            var error = parsed.InvocationConfiguration.Error;
            if (CliDatabase.Target(parsed, database).SqlitePath is not { } path)
            {
                error.WriteLine(CliTexts.T[postgresKey]);
                return ThuocDoCommand.WrongUse;
            }

            var other = Path.GetFullPath(parsed.GetValue(file)!);
            try
            {
                act(path, other, parsed.GetValue(force));
            }
            catch (BackupException refused)
            {
                error.WriteLine(CliTexts.T[refused.Key, [.. refused.Arguments]]);
                return ThuocDoCommand.WrongUse;
            }

            error.WriteLine(CliTexts.T[doneKey, path, other]);
            return ThuocDoCommand.Done;
        });
        return command;
    }
}
