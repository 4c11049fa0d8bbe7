using System.CommandLine;
using ThuocDo.Database;
using ThuocDo.Database.Seeding;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo migrate</c>: brings tables and shipped facts to the state of this build; run it again at any time.
/// </summary>
public static class MigrateCommand
{
    public static Command Create()
    {
        var database = CliDatabase.Option();
        var command = new Command("migrate", CliTexts.T["cli.help.migrate"]) { database };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var db = DatabaseServices.Create(CliDatabase.Target(parsed, database));
                await new DemonstrationProvince(
                    db,
                    parsed.InvocationConfiguration.Error.WriteLine
                ).PrepareAsync(demonstration: false, cancellation);
                return ThuocDoCommand.Done;
            }
        );
        return command;
    }
}
