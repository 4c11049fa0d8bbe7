using System.CommandLine;
using ThuocDo.Database.Sqlite;

namespace ThuocDo.Cli.Commands;

/// <summary><c>thuocdo backup</c>: a checked copy of the embedded database while it is in use.</summary>
public static class BackupCommand
{
    public static Command Create()
    {
        var to = new Option<string>("--to")
        {
            Description = CliTexts.T["backup.help.to"],
            Required = true,
        };
        return BackupAction.Create(
            "backup",
            CliTexts.T["backup.help.backup"],
            to,
            "backup.postgres.backup",
            (database, file, force) => SqliteBackup.Write(database, file, force),
            "backup.done.backup"
        );
    }
}

/// <summary><c>thuocdo restore</c>: puts a back-up in the place of the embedded database.</summary>
public static class RestoreCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from")
        {
            Description = CliTexts.T["backup.help.from"],
            Required = true,
        };
        return BackupAction.Create(
            "restore",
            CliTexts.T["backup.help.restore"],
            from,
            "backup.postgres.restore",
            (database, file, force) => SqliteBackup.Restore(file, database, force),
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
        Option<string> file,
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
