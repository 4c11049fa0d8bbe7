using System.CommandLine;

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
                await CliServices.PrepareAsync(
                    CliDatabase.Target(parsed, database),
                    demonstration: false,
                    preparation =>
                        preparation.RunAsync(
                            parsed.InvocationConfiguration.Error.WriteLine,
                            withDossiers: false,
                            cancellation
                        )
                );
                return ThuocDoCommand.Done;
            }
        );
        return command;
    }
}
